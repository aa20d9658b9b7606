"""The picture that is meant where a member names none: the newest one in the channel."""

import discord

from bot.errors import UserError
from bot.storage.jobs import JobStore
from bot.ui.messages import comparison_of, is_notice
from bot.ui.pictures import is_unseen, pictures_of

# As many messages as one request to Discord brings.
_HISTORY_LENGTH = 100
# Each takes a request, and the member waits meanwhile.
MAX_MISSING = 5


class NewestPicture:
    """Search for the newest picture, the same for commands and for messages."""

    def __init__(self, client: discord.Client, jobs: JobStore) -> None:
        self._client = client
        self._jobs = jobs

    async def find(
        self,
        channel: object,
        channel_id: int,
        permissions: discord.Permissions,
        before: int | None = None,
    ) -> discord.Message:
        """Return the message with the newest picture in a channel, before a message if given.

        It is the newest of ours that was neither deleted nor hidden; in a thread of ours it may
        also be a newer one by a member. A thread without pictures stands for the picture that it
        was started from. Raises `UserError` if there is none, or if the member, who has these
        `permissions`, may not read what was posted.
        """
        if not permissions.read_message_history:
            raise UserError("refused-no-history")
        thread = channel if isinstance(channel, discord.Thread) else None
        message = None
        if thread is not None and self._is_ours(thread):
            message = await _in_history(thread, before)
        message = message or await self._of_jobs(channel_id, before)
        if message is None and thread is not None:
            message = await self._starter_of(thread)
        if message is None:
            raise UserError("refused-nothing-here")
        return message

    async def _of_jobs(self, channel_id: int, before: int | None) -> discord.Message | None:
        for _ in range(MAX_MISSING):
            job = await self._jobs.newest_in(channel_id, before)
            if job is None or job.message_id is None:
                return None
            message = await self._fetch(channel_id, job.message_id)
            if message is not None and _has_picture(message):
                return message
            before = job.message_id
        return None

    async def _starter_of(self, thread: discord.Thread) -> discord.Message | None:
        message = await self._fetch(thread.parent_id, thread.id)
        # Where Discord does not show its picture, the member is told what to do about it.
        usable = message is not None and (_has_picture(message) or is_unseen(message))
        return message if usable else None

    async def _fetch(self, channel_id: int, message_id: int) -> discord.Message | None:
        """Return a message; None if it was deleted, or if the bot may not see it."""
        channel = self._client.get_partial_messageable(channel_id)
        try:
            return await channel.fetch_message(message_id)
        except (discord.NotFound, discord.Forbidden):
            return None

    def _is_ours(self, thread: discord.Thread) -> bool:
        return self._client.user is not None and thread.owner_id == self._client.user.id


async def _in_history(thread: discord.Thread, before: int | None) -> discord.Message | None:
    """Return the newest message with a picture, whoever posted it."""
    end = None if before is None else discord.Object(before)
    try:
        async for message in thread.history(limit=_HISTORY_LENGTH, before=end):
            if _has_picture(message):
                return message
    except discord.Forbidden:
        return None
    return None


def _has_picture(message: discord.Message) -> bool:
    # A picture that was reported is hidden, and moderators' notices about it are no originals.
    return bool(pictures_of(message)) and not is_notice(message) and comparison_of(message) is None
