"""The bot: it loads the commands, runs the periodic work, and closes in order."""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.alerts.watch import AlertWatch
from bot.common.backoff import backoff
from bot.common.plain_text import clean_line
from bot.common.shards import ShardGroup
from bot.community.contest_steps import ContestSteps
from bot.community.star_watch import StarWatch
from bot.community.upkeep import CommunityUpkeep
from bot.errors import UserError
from bot.events import DiscordAnswered, Notify, ignore
from bot.gateway.fair_sockets import close_opened, read_fairly
from bot.gateway.launch import await_session_start, prepare_shards
from bot.gateway.lean_cache import keep_lean
from bot.gateway.session_starts import SessionStarts
from bot.intake.abandoned import AbandonedRequests
from bot.intake.catalogue import ModelCatalogue
from bot.intake.corrections import Corrections
from bot.intake.styles import Styles
from bot.intake.suggested_values import SuggestedValues
from bot.jobs.generation import Generation
from bot.jobs.lease_renewal import LeaseRenewal
from bot.jobs.pace import Paces
from bot.jobs.runner import JobRunner
from bot.monitoring.health import Health
from bot.monitoring.health_file import HealthFile
from bot.operator.ownership import Ownership
from bot.operator.schedule import ScheduledBackups
from bot.policy.allowed_servers import AllowedServers
from bot.privacy.retention import INTERVAL, Retention
from bot.proxies import DISCORD, proxy_for
from bot.servers.log_channel import LogChannel
from bot.servers.memberships import Memberships
from bot.servers.presence import Presence
from bot.settings import Settings
from bot.storage.database import StorageError
from bot.texts import Languages
from bot.ui.button_router import ButtonRouter
from bot.ui.command_sync import CommandSync, NoSuchServerError
from bot.ui.components import JobItem
from bot.ui.contexts import contexts
from bot.ui.discord_clock import DiscordClock
from bot.ui.intents import intents
from bot.ui.messages import ANY_CUSTOM_ID, has_component
from bot.ui.passing_notes import SWEEP_INTERVAL, PassingNotes
from bot.ui.periodic import PeriodicWork
from bot.ui.responses import refuse
from bot.ui.transient_errors import TRANSIENT, describe, is_transient
from bot.ui.translator import Translator
from bot.ui.tree import EaselTree
from providers.registry import MODULES

log = logging.getLogger(__name__)

MAX_RATE_LIMIT = 30.0
"""Seconds of a rate limit that a request waits out; a longer one is an error, which is handled."""

T = TypeVar("T")

# Seconds between two looks at whether the catalogue is to be read again.
CATALOGUE_PAUSE = 60.0
# Seconds between two attempts to tell members of requests that an earlier process has left.
TELLING_PAUSE = 60.0
LOGIN_PAUSE = 60.0
"""The longest pause in seconds between two attempts to log in."""
FIRST_LOOK = 5.0
"""Seconds that a first start waits for the catalogue before it shows its commands."""

COGS = (
    # The module of a family is the same in `cogs/` as in `providers/`.
    *(f"cogs.{name}" for name in MODULES),
    "cogs.imagine",
    "cogs.compare",
    "cogs.edits",
    "cogs.replies",
    "cogs.remixes",
    "cogs.reports",
    "cogs.jobs",
    "cogs.quota",
    "cogs.models",
    "cogs.status",
    "cogs.mydata",
    "cogs.easel",
    "cogs.community",
    "cogs.servers",
)


class Services:
    """Services by their class: each cog takes the few that it needs in its `setup`."""

    def __init__(self, *services: object) -> None:
        self._services = {type(service): service for service in services}

    def __getitem__(self, kind: type[T]) -> T:
        """Return the service of this class."""
        service: Any = self._services[kind]
        return cast(T, service)


