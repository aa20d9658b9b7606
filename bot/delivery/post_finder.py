"""Search for the message of a job that may have been posted already, by any process."""

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

# Discord's clock and ours may differ.
_CLOCK_TOLERANCE = timedelta(minutes=2)
MAX_SEARCHED = 1000


class PostFinder:
    """Search for messages by the job's id in their buttons."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets

    async def find(self, job: Job) -> Posted | None:
        """Find the message of this job, in its destination or among the direct messages.

        A private answer needs no search, since sending it again replaces it. Raises
        `UndeliverableError` where the bot may no longer look: posting again might be posting twice.
        """
        try:
            public = None if job.destination.private else await self._find_public(job)
            return public or await self._find_direct(job)
        except discord.HTTPException as error:
            if not is_transient(error):
                raise
            raise DeliveryError(f"status {error.status}") from error
        except TRANSIENT as error:
            raise DeliveryError(type(error).__name__) from error

    async def _find_public(self, job: Job) -> Posted | None:
        channel = self._targets.channel(job)
        try:
            if job.destination.thread_of and (posted := await self._find_in_thread(channel, job)):
                return posted
            if posted := await self._find_in(channel, job):
                return posted
            # Without permission to read it the history is empty, but a request for one message,
            # even for one that does not exist, is refused (docs/discord.md, section 4).
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
            # The thread was not made yet, so nothing was posted in it.
            return None

    async def _find_direct(self, job: Job) -> Posted | None:
        try:
            return await self._find_in(await self._targets.direct(job), job)
        except discord.HTTPException as error:
            if is_transient(error):
                raise
            # The member takes no direct messages, so none was sent.
            return None

    async def _find_in(self, channel: discord.abc.Messageable, job: Job) -> Posted | None:
        since = (job.posting_at or job.created_at) - _CLOCK_TOLERANCE
        after = discord.Object(discord.utils.time_snowflake(since))
        async for message in channel.history(after=after, limit=MAX_SEARCHED, oldest_first=True):
            me = self._targets.client.user
            is_mine = me is not None and message.author.id == me.id
            if is_mine and job_of(message) == job.id:
                log.info("job %s: stands already as message %s", job.id, message.id)
                return Posted(message.channel.id, message.id, len(message.attachments))
        return None
