"""The pictures of finished jobs, as a private list may show them."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import discord

from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import source_message
from bot.storage.records import Job, Source, State
from bot.ui.pictures import ShownPicture, pictures_of
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that a list waits for its pictures; one that is late is left out."""


@dataclass(frozen=True, slots=True)
class FoundPictures:
    """The first pictures of jobs by job, and the jobs whose message was deleted."""

    pictures: Mapping[int, ShownPicture] = field(default_factory=dict)
    deleted: frozenset[int] = frozenset()


class Thumbnails:
    """Reads the first picture of each job from its message."""

    def __init__(self, hidden: HiddenPictures) -> None:
        self._hidden = hidden

    async def of(self, interaction: discord.Interaction, jobs: Sequence[Job]) -> FoundPictures:
        """Return the pictures, as many as can be had soon.

        Left out are those that were reported, and those from an age-restricted channel where this
        one is none.
        """
        hidden = await self._hidden.among(jobs)
        tasks = {
            asyncio.create_task(_picture(interaction, job)): job.id
            for job in jobs
            if job.id not in hidden and _has_message(job)
        }
        if not tasks:
            return FoundPictures()
        try:
            done, _ = await asyncio.wait(tasks, timeout=PATIENCE)
        finally:
            late = [task for task in tasks if task.cancel()]
            await asyncio.gather(*late, return_exceptions=True)
        found = {tasks[task]: task.result() for task in done}
        shown = {job.id for job in jobs if fits_age(interaction, job)}
        return FoundPictures(
            {one: picture for one, picture in found.items() if picture and one in shown},
            frozenset(one for one, picture in found.items() if picture is False),
        )


async def _picture(
    interaction: discord.Interaction, job: Job
) -> ShownPicture | Literal[False] | None:
    """Return the picture of a job; False if its message was deleted, None if it is not had."""
    source = Source(job.message_channel_id or 0, job.message_id or 0)
    try:
        pictures = pictures_of(await source_message(interaction, source))
    except discord.NotFound:
        return False
    except (discord.HTTPException, *TRANSIENT, LookupError, TypeError, ValueError) as error:
        log.info("job %s: its picture is not shown: %s", job.id, type(error).__name__)
        return None
    return next(iter(pictures), None)


def _has_message(job: Job) -> bool:
    return job.state is State.DONE and bool(job.message_id and job.message_channel_id)


def fits_age(interaction: discord.Interaction, job: Job) -> bool:
    """Return True if no age restriction keeps the pictures of a job from this channel."""
    channel = interaction.channel
    # Direct messages show only what was made in direct messages.
    if _is_age_restricted(channel) or isinstance(channel, discord.DMChannel):
        return True
    guild = interaction.guild
    places = (job.message_channel_id, job.destination.channel_id)
    # A thread that is closed is not known, but its channel is.
    known = (guild.get_channel_or_thread(place or 0) for place in places) if guild else ()
    place = next((one for one in known if one is not None), None)
    return place is not None and not _is_age_restricted(place)


def _is_age_restricted(channel: object) -> bool:
    is_nsfw = getattr(channel, "is_nsfw", None)
    return bool(is_nsfw and is_nsfw())
