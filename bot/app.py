"""The bot: handed its services, loads its commands, keeps house, closes in order."""

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
from bot.limits.accounts import Accounts
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.policy.enforcement import PolicyEnforcement
from bot.privacy.erasure import ErasureDialog
from bot.privacy.retention import EVERY, Retention
from bot.servers.log_channel import LogChannel
from bot.servers.welcome import Welcome
from bot.settings import Settings
from bot.storage.blocks import BlockStore
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.limits import LimitStore
from bot.storage.member_data import MemberDataStore
from bot.storage.members import MemberStore
from bot.storage.memberships import MembershipStore
from bot.storage.rules import RuleStore
from bot.storage.servers import KeyValueStore, ServerStore
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

MAX_RATE_LIMIT = 30.0
"""Seconds of a rate limit that a request waits out; a longer one is an error, which is handled."""
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
    jobs: JobStore
    accounts: Accounts
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
        # A bot that never speaks needs no warning that it cannot.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            # Nothing is asked of it by prefix; discord.py wants one all the same.
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
            max_ratelimit_timeout=MAX_RATE_LIMIT,
        )
        self.settings = settings
        self._loops: list[tasks.Loop[Any]] = []

    def equip(self, services: Services, button_router: ButtonRouter) -> None:
        """Hand over what the commands and buttons work with; before logging in."""
        self.services = services
        self.button_router = button_router

    async def setup_hook(self) -> None:
        """Once, after logging in and before connecting."""
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
        # Which servers the bot is in, and so must not forget, is known when it is ready.
        erasure_dialog: tasks.Loop[Any] = tasks.loop(seconds=EVERY.total_seconds())(self._forget)
        erasure_dialog.before_loop(self.wait_until_ready)
        self._loops.append(erasure_dialog)
        erasure_dialog.start()

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
        await self.services.server_log.settle(min(2, self.settings.drain_timeout))
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
