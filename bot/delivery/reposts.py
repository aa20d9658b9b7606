"""Finished pictures that their member posts once more in another channel, exactly once in each.

The row says whether a message may have been sent. From then on the channel is searched for it
before every send, and the nonce guards the minutes in which it may not be found yet.
"""

import logging

import discord

from bot.common.nonces import nonce_about
from bot.delivery.poster import Again, DiscordDelivery
from bot.delivery.refusals import WayClosedError
from bot.errors import UserError
from bot.jobs.outcome import DeliveryError, Outcome, UndeliverableError
from bot.server_log import ServerLog
from bot.storage.records import Job, Posted
from bot.storage.reposts import Repost, RepostStore
from bot.ui.links import member_mention, message_link
from bot.ui.messages import job_of
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

MAX_SEARCHED = 1000
"""Messages that are looked through for one that was perhaps posted."""


class Reposts:
    """Posts of pictures in one more place, which is the destination of the jobs that come here."""

    def __init__(
        self, reposts: RepostStore, delivery: DiscordDelivery, server_log: ServerLog
    ) -> None:
        self._reposts = reposts
        self._delivery = delivery
        self._server_log = server_log

    async def begin(self, job: Job, asked_by: int) -> Repost | None:
        """Record that a message may be posted; return what is known of one, or None.

        Raises `UserError` for a job that is gone.
        """
        try:
            return await self._reposts.begin(job.id, job.destination.channel_id, asked_by)
        except LookupError:
            raise UserError("refused-own-picture") from None

    async def withdraw(self, job: Job) -> None:
        """Record that nothing was sent."""
        await self._reposts.drop(job.id, job.destination.channel_id)

    async def find(
        self, channel: discord.abc.Messageable, job: Job, known: Repost, user_id: int
    ) -> Posted | None:
        """Return the message that the bot perhaps posted; raises `UserError` if nobody can tell."""
        after, searched = discord.Object(known.asked_by), 0
        try:
            async for message in channel.history(limit=MAX_SEARCHED, after=after):
                searched += 1
                is_ours = message.author.id == user_id and message.id != job.message_id
                if is_ours and job_of(message) == job.id:
                    return Posted(message.channel.id, message.id, job.pictures)
        except (discord.HTTPException, *TRANSIENT) as error:
            raise UserError("refused-share-unsure") from error
        if searched == MAX_SEARCHED:
            raise UserError("refused-share-unsure")
        return None

    async def post(self, job: Job, outcome: Outcome, asked_by: int) -> Posted:
        """Post the pictures for the event that began it; raises `UserError`."""
        try:
            again = Again(nonce_about("again", asked_by))
            return await self._delivery.repost(job, outcome, again)
        except (WayClosedError, UndeliverableError) as error:
            log.warning("job %s: not posted again: %s", job.id, error)
            await self.withdraw(job)
            if isinstance(error, WayClosedError):
                raise UserError("refused-share-closed") from error
            raise
        except DeliveryError as error:
            log.warning("job %s: perhaps posted again: %s", job.id, error)
            raise UserError("refused-share-unsure") from error

    async def keep(self, job: Job, posted: Posted) -> None:
        """Record the message, and note it in the server's log, once."""
        channel_id, guild_id = job.destination.channel_id, job.destination.guild_id
        if await self._reposts.keep(job.id, channel_id, posted.message_id):
            link = message_link(guild_id, channel_id, posted.message_id)
            member = member_mention(job.member_id)
            self._server_log.note(guild_id, "log-reposted", member=member, link=link)
