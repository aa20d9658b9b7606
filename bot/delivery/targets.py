"""How a job's member and place are reached; shared by all that post, look and tell."""

from datetime import timedelta
from typing import Any, cast

import discord

from bot.common.clock import Clock
from bot.storage.records import Job
from bot.ui.locales import server_locale

# Discord: an interaction's token is valid for 15 minutes; a job is accepted seconds after it.
TOKEN_LIFE = timedelta(minutes=14)


class Targets:
    """Ways to a job's place and member, through a client that is logged in."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self.client = client
        self._clock = clock

    def token(self, job: Job) -> str | None:
        """What answers the member privately, while it lives."""
        return job.destination.token if self._clock() - job.created_at < TOKEN_LIFE else None

    def channel(self, job: Job) -> discord.PartialMessageable:
        """Where the pictures belong."""
        return self._partial(job, job.destination.channel_id)

    def asked_in(self, job: Job) -> discord.PartialMessageable:
        """Where the job was asked for."""
        return self._partial(job, job.destination.asked_in)

    def locale(self, job: Job) -> str | None:
        """The language of the job's server, as Discord names it, where that is known."""
        guild_id = job.destination.guild_id
        return server_locale(self.client.get_guild(guild_id) if guild_id else None)

    async def direct(self, job: Job) -> discord.DMChannel:
        """The member's direct messages; raises `discord.HTTPException` where there are none."""
        return await self.client.create_dm(cast(Any, discord.Object(job.member_id)))

    def _partial(self, job: Job, channel_id: int) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(channel_id, guild_id=job.destination.guild_id)
