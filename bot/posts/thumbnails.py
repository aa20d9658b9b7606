"""The pictures of finished jobs, as a private list may show them."""

import asyncio
import logging
from collections.abc import Sequence

import discord

from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import source_message
from bot.storage.records import Job, Source, State
from bot.ui.pictures import ShownPicture, pictures_of
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that a list waits for its pictures; one that is late is left out."""


class Thumbnails:
    """Reads the first picture of each job from its message."""

    def __init__(self, hidden: HiddenPictures) -> None:
        self._hidden = hidden

    async def of(
        self, interaction: discord.Interaction, jobs: Sequence[Job]
    ) -> dict[int, ShownPicture]:
        """Return the pictures by job, as many as can be had soon.

        Left out are those that were reported, and those from an age-restricted channel where this
        one is none.
        """
        hidden = await self._hidden.among(jobs)
        tasks = {
            asyncio.create_task(_picture(interaction, job)): job.id
            for job in jobs
            if job.id not in hidden and _is_shown(interaction, job)
        }
        if not tasks:
            return {}
        try:
            done, _ = await asyncio.wait(tasks, timeout=PATIENCE)
        finally:
            late = [task for task in tasks if task.cancel()]
            await asyncio.gather(*late, return_exceptions=True)
        return {tasks[task]: picture for task in done if (picture := task.result()) is not None}


async def _picture(interaction: discord.Interaction, job: Job) -> ShownPicture | None:
    source = Source(job.message_channel_id or 0, job.message_id or 0)
    try:
        pictures = pictures_of(await source_message(interaction, source))
    except (discord.HTTPException, *TRANSIENT, LookupError, TypeError, ValueError) as error:
        log.info("job %s: its picture is not shown: %s", job.id, type(error).__name__)
        return None
    return next(iter(pictures), None)


def _is_shown(interaction: discord.Interaction, job: Job) -> bool:
    """Return True for pictures that a message has which may be shown in this channel."""
    if job.state is not State.DONE or not job.message_id or not job.message_channel_id:
        return False
    if _is_age_restricted(interaction.channel):
        return True
    guild = interaction.guild
    places = (job.message_channel_id, job.destination.channel_id)
    # A thread that is closed is not known, but its channel is.
    known = (guild.get_channel_or_thread(place) for place in places) if guild else ()
    channel = next((one for one in known if one is not None), None)
    return channel is not None and not _is_age_restricted(channel)


def _is_age_restricted(channel: object) -> bool:
    is_nsfw = getattr(channel, "is_nsfw", None)
    return bool(is_nsfw and is_nsfw())
