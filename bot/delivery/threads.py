"""The thread of a picture, where its edits go."""

import asyncio
import logging
from dataclasses import dataclass
from enum import Enum
from itertools import chain, repeat

import discord

from bot.common.plain_text import clean_text
from bot.delivery.refusals import WayClosedError, code_of, is_refusal, refusal_of
from bot.delivery.rest_client import RestClient
from bot.storage.records import Destination

log = logging.getLogger(__name__)

THREAD_TIMEOUT = 10.0
"""Seconds in which a thread has to be there: after that the channel takes the picture."""
MAX_NAME = 100
_EXISTS = 160004
_PAUSES = (0.0, 1.0, 2.0, 4.0)


class _Start(Enum):
    """The outcome of starting a thread."""

    MADE = "made"
    EXISTS = "exists"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel or thread to send to, None for the private answer."""

    channel_id: int | None
    is_new_thread: bool = False


class ThreadMaker:
    """Makes the threads of messages, which have one at most and share its id."""

    def __init__(self, rest: RestClient) -> None:
        self._rest = rest

    async def open(self, destination: Destination, name: str) -> Opened:
        """Return the destination's thread, made if it is missing.

        Raises `WayClosedError` where there is none, and as `RestClient` does where Discord does not
        say so.
        """
        if destination.thread_of is None:
            raise WayClosedError("this destination has no thread")
        # A reply in a thread was asked for there: it exists, or did.
        is_new = destination.reply_to is None and await self._make(
            destination.channel_id, destination.thread_of, thread_name(name)
        )
        return Opened(destination.thread_of, is_new_thread=is_new)

    async def _make(self, channel_id: int, message_id: int, name: str) -> bool:
        """Make sure that the thread exists; return True if it was surely made here."""
        try:
            async with self._rest.limit(THREAD_TIMEOUT):
                start = await self._start_patiently(channel_id, message_id, name)
        except TimeoutError:
            log.info("message %s: no thread within %s s", message_id, THREAD_TIMEOUT)
            start = _Start.REFUSED
        if start is _Start.REFUSED:
            # Another edit may have made it, which nobody but Discord can tell.
            await self._check(message_id)
        return start is _Start.MADE

    async def _start_patiently(self, channel_id: int, message_id: int, name: str) -> _Start:
        """Return once the thread exists, or if it cannot be made."""
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                await self._rest.start_thread(channel_id, message_id, name)
            except discord.RateLimited as error:
                log.info("message %s: no thread is made: %s", message_id, error)
                return _Start.REFUSED
            except discord.HTTPException as error:
                if code_of(error) == _EXISTS:
                    return _Start.EXISTS
                log.info("message %s: no thread was made: %s", message_id, error)
                if error.status in (401, 429) or is_refusal(error):
                    return _Start.REFUSED
            except Exception as error:  # noqa: BLE001 - it may have been made all the same
                log.info("message %s: no thread yet: %s", message_id, type(error).__name__)
            else:
                return _Start.MADE
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def _check(self, thread_id: int) -> None:
        try:
            await self._rest.fetch_channel(thread_id)
        except Exception as error:
            raise refusal_of(error) from error


def thread_name(prompt: str) -> str:
    """Shorten a prompt to a thread's name, between words if possible."""
    folded = " ".join(clean_text(prompt).split())
    if len(folded) <= MAX_NAME:
        return folded
    head = folded[: MAX_NAME - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > MAX_NAME // 2 else head).rstrip() + "…"
