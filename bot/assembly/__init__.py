"""The composition root: each object of the bot is made here, once, from those that it needs."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import uuid4

import aiohttp

from bot.app import EaselBot, Services
from bot.assembly.base import Base
from bot.assembly.buttons import make_router
from bot.assembly.edits import make_edits
from bot.assembly.jobs import make_jobs
from bot.assembly.moderation import make_moderation, make_removing
from bot.assembly.posts import make_posts
from bot.assembly.requests import make_requests
from bot.assembly.servers import make_servers
from bot.assembly.watching import connect_watches, make_alerts
from bot.common.clock import Clock, utc_now
from bot.delivery.rest_client import RestClient
from bot.events import CreditsLow
from bot.gateway.session_starts import SessionStarts
from bot.imaging.executor import image_workers
from bot.intake.abandoned import AbandonedRequests
from bot.intake.corrections import Corrections
from bot.intake.downloads import AttachmentDownloader, DiscordDownloader
from bot.intake.outlook import Outlook
from bot.intake.suggested_values import SuggestedValues
from bot.jobs.job_clock import JobClock
from bot.jobs.lease_renewal import LeaseRenewal
from bot.jobs.runner import JobRunner
from bot.monitoring.health_file import HealthFile
from bot.monitoring.monitoring import Monitoring
from bot.operator.ownership import Ownership
from bot.operator.schedule import ScheduledBackups
from bot.policy.allowed_servers import AllowedServers
from bot.policy.server_settings import ServerSettings
from bot.privacy.consent import Consent, MemberSettings
from bot.proxies import FILES, proxy_for
from bot.servers.log_channel import LogChannel
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.lease_clock import LeaseClock
from bot.storage.members import MemberStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.results import ResultStore
from bot.storage.servers import ServerStore
from bot.storage.showcases import ShowcaseStore
from bot.storage.tasks import TaskStore
from bot.storage.usage import UsageStore
from bot.texts import Languages
from bot.ui.passing_notes import PassingNotes
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
    monitoring: Monitoring | None = None,
) -> EaselBot:
    """Return the bot with its services around open resources."""
    monitoring = monitoring or Monitoring.of(settings)
    bot = EaselBot(settings, Languages(), monitoring.events)
    # A new name at every start: jobs of an earlier process are claimed by lease, never assumed.
    owner = uuid4().hex
    server_log = LogChannel(bot, ServerStore(database), bot.languages, clock)
    base = Base(
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
    alerts = make_alerts(base, monitoring)
    results, tasks = ResultStore(database, owner), TaskStore(database, owner)
    jobs = make_jobs(base, results, tasks, relay, own_sd, job_clock, alerts.was_told)
    requests = make_requests(base, jobs, downloader)
    edits = make_edits(base, requests, jobs.runner, downloader)
    removing = make_removing(base, jobs.delivery)
    moderation = make_moderation(base, requests, downloader, removing.withdrawn)
    posts = make_posts(base, jobs, requests, removing, downloader, job_clock)
    suggested = SuggestedValues(jobs.catalogue, requests.enforcement, requests.channels)
    members = MemberStore(database)
    bot.equip(
        Services(
            *(jobs.runner, LeaseRenewal(jobs.runner, database, lease_clock)),
            *(jobs.accounts, jobs.catalogue, jobs.generation, posts.history, posts.job_list),
            *(base.allowed_servers, requests.intake, requests.enforcement, requests.channels),
            *(requests.abandoned, base.notes),
            Outlook(jobs.catalogue, jobs.runner),
            *(suggested, Corrections(requests.kept, suggested, bot.languages), requests.styles),
            *(requests.offers, requests.defaults, jobs.paces),
            *(edits.service, edits.extensions, edits.replies, edits.withdrawals),
            *(posts.remixes, posts.retries, posts.descriptions, posts.defaults),
            make_router(posts, requests, edits, moderation),
            *(posts.showing, posts.suggestions, posts.avatars),
            *(moderation.reports, moderation.verdicts),
            *(server_log, base.server_settings, UsageReports(UsageStore(database))),
            *(Consent(members), MemberSettings(members, ShowcaseStore(database))),
            *posts.community.services,
            *(posts.export, posts.erasure),
            *make_servers(base, jobs.catalogue),
            *(monitoring.health, HealthFile(settings.health_file, monitoring.health)),
            alerts,
            ScheduledBackups(database, settings, clock, base.notify),
            Ownership(KeyValueStore(database)),
            SessionStarts(database.exclusive, settings.identify_interval),
        )
    )
    connect_watches(bot, database, relay, monitoring)
    return bot


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
