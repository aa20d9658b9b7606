"""A member's own finished pictures: which may be shown in a place, and their files.

One service decides for all ways in which a member brings back a picture.
"""

import discord

from bot.errors import UserError
from bot.jobs.batches import BatchGeneration
from bot.jobs.outcome import Outcome
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import source_message
from bot.posts.private_pictures import PrivatePictures
from bot.posts.thumbnails import fits_age
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source, State
from providers.registry import OPERATIONS


def _unknown(interaction: discord.Interaction) -> UserError:
    if interaction.guild_id is None:
        return UserError("refused-own-picture-direct")
    return UserError("refused-own-picture")


class OwnPictures:
    """Reader of finished pictures, for the member who asked for them."""

    def __init__(
        self,
        jobs: JobStore,
        hidden: HiddenPictures,
        pictures: PrivatePictures,
        generation: BatchGeneration,
    ) -> None:
        self._jobs = jobs
        self._hidden = hidden
        self._pictures = pictures
        self._generation = generation

    async def job(self, interaction: discord.Interaction, job_id: int) -> Job:
        """Return a finished job of the member's own in this server; raises `UserError`.

        It is refused in the same words whether it is unknown, another member's, or of another
        server. What moderators hide stays hidden, also from moderators among the members.
        """
        job = await self._jobs.find(job_id)
        is_theirs = job is not None and job.member_id == interaction.user.id
        if job is None or not is_theirs or job.destination.guild_id != interaction.guild_id:
            raise _unknown(interaction)
        if job.state is not State.DONE or job.operation not in OPERATIONS:
            raise _unknown(interaction)
        await self._hidden.check_described(job, is_moderator=False)
        if not fits_age(interaction, job):
            raise UserError("refused-own-age")
        return job

    async def posted(self, interaction: discord.Interaction, job: Job) -> Outcome:
        """Return the pictures of a job as they were posted; raises `UserError`.

        Those of a private answer are no longer to be had from Discord, but the relay keeps all for
        a while. Pictures that were deleted are not brought back by that.
        """
        if job.message_channel_id is not None:
            return await self._pictures.outcome(job, await self._message(interaction, job))
        originals = await self._generation.originals(job)
        if originals is None:
            raise UserError("refused-own-private")
        await self._pictures.check_removed(job, [one.content for one in originals.pictures])
        return originals

    async def originals(self, interaction: discord.Interaction, job: Job) -> tuple[Outcome, bool]:
        """Return the pictures as they were made, or else as they were posted; raises `UserError`.

        The second value is True for originals.
        """
        if job.message_channel_id is None:
            return await self.posted(interaction, job), True
        posted = await self.posted(interaction, job)
        originals = await self._generation.originals(job)
        if originals is None:
            return posted, False
        return originals, True

    async def _message(self, interaction: discord.Interaction, job: Job) -> discord.Message:
        source = Source(job.message_channel_id or 0, job.message_id or 0)
        try:
            return await source_message(interaction, source)
        except discord.NotFound:
            raise UserError("refused-own-deleted") from None
        except discord.Forbidden:
            raise UserError("refused-own-unseen") from None
