"""Servers that the bot shares with somebody who writes to it directly.

Discord lets a conversation go on after its member has left the last such server, and tells no bot
of its members. So Discord is asked, first about the servers in which the member has made pictures.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

import discord

from bot.common.clock import Clock, is_recent
from bot.errors import UserError
from bot.storage.member_places import MemberPlaceStore
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

HasMember = Callable[[int, int], Awaitable[bool]]
"""Asks Discord whether a member is in a server: the server's id, and the member's."""

PATIENCE = 5.0
"""Seconds that a member waits for the answer."""
MAX_LOOKS = 20
"""Servers that Discord is asked about for one member."""
_AT_ONCE = 5
REMEMBERED = timedelta(minutes=1)
"""The time for which an answer holds, so that one request asks once."""
UNSURE = timedelta(seconds=15)
"""The time for which nobody is asked again who could not say."""
MAX_ASKED = 10
"""Servers that Discord is asked about at once, for all members."""


class SharedServers:
    """Decides who may ask for pictures in direct messages: members of a server that is allowed."""

    def __init__(
        self,
        client: discord.Client,
        places: MemberPlaceStore,
        has_member: HasMember,
        is_allowed: Callable[[int], bool],
        clock: Clock,
    ) -> None:
        self._client = client
        self._places = places
        self._has_member = has_member
        self._is_allowed = is_allowed
        self._clock = clock
        # By member: the time, and the key of the refusal if there is one.
        self._answers: dict[int, tuple[datetime, str | None]] = {}
        # Requests of one member at once ask once.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._asking = asyncio.Semaphore(MAX_ASKED)

    async def check(self, member_id: int) -> None:
        """Raise `UserError` unless the member is in a server that the bot works in."""
        turn = self._turns.setdefault(member_id, asyncio.Lock())
        async with turn:
            self._forget()
            if member_id not in self._answers:
                refusal = await self._refusal(member_id)
                self._answers[member_id] = self._clock(), refusal
            _, refusal = self._answers[member_id]
        if refusal is not None:
            raise UserError(refusal)

    async def _refusal(self, member_id: int) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                is_shared = await self._is_shared(member_id)
        except TimeoutError:
            log.info("member %s: Discord does not say in time which servers are shared", member_id)
            return "refused-shared-unsure"
        if is_shared is None:
            return "refused-shared-unsure"
        return None if is_shared else "refused-no-shared-server"

    async def _is_shared(self, member_id: int) -> bool | None:
        """Return True if there is such a server, and None if not all could be asked about."""
        candidates = await self._candidates(member_id)
        is_sure = self._client.is_ready() and len(candidates) <= MAX_LOOKS
        for start in range(0, min(MAX_LOOKS, len(candidates)), _AT_ONCE):
            some = candidates[start : start + _AT_ONCE]
            answers = await asyncio.gather(*(self._asked(one, member_id) for one in some))
            if any(answers):
                return True
            is_sure = is_sure and None not in answers
        return False if is_sure else None

    async def _candidates(self, member_id: int) -> list[int]:
        """Return the servers to ask about, the likeliest first."""
        asked_in = await self._places.servers_of(member_id, MAX_LOOKS)
        connected = [guild.id for guild in self._client.guilds]
        # Other processes may have shards whose servers this one does not hear of.
        stored = await self._places.known_servers(MAX_LOOKS + 1)
        found = dict.fromkeys((*asked_in, *connected, *stored))
        return [one for one in found if self._is_allowed(one)]

    async def _asked(self, guild_id: int, member_id: int) -> bool | None:
        """Return True if the member is in the server; None if Discord does not say."""
        try:
            async with self._asking:
                return await self._has_member(guild_id, member_id)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("server %s: its member is not known: %s", guild_id, type(error).__name__)
            return None

    def _forget(self) -> None:
        """Forget the answers that are too old."""
        now = self._clock()
        self._answers = {
            member_id: (at, refusal)
            for member_id, (at, refusal) in self._answers.items()
            if is_recent(at, now, UNSURE if refusal == "refused-shared-unsure" else REMEMBERED)
        }
