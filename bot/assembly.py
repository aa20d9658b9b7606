"""The composition root: each object of the bot is made here, once, from those that it needs."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib import metadata
from uuid import uuid4

import aiohttp

from bot.alerts.alerts import Alerts
from bot.alerts.channels import channel_of
from bot.alerts.disk import DiskWatch, folder_of
from bot.alerts.watch import AlertWatch
from bot.app import EaselBot, Services
from bot.common.clock import Clock, utc_now
from bot.delivery.direct_copies import DirectCopies
from bot.delivery.interaction_edit import hand_back_in_answer
from bot.delivery.poster import Choices, DiscordDelivery
from bot.delivery.reply_rule import ReplyRule
from bot.delivery.reposts import Reposts
from bot.delivery.rest_client import RestClient
from bot.delivery.sharing import SharedPosts
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
from bot.events import CreditsLow, Notify, TransactionDone
from bot.gateway.session_starts import SessionStarts
from bot.imaging.executor import image_workers
from bot.intake.abandoned import AbandonedRequests
from bot.intake.attachments import MAX_INPUT_PIXELS, Attachments, input_bounds
from bot.intake.catalogue import ModelCatalogue
from bot.intake.confirmation import PriceConfirmation
from bot.intake.corrections import Corrections
from bot.intake.defaults import MemberDefaults
from bot.intake.downloads import AttachmentDownloader, DiscordDownloader
from bot.intake.input_loader import InputLoader
from bot.intake.intake import Intake, Lookups
from bot.intake.kept_requests import KeptRequests
from bot.intake.live_commands import LiveCommands
from bot.intake.locating import ChannelResolver
from bot.intake.offers import Offers
from bot.intake.open_questions import OpenQuestions
from bot.intake.outlook import Outlook
from bot.intake.preparation import RequestPreparation
from bot.intake.removed_images import RemovedImageCheck
from bot.intake.styles import Styles
from bot.intake.suggested_values import SuggestedValues
from bot.jobs.compositing import Compositing
from bot.jobs.generation import Generation
from bot.jobs.history import JobHistory
from bot.jobs.job_clock import JobClock
from bot.jobs.lease_renewal import LeaseRenewal
from bot.jobs.pace import Paces
from bot.jobs.posting import Posting
from bot.jobs.relay_gate import RelayGate
from bot.jobs.reports import JobReports, WasTold
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Worker
from bot.limits.accounts import Accounts
from bot.limits.allowance import Allowances
from bot.limits.operator_budget import OperatorBudgetNotices
from bot.moderation.channels import ModeratorChannels
from bot.moderation.hiding import ReportedPictures
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.monitoring.gateway_watch import GatewayWatch
from bot.monitoring.health_file import HealthFile
from bot.monitoring.monitoring import Monitoring
from bot.operator.ownership import Ownership
from bot.operator.schedule import ScheduledBackups
from bot.policy.allowed_servers import AllowedServers
from bot.policy.edit_permission import EditPermission
from bot.policy.enforcement import PolicyEnforcement
from bot.policy.hidden_pictures import HiddenPictures
from bot.policy.server_settings import ServerSettings
from bot.posts.book_view import ALL, NEWER, OLDER, REFRESH
from bot.posts.comparison import ComparisonMaker, ComparisonService
from bot.posts.copies import CopyFinder
from bot.posts.defaults import DefaultsService
from bot.posts.delete_question import DeleteDialog
from bot.posts.descriptions import DescriptionService
from bot.posts.job_layout import CANCEL, GIVE_UP
from bot.posts.job_list import JobList
from bot.posts.own_pictures import OwnPictures
from bot.posts.own_suggestions import OwnSuggestions
from bot.posts.private_pictures import PrivatePictures
from bot.posts.public_comparison import ComparisonPublisher
from bot.posts.public_place import PublicPlace
from bot.posts.remix import RemixService
from bot.posts.removal import RemovalService
from bot.posts.repeats import RepeatService
from bot.posts.reposts import RepostService
from bot.posts.retries import RetryService
from bot.posts.sending import SendService
from bot.posts.sharing import SharingService
from bot.posts.showing import ShowService
from bot.posts.stored_images import StoredImages
from bot.posts.thumbnails import Thumbnails
from bot.privacy.consent import Consent, MemberSettings
from bot.privacy.erasure import ErasureDialog
from bot.privacy.export import DataExport
from bot.privacy.retention import Retention
from bot.privacy.trusted_clock import TrustedClock
from bot.proxies import FILES, proxy_for
from bot.servers.log_channel import LogChannel
from bot.servers.memberships import Memberships
from bot.servers.presence import Presence
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
from bot.storage.migrate import newest
from bot.storage.pace import PaceStore
from bot.storage.picture_book import PictureBookStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.preparing import PreparingStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.questions import QuestionStore
from bot.storage.relay_pause import RelayPauseStore
from bot.storage.reports import ReportStore
from bot.storage.reposts import RepostStore
from bot.storage.results import ResultStore
from bot.storage.servers import ServerStore
from bot.storage.styles import StyleStore
from bot.storage.usage import UsageStore
from bot.texts import Languages
from bot.ui.button_router import ButtonRouter
from bot.ui.command_sync import CommandSync
from bot.ui.command_turns import CommandTurns, Version
from bot.ui.messages import REPOST, SEND
from bot.ui.passing_notes import PassingNotes
from bot.usage.report import UsageReports
from providers.automatic1111 import Automatic1111
from providers.relay import Relay


@dataclass(frozen=True, slots=True)
class _Base:
    """Parts that most services are made from."""

    bot: EaselBot
    database: Database
    jobs: JobStore
    snapshots: PolicySnapshotStore
    server_log: LogChannel
    server_settings: ServerSettings
    allowed_servers: AllowedServers
    notes: PassingNotes
    clock: Clock
    lease_clock: Clock
    discord_now: Callable[[], datetime | None]
    notify: Notify

    @property
    def settings(self) -> Settings:
        """Return the operator's settings."""
        return self.bot.settings

    @property
    def languages(self) -> Languages:
        """Return the texts of every language."""
        return self.bot.languages


