"""Finished pictures that the bot itself posts once more, for showcases and contests.

Whoever asks for it keeps a row of the table `reposts`, which says whether a message may have been
sent. From then on the channel is searched for it before every send, and the nonce guards the
minutes in which it may not be found yet.
"""

import logging
from dataclasses import replace

import discord

from bot.common.nonces import nonce_of
from bot.delivery.poster import Again, DiscordDelivery
from bot.delivery.refusals import WayClosedError
from bot.delivery.reposts import MAX_SEARCHED
from bot.jobs.outcome import DeliveryError, Outcome, UndeliverableError
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Posted, Source
from bot.ui.discord_limits import server_upload_limit
from bot.ui.locales import server_locale
from bot.ui.messages import job_of
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class FurtherPosts:
    """Posts of pictures in one more channel of their server, through a client that is logged in."""

    def __init__(self, client: discord.Client, jobs: JobStore, delivery: DiscordDelivery) -> None:
        self._client = client
        self._jobs = jobs
        self._delivery = delivery

    async def public(self, job: Job, channel_id: int) -> Job:
        """Return the job as if it had been asked for publicly in a channel of its server."""
        guild = self._client.get_guild(job.destination.guild_id or 0)
        destination = replace(
            job.destination,
            channel_id=channel_id,
            private=False,
            thread_of=None,
            reply_to=None,
            token=None,
            private_thread=False,
        )
        if guild is not None:
            limit, locale = server_upload_limit(guild.premium_tier), server_locale(guild)
            destination = replace(destination, upload_limit=limit, guild_locale=locale)
        source = job.source
        if source is not None and not await self._is_public(source):
            # Nobody else could open the link to the picture that it began with.
            source = replace(source, channel_id=0)
        return replace(job, destination=destination, source=source)

    async def post(
        self, job: Job, outcome: Outcome, asked_by: int, key: str, **facts: str | int
    ) -> Posted | None:
        """Post the pictures of a public job; return None if Discord refuses them.

        Raises `DeliveryError` if nobody knows whether they were posted.
        """
        place = job.destination.channel_id
        again = Again(nonce_of("fp", job.id, place, asked_by), key, facts)
        try:
            return await self._delivery.repost(job, outcome, again)
        except (WayClosedError, UndeliverableError) as error:
            log.warning("job %s: not posted in channel %s: %s", job.id, place, error)
            return None

    async def find(self, job_id: int, channel_id: int, asked_by: int, but: int) -> int | None:
        """Return the message that was perhaps posted, younger than `asked_by`, and not `but`.

        Raises `DeliveryError` if nobody can tell; in a channel that is gone there is none.
        """
        channel = self._client.get_partial_messageable(channel_id)
        me, searched = self._client.user, 0
        after = discord.Object(asked_by)
        try:
            async for message in channel.history(limit=MAX_SEARCHED, after=after):
                searched += 1
                is_ours = me is not None and message.author.id == me.id and message.id != but
                if is_ours and job_of(message) == job_id:
                    return message.id
        except discord.NotFound:
            return None
        except (discord.HTTPException, *TRANSIENT) as error:
            raise DeliveryError(type(error).__name__) from error
        if searched == MAX_SEARCHED:
            raise DeliveryError("too many messages")
        return None

    async def delete(self, channel_id: int, message_id: int) -> bool:
        """Delete a message of the bot's; return False if that has to be tried again."""
        channel = self._client.get_partial_messageable(channel_id)
        try:
            await channel.get_partial_message(message_id).delete()
        except discord.NotFound:
            return True
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: not deleted: %s", message_id, type(error).__name__)
            return False
        return True

    async def original(self, job: Job) -> discord.Message | None:
        """Return the post of a job as it is now; None if it was deleted.

        Raises `DeliveryError` if nobody can tell.
        """
        channel = self._client.get_partial_messageable(
            job.message_channel_id or 0, guild_id=job.destination.guild_id
        )
        try:
            return await channel.fetch_message(job.message_id or 0)
        except discord.NotFound:
            return None
        except (discord.HTTPException, *TRANSIENT) as error:
            raise DeliveryError(type(error).__name__) from error

    async def _is_public(self, source: Source) -> bool:
        """Return True if the picture that an edit began with is in a message that others saw."""
        if not source.channel_id or source.job_id is None:
            return bool(source.channel_id)
        made_by = await self._jobs.find(source.job_id)
        return made_by is not None and made_by.message_channel_id is not None
