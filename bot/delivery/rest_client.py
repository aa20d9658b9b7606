"""Requests to Discord by ids alone: they need neither a cache nor a connected gateway.

discord.py's own objects are made from a cache that is empty until Discord has described a server,
and from bodies that have to be whole. A picture that was paid for must depend on neither, so these
requests read as little as they can.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import discord
from discord.http import MultipartParameters

from bot.delivery.refusals import is_refusal

READ_TIMEOUT = 30.0
"""Seconds for a request that changes nothing."""
AVATAR_TIMEOUT = 60.0
"""Seconds for a change that Discord may slow down."""
HISTORY_PAGE = 100
"""Messages in a page of history, as many as Discord gives."""
REACTION_PAGE = 100
"""Users in a page of those who reacted, as many as Discord gives."""
# Minutes: after a day without a message the thread leaves the list; the next one brings it back.
AUTO_ARCHIVE: Any = 1440


class OddAnswerError(Exception):
    """An answer that says success, with a body that nobody can read."""


class RestClient:
    """Discord's REST interface for a client that is logged in.

    Everything raises `discord.HTTPException`, or another error where there was no whole answer.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    @property
    def user_id(self) -> int:
        """The bot's own id, known since the login."""
        if self._client.user is None:
            raise discord.ClientException("not logged in")
        return self._client.user.id

    async def send_message(
        self, channel_id: int, parameters: MultipartParameters, timeout_at: float
    ) -> int:
        """Send a message, until `timeout_at` on the loop's clock; return its id."""
        async with self.limit_until(timeout_at):
            return _id(await self._client.http.send_message(channel_id, params=parameters))

    async def messages_after(self, channel_id: int, after: int) -> list[dict[str, Any]]:
        """Fetch the page of history that follows a message id, oldest first."""
        async with self.limit(READ_TIMEOUT):
            found: Any = await self._client.http.logs_from(channel_id, HISTORY_PAGE, after=after)
        if not isinstance(found, list):
            raise OddAnswerError("a page of history that is no list")
        return sorted(found, key=_id)

    async def fetch_message(self, channel_id: int, message_id: int) -> None:
        """Raise `discord.Forbidden` where the bot may not read the history.

        The history itself is merely empty then (docs/discord.md, section 4).
        """
        async with self.limit(READ_TIMEOUT):
            await self._client.http.get_message(channel_id, message_id)

    async def reaction_users(
        self, channel_id: int, message_id: int, emoji: str, after: int | None, *, burst: bool
    ) -> list[dict[str, Any]]:
        """Fetch the page of users after a user's id who reacted so, or with a `burst` of it."""
        kind: Any = int(burst)
        async with self.limit(READ_TIMEOUT):
            found: Any = await self._client.http.get_reaction_users(
                channel_id, message_id, emoji, REACTION_PAGE, after=after, type=kind
            )
        if not isinstance(found, list):
            raise OddAnswerError("a page of users that is no list")
        return sorted(found, key=_id)

    async def open_direct_messages(self, user_id: int) -> int:
        """Open the direct messages with a user; return the channel's id."""
        async with self.limit(READ_TIMEOUT):
            return _id(await self._client.http.start_private_message(user_id))

    async def start_thread(self, channel_id: int, message_id: int, name: str) -> None:
        """Start the thread of a message, whose id is the message's."""
        async with self.limit(READ_TIMEOUT):
            await self._client.http.start_thread_with_message(
                channel_id, message_id, name=name, auto_archive_duration=AUTO_ARCHIVE
            )

    async def fetch_channel(self, channel_id: int) -> None:
        """Raise `discord.NotFound` or `discord.Forbidden` where there is none for the bot."""
        async with self.limit(READ_TIMEOUT):
            await self._client.http.get_channel(channel_id)

    async def has_member(self, guild_id: int, user_id: int) -> bool:
        """Return True if a user is in a server of the bot's."""
        async with self.limit(READ_TIMEOUT):
            try:
                await self._client.http.get_member(guild_id, user_id)
            except discord.HTTPException as error:
                if not is_refusal(error):
                    raise
                return False
        return True

    async def set_own_avatar(self, guild_id: int, avatar: str | None, reason: str) -> None:
        """Set the bot's avatar in a server to a data URI, or with None reset it."""
        async with self.limit(AVATAR_TIMEOUT):
            await self._client.http.edit_my_member(guild_id, avatar=avatar, reason=reason)

    async def delete_message(self, channel_id: int, message_id: int) -> None:
        """Delete a message of the bot's."""
        async with self.limit(READ_TIMEOUT):
            await self._client.http.delete_message(channel_id, message_id)

    def limit(self, seconds: float) -> AbstractAsyncContextManager[None]:
        """Limit the time of requests, those by an interaction's token, too."""
        return self.limit_until(asyncio.get_running_loop().time() + seconds)

    @asynccontextmanager
    async def limit_until(self, timeout_at: float) -> AsyncIterator[None]:
        """Limit the time of requests; raises `TimeoutError`."""
        try:
            async with asyncio.timeout_at(timeout_at):
                yield
        except (TimeoutError, asyncio.CancelledError):
            self._release_global_limit()
            raise

    def _release_global_limit(self) -> None:
        """Let other requests go on if the one that was cancelled held them all.

        discord.py closes this gate while a request sleeps out the global rate limit, and never
        opens it when that request is cancelled.
        """
        gate = getattr(self._client.http, "_global_over", None)
        if isinstance(gate, asyncio.Event):
            gate.set()


def _id(answer: Any) -> int:
    """Return the id in an answer; raises `OddAnswerError` where there is none."""
    try:
        return int(answer["id"])
    except (LookupError, TypeError, ValueError):
        raise OddAnswerError("an answer without an id") from None
