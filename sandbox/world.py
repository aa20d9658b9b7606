"""A Discord server on this machine, with members, channels, and the real bot in it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.app import EaselBot
from bot.assembly import assemble
from bot.settings import Settings
from bot.storage.database import Database
from bot.ui.intents import intents
from providers.options import RelayOptions
from sandbox.outside import OutsideAutomatic1111, OutsideRelay, SimulatedUploads
from sandbox.relay import RelayEmulator

_SETTLE_SECONDS = 10.0
_LONG_AGO = "2020-01-01T00:00:00+00:00"


@dataclass
class World:
    """Where members meet the bot. `bot` is another one after a restart."""

    env: Env
    bot: EaselBot
    emulator: RelayEmulator
    database: Database
    settings: Settings
    guild: GuildHandle
    pictures: ChannelHandle
    lounge: ChannelHandle
    maya: MemberActor
    """A member like others."""
    noor: MemberActor
    """A member who may manage messages and the server."""
    _relay: OutsideRelay
    _downloader: SimulatedUploads
    _own_sd: OutsideAutomatic1111 | None

    async def restart(self, *, crash: bool = False) -> None:
        """A new bot in the same world, as after a deployment; or as after a crash."""
        if not crash:
            await self.bot.services.runner.drain()
        self.bot = assemble(
            self.settings, self.database, self._relay, self._downloader, self._own_sd, self.env.now
        )
        self._downloader.client = self.bot
        await self.env.restart_bot(self.bot)

    async def settle(self) -> None:
        """Until the bot has nothing more to do."""
        await self.env.settle()


@contextlib.asynccontextmanager
async def open_world(
    settings: Settings,
    emulator: RelayEmulator,
    *,
    patient: bool = False,
    today: bool = False,
    relay_options: RelayOptions | None = None,
) -> AsyncIterator[World]:
    """The bot with these settings, against a served `emulator`, in a server with two members.

    `patient`: members' actions end before the pictures are there, as on Discord; else they end when
    the bot is done. `today`: the simulated clock starts now, not on SimCord's fixed day.
    `relay_options`: how long the relay's client pauses and waits, which it does on a real clock.
    """
    downloader = SimulatedUploads()
    async with (
        Database.open(settings.database_url) as database,
        OutsideRelay(emulator.url, settings.relay_key, options=relay_options) as relay,
        _own_sd(settings) as own_sd,
    ):
        clock = _SimulatedClock()
        bot = assemble(settings, database, relay, downloader, own_sd, clock)
        env = clock.env = Env(
            bot,
            settle_timeout=_SETTLE_SECONDS,
            check_errors=False,
            # What members say is blank, as on Discord, unless the operator says that it is granted.
            approved_intents=intents(message_content=settings.message_content),
        )
        downloader.client = bot
        if today:
            env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
        await env.start()
        try:
            relay.world = env if patient else None
            if own_sd is not None:
                own_sd.world = relay.world
            yield _furnished(env, bot, emulator, database, settings, relay, downloader, own_sd)
        finally:
            await env.shutdown()


class _SimulatedClock:
    """SimCord's time, for the bot that SimCord's world is then built around."""

    env: Env

    def __call__(self) -> datetime:
        return self.env.now()


@contextlib.asynccontextmanager
async def _own_sd(settings: Settings) -> AsyncIterator[OutsideAutomatic1111 | None]:
    if settings.sd_url is None:
        yield None
        return
    async with OutsideAutomatic1111(str(settings.sd_url)) as server:
        yield server


def _furnished(
    env: Env,
    bot: EaselBot,
    emulator: RelayEmulator,
    database: Database,
    settings: Settings,
    relay: OutsideRelay,
    downloader: SimulatedUploads,
    own_sd: OutsideAutomatic1111 | None,
) -> World:
    env.backend.bot_user.name = "Easel"
    guild = env.create_guild("Easel's studio")
    # Added long ago, so that it introduces itself no more, as it does in a new server.
    env.backend.get_member(guild.id, env.backend.bot_user.id).joined_at = _LONG_AGO
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
    )
