"""Targets of a job: its channel, its private answer, its member's direct messages."""

from datetime import timedelta
from typing import Any, cast

import discord

from bot.common.clock import Clock
from bot.storage.records import Job
from bot.ui.locales import server_locale

# A token is valid for 15 minutes (docs/discord.md, section 1); a job is accepted seconds after it.
TOKEN_LIFE = timedelta(minutes=14)


class Targets:
    """Ways to reach the channel and the member of a job, through a client that is logged in."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self.client = client
        self._clock = clock

    def token(self, job: Job) -> str | None:
        """Return the token of the private answer, while it is valid."""
        return job.destination.token if self._clock() - job.created_at < TOKEN_LIFE else None

    def channel(self, job: Job) -> discord.PartialMessageable:
        """Return the channel where the pictures belong."""
        return self._partial(job, job.destination.channel_id)

    def asked_in(self, job: Job) -> discord.PartialMessageable:
        """Return the channel or thread where the job was asked for."""
        return self._partial(job, job.destination.asked_in)

    def locale(self, job: Job) -> str | None:
        """Return the language of the job's server, as Discord names it, if it is known."""
        guild_id = job.destination.guild_id
        return server_locale(self.client.get_guild(guild_id) if guild_id else None)

    async def direct(self, job: Job) -> discord.DMChannel:
        """Return the member's direct messages; raises `discord.HTTPException` without any."""
        return await self.client.create_dm(cast(Any, discord.Object(job.member_id)))

    def _partial(self, job: Job, channel_id: int) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(channel_id, guild_id=job.destination.guild_id)