@dataclass(frozen=True, slots=True)
class _Jobs:
    runner: JobRunner
    accounts: Accounts
    catalogue: ModelCatalogue
    generation: Generation
    paces: Paces
    delivery: DiscordDelivery


@dataclass(frozen=True, slots=True)
class _Requests:
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


@dataclass(frozen=True, slots=True)
class _Edits:
    service: EditService
    extensions: ExtendService
    replies: ReplyService
    withdrawals: Withdrawals


@dataclass(frozen=True, slots=True)
class _Moderation:
    reports: ReportService
    verdicts: VerdictService


def assemble(
    settings: Settings,
    database: Database,
    relay: Relay,
    downloader: AttachmentDownloader,
    own_sd: Automatic1111 | None = None,
    clock: Clock = utc_now,
    lease_clock: LeaseClock | None = None,
    monitoring: Monitoring | None = None,
) -> EaselBot:
    """Return the bot with its services around open resources."""
    monitoring = monitoring or Monitoring.of(settings)
    bot = EaselBot(settings, Languages(), monitoring.events)
    # A new name at every start: jobs of an earlier process are claimed by lease, never assumed.
    owner = uuid4().hex
    server_log = LogChannel(bot, ServerStore(database), bot.languages, clock)
    base = _Base(
        bot=bot,
        database=database,
        jobs=JobStore(database, owner),
        snapshots=PolicySnapshotStore(database),
        server_log=server_log,
        server_settings=ServerSettings(database, server_log, settings),
        allowed_servers=AllowedServers(settings.servers),
        notes=PassingNotes(KeyValueStore(database), RestClient(bot).delete_message, clock),
        clock=clock,
        lease_clock=lease_clock or clock,
        # A clock that is handed in is Discord's own, too: it simulates all time there is.
        discord_now=bot.discord_clock.now if clock is utc_now else clock,
        notify=monitoring.events,
    )
    job_clock = JobClock(settings, clock, lease_clock=lease_clock, discord_now=base.discord_now)
    alerts = _alerts(base, monitoring)
    results = ResultStore(database, owner)
    jobs = _jobs(base, results, relay, own_sd, job_clock, alerts.was_told)
    requests = _requests(base, jobs, downloader)
    edits = _edits(base, requests, jobs.runner, downloader)
    moderation = _moderation(base, requests, downloader)
    hidden = HiddenPictures(ReportStore(database))
    repeats = RepeatService(
        base.jobs, requests.intake, requests.offers, hidden, requests.styles, bot.languages
    )
    remixes = RemixService(
        base.jobs, hidden, requests.intake, requests.offers, requests.styles, bot.languages
    )
    retries = RetryService(
        base.jobs,
        requests.kept,
        StoredImages(base.jobs, hidden),
        remixes,
        requests.offers,
        bot.languages,
    )
    comparing = ComparisonMaker(base.jobs, downloader, hidden, settings.max_input_bytes)
    comparisons = ComparisonService(base.jobs, comparing, hidden, bot.languages)
    place = PublicPlace(requests.channels, requests.enforcement, requests.intake)
    public_posts = PublicPostStore(database)
    publisher = ComparisonPublisher(
        base.jobs, public_posts, comparing, hidden, place, bot.languages
    )
    removed_images = RemovedImageCheck(ReportStore(database), MAX_INPUT_PIXELS)
    private_pictures = PrivatePictures(downloader, removed_images, jobs.generation)
    shared_posts = SharedPosts(public_posts, jobs.delivery, server_log)
    sharing = SharingService(base.jobs, place, private_pictures, shared_posts, bot.languages)
    own = OwnPictures(base.jobs, hidden, private_pictures, jobs.generation)
    reposts = RepostService(
        base.jobs,
        own,
        place,
        Reposts(RepostStore(database), jobs.delivery, server_log),
        shared_posts,
        bot.languages,
    )
    sends = SendService(own, DirectCopies(bot), bot.languages)
    book = PictureBookStore(database)
    copies = CopyFinder(base.jobs, hidden, downloader, settings.max_input_bytes)
    removal = RemovalService(base.jobs, jobs.runner, bot.languages)
    deletions = DeleteDialog(base.jobs, bot.languages)
    history = JobHistory(base.jobs, jobs.paces, job_clock)
    job_list = JobList(history, book, removal, Thumbnails(hidden), bot.languages)
    descriptions = DescriptionService(base.jobs, hidden, copies, bot.languages)
    own_defaults = DefaultsService(base.jobs, requests.defaults, hidden, bot.languages)
    members = MemberDataStore(database)
    erasure = ErasureDialog(members, bot.languages, clock)
    suggested = SuggestedValues(jobs.catalogue, requests.enforcement, requests.channels)
    corrections = Corrections(requests.kept, suggested, bot.languages)
    router = ButtonRouter(
        {
            "again": repeats.again,
            "remix": remixes.press,
            "retry": retries.retry,
            "asmask": retries.take_as_mask,
            "change": retries.change,
            "other": retries.offer,
            "edit": edits.service.press,
            "extend": edits.extensions.press,
            "try": repeats.offer,
            "details": descriptions.details,
            "default": own_defaults.keep,
            # Its number is the member's id.
            "nodefault": own_defaults.clear,
            "compare": comparisons.compare,
            "delete": deletions.ask,
            "compared": deletions.ask,
            "show": publisher.show,
            "share": sharing.share,
            # Their number is that of the post's message.
            "erase": deletions.confirm,
            "keep": deletions.keep,
            "cancel": removal.cancel,
            "giveup": removal.give_up,
            REFRESH: job_list.refresh,
            NEWER: job_list.newer,
            OLDER: job_list.older,
            ALL: job_list.show_all,
            SEND: sends.send,
            REPOST: reposts.share,
            **moderation.verdicts.presses,
            "confirm": requests.confirmation.confirm,
            "decline": requests.confirmation.decline,
            "correct": retries.retry,
            # Their number is that of the member's message.
            "meant": edits.replies.press_edit,
            "chat": edits.replies.press_talk,
            # Its number is the member's id.
            "forget": erasure.confirm,
        },
        {
            "try": repeats.try_with,
            "restyle": repeats.try_style,
            "other": retries.try_with,
            CANCEL: job_list.cancel,
            GIVE_UP: job_list.give_up,
        },
    )
    bot.equip(
        Services(
            *(jobs.runner, LeaseRenewal(jobs.runner, database, lease_clock)),
            *(jobs.accounts, jobs.catalogue, jobs.generation, history, job_list),
            *(base.allowed_servers, requests.intake, requests.enforcement, requests.channels),
            *(requests.abandoned, base.notes),
            Outlook(jobs.catalogue, jobs.runner),
            *(suggested, requests.styles),
            *(requests.offers, requests.defaults, jobs.paces, corrections),
            *(edits.service, edits.extensions, edits.replies, edits.withdrawals),
            *(remixes, retries, descriptions, own_defaults, router),
            *(ShowService(own, reposts, bot.languages), OwnSuggestions(book)),
            *(moderation.reports, moderation.verdicts),
            *(server_log, base.server_settings, UsageReports(UsageStore(database))),
            *(Consent(MemberStore(database)), MemberSettings(MemberStore(database))),
            *(DataExport(members), erasure),
            *_servers(base, jobs.catalogue),
            *(monitoring.health, HealthFile(settings.health_file, monitoring.health)),
            alerts,
            ScheduledBackups(database, settings, clock, base.notify),
            Ownership(KeyValueStore(database)),
            SessionStarts(database.exclusive, settings.identify_interval),
        )
    )
    _monitor(bot, database, relay, monitoring)
    return bot


