"""Servers that the bot joins and leaves, also while it is not connected."""

import logging
from collections.abc import Callable, Sequence

import discord

from bot.common.clock import Clock
from bot.servers.welcome import Welcome
from bot.storage.database import StorageError
from bot.storage.memberships import MembershipStore
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class Memberships:
    """Keeps track of servers and greets new ones; failures are logged, since nobody waits.

    It leaves the servers for which `is_allowed` is false.
    """

    def __init__(
        self,
        store: MembershipStore,
        welcome: Welcome,
        is_allowed: Callable[[int], bool],
        clock: Clock,
    ) -> None:
        self._store = store
        self._welcome = welcome
        self._is_allowed = is_allowed
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

    async def synchronise(self, guilds: Sequence[discord.Guild]) -> None:
        """Catch up on joins and leaves that were missed; `guilds` are all servers of the bot."""
        try:
            moves = await self._store.reconcile({guild.id for guild in guilds}, self._clock())
        except StorageError as error:
            log.error("servers: %s", error)  # noqa: TRY400 - the line says it all
            return
        if moves.left or moves.rejoined:
            log.info("servers: %s left meanwhile, %s joined again", moves.left, moves.rejoined)
        for guild in guilds:
            if not self._is_allowed(guild.id):
                await self._refuse(guild)
        await self._welcome.greet_new([one for one in guilds if self._is_allowed(one.id)])

    async def _refuse(self, guild: discord.Guild) -> None:
        try:
            await guild.leave()
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("server %s: not allowed, and not left: %s", guild.id, error)
        else:
            log.warning("server %s: left, since EASEL_SERVERS does not name it", guild.id)
