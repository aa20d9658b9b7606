"""The bot: handed its services, loads its commands, keeps house, closes in reverse order."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.allowance import Allowances
from bot.attachments import MAX_INPUT_PIXELS, Attachments
from bot.barring import Barring
from bot.carrier import Carrier
from bot.clock import Clock, utc_now
from bot.confirming import Confirming
from bot.delivery import DiscordDelivery
from bot.desk import Desk
from bot.drafts import Drafts
from bot.editing import Editing
from bot.forgetting import Forgetting
from bot.jobs import JobRunner
from bot.locating import Rooms
from bot.moderation import Moderation
from bot.offers import Offers
from bot.picture_buttons import PictureButtons
from bot.presses import Presses
from bot.relaying import Relaying
from bot.reporting import Reporting
from bot.retention import EVERY, Retention
from bot.rulebook import Rulebook
from bot.serverlog import ServerLog
from bot.settings import Settings
from bot.statuses import StatusBoard
from bot.storage.blocks import BlockStore
from bot.storage.database import Database, StorageError
from bot.storage.decisions import DecisionStore
from bot.storage.jobs import JobStore
from bot.storage.lapsed import LapsedStore
from bot.storage.leaving import LeavingStore
from bot.storage.limits import LimitStore
from bot.storage.members import MemberStore
from bot.storage.personal import PersonalStore
from bot.storage.presence import PresenceStore
from bot.storage.reports import ReportStore
from bot.storage.rules import RuleStore
from bot.storage.servers import FactStore, ServerStore
from bot.storage.usage import UsageStore
from bot.storage.words import WordStore
from bot.sync import sync_commands
from bot.texts import Languages
from bot.translator import Translator
from bot.tree import EaselTree
from bot.uploads import DiscordUploads, Uploads
from bot.views import JobItem
from bot.welcome import Welcome
from providers.automatic1111 import Automatic1111
from providers.relay import Relay

log = logging.getLogger(__name__)

COGS = (
    "cogs.flux",
    "cogs.gemini",
    "cogs.gpt_image",
    "cogs.qwen",
    "cogs.stable_diffusion",
    "cogs.edits",
    "cogs.replies",
    "cogs.reports",
    "cogs.jobs",
    "cogs.quota",
    "cogs.models",
    "cogs.mydata",
    "cogs.easel",
    "cogs.servers",
)


@dataclass(frozen=True, slots=True)
class Services:
    """What the commands work with."""

    settings: Settings
    languages: Languages
    runner: JobRunner
    desk: Desk
    rulebook: Rulebook
    rooms: Rooms
    rules: RuleStore
    relaying: Relaying
    offers: Offers
    facts: FactStore
    members: MemberStore
    personal: PersonalStore
    forgetting: Forgetting
    reporting: Reporting
    moderation: Moderation
    servers: ServerStore
    usage: UsageStore
    words: WordStore
    blocks: BlockStore
    limits: LimitStore
    journal: ServerLog
    editing: Editing
    drafts: Drafts
    presence: PresenceStore
    welcome: Welcome
    retention: Retention
    clock: Clock


def intents(settings: Settings) -> discord.Intents:
    """What Discord is to send us: servers, their messages (blank unless they are for us), and what
    they say only where the operator has been granted that."""
    return discord.Intents(
        guilds=True, guild_messages=True, message_content=settings.message_content
    )


class EaselBot(commands.Bot):
    """Easel's connection to Discord."""

    services: Services
    presses: Presses

    def __init__(self, settings: Settings) -> None:
        # A bot that never speaks needs no warning that it cannot.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            # Nothing is asked of it by prefix; discord.py wants one all the same.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(settings),
            tree_cls=EaselTree,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.settings = settings
        self._loops: list[tasks.Loop[Any]] = []

    def equip(self, services: Services, presses: Presses) -> None:
        """Hand over what the commands and buttons work with; before logging in."""
        self.services = services
        self.presses = presses

    async def setup_hook(self) -> None:
        """Once, after logging in and before connecting."""
        self.services.relaying.name = f"easel-{self.application_id}"
        self.add_dynamic_items(JobItem)
        for cog in COGS:
            await self.load_extension(cog)
        for command in self.tree.walk_commands(type=discord.AppCommandType.chat_input):
            key = f"command-{command.qualified_name.replace(' ', '-')}"
            command.description = self.services.languages.english.say(key)
        await self.tree.set_translator(Translator(self.services.languages))
        await sync_commands(self.tree, self.services.facts, self.settings.dev_guild)
        for seconds, work in (
            (self.settings.upkeep_interval, self._keep_house),
            (self.settings.upkeep_interval, self._look_at_offers),
            (self.settings.status_interval, self._refresh_statuses),
        ):
            loop: tasks.Loop[Any] = tasks.loop(seconds=seconds)(work)
            self._loops.append(loop)
            loop.start()
        # Which servers the bot is in, and so must not forget, is known when it is ready.
        forgetting: tasks.Loop[Any] = tasks.loop(seconds=EVERY.total_seconds())(self._forget)
        forgetting.before_loop(self.wait_until_ready)
        self._loops.append(forgetting)
        forgetting.start()

    async def on_message(self, message: discord.Message) -> None:
        """Words are not looked up as commands: discord.py would log those that it does not know."""

    async def on_ready(self) -> None:
        """Connected, and again after every lost session."""
        log.info("ready as %s in %s servers", self.user, len(self.guilds))

    async def close(self) -> None:
        """Leave the jobs in order, then disconnect."""
        if self.is_closed():
            return
        for loop in self._loops:
            loop.cancel()
        try:
            await self.services.runner.drain()
        except StorageError as error:
            log.error("not drained: %s", error)  # noqa: TRY400 - the line says it all
        await self.services.journal.settle(min(2, self.settings.drain_timeout))
        await super().close()

    async def _keep_house(self) -> None:
        # A loop of discord.py ends for good on an exception; this one must outlive an outage.
        try:
            await self.services.runner.upkeep()
        except Exception:
            log.exception("upkeep failed; it is tried again")
        if (beat := self.settings.health_file) and self.is_ready():
            beat.touch()

    async def _look_at_offers(self) -> None:
        # On its own: leases must be renewed however long the relay takes to answer.
        try:
            await self.services.offers.refresh()
        except Exception:
            log.exception("the catalogue could not be read; it is tried again")

    async def _forget(self) -> None:
        # On its own, too: what is old may take long to drop.
        await self.services.retention.round()

    async def _refresh_statuses(self) -> None:
        self.services.runner.refresh_statuses()


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