def _alerts(base: _Base, monitoring: Monitoring) -> AlertWatch:
    """Make what tells those who run the bot; it listens only if somebody is to be told."""
    settings = base.settings
    channel = channel_of(base.bot, settings.alerts.get_secret_value())
    alerts = Alerts(
        KeyValueStore(base.database),
        channel,
        is_alone=base.database.alone,
        interval=settings.upkeep_interval,
    )
    disk = DiskWatch(folder_of(settings.database_url))
    watch = AlertWatch(alerts, monitoring.health, disk, settings.alert_after)
    if channel is not None:
        monitoring.events.listen(watch.listen)
    return watch


def _monitor(bot: EaselBot, database: Database, relay: Relay, monitoring: Monitoring) -> None:
    """Connect what is read when somebody asks, and what happens below the services."""
    runner, sources = bot.services[JobRunner], monitoring.sources
    sources.waiting_jobs = lambda: runner.waiting
    sources.running_jobs = lambda: runner.running
    sources.held_polls = lambda: relay.held_polls
    GatewayWatch(bot).attach(bot, monitoring.health)
    notify = monitoring.events
    database.on_transaction = lambda kind, seconds: notify(TransactionDone(kind, seconds))


def _jobs(
    base: _Base,
    results: ResultStore,
    relay: Relay,
    own_sd: Automatic1111 | None,
    clock: JobClock,
    was_told: WasTold,
) -> _Jobs:
    """Make what carries a job from its acceptance to its post."""
    servers = ServerStore(base.database)
    members = MemberStore(base.database)
    reply_rule = ReplyRule(base.bot, base.snapshots, base.server_settings.edits.policy, base.clock)
    delivery = DiscordDelivery(
        base.bot,
        servers,
        base.languages,
        base.clock,
        base.discord_now,
        Choices(members, reply_rule.takes_replies, base.notes),
    )
    paces = Paces(PaceStore(base.database), clock)
    board = StatusBoard(delivery, base.jobs.mark_notified, paces, clock)
    gate = RelayGate(relay, RelayPauseStore(base.database), clock)
    compositing = Compositing(base.jobs, clock)
    generation = Generation(relay, clock, own_sd, base.notify, gate, compositing)
    posting = Posting(base.jobs, results, generation, delivery, clock, base.notify)
    reports = JobReports(base.server_log, clock, base.notify, was_told)
    worker = Worker(base.jobs, generation, posting, board, reports, clock)
    notices = OperatorBudgetNotices(KeyValueStore(base.database), base.notify)
    allowances = Allowances(base.settings.limits, servers, base.server_log, notices)
    runner = JobRunner(base.jobs, worker, board, base.settings, allowances, clock)
    return _Jobs(
        runner=runner,
        accounts=Accounts(base.jobs, allowances, base.clock),
        catalogue=ModelCatalogue(
            relay,
            base.settings,
            base.clock,
            KeyValueStore(base.database),
            base.notify,
            base.database.exclusive if base.database.is_shared else None,
        ),
        generation=generation,
        paces=paces,
        delivery=delivery,
    )


