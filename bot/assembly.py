"""The composition root: each object of the bot is made here, once, from those that it needs."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import uuid4

import aiohttp

from bot.app import EaselBot, Services
from bot.common.clock import Clock, utc_now
from bot.delivery.poster import DiscordDelivery
from bot.edits.channel_answers import ChannelAnswers
from bot.edits.drafts import Drafts
from bot.edits.newest import NewestPicture
from bot.edits.replies import ReplyService
from bot.edits.service import EditService
from bot.intake.attachments import MAX_INPUT_PIXELS, Attachments
from bot.intake.catalogue import ModelCatalogue
from bot.intake.confirmation import PriceConfirmation
from bot.intake.downloads import AttachmentDownloader, DiscordDownloader
from bot.intake.intake import Intake
from bot.intake.locating import ChannelResolver
from bot.intake.preparation import RequestPreparation
from bot.intake.removed_images import RemovedImageCheck
from bot.jobs.generation import Generation
from bot.jobs.job_clock import JobClock
from bot.jobs.posting import Posting
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Worker
from bot.limits.accounts import Accounts
from bot.limits.allowance import Allowances
from bot.limits.operator_budget import OperatorBudgetNotices
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.policy.allowed_servers import AllowedServers
from bot.policy.edit_permission import EditPermission
from bot.policy.enforcement import PolicyEnforcement
from bot.policy.server_settings import ServerSettings
from bot.posts.actions import PictureActions
from bot.privacy.consent import Consent
from bot.privacy.erasure import ErasureDialog
from bot.privacy.export import DataExport
from bot.privacy.retention import Retention
from bot.servers.log_channel import LogChannel
from bot.servers.memberships import Memberships
from bot.servers.welcome import Welcome
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.lease_clock import LeaseClock
from bot.storage.left_servers import LeftServerStore
from bot.storage.member_data import MemberDataStore
from bot.storage.members import MemberStore
from bot.storage.memberships import MembershipStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.reports import ReportStore
from bot.storage.results import ResultStore
from bot.storage.servers import ServerStore
from bot.storage.usage import UsageStore
from bot.texts import Languages
from bot.ui.button_router import ButtonRouter
from bot.ui.command_sync import CommandSync
from bot.usage.report import UsageReports
from providers.automatic1111 import Automatic1111
from providers.relay import Relay


def assemble(
    settings: Settings,
    database: Database,
    relay: Relay,
    downloader: AttachmentDownloader,
    own_sd: Automatic1111 | None = None,
    clock: Clock = utc_now,
    lease_clock: LeaseClock | None = None,
) -> EaselBot:
    """Make the bot and its services around open resources."""
    languages = Languages()
    bot = EaselBot(settings)
    # Another name at every start: what an earlier life held is taken over by lease, never assumed.
    owner = uuid4().hex
    jobs = JobStore(database, owner)
    servers = ServerStore(database)
    snapshots = PolicySnapshotStore(database)
    server_log = LogChannel(bot, servers, languages, clock)
    delivery = DiscordDelivery(bot, servers, languages, clock)
    board = StatusBoard(delivery, jobs.mark_notified)
    catalogue = ModelCatalogue(relay, settings, clock)
    job_clock = JobClock(settings, clock, lease_clock=lease_clock)
    generation = Generation(relay, job_clock, own_sd)
    posting = Posting(jobs, ResultStore(database, owner), generation, delivery, job_clock)
    worker = Worker(jobs, generation, posting, board, server_log, job_clock)
    key_values = KeyValueStore(database)
    notices = OperatorBudgetNotices(key_values)
    allowances = Allowances(settings.limits, servers, server_log, notices)
    accounts = Accounts(jobs, allowances, clock)
    runner = JobRunner(jobs, worker, board, settings, allowances, job_clock)
    if database.alone:
        runner.start_alone()

    async def renew() -> None:
        if lease_clock is not None:
            await lease_clock.read(database)
        await runner.renew()

    allowed = AllowedServers(settings.servers)
    enforcement, channels = (
        PolicyEnforcement(snapshots, server_log, allowed, clock),
        ChannelResolver(bot),
    )
    server_settings = ServerSettings(database, server_log, settings)
    reports = ReportStore(database)
    attachments = Attachments(downloader, RemovedImageCheck(reports, MAX_INPUT_PIXELS), settings)
    preparation = RequestPreparation(catalogue, enforcement, attachments, accounts)
    confirmation = PriceConfirmation(runner, accounts, preparation, settings, languages, clock)
    intake = Intake(runner, channels, preparation, confirmation, languages)
    members = MemberStore(database)
    personal = MemberDataStore(database)
    erasure_dialog = ErasureDialog(personal, languages, clock)
    drafts = Drafts(clock)
    permission = EditPermission(server_settings.edits, members)
    newest = NewestPicture(bot, jobs)
    edit_service = EditService(intake, jobs, newest, drafts, permission, languages)
    answers = ChannelAnswers(members, languages)
    replies = ReplyService(bot, edit_service, newest, enforcement, channels, answers)
    memberships = MembershipStore(database)
    command_sync = CommandSync(bot.tree, key_values, settings.dev_guild)
    welcome = Welcome(memberships, snapshots, command_sync, settings, languages, clock)
    retention = Retention(
        jobs,
        LeftServerStore(database),
        ExpiredStore(database),
        lambda: [guild.id for guild in bot.guilds],
        settings,
        clock,
    )
    # Messages that are being reported, or decided about, at this moment.
    under_way: set[int] = set()
    report_service = ReportService(
        bot, reports, snapshots, jobs, downloader, channels, settings, languages, clock, under_way
    )
    verdict_service = VerdictService(
        bot,
        reports,
        server_settings.blocks,
        jobs,
        downloader,
        server_log,
        languages,
        under_way,
    )
    services = Services(
        settings=settings,
        languages=languages,
        runner=runner,
        jobs=jobs,
        accounts=accounts,
        intake=intake,
        allowed_servers=allowed,
        enforcement=enforcement,
        rooms=channels,
        catalogue=catalogue,
        generation=generation,
        command_sync=command_sync,
        consent=Consent(members),
        export=DataExport(personal),
        erasure_dialog=erasure_dialog,
        report_service=report_service,
        verdict_service=verdict_service,
        usage=UsageReports(UsageStore(database)),
        server_settings=server_settings,
        server_log=server_log,
        edit_service=edit_service,
        replies=replies,
        memberships=Memberships(memberships, welcome, allowed.allow, clock),
        welcome=welcome,
        retention=retention,
        renew=renew,
        clock=clock,
    )
    pictures = PictureActions(
        runner,
        jobs,
        intake,
        edit_service,
        permission,
        catalogue,
        downloader,
        verdict_service,
        settings,
        languages,
    )
    presses = ButtonRouter(
        {
            **pictures.presses,
            **verdict_service.presses,
            "confirm": confirmation.confirm,
            "decline": confirmation.decline,
            # Under what `/mydata delete` asks stands the member's id.
            "forget": erasure_dialog.confirm,
        },
        {"try": pictures.try_with},
    )
    bot.equip(services, presses)
    return bot


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncIterator[EaselBot]:
    """Open the bot with everything that it needs; close all of it in reverse order.

    Raises `StorageError` when the database cannot be used.
    """
    async with AsyncExitStack() as resources:
        opened = resources.enter_async_context
        database = await opened(Database.open(settings.database_url))
        relay = await opened(Relay(str(settings.relay_url), settings.relay_key))
        own_sd = await opened(Automatic1111(str(settings.sd_url))) if settings.sd_url else None
        timeout = aiohttp.ClientTimeout(total=60)
        session = await opened(aiohttp.ClientSession(timeout=timeout))
        lease_clock = LeaseClock(await database.now())
        downloader = DiscordDownloader(session)
        yield await opened(
            assemble(settings, database, relay, downloader, own_sd, lease_clock=lease_clock)
        )
