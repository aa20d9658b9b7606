"""Looking for the message of a job that may have been posted already, in this life or another."""

import logging
from datetime import timedelta

import discord

from bot.delivery.targets import Targets
from bot.delivery.threads import thread_of
from bot.errors import Reason
from bot.jobs.outcome import DeliveryError, UndeliverableError
from bot.storage.records import Job, Posted
from bot.ui.messages import job_of
from bot.ui.transient_errors import TRANSIENT, is_transient

log = logging.getLogger(__name__)

# Discord's clock and ours need not agree.
_SEARCH_BACK = timedelta(minutes=2)
_MOST_SEARCHED = 1000


class PostFinder:
    """Knows our messages by the job's id in their buttons."""

    def __init__(self, reach: Targets) -> None:
        self._reach = reach

    async def find(self, job: Job) -> Posted | None:
        """The message of this job, in its place or among the direct messages.

        A private answer needs no search, since sending it again replaces it. Raises
        `UndeliverableError` where the bot may no longer look: posting again might be posting twice.
        """
        try:
            in_place = None if job.destination.private else await self._find_in_place(job)
            return in_place or await self._find_direct(job)
        except discord.HTTPException as error:
            if not is_transient(error):
                raise
            raise DeliveryError(f"status {error.status}") from error
        except TRANSIENT as error:
            raise DeliveryError(type(error).__name__) from error

    async def _find_in_place(self, job: Job) -> Posted | None:
        channel = self._reach.channel(job)
        try:
            if job.destination.thread_of and (found := await self._find_in_thread(channel, job)):
                return found
            if found := await self._find_in(channel, job):
                return found
            # Without the permission to read it the history is empty, but a single message, though
            # there be none of this id, is refused (Discord, "Get Channel Message").
            await channel.fetch_message(job.id)
        except discord.NotFound:
            return None
        except discord.Forbidden:
            raise UndeliverableError(Reason("failed-unseen")) from None
        return None

    async def _find_in_thread(self, channel: discord.PartialMessageable, job: Job) -> Posted | None:
        try:
            return await self._find_in(thread_of(channel, job.destination.thread_of or 0), job)
        except discord.NotFound:
            # No thread was made yet, so nothing was posted in it.
            return None

    async def _find_direct(self, job: Job) -> Posted | None:
        try:
            return await self._find_in(await self._reach.direct(job), job)
        except discord.HTTPException as error:
            if is_transient(error):
                raise
            # Nobody there to write to, so nothing was written.
            return None

    async def _find_in(self, channel: discord.abc.Messageable, job: Job) -> Posted | None:
        began = (job.posting_at or job.created_at) - _SEARCH_BACK
        after = discord.Object(discord.utils.time_snowflake(began))
        async for message in channel.history(after=after, limit=_MOST_SEARCHED, oldest_first=True):
            me = self._reach.client.user
            mine = me is not None and message.author.id == me.id
            if mine and job_of(message) == job.id:
                log.info("job %s: stands already as message %s", job.id, message.id)
                return Posted(message.channel.id, message.id, len(message.attachments))
        return None
