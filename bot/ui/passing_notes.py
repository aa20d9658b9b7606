"""Notes in channels that are deleted after a while, even if the bot was restarted meanwhile.

discord.py deletes a message after a delay, and forgets about it at the end of the process. So each
note is written down, and one that is left after its time is deleted by any later process.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import discord
import orjson

from bot.common.clock import Clock
from bot.storage.database import StorageError
from bot.storage.key_values import KeyValueStore
from bot.ui.transient_errors import TRANSIENT, is_transient

log = logging.getLogger(__name__)

SWEEP_INTERVAL = 60.0
GRACE = timedelta(seconds=30)
"""Time that the process which has sent a note has for its deletion."""
_PREFIX = "note:"
Delete = Callable[[int, int], Awaitable[None]]
"""Deletes a message, by the ids of its channel and its own."""


class PassingNotes:
    """Notes that were sent with `delete_after`."""

    def __init__(self, store: KeyValueStore, delete: Delete, clock: Clock) -> None:
        self._store = store
        self._delete = delete
        self._clock = clock
        self._ours: set[int] = set()

    async def remember(self, note: discord.Message, seconds: float) -> None:
        """Write down a note that is deleted after so many seconds."""
        self._ours.add(note.id)
        due = self._clock() + timedelta(seconds=seconds)
        row = orjson.dumps([note.channel.id, due.isoformat()]).decode()
        try:
            await self._store.put(f"{_PREFIX}{note.id}", row)
        except StorageError as error:
            log.info("message %s: a restart would leave it: %s", note.id, error)

    async def sweep(self) -> None:
        """Delete the notes that earlier processes have left; raises `StorageError`."""
        now = self._clock()
        for name, value in (await self._store.items(_PREFIX)).items():
            channel_id, due = _read(value)
            if now >= due + GRACE and await self._clear(channel_id, _id_of(name)):
                await self._store.delete(name)

    async def _clear(self, channel_id: int, note_id: int) -> bool:
        """Delete a note; return False if that may succeed later."""
        if note_id in self._ours:
            # discord.py has deleted it.
            self._ours.discard(note_id)
            return True
        try:
            await self._delete(channel_id, note_id)
        except discord.HTTPException as error:
            # Gone already, or out of reach.
            return not is_transient(error)
        except TRANSIENT:
            return False
        log.info("message %s: deleted, its time was over before a restart", note_id)
        return True


def _id_of(name: str) -> int:
    return int(name.removeprefix(_PREFIX))


def _read(row: str) -> tuple[int, datetime]:
    channel_id, due = orjson.loads(row)
    return int(channel_id), datetime.fromisoformat(due)
