"""The bot: loads the commands, runs the periodic work, closes in order."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.edits.replies import ReplyService
from bot.edits.service import EditService
from bot.intake.catalogue import ModelCatalogue
from bot.intake.intake import Intake
from bot.intake.locating import ChannelResolver
from bot.jobs.generation import Generation
from bot.jobs.runner import JobRunner
from bot.limits.accounts import Accounts
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.policy.allowed_servers import AllowedServers
from bot.policy.enforcement import PolicyEnforcement
from bot.policy.server_settings import ServerSettings
from bot.privacy.consent import Consent
from bot.privacy.erasure import ErasureDialog
from bot.privacy.export import DataExport
from bot.privacy.retention import INTERVAL, Retention
from bot.servers.log_channel import LogChannel
from bot.servers.memberships import Memberships
from bot.servers.welcome import Welcome
from bot.settings import Settings
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.texts import Languages
from bot.ui.button_router import ButtonRouter
from bot.ui.command_sync import CommandSync
from bot.ui.components import JobItem
from bot.ui.intents import intents
from bot.ui.periodic import PeriodicWork
from bot.ui.translator import Translator
from bot.ui.tree import EaselTree
from bot.usage.report import UsageReports

log = logging.getLogger(__name__)

# Seconds between two looks at whether the catalogue is to be read again.
CATALOGUE_PAUSE = 60.0

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
    jobs: JobStore
    accounts: Accounts
    intake: Intake
    allowed_servers: AllowedServers
    enforcement: PolicyEnforcement
    rooms: ChannelResolver
    generation: Generation
    catalogue: ModelCatalogue
    command_sync: CommandSync
    consent: Consent
    export: DataExport
    erasure_dialog: ErasureDialog
    report_service: ReportService
    verdict_service: VerdictService
    usage: UsageReports
    server_settings: ServerSettings
    server_log: LogChannel
    edit_service: EditService
    replies: ReplyService
    memberships: Memberships
    welcome: Welcome
    retention: Retention
    renew: Callable[[], Awaitable[None]]
    """Renews the leases of all jobs in hand."""
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
        self._loops = PeriodicWork()

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
        await self.services.command_sync.sync()
        settings, start = self.settings, self._loops.start
        start("renewing leases", self.services.renew, settings.lease / 3)
        start("upkeep", self._keep_house, settings.upkeep_interval)
        # Separate from upkeep: leases must be renewed even if the relay does not answer.
        start("reading the catalogue", self.services.catalogue.refresh, CATALOGUE_PAUSE)
        start("showing positions", self._refresh_statuses, settings.status_interval)
        # The servers that the bot is in, whose data must stay, are known when it is ready.
        start(
            "retention",
            self.services.retention.run,
            INTERVAL.total_seconds(),
            after=self.wait_until_ready,
        )

    async def on_message(self, message: discord.Message) -> None:
        """Override discord.py's search for prefix commands, which logs every unknown one."""

    async def on_ready(self) -> None:
        """Log that the bot is connected; called again after every lost session."""
        log.info("ready as %s in %s servers", self.user, len(self.guilds))

    async def close(self) -> None:
        """Drain the jobs, then disconnect."""
        if self.is_closed():
            return
        await self._loops.stop()
        try:
            await self.services.runner.drain()
        except StorageError as error:
            log.error("not drained: %s", error)  # noqa: TRY400 - the line says it all
        await self.services.server_log.settle(min(2, self.settings.drain_timeout))
        await super().close()

    async def _keep_house(self) -> None:
        try:
            await self.services.runner.upkeep()
        finally:
            if (beat := self.settings.health_file) and self.is_ready():
                beat.touch()

    async def _refresh_statuses(self) -> None:
        self.services.runner.refresh_statuses()
