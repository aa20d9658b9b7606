"""Threads of pictures, where their edits go."""

import logging
from typing import Any

import discord

from bot.storage.records import Destination

log = logging.getLogger(__name__)

MAX_NAME = 100
# Minutes: after a day without a message it is archived; the next message brings it back.
_ARCHIVE_AFTER: Any = 1440
_EXISTS = 160004


async def open_thread(
    channel: discord.PartialMessageable, destination: Destination, name: str
) -> discord.PartialMessageable:
    """Return the thread of the message `destination.thread_of`, made if it is missing.

    A message has one thread, which shares its id, so that making it twice makes it once. If it
    cannot be made it may exist already; if not, the first message to it is refused. Raises
    `discord.HTTPException` if making it may succeed later.
    """
    if destination.thread_of is None:
        raise ValueError("this destination has no thread")
    if destination.reply_to is None:
        await _make(channel.get_partial_message(destination.thread_of), thread_name(name))
    return thread_of(channel, destination.thread_of)


async def _make(message: discord.PartialMessage, name: str) -> None:
    try:
        await message.create_thread(name=name, auto_archive_duration=_ARCHIVE_AFTER)
    except discord.HTTPException as error:
        if error.status == 429 or error.status >= 500:
            raise
        if error.code != _EXISTS:
            log.info("message %s: no thread was made: %s", message.id, error)


def thread_of(channel: discord.PartialMessageable, message_id: int) -> discord.PartialMessageable:
    """Return the thread of a message, by the id that they share."""
    client: Any = channel._state._get_client()  # noqa: SLF001 - discord.py hands it out nowhere else
    thread: discord.PartialMessageable = client.get_partial_messageable(
        message_id, guild_id=channel.guild_id
    )
    return thread


def thread_name(prompt: str) -> str:
    """Return a prompt as a thread's name, cut between words if possible."""
    folded = " ".join(prompt.split())
    if len(folded) <= MAX_NAME:
        return folded
    head = folded[: MAX_NAME - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > MAX_NAME // 2 else head).rstrip() + "…"