def _requests(base: _Base, jobs: _Jobs, downloader: AttachmentDownloader) -> _Requests:
    """Make the way from an event of Discord to an accepted job."""
    channels = ChannelResolver(base.bot)
    enforcement = PolicyEnforcement(
        base.snapshots,
        base.server_log,
        base.allowed_servers,
        base.clock,
        offered=jobs.catalogue.can_make,
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
    lookups = Lookups(channels, styles)
    intake = Intake(jobs.runner, lookups, preparation, confirmation, kept, base.languages)
    offers = Offers(jobs.catalogue, enforcement, jobs.accounts, channels, jobs.paces.is_failing)
    return _Requests(
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


def _edits(
    base: _Base, requests: _Requests, runner: JobRunner, downloader: AttachmentDownloader
) -> _Edits:
    """Make the way from a picture and an instruction to a request."""
    members = MemberStore(base.database)
    newest = NewestPicture(base.bot, base.jobs)
    originals = Originals(base.jobs, HiddenPictures(ReportStore(base.database)))
    drafts = Drafts(base.clock)
    editors = Editors(requests.permission, requests.offers, requests.defaults)
    service = EditService(requests.intake, originals, newest, drafts, editors, base.languages)
    extensions = ExtendService(requests.intake, originals, drafts, editors, base.languages)
    answers = ChannelAnswers(members, requests.kept, base.languages, base.notes, base.clock)
    unclear = UnclearReplies(members, base.languages, base.notes, base.clock)
    withdrawals = Withdrawals(runner, unclear, requests.confirmation)
    replies = ReplyService(
        base.bot,
        service,
        newest,
        requests.enforcement,
        requests.channels,
        Dialogue(answers, unclear, withdrawals, downloader),
    )
    return _Edits(service, extensions, replies, withdrawals)


def _moderation(base: _Base, requests: _Requests, downloader: AttachmentDownloader) -> _Moderation:
    """Make the services for reports of members and verdicts of moderators."""
    reports = ReportStore(base.database)
    bounds = input_bounds(base.settings)
    pictures = ReportedPictures(
        base.bot,
        downloader,
        base.jobs,
        PublicPostStore(base.database),
        base.languages,
        bounds,
    )
    channels = ModeratorChannels(base.bot, requests.channels)
    blocks = base.server_settings.blocks
    return _Moderation(
        ReportService(pictures, reports, base.snapshots, channels, base.languages, base.clock),
        VerdictService(base.bot, pictures, reports, blocks, base.server_log, base.languages),
    )


def _servers(
    base: _Base, catalogue: ModelCatalogue
) -> tuple[LiveCommands, CommandSync, Welcome, Presence, Memberships, Retention]:
    """Make what the bot does in a server, or for one, without being asked."""
    settings, clock, bot = base.settings, base.clock, base.bot
    memberships, presence = MembershipStore(base.database), Presence(bot)
    presence.attach(bot)
    live = LiveCommands(catalogue)
    version = Version.of(metadata.version("easel"), newest(), utc_now())
    turns = CommandTurns(base.database, version, clock)
    commands = CommandSync(bot.tree, KeyValueStore(base.database), settings.dev_guild, live, turns)
    welcome = Welcome(memberships, base.snapshots, commands, settings, base.languages, clock)
    retention = Retention(
        base.jobs,
        ExpiredStore(base.database),
        partial(LeftServerStore(base.database).forget, lacks=presence.lacks),
        settings,
        TrustedClock(base.jobs.newest_id, base.discord_now, clock),
        base.database.exclusive,
    )
    return (
        live,
        commands,
        welcome,
        presence,
        Memberships(
            memberships,
            welcome,
            base.allowed_servers.allow,
            presence,
            timedelta(seconds=settings.missing_servers),
            clock,
        ),
        retention,
    )


@asynccontextmanager
async def open_bot(
    settings: Settings, monitoring: Monitoring | None = None
) -> AsyncIterator[EaselBot]:
    """Open the bot with everything that it needs; close all of it in reverse order.

    Raises `StorageError` when the database cannot be used.
    """
    monitoring = monitoring or Monitoring.of(settings)
    async with AsyncExitStack() as resources:
        opened = resources.enter_async_context
        database = await opened(Database.open(settings.database_url))
        relay_url = str(settings.relay_url)
        relay = await opened(
            Relay(
                relay_url,
                settings.relay_key,
                on_credit_warning=lambda: monitoring.events(CreditsLow()),
                proxy=proxy_for(relay_url, settings.proxy),
            )
        )
        own_sd = await opened(Automatic1111(str(settings.sd_url))) if settings.sd_url else None
        timeout = aiohttp.ClientTimeout(total=60)
        files_proxy = proxy_for(FILES, settings.proxy)
        session = await opened(aiohttp.ClientSession(timeout=timeout, proxy=files_proxy))
        lease_clock = LeaseClock(await database.now())
        # They start while the bot logs in, so that the first image need not wait for them.
        await opened(image_workers())
        downloader = DiscordDownloader(session)
        bot = assemble(
            settings,
            database,
            relay,
            downloader,
            own_sd,
            lease_clock=lease_clock,
            monitoring=monitoring,
        )
        if database.alone:
            bot.services[JobRunner].start_alone()
            bot.services[AbandonedRequests].start_alone()
        yield await opened(bot)
