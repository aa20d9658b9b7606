"""Servers that the bot joins and leaves, also while it is not connected."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

import discord

from bot.common.clock import Clock
from bot.servers.presence import Presence
from bot.servers.welcome import Welcome
from bot.storage.database import StorageError
from bot.storage.memberships import MembershipStore
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class Memberships:
    """Keeps track of servers and greets new ones; failures are logged, since nobody waits.

    It leaves the servers for which `is_allowed` is false. A server that Discord does not list is
    missing, and left after `patience`.
    """

    def __init__(
        self,
        store: MembershipStore,
        welcome: Welcome,
        is_allowed: Callable[[int], bool],
        presence: Presence,
        patience: timedelta,
        clock: Clock,
    ) -> None:
        self._store = store
        self._welcome = welcome
        self._is_allowed = is_allowed
        self._presence = presence
        self._patience = patience
        self._clock = clock

    async def join(self, guild: discord.Guild) -> None:
        """Note that the bot was added to a server, perhaps again, and greet it."""
        log.info("server %s: joined", guild.id)
        if not self._is_allowed(guild.id):
            await self._refuse(guild)
            return
        try:
            await self._store.mark_joined(guild.id)
        except StorageError as error:
            log.error("server %s: %s", guild.id, error)  # noqa: TRY400 - the line says it all
        else:
            await self._welcome.greet_new([guild])

    async def leave(self, guild_id: int) -> None:
        """Note that the bot was removed from a server."""
        log.info("server %s: left", guild_id)
        try:
            await self._store.mark_left(guild_id, self._clock())
        except StorageError as error:
            # `synchronise` finds it when the bot is next ready.
            log.error("server %s: %s", guild_id, error)  # noqa: TRY400 - the line says it all

    async def synchronise(
        self, guilds: Sequence[discord.Guild], covers: Callable[[int], bool]
    ) -> None:
        """Catch up on joins and leaves that were missed.

        `guilds` are all of the bot's servers for which `covers` is true: others may be known to
        another process.
        """
        try:
            present = {guild.id for guild in guilds}
            moves = await self._store.reconcile(present, covers, self._clock())
        except StorageError as error:
            log.error("servers: %s", error)  # noqa: TRY400 - the line says it all
            return
        if moves.missing or moves.rejoined:
            log.info("servers: %s missing, %s there again", moves.missing, moves.rejoined)
        for guild in guilds:
            if not self._is_allowed(guild.id):
                await self._refuse(guild)
        await self._welcome.greet_new([one for one in guilds if self._is_allowed(one.id)])

    async def settle_missing(self) -> None:
        """Note the servers as left that have been missing for long; raises `StorageError`."""
        lacks, now = self._presence.lacks, self._clock()
        if settled := (await self._store.settle_missing(lacks, now, self._patience)).left:
            log.info("servers: %s are missing for long, and count as left", settled)

    async def _refuse(self, guild: discord.Guild) -> None:
        try:
            await guild.leave()
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("server %s: not allowed, and not left: %s", guild.id, error)
        else:
            log.warning("server %s: left, since EASEL_SERVERS does not name it", guild.id)
