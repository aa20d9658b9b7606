"""Putting the bot together: what is made from what, and what is opened and closed with it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import uuid4

import aiohttp

from bot.app import EaselBot, Services
from bot.common.clock import Clock, utc_now
from bot.delivery.poster import DiscordDelivery
from bot.edits.drafts import Drafts
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
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.policy.enforcement import PolicyEnforcement
from bot.posts.actions import PictureActions
from bot.privacy.erasure import ErasureDialog
from bot.privacy.retention import Retention
from bot.servers.log_channel import LogChannel
from bot.servers.welcome import Welcome
from bot.settings import Settings
from bot.storage.blocks import BlockStore
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.limits import LimitStore
from bot.storage.member_data import MemberDataStore
from bot.storage.members import MemberStore
from bot.storage.memberships import MembershipStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.reports import ReportStore
from bot.storage.results import ResultStore
from bot.storage.rules import RuleStore
from bot.storage.servers import KeyValueStore, ServerStore
from bot.storage.usage import UsageStore
from bot.storage.words import WordStore
from bot.texts import Languages
from bot.ui.button_router import ButtonRouter
from providers.automatic1111 import Automatic1111
from providers.relay import Relay


def assemble(
    settings: Settings,
    database: Database,
    relay: Relay,
    downloader: AttachmentDownloader,
    own_sd: Automatic1111 | None = None,
    clock: Clock = utc_now,
) -> EaselBot:
    """The bot with its services around open resources."""
    languages = Languages()
    bot = EaselBot(settings)
    # Another name at every start: what an earlier life held is taken over by lease, never assumed.
    owner = uuid4().hex
    store = JobStore(database, owner)
    servers = ServerStore(database)
    decisions = PolicySnapshotStore(database)
    server_log = LogChannel(bot, servers, languages, clock)
    delivery = DiscordDelivery(bot, servers, languages, clock)
    board = StatusBoard(delivery, store.mark_notified)
    offers = ModelCatalogue(relay, settings, clock)
    job_clock = JobClock(settings, clock)
    generation = Generation(relay, job_clock, own_sd)
    posting = Posting(store, ResultStore(database, owner), generation, delivery, job_clock)
    worker = Worker(store, generation, posting, board, server_log, job_clock)
    allowances = Allowances(settings.limits, servers, server_log)
    accounts = Accounts(store, allowances, clock)
    runner = JobRunner(store, worker, board, settings, allowances, job_clock)
    if database.alone:
        runner.start_alone()
    enforcement, rooms = PolicyEnforcement(decisions, server_log, clock), ChannelResolver(bot)
    reports = ReportStore(database)
    attachments = Attachments(downloader, RemovedImageCheck(reports, MAX_INPUT_PIXELS), settings)
    preparation = RequestPreparation(offers, enforcement, attachments, accounts)
    confirmation = PriceConfirmation(runner, accounts, preparation, settings, languages, clock)
    intake = Intake(runner, rooms, preparation, confirmation, languages)
    members = MemberStore(database)
    personal = MemberDataStore(database)
    erasure_dialog = ErasureDialog(personal, languages, clock)
    drafts = Drafts(clock)
    edit_service = EditService(intake, store, drafts, members, servers, settings, languages)
    presence = MembershipStore(database)
    retention = Retention(
        store,
        LeftServerStore(database),
        ExpiredStore(database),
        lambda: [guild.id for guild in bot.guilds],
        settings,
        clock,
    )
    # The messages that somebody is reporting, or deciding about, at this moment.
    under_way: set[int] = set()
    report_service = ReportService(
        bot, reports, decisions, store, downloader, rooms, settings, languages, clock, under_way
    )
    blocks = BlockStore(database)
    verdict_service = VerdictService(
        bot, reports, blocks, store, downloader, server_log, languages, under_way
    )
    services = Services(
        settings=settings,
        languages=languages,
        runner=runner,
        jobs=store,
        accounts=accounts,
        intake=intake,
        enforcement=enforcement,
        rooms=rooms,
        rules=RuleStore(database),
        offers=offers,
        generation=generation,
        facts=KeyValueStore(database),
        members=members,
        personal=personal,
        erasure_dialog=erasure_dialog,
        report_service=report_service,
        verdict_service=verdict_service,
        servers=servers,
        usage=UsageStore(database),
        words=WordStore(database),
        blocks=blocks,
        limits=LimitStore(database),
        server_log=server_log,
        edit_service=edit_service,
        drafts=drafts,
        presence=presence,
        welcome=Welcome(presence, decisions, settings, languages, clock),
        retention=retention,
        clock=clock,
    )
    pictures = PictureActions(
        runner,
        store,
        intake,
        edit_service,
        offers,
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
    """The bot with everything it needs, opened; closed in reverse order.

    Raises `StorageError` when the database cannot be used.
    """
    async with AsyncExitStack() as resources:
        opened = resources.enter_async_context
        database = await opened(Database.open(settings.database_url))
        relay = await opened(Relay(str(settings.relay_url), settings.relay_key))
        own_sd = await opened(Automatic1111(str(settings.sd_url))) if settings.sd_url else None
        timeout = aiohttp.ClientTimeout(total=60)
        session = await opened(aiohttp.ClientSession(timeout=timeout))
        yield await opened(assemble(settings, database, relay, DiscordDownloader(session), own_sd))
