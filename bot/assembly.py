"""Putting the bot together: what is made from what, and what is opened and closed with it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import uuid4

import aiohttp

from bot.app import EaselBot, Services
from bot.common.clock import Clock, utc_now
from bot.delivery.poster import DiscordDelivery
from bot.edits.drafts import Drafts
from bot.edits.service import Editing
from bot.intake.attachments import MAX_INPUT_PIXELS, Attachments
from bot.intake.catalogue import Offers
from bot.intake.confirmation import Confirming
from bot.intake.downloads import DiscordUploads, Uploads
from bot.intake.intake import Desk
from bot.intake.locating import Rooms
from bot.intake.removed_images import Barring
from bot.jobs.generation import Relaying
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Carrier
from bot.limits.allowance import Allowances
from bot.moderation.reports import Reporting
from bot.moderation.verdicts import Moderation
from bot.policy.enforcement import Rulebook
from bot.posts.actions import PictureButtons
from bot.privacy.erasure import Forgetting
from bot.privacy.retention import Retention
from bot.servers.log_channel import ServerLog
from bot.servers.welcome import Welcome
from bot.settings import Settings
from bot.storage.blocks import BlockStore
from bot.storage.database import Database
from bot.storage.expired import LapsedStore
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeavingStore
from bot.storage.limits import LimitStore
from bot.storage.member_data import PersonalStore
from bot.storage.members import MemberStore
from bot.storage.memberships import PresenceStore
from bot.storage.policy_snapshot import DecisionStore
from bot.storage.reports import ReportStore
from bot.storage.rules import RuleStore
from bot.storage.servers import FactStore, ServerStore
from bot.storage.usage import UsageStore
from bot.storage.words import WordStore
from bot.texts import Languages
from bot.ui.button_router import Presses
from providers.automatic1111 import Automatic1111
from providers.relay import Relay


def assemble(
    settings: Settings,
    database: Database,
    relay: Relay,
    uploads: Uploads,
    own_sd: Automatic1111 | None = None,
    clock: Clock = utc_now,
) -> EaselBot:
    """The bot with its services around open resources."""
    languages = Languages()
    bot = EaselBot(settings)
    # Another name at every start: what an earlier life held is taken over by lease, never assumed.
    store = JobStore(database, owner=uuid4().hex)
    servers = ServerStore(database)
    decisions = DecisionStore(database)
    journal = ServerLog(bot, servers, languages, clock)
    delivery = DiscordDelivery(bot, servers, languages, clock)
    board = StatusBoard(delivery, store.told)
    offers = Offers(relay, settings, clock)
    relaying = Relaying(relay, settings, own_sd, clock)
    carrier = Carrier(store, relaying, delivery, board, journal, settings, clock)
    allowances = Allowances(settings.limits, servers, journal, clock)
    runner = JobRunner(store, carrier, board, settings, allowances, clock)
    rulebook, rooms = Rulebook(decisions, journal, clock), Rooms(bot)
    reports = ReportStore(database)
    attachments = Attachments(uploads, Barring(reports, MAX_INPUT_PIXELS), settings)
    confirming = Confirming(runner, rulebook, attachments, settings, languages, clock)
    desk = Desk(runner, rulebook, rooms, offers, attachments, confirming, languages)
    members = MemberStore(database)
    personal = PersonalStore(database)
    forgetting = Forgetting(personal, languages, clock)
    drafts = Drafts(clock)
    editing = Editing(desk, runner, drafts, members, servers, settings, languages)
    presence = PresenceStore(database)
    retention = Retention(
        store,
        LeavingStore(database),
        LapsedStore(database),
        lambda: [guild.id for guild in bot.guilds],
        settings,
        clock,
    )
    # The messages that somebody is reporting, or deciding about, at this moment.
    under_way: set[int] = set()
    reporting = Reporting(
        bot, reports, decisions, runner, uploads, rooms, settings, languages, clock, under_way
    )
    blocks = BlockStore(database)
    moderation = Moderation(bot, reports, blocks, runner, uploads, journal, languages, under_way)
    services = Services(
        settings=settings,
        languages=languages,
        runner=runner,
        desk=desk,
        rulebook=rulebook,
        rooms=rooms,
        rules=RuleStore(database),
        offers=offers,
        relaying=relaying,
        facts=FactStore(database),
        members=members,
        personal=personal,
        forgetting=forgetting,
        reporting=reporting,
        moderation=moderation,
        servers=servers,
        usage=UsageStore(database),
        words=WordStore(database),
        blocks=blocks,
        limits=LimitStore(database),
        journal=journal,
        editing=editing,
        drafts=drafts,
        presence=presence,
        welcome=Welcome(presence, decisions, settings, languages, clock),
        retention=retention,
        clock=clock,
    )
    pictures = PictureButtons(
        runner, desk, editing, offers, uploads, moderation, settings, languages
    )
    presses = Presses(
        {
            **pictures.presses,
            **moderation.presses,
            "confirm": confirming.confirm,
            "decline": confirming.decline,
            # Under what `/mydata delete` asks stands the member's id.
            "forget": forgetting.confirm,
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
        yield await opened(assemble(settings, database, relay, DiscordUploads(session), own_sd))
