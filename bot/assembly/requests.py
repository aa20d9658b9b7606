"""The way from an event of Discord to an accepted job."""

from dataclasses import dataclass
from functools import partial

from bot.assembly.base import Base
from bot.assembly.jobs import Jobs
from bot.delivery.interaction_edit import hand_back_in_answer
from bot.delivery.rest_client import RestClient
from bot.intake.abandoned import AbandonedRequests
from bot.intake.attachments import MAX_INPUT_PIXELS, Attachments
from bot.intake.confirmation import PriceConfirmation
from bot.intake.defaults import MemberDefaults
from bot.intake.downloads import AttachmentDownloader
from bot.intake.input_loader import InputLoader
from bot.intake.intake import Intake, Lookups
from bot.intake.kept_requests import KeptRequests
from bot.intake.locating import ChannelResolver
from bot.intake.message_locales import MessageLocales
from bot.intake.offers import Offers
from bot.intake.open_questions import OpenQuestions
from bot.intake.preparation import RequestPreparation
from bot.intake.removed_images import RemovedImageCheck
from bot.intake.styles import Styles
from bot.policy.edit_permission import EditPermission
from bot.policy.enforcement import CheckDirect, PolicyEnforcement
from bot.policy.hidden_pictures import HiddenPictures
from bot.servers.shared_servers import SharedServers
from bot.storage.member_places import MemberPlaceStore
from bot.storage.members import MemberStore
from bot.storage.preparing import PreparingStore
from bot.storage.questions import QuestionStore
from bot.storage.reports import ReportStore
from bot.storage.styles import StyleStore


@dataclass(frozen=True, slots=True)
class Requests:
    """Objects of the way in."""

    channels: ChannelResolver
    enforcement: PolicyEnforcement
    permission: EditPermission
    confirmation: PriceConfirmation
    kept: KeptRequests
    abandoned: AbandonedRequests
    intake: Intake
    offers: Offers
    defaults: MemberDefaults
    styles: Styles


def make_requests(base: Base, jobs: Jobs, downloader: AttachmentDownloader) -> Requests:
    """Make the way from an event of Discord to an accepted job."""
    channels = ChannelResolver(base.bot)
    enforcement = PolicyEnforcement(
        base.snapshots,
        base.server_log,
        base.allowed_servers,
        base.clock,
        offered=jobs.catalogue.can_make,
        check_direct=_check_direct(base),
    )
    removed_images = RemovedImageCheck(ReportStore(base.database), MAX_INPUT_PIXELS)
    attachments = Attachments(downloader, removed_images, base.settings)
    permission = EditPermission(
        base.server_settings.edits,
        MemberStore(base.database),
        base.jobs,
        HiddenPictures(ReportStore(base.database)),
    )
    loader = InputLoader(attachments, base.jobs, base.settings, base.clock)
    preparation = RequestPreparation(
        jobs.catalogue, enforcement, permission, loader, jobs.accounts, jobs.runner
    )
    questions = QuestionStore(base.database)
    abandoned = AbandonedRequests(
        PreparingStore(base.database),
        base.jobs,
        partial(hand_back_in_answer, base.bot),
        base.languages,
        base.clock,
        base.lease_clock,
    )
    kept = KeptRequests(questions, abandoned, base.clock, base.languages)
    confirmation = PriceConfirmation(
        jobs.runner,
        OpenQuestions(questions, kept, base.notes, base.clock),
        channels,
        preparation,
        base.settings,
        base.languages,
    )
    defaults = MemberDefaults(MemberStore(base.database))
    styles = Styles(StyleStore(base.database))
    lookups = Lookups(channels, styles, MessageLocales(MemberPlaceStore(base.database)))
    intake = Intake(jobs.runner, lookups, preparation, confirmation, kept, base.languages)
    offers = Offers(jobs.catalogue, enforcement, jobs.accounts, channels, jobs.paces.is_failing)
    return Requests(
        channels,
        enforcement,
        permission,
        confirmation,
        kept,
        abandoned,
        intake,
        offers,
        defaults,
        styles,
    )


def _check_direct(base: Base) -> CheckDirect | None:
    """Return the check of those who ask in direct messages; None where nobody may."""
    if not base.settings.direct_messages:
        return None
    return SharedServers(
        base.bot,
        MemberPlaceStore(base.database),
        RestClient(base.bot).has_member,
        base.allowed_servers.allow,
        base.clock,
    ).check
