"""*Again* and *Try with…*: the same request once more, with the same model or another one."""

from collections.abc import Sequence

import discord

from bot.errors import UserError
from bot.intake.catalogue import ModelCatalogue
from bot.intake.conversion import alternatives, convert
from bot.intake.intake import Intake
from bot.policy.edit_permission import EditPermission
from bot.posts.pressed import pressed_job, request_of, source_message
from bot.storage.jobs import JobStore
from bot.storage.records import Job, StoredInput
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions
from bot.ui.components import try_view
from bot.ui.messages import owner_of
from bot.ui.responses import acknowledge, answer


class RepeatService:
    """Repeats requests, with the images that are stored with their jobs."""

    def __init__(
        self,
        jobs: JobStore,
        intake: Intake,
        catalogue: ModelCatalogue,
        permission: EditPermission,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._intake = intake
        self._catalogue = catalogue
        self._permission = permission
        self._languages = languages

    async def again(self, interaction: discord.Interaction, job_id: int) -> None:
        """Ask for the same once more, with another seed."""
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, interaction, job_id)
        request, images = request_of(job), await self._images(interaction, job)
        if "seed" in type(request).model_fields:
            # The same seed would make the same picture.
            request = type(request).model_validate({**request.model_dump(), "seed": None})
        await self._intake.submit(
            interaction, request, _display(job), source=job.source, given=tuple(images.values())
        )

    async def offer(self, interaction: discord.Interaction, job_id: int) -> None:
        """Let the member choose another model for the same request."""
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, interaction, job_id)
        images = await self._images(interaction, job)
        kinds = alternatives(self._catalogue, request_of(job), images=bool(images))
        if not kinds:
            raise UserError("refused-try-none")
        texts = self._languages.of(interaction.locale.value)
        view = try_view(texts, job_id, [(name, kind.title) for name, kind in kinds.items()])
        await answer(interaction, texts.say("try-which"), view)

    async def try_with(
        self, interaction: discord.Interaction, job_id: int, chosen: Sequence[str]
    ) -> None:
        """Ask for the same with the model that was chosen."""
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, interaction, job_id)
        request, images = request_of(job), await self._images(interaction, job)
        kind = alternatives(self._catalogue, request, images=bool(images)).get(chosen[0])
        if kind is None:
            raise UserError("refused-try-none")
        converted = convert(request, images, kind)
        remarks = []
        if converted.dropped:
            texts = self._languages.of(interaction.locale.value)
            remarks.append(texts.say("try-dropped", options=converted.dropped_names))
        await self._intake.submit(
            interaction,
            converted.request,
            _display(job),
            source=job.source,
            given=converted.inputs,
            remarks=remarks,
        )

    async def _images(self, interaction: discord.Interaction, job: Job) -> dict[str, StoredInput]:
        """Return the images of a job; raises `UserError` if the member may not use them again."""
        stored = await self._jobs.stored_inputs(job.id)
        names = {*await self._jobs.input_names(job.id), *request_of(job).images()}
        if names - stored.keys() or (job.source and not stored):
            raise UserError("refused-inputs-gone")
        if stored:
            policy = await self._permission.policy(interaction.guild_id)
            for owner_id in await self._owners(interaction, job):
                await self._permission.check(interaction.user.id, owner_id, policy)
        return stored

    async def _owners(self, interaction: discord.Interaction, job: Job) -> list[int]:
        """Return the owners of a job's images: its own member, and that of its source."""
        source = job.source
        # An image that came with a command is in no message.
        if source is None or not source.channel_id:
            return [job.member_id]
        parent = await self._jobs.find(source.job_id) if source.job_id else None
        if parent is not None:
            return [job.member_id, parent.member_id]
        try:
            message = await source_message(interaction, source)
        except discord.HTTPException:
            raise UserError("refused-inputs-gone") from None
        return [job.member_id, owner_of(message, None)]


def _display(job: Job) -> DisplayOptions:
    return DisplayOptions(private=job.destination.private, spoiler=job.destination.spoiler)
