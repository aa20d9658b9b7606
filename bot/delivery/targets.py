"""Places where a job's pictures may go, as far as its row tells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import discord

from bot.common.clock import Clock
from bot.storage.records import Job
from bot.ui.locales import server_locale

# Discord: an interaction's token is valid for 15 minutes.
TOKEN_LIFE = timedelta(minutes=14)
Way = Literal["thread", "place", "answer", "direct"]
"""A way to the member: the picture's thread, the channel, the private answer, direct messages."""

SHOWN_TO_ALL: tuple[Way, ...] = ("thread", "place")


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or thread that everybody sees who saw the request."""

    way: Way
    channel_id: int


class Targets:
    """Ways to the places and members of jobs.

    `discord_now` is Discord's clock, or None as long as it is unknown.
    """

    def __init__(
        self,
        client: discord.Client,
        clock: Clock,
        discord_now: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        self.client = client
        self._clock = clock
        self._discord_now = discord_now

    def token(self, job: Job) -> str | None:
        """Return the token that answers the member privately, None once it has expired."""
        return job.destination.token if self.age(job) < TOKEN_LIFE else None

    def age(self, job: Job) -> timedelta:
        """Return the time since the job was asked for.

        By Discord's clock, where it is known: ours may have been set meanwhile, and a token lives
        by Discord's.
        """
        if (now := self._discord_now()) is not None:
            return now - discord.utils.snowflake_time(job.id)
        return self._clock() - job.created_at

    def places(self, job: Job) -> list[Place]:
        """Return where the pictures may be posted for others to see, the best place first.

        None of them has a wider audience than the one in which the job was asked for: the channel
        of a private thread has.
        """
        destination = job.destination
        if destination.private:
            return []
        channel = Place("place", destination.channel_id)
        if destination.thread_of is None:
            return [channel]
        thread = Place("thread", destination.thread_of)
        return [thread] if destination.private_thread else [thread, channel]

    def asked_in(self, job: Job) -> discord.PartialMessageable:
        """Return the channel or thread where the job was asked for."""
        return self.client.get_partial_messageable(
            job.destination.asked_in, guild_id=job.destination.guild_id
        )

    def locale(self, job: Job) -> str | None:
        """Return the language of the job's place, as Discord names it, None if it is unknown."""
        destination = job.destination
        if destination.guild_id is None:
            # Direct messages, which only the member reads.
            return destination.locale
        if destination.guild_locale:
            return destination.guild_locale
        # A row of an earlier version.
        return server_locale(self.client.get_guild(destination.guild_id))