class EaselBot(commands.AutoShardedBot):
    """Easel's connection to Discord."""

    services: Services
    button_router: ButtonRouter
    corrections: Corrections

    def __init__(self, settings: Settings, languages: Languages, notify: Notify = ignore) -> None:
        # The bot never uses voice, so it needs no warnings about missing voice libraries.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        self.discord_clock = DiscordClock()
        super().__init__(
            # There are no prefix commands, but discord.py requires a prefix.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(
                message_content=settings.message_content, direct_messages=settings.direct_messages
            ),
            tree_cls=EaselTree,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=contexts(direct_messages=settings.direct_messages),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=MAX_RATE_LIMIT,
            http_trace=_with_statuses(self.discord_clock.trace(), notify),
            proxy=proxy_for(DISCORD, settings.proxy),
            **_shard_options(settings.shards),
        )
        read_fairly(self, self._note_final_close)
        keep_lean(self)
        self.settings = settings
        self.languages = languages
        self._loops = PeriodicWork()
        self._are_commands_due = False
        # By their ids: those that connected once, and those whose loss is logged.
        self._known_shards: set[int] = set()
        self._lost_shards: set[int] = set()
        self._is_logged_in = self._is_closing = self._is_refused = False

    def equip(self, services: Services) -> None:
        """Set the services of commands and buttons; call it before the login."""
        self.services = services
        self.button_router = services[ButtonRouter]
        self.corrections = services[Corrections]

    def check_server(self, guild_id: int | None) -> None:
        """Raise `UserError` unless the bot works in this server."""
        self.services[AllowedServers].check(guild_id)

    async def login(self, token: str) -> None:
        """Log in, once Discord is there; raises `discord.LoginFailure` for a wrong token."""
        is_told = False
        for pause in backoff(self.settings.retry_pause, LOGIN_PAUSE):
            try:
                await super().login(token)
            except (*TRANSIENT, discord.HTTPException) as error:
                is_final = isinstance(error, discord.HTTPException) and not _is_passing(error)
                if is_final or self._is_logged_in:
                    raise
                reason = describe(error)
            except (LookupError, TypeError, ValueError) as error:
                if self._is_logged_in:
                    raise
                # Such as the page of a network that wants a login of its own.
                reason = f"what answers there is not Discord: {type(error).__name__}"
            else:
                return
            if not is_told:
                log.warning("waiting for Discord: %s", reason)
                is_told = True
            # The next login opens another session with a connector of its own.
            await self.http.close()
            self.http.connector = discord.utils.MISSING
            await asyncio.sleep(pause)

    async def launch_shards(self) -> None:
        """Ask Discord how many shards there are to be, and connect when it allows that."""
        await prepare_shards(self, self.services[SessionStarts], self.settings.retry_pause)
        await super().launch_shards()

    async def before_identify_hook(
        self,
        shard_id: int | None,
        *,
        initial: bool = False,  # noqa: ARG002 - discord.py hands it over
    ) -> None:
        """Wait for the shard's turn to start a session; called by discord.py."""
        number, pause = shard_id or 0, self.settings.retry_pause
        try:
            await await_session_start(self, self.services[SessionStarts], pause, number)
        except BaseException:
            await close_opened()
            raise
        self.services[Presence].lose(number)
        # discord.py keeps the servers of a lost session; the new one names those that there are.
        for guild in [guild for guild in self.guilds if guild.shard_id == number]:
            self._connection._remove_guild(guild)  # noqa: SLF001

    async def suggested(
        self, interaction: discord.Interaction, option: str, values: Sequence[Any]
    ) -> list[Any]:
        """Return those of an option's values that its member can use there now."""
        return await self.services[SuggestedValues].of(interaction, option, values)

    async def suggested_styles(
        self, interaction: discord.Interaction, typed: str
    ) -> Mapping[str, str]:
        """Return the styles that fit what a member has typed, by name with their labels."""
        styles = await self.services[Styles].fitting(interaction.guild_id, typed)
        return {
            style.name: clean_line(" · ".join(filter(None, (style.name, style.example))), 100)
            for style in styles
        }

    async def setup_hook(self) -> None:
        """Load and sync the commands, and start the periodic work.

        Called by discord.py once, after the login and before the connection. Raises
        `OtherApplicationError` where the database belongs to another application.
        """
        self._is_logged_in = True
        await self.services[Ownership].claim(self.application_id or 0)
        self.services[Generation].name = f"easel-{self.application_id}"
        self.add_dynamic_items(JobItem)
        for cog in COGS:
            await self.load_extension(cog)
        for command in self.tree.walk_commands(type=discord.AppCommandType.chat_input):
            key = f"command-{command.qualified_name.replace(' ', '-')}"
            # A command that lacks its text keeps the first line of its docstring.
            if key in self.languages.english:
                command.description = self.languages.english.say(key)
        await self.tree.set_translator(Translator(self.languages))
        catalogue = self.services[ModelCatalogue]
        await catalogue.restore()
        if not catalogue.is_known:
            # Once, so that a first start does not show commands that it takes back.
            await self._look_at_catalogue()
        await self._sync_commands()
        settings, start = self.settings, self._loops.start
        start("renewing leases", self.services[LeaseRenewal].run, settings.lease / 3)
        start("upkeep", self._keep_house, settings.upkeep_interval)
        start("telling of requests", self.services[AbandonedRequests].tell_all, TELLING_PAUSE)
        start("deleting notes", self.services[PassingNotes].sweep, SWEEP_INTERVAL)
        start(
            "showcases and contests",
            self.services[CommunityUpkeep].run,
            settings.upkeep_interval,
            after=self.wait_until_ready,
        )
        start("alerts", self.services[AlertWatch].look, settings.upkeep_interval)
        start("the health file", self.services[HealthFile].touch, settings.upkeep_interval)
        # Separate from upkeep: leases must be renewed even if the relay does not answer.
        start("reading the catalogue", self._refresh_catalogue, CATALOGUE_PAUSE)
        start("showing positions", self._refresh_statuses, settings.status_interval)
        if pause := self.services[ScheduledBackups].pause:
            start("backup", self.services[ScheduledBackups].run, pause)
        # The servers that the bot is in, whose data must stay, are known when it is ready.
        start(
            "retention",
            self.services[Retention].run,
            INTERVAL.total_seconds(),
            after=self.wait_until_ready,
        )
        start(
            "looking for servers",
            self.services[Memberships].settle_missing,
            INTERVAL.total_seconds(),
            after=self.wait_until_ready,
        )

    async def on_message(self, message: discord.Message) -> None:
        """Override discord.py's search for prefix commands, which logs every unknown one."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Refuse a button that is not under its message: discord.py ignores it without a word."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        is_press = interaction.type is discord.InteractionType.component
        if not is_press or not ANY_CUSTOM_ID.fullmatch(custom_id):
            return
        if interaction.message is None or not has_component(interaction.message, custom_id):
            await refuse(interaction, self.languages, UserError("refused-button"))

    async def on_ready(self) -> None:
        """Log that all shards are connected."""
        log.info("ready as %s in %s servers", self.user, len(self.guilds))

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Log the loss of a connection once; each failed attempt comes here, too."""
        # A connection that is closed for good has a last line of its own.
        if shard_id in self._lost_shards or self._is_closing or self._is_refused:
            return
        self._lost_shards.add(shard_id)
        if shard_id in self._known_shards:
            log.warning("shard %s: the connection to Discord is lost", shard_id)
        else:
            log.warning("waiting for Discord's gateway, which takes no connection yet")

    def _note_final_close(self) -> None:
        self._is_refused = True

    async def on_shard_connect(self, shard_id: int) -> None:
        """Log that a shard whose session was lost has another one."""
        if shard_id in self._lost_shards & self._known_shards:
            log.info("shard %s: connected to Discord with a new session", shard_id)
        self._lost_shards.discard(shard_id)
        self._known_shards.add(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Log that a shard's session goes on."""
        self._lost_shards.discard(shard_id)
        log.info("shard %s: the connection to Discord is back", shard_id)

    async def close(self) -> None:
        """Drain the jobs, then disconnect."""
        if self.is_closed():
            return
        self._is_closing = True
        self.services[Health].stop()
        await self._loops.stop()
        try:
            await self.services[JobRunner].drain()
        except StorageError as error:
            log.error("not drained: %s", error)  # noqa: TRY400 - the line says it all
        await self.services[AbandonedRequests].stop()
        await self.services[StarWatch].stop()
        await self.services[ContestSteps].stop(min(2, self.settings.drain_timeout))
        await self.services[LogChannel].settle(min(2, self.settings.drain_timeout))
        await super().close()
        await self.services[SessionStarts].close()

    async def _keep_house(self) -> None:
        await self.services[JobRunner].upkeep()
        self.services[Health].upkeep_succeeded()

    async def _look_at_catalogue(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST_LOOK):
                await self.services[ModelCatalogue].refresh()

    async def _refresh_catalogue(self) -> None:
        """Read the catalogue if it is time, and show Discord the commands that follow from it."""
        self._are_commands_due |= await self.services[ModelCatalogue].refresh()
        self._are_commands_due |= await self.services[CommandSync].renew()
        if self._are_commands_due:
            try:
                await self._sync_commands()
            except NoSuchServerError as error:
                log.error("the commands are not synced: %s", error)  # noqa: TRY400 - known trouble

    async def _sync_commands(self) -> None:
        """Show Discord the commands; if it cannot be reached, the next round tries again."""
        self._are_commands_due = True
        try:
            is_done = await self.services[CommandSync].sync_in_turn()
        except (*TRANSIENT, discord.HTTPException) as error:
            if isinstance(error, discord.HTTPException) and not is_transient(error):
                raise
            log.warning("the commands are not synced yet: %s", describe(error))
        else:
            self._are_commands_due = not is_done

    async def _refresh_statuses(self) -> None:
        await self.services[Paces].refresh()
        self.services[JobRunner].refresh_statuses()


def _shard_options(group: ShardGroup | None) -> dict[str, Any]:
    """Return discord.py's arguments for the shards of this process; none to ask Discord."""
    return {} if group is None else {"shard_ids": [*group.ids], "shard_count": group.count}


def _is_passing(error: discord.HTTPException) -> bool:
    """Return True if a login may go better later: whatever stands before Discord has no code."""
    return is_transient(error) or (error.code == 0 and isinstance(error, discord.Forbidden))


def _with_statuses(trace: aiohttp.TraceConfig, notify: Notify) -> aiohttp.TraceConfig:
    """Return the trace, which tells the status of each answer of Discord, too."""

    async def note(_session: Any, _context: Any, end: aiohttp.TraceRequestEndParams) -> None:
        notify(DiscordAnswered(end.response.status))

    trace.on_request_end.append(note)
    return trace
