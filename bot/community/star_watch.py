"""Looks at starred messages, a few at a time, however many stars arrive.

Stars of one message that arrive within some seconds cause one look, which counts them all.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord

from bot.common.background import BackgroundTasks
from bot.delivery.rest_client import OddAnswerError
from bot.jobs.outcome import DeliveryError
from bot.storage.database import StorageError
from bot.ui.transient_errors import TRANSIENT, describe

log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between a star and the look at its message."""
MAX_WAITING = 500
"""Messages that wait for a look; stars of further ones are looked at when the next one arrives."""
MAX_SETTLED = 5000
"""Messages that are remembered as settled, so that their stars cost nothing."""
MAX_LOOKS = 2
"""Looks at the same time."""

Look = Callable[[int, int, int], Awaitable[bool]]
"""Looks at a message, by the ids of its server, channel and its own.

Returns True if it is settled: further stars change nothing.
"""


class StarWatch:
    """Messages whose stars are to be counted."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._waiting: set[int] = set()
        self._settled: dict[int, None] = {}
        self._turns = asyncio.Semaphore(MAX_LOOKS)
        self._tasks = BackgroundTasks("stars")

    def starred(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """Look at a message soon, unless that is going to happen anyway."""
        is_known = message_id in self._waiting or message_id in self._settled
        if is_known or len(self._waiting) >= MAX_WAITING:
            return
        self._waiting.add(message_id)
        name = f"message {message_id}"
        self._tasks.start(self._look_soon(guild_id, channel_id, message_id), name=name)

    async def stop(self) -> None:
        """End all looks; what was begun is finished by the periodic work of a later process."""
        await self._tasks.finish(0)

    async def _look_soon(self, guild_id: int, channel_id: int, message_id: int) -> None:
        try:
            await asyncio.sleep(PAUSE)
            async with self._turns:
                # A star that arrives from here on may come too late for this look.
                self._waiting.discard(message_id)
                if await self._look(guild_id, channel_id, message_id):
                    self._settle(message_id)
        except (StorageError, DeliveryError, OddAnswerError, *TRANSIENT) as error:
            log.warning("message %s: its stars are not counted: %s", message_id, describe(error))
        except discord.HTTPException as error:
            log.info("message %s: its stars are not counted: %s", message_id, error.status)

    def _settle(self, message_id: int) -> None:
        self._settled[message_id] = None
        while len(self._settled) > MAX_SETTLED:
            del self._settled[next(iter(self._settled))]
