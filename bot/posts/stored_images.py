"""Images and source of an earlier job, for a request that is made from it once more."""

from dataclasses import replace

import discord

from bot.errors import UserError
from bot.intake.image_plan import ImagePlan
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import request_of, source_message
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source
from bot.ui.messages import owner_of


class StoredImages:
    """Images that are stored with jobs."""

    def __init__(self, jobs: JobStore, hidden: HiddenPictures) -> None:
        self._jobs = jobs
        self._hidden = hidden

    async def plan(self, job: Job) -> ImagePlan:
        """Return the plan for the images of a job, none of which is read yet.

        Raises `UserError` if they are gone, or if the picture they began with is hidden.
        """
        await self.check_source(job.source)
        names = {*await self._jobs.input_names(job.id), *request_of(job).images()}
        if job.source and not names:
            raise UserError("refused-inputs-gone")
        return ImagePlan({name: name for name in names}, job_id=job.id) if names else ImagePlan()

    async def check_source(self, source: Source | None) -> None:
        """Raise `UserError` if the picture that a request began with is hidden."""
        if source is not None:
            await self._hidden.check_usable(source.message_id)

    async def check_kept(self, plan: ImagePlan) -> None:
        """Raise `UserError` if the images of an earlier job are no longer stored."""
        if plan.job_id is not None and (
            {*plan.names.values()} - await self._jobs.kept_input_names(plan.job_id)
        ):
            raise UserError("refused-inputs-gone")

    async def source(self, interaction: discord.Interaction, job: Job) -> Source | None:
        """Return the source of a job with its owner, whom rows of earlier versions do not name."""
        source = job.source
        if source is None or not source.channel_id or source.owner_id or source.job_id:
            return source
        try:
            message = await source_message(interaction, source)
        except discord.HTTPException:
            raise UserError("refused-inputs-gone") from None
        return replace(source, owner_id=owner_of(message, None))
