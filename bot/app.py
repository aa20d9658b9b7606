"""The bot: loads the commands, runs the periodic work, closes in order."""

import logging
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.common.clock import Clock
from bot.edits.drafts import Drafts
from bot.edits.service import EditService
from bot.intake.catalogue import ModelCatalogue
from bot.intake.intake import Intake
from bot.intake.locating import ChannelResolver
from bot.jobs.generation import Generation
from bot.jobs.runner import JobRunner
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.policy.enforcement import PolicyEnforcement
from bot.privacy.erasure import ErasureDialog
from bot.privacy.retention import INTERVAL, Retention
from bot.servers.log_channel import LogChannel
from bot.servers.welcome import Welcome
from bot.settings import Settings
from bot.storage.blocks import BlockStore
from bot.storage.database import StorageError
from bot.storage.key_values import KeyValueStore
from bot.storage.limits import LimitStore
from bot.storage.member_data import MemberDataStore
from bot.storage.members import MemberStore
from bot.storage.memberships import MembershipStore
from bot.storage.rules import RuleStore
from bot.storage.servers import ServerStore
from bot.storage.usage import UsageStore
from bot.storage.words import WordStore
from bot.texts import Languages
from bot.ui.button_router import ButtonRouter
from bot.ui.command_sync import sync_commands
from bot.ui.components import JobItem
from bot.ui.intents import intents
from bot.ui.translator import Translator
from bot.ui.tree import EaselTree

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
    """The services that the commands use."""

    settings: Settings
    languages: Languages
    runner: JobRunner
    intake: Intake
    enforcement: PolicyEnforcement
    rooms: ChannelResolver
    rules: RuleStore
    generation: Generation
    offers: ModelCatalogue
    facts: KeyValueStore
    members: MemberStore
    personal: MemberDataStore
    erasure_dialog: ErasureDialog
    report_service: ReportService
    verdict_service: VerdictService
    servers: ServerStore
    usage: UsageStore
    words: WordStore
    blocks: BlockStore
    limits: LimitStore
    server_log: LogChannel
    edit_service: EditService
    drafts: Drafts
    presence: MembershipStore
    welcome: Welcome
    retention: Retention
    clock: Clock


class EaselBot(commands.Bot):
    """Easel's connection to Discord."""

    services: Services
    button_router: ButtonRouter

    def __init__(self, settings: Settings) -> None:
        # The bot never uses voice, so it needs no warnings about missing voice libraries.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            # There are no prefix commands, but discord.py requires a prefix.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(message_content=settings.message_content),
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

    def equip(self, services: Services, button_router: ButtonRouter) -> None:
        """Set the services of commands and buttons; call it before the login."""
        self.services = services
        self.button_router = button_router

    async def setup_hook(self) -> None:
        """Load and sync the commands, and start the periodic work.

        Called by discord.py once, after the login and before the connection.
        """
        self.services.generation.name = f"easel-{self.application_id}"
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
        # The servers that the bot is in, whose data must stay, are known when it is ready.
        erasure_dialog: tasks.Loop[Any] = tasks.loop(seconds=INTERVAL.total_seconds())(self._forget)
        erasure_dialog.before_loop(self.wait_until_ready)
        self._loops.append(erasure_dialog)
        erasure_dialog.start()

    async def on_message(self, message: discord.Message) -> None:
        """Override discord.py's search for prefix commands, which logs every unknown one."""

    async def on_ready(self) -> None:
        """Log that the bot is connected; called again after every lost session."""
        log.info("ready as %s in %s servers", self.user, len(self.guilds))

    async def close(self) -> None:
        """Drain the jobs, then disconnect."""
        if self.is_closed():
            return
        for loop in self._loops:
            loop.cancel()
        try:
            await self.services.runner.drain()
        except StorageError as error:
            log.error("not drained: %s", error)  # noqa: TRY400 - the line says it all
        await self.services.server_log.settle(min(2, self.settings.drain_timeout))
        await super().close()

    async def _keep_house(self) -> None:
        # discord.py ends a loop for good on an exception; this one must survive an outage.
        try:
            await self.services.runner.upkeep()
        except Exception:
            log.exception("upkeep failed; it is tried again")
        if (beat := self.settings.health_file) and self.is_ready():
            beat.touch()

    async def _look_at_offers(self) -> None:
        # Separate from upkeep: leases must be renewed even if the relay does not answer.
        try:
            await self.services.offers.refresh()
        except Exception:
            log.exception("the catalogue could not be read; it is tried again")

    async def _forget(self) -> None:
        # Separate from upkeep, too: the deletion can take long.
        await self.services.retention.run()

    async def _refresh_statuses(self) -> None:
        self.services.runner.refresh_statuses()
