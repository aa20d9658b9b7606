"""A simulated Discord server with members, channels, and the real bot in it."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import discord
from discord.app_commands import CommandInvokeError
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.app import EaselBot
from bot.assembly import assemble
from bot.errors import ReasonedError
from bot.jobs.runner import JobRunner
from bot.settings import Settings
from bot.storage.database import Database
from bot.ui.intents import intents
from providers.options import RelayOptions
from sandbox.external import ExternalAutomatic1111, ExternalRelay, SimulatedDownloader
from sandbox.member_avatars import add_avatars
from sandbox.relay import RelayEmulator

_SETTLE_SECONDS = 20.0
_STRETCH_SECONDS = 300.0
_LOOK_SECONDS = 0.005
_LONG_AGO = "2020-01-01T00:00:00+00:00"


@dataclass
class World:
    """A Discord server and the bot. `bot` is another one after a restart."""

    env: Env
    bot: EaselBot
    emulator: RelayEmulator
    database: Database
    settings: Settings
    guild: GuildHandle
    pictures: ChannelHandle
    lounge: ChannelHandle
    maya: MemberActor
    """An ordinary member."""
    noor: MemberActor
    """A member who may manage messages and the server."""
    _relay: ExternalRelay
    _downloader: SimulatedDownloader
    _own_sd: ExternalAutomatic1111 | None
    _locales: dict[int, str]

    async def restart(self, *, crash: bool = False) -> None:
        """Replace the bot by a new one, as after a deployment or after a crash."""
        if not crash:
            await self.bot.services[JobRunner].drain()
        self.bot = assemble(
            self.settings, self.database, self._relay, self._downloader, self._own_sd, self.env.now
        )
        self._downloader.client = self.bot
        await self.env.restart_bot(self.bot)

    def speak(self, member: MemberActor, locale: str) -> None:
        """Set the language of a member's client; English by default."""
        self._locales[member.id] = locale

    async def settle(self) -> None:
        """Return when the bot has nothing more to do."""
        await self.env.settle()


@contextlib.asynccontextmanager
async def open_world(
    settings: Settings,
    emulator: RelayEmulator,
    *,
    background: bool = False,
    start_today: bool = False,
    introduce: bool = False,
    relay_options: RelayOptions | None = None,
) -> AsyncIterator[World]:
    """Open a server with two members and the bot, which uses a served `emulator`.

    With `background`, members' actions end before the pictures are there, as on Discord; else they
    end when the bot is done. With `start_today` the simulated clock starts now, not on SimCord's
    fixed day. With `introduce` the bot is new in the server, and greets it. `relay_options` are
    the pauses of the relay's client, which are on a real clock.
    """
    downloader = SimulatedDownloader()
    add_avatars()
    async with (
        Database.open(settings.database_url) as database,
        ExternalRelay(emulator.url, settings.relay_key, options=relay_options) as relay,
        _own_sd(settings) as own_sd,
    ):
        clock = _SimulatedClock()
        bot = assemble(settings, database, relay, downloader, own_sd, clock)
        env = clock.env = _Env(
            bot,
            settle_timeout=_SETTLE_SECONDS,
            shard_count=1,
            check_errors=False,
            # The content of messages is empty, as on Discord, unless the settings grant it.
            approved_intents=intents(
                message_content=settings.message_content,
                direct_messages=settings.direct_messages,
            ),
        )
        env.backend.bot_user.name = "Easel"
        downloader.client = bot
        if start_today:
            env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
        await env.start()
        try:
            relay.world = env if background else None
            if own_sd is not None:
                own_sd.world = relay.world
            guild = _create_guild(env, introduce=introduce)
            world = _create_world(
                env, bot, emulator, database, settings, relay, downloader, own_sd, guild
            )
            try:
                yield world
            finally:
                # As the process does: no job that waits starts while the others are ended.
                await world.bot.services[JobRunner].drain()
        finally:
            await env.shutdown()


class _Env(Env):
    """SimCord's environment, in which a refusal is an answer and clients speak many languages."""

    def __init__(self, bot: discord.Client, **options: Any) -> None:
        super().__init__(bot, **options)
        self.locales: dict[int, str] = {}
        self._emit = self.backend.emit
        setattr(self.backend, "emit", self._as_discord_does)  # noqa: B010 - a method, says mypy

    def _as_discord_does(self, event: str, payload: Mapping[str, Any]) -> None:
        """Emit an event; SimCord says of every client that its language is English."""
        if event == "INTERACTION_CREATE":
            user = payload.get("user") or payload["member"]["user"]
            if locale := self.locales.get(int(user["id"])):
                payload = {**payload, "locale": locale}
        elif event == "MESSAGE_REACTION_ADD":
            # As Discord does, and SimCord does not.
            channel_id, message_id = int(payload["channel_id"]), int(payload["message_id"])
            author_id = self.backend.get_message(channel_id, message_id).author_id
            payload = {**payload, "message_author_id": str(author_id)}
        self._emit(event, payload)

    def _record_error(self, error: BaseException) -> None:
        cause = error.original if isinstance(error, CommandInvokeError) else error
        if not isinstance(cause, ReasonedError):
            super()._record_error(error)

    async def _settle_internal(
        self,
        *,
        idle: float = _LOOK_SECONDS,
        timeout: float | None = None,  # noqa: ASYNC109 - SimCord's own
        **options: Any,
    ) -> None:
        """Look again soon: SimCord's 50 ms are a quarter of the time of a member's action.

        Its 5 seconds are too few for what begins a scene on a busy machine.
        """
        patience = None if timeout is None else max(timeout, _SETTLE_SECONDS)
        await super()._settle_internal(idle=idle, timeout=patience, **options)

    async def advance_time(self, seconds: float) -> None:
        """Advance in stretches, each with SimCord's time to settle: a slow machine takes longer."""
        while seconds > _STRETCH_SECONDS:
            await super().advance_time(_STRETCH_SECONDS)
            seconds -= _STRETCH_SECONDS
        await super().advance_time(seconds)


class _SimulatedClock:
    """SimCord's clock, for a bot that exists before SimCord's world does."""

    env: Env

    def __call__(self) -> datetime:
        return self.env.now()


@contextlib.asynccontextmanager
async def _own_sd(settings: Settings) -> AsyncIterator[ExternalAutomatic1111 | None]:
    if settings.sd_url is None:
        yield None
        return
    async with ExternalAutomatic1111(str(settings.sd_url)) as server:
        yield server


def _create_guild(env: Env, *, introduce: bool) -> GuildHandle:
    guild = env.create_guild("Easel's studio")
    if not introduce:
        # Joined long ago, so that it does not introduce itself as in a new server.
        env.backend.get_member(guild.id, env.backend.bot_user.id).joined_at = _LONG_AGO
    return guild


def _create_world(
    env: _Env,
    bot: EaselBot,
    emulator: RelayEmulator,
    database: Database,
    settings: Settings,
    relay: ExternalRelay,
    downloader: SimulatedDownloader,
    own_sd: ExternalAutomatic1111 | None,
    guild: GuildHandle,
) -> World:
    moderators = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True, manage_guild=True)
    )
    return World(
        env=env,
        bot=bot,
        emulator=emulator,
        database=database,
        settings=settings,
        guild=guild,
        pictures=guild.create_text_channel("pictures", topic="Type /flux and see"),
        lounge=guild.create_text_channel("lounge"),
        maya=guild.add_member(env.create_user("maya")),
        noor=guild.add_member(env.create_user("noor"), roles=[moderators]),
        _relay=relay,
        _downloader=downloader,
        _own_sd=own_sd,
        _locales=env.locales,
    )
