"""The way from a picture and an instruction to a request."""

from dataclasses import dataclass

from bot.assembly.base import Base
from bot.assembly.requests import Requests
from bot.edits.channel_answers import ChannelAnswers
from bot.edits.drafts import Drafts
from bot.edits.editors import Editors
from bot.edits.extend import ExtendService
from bot.edits.newest import NewestPicture
from bot.edits.originals import Originals
from bot.edits.replies import Dialogue, ReplyService
from bot.edits.service import EditService
from bot.edits.unclear_replies import UnclearReplies
from bot.edits.withdrawals import Withdrawals
from bot.intake.downloads import AttachmentDownloader
from bot.intake.message_locales import MessageLocales
from bot.jobs.runner import JobRunner
from bot.policy.hidden_pictures import HiddenPictures
from bot.storage.member_places import MemberPlaceStore
from bot.storage.members import MemberStore
from bot.storage.reports import ReportStore


@dataclass(frozen=True, slots=True)
class Edits:
    """Objects of edits."""

    service: EditService
    extensions: ExtendService
    replies: ReplyService
    withdrawals: Withdrawals


def make_edits(
    base: Base, requests: Requests, runner: JobRunner, downloader: AttachmentDownloader
) -> Edits:
    """Make the way from a picture and an instruction to a request."""
    members = MemberStore(base.database)
    locales = MessageLocales(MemberPlaceStore(base.database))
    newest = NewestPicture(base.bot, base.jobs)
    originals = Originals(base.jobs, HiddenPictures(ReportStore(base.database)))
    drafts = Drafts(base.clock)
    editors = Editors(requests.permission, requests.offers, requests.defaults)
    service = EditService(requests.intake, originals, newest, drafts, editors, base.languages)
    extensions = ExtendService(requests.intake, originals, drafts, editors, base.languages)
    answers = ChannelAnswers(
        members, requests.kept, base.languages, locales, base.notes, base.clock
    )
    unclear = UnclearReplies(members, base.languages, locales, base.notes, base.clock)
    withdrawals = Withdrawals(runner, unclear, requests.confirmation)
    replies = ReplyService(
        base.bot,
        service,
        newest,
        requests.enforcement,
        requests.channels,
        Dialogue(answers, unclear, withdrawals, downloader),
    )
    return Edits(service, extensions, replies, withdrawals)
