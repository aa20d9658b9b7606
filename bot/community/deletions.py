"""Deletions of messages in servers that show pictures: what was shown goes with its original."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.common.clock import Clock, is_recent
from bot.delivery.withdrawn import WithdrawnPosts
from bot.storage.database import StorageError
from bot.storage.showcases import ShowcaseStore

log = logging.getLogger(__name__)

KNOWN_FOR = timedelta(minutes=1)
"""Time for which a server counts as one that shows nothing; what is missed is found later."""
MAX_KNOWN = 5000


class Deletions:
    """Listener for deleted messages; where nothing is shown, they cost a lookup in memory."""

    def __init__(self, store: ShowcaseStore, withdrawn: WithdrawnPosts, clock: Clock) -> None:
        self._store = store
        self._withdrawn = withdrawn
        self._clock = clock
        self._empty: dict[int, datetime] = {}

    async def deleted(self, guild_id: int | None, message_ids: Collection[int]) -> None:
        """Take out what was shown of these messages."""
        if guild_id is None or self._is_empty(guild_id):
            return
        try:
            if await self._store.has_shown(guild_id):
                await self._withdrawn.withdraw_of(message_ids)
                return
        except StorageError as error:
            log.warning("server %s: deleted messages are looked at later: %s", guild_id, error)
            return
        self._empty[guild_id] = self._clock()
        while len(self._empty) > MAX_KNOWN:
            del self._empty[next(iter(self._empty))]

    def _is_empty(self, guild_id: int) -> bool:
        since = self._empty.get(guild_id)
        if since is None:
            return False
        if is_recent(since, self._clock(), KNOWN_FOR):
            return True
        del self._empty[guild_id]
        return False
