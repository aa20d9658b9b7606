"""*Again* and *Try with…*: the same request once more, with the same model or another one."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.errors import UserError
from bot.intake.conversion import alternatives, convert
from bot.intake.image_plan import ImagePlan
from bot.intake.intake import Intake
from bot.intake.offers import Offers
from bot.intake.presser import check_presser
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import pressed_job, request_of, source_message
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions
from bot.ui.components import try_view
from bot.ui.messages import owner_of
from bot.ui.responses import acknowledge, answer
from providers.registry import EDITORS, GENERATORS


class RepeatService:
    """Repeats requests, with the images that are stored with their jobs."""

    def __init__(
        self,
        jobs: JobStore,
        intake: Intake,
        offers: Offers,
        hidden: HiddenPictures,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._intake = intake
        self._offers = offers
        self._hidden = hidden
        self._languages = languages

    async def again(self, interaction: discord.Interaction, job_id: int) -> None:
        """Ask for the same once more, with another seed."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        request, plan = request_of(job), await self._images(job)
        if "seed" in type(request).model_fields:
            # The same seed would make the same picture.
            request = type(request).model_validate({**request.model_dump(), "seed": None})
        source = await self._source(interaction, job)
        await self._intake.submit(interaction, request, _display(job), source=source, plan=plan)

    async def offer(self, interaction: discord.Interaction, job_id: int) -> None:
        """Let the member choose another model for the same request."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        plan = await self._images(job)
        await self._intake.check_edit(
            interaction, await self._source(interaction, job), plan.job_id
        )
        if {*plan.names} - await self._jobs.kept_input_names(job.id):
            raise UserError("refused-inputs-gone")
        offers = await self._offers.here(interaction)
        kinds = alternatives(
            offers.editors() if plan.names else offers.generators(), request_of(job)
        )
        if not kinds:
            raise UserError("refused-try-none")
        texts = self._languages.of(interaction.locale.value)
        view = try_view(texts, job_id, [*offers.labels(kinds.values()).items()])
        await answer(interaction, texts.say("try-which"), view)

    async def try_with(
        self, interaction: discord.Interaction, job_id: int, chosen: Sequence[str]
    ) -> None:
        """Ask for the same with the model that was chosen."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id, beside=True)
        request, plan = request_of(job), await self._images(job)
        # A model that isn't available any more is refused in words that name others.
        kind = alternatives((EDITORS if plan.names else GENERATORS).values(), request).get(
            chosen[0]
        )
        if kind is None:
            raise UserError("refused-try-none")
        if plan.names and not self._offers.sources(kind):
            raise UserError("refused-edit-not-offered", title=kind.title)
        converted = convert(request, plan.names, kind, self._offers.sources(kind))
        remarks = []
        if converted.dropped:
            texts = self._languages.of(interaction.locale.value)
            remarks.append(texts.say("try-dropped", options=converted.dropped_names))
        await self._intake.submit(
            interaction,
            converted.request,
            _display(job),
            source=await self._source(interaction, job),
            plan=plan.renamed(converted.names),
            remarks=remarks,
        )

    async def _images(self, job: Job) -> ImagePlan:
        """Return the plan for the images of a job, none of which is read yet.

        Raises `UserError` if they are gone, or if the picture they began with is hidden.
        """
        if job.source is not None:
            await self._hidden.check_usable(job.source.message_id)
        names = {*await self._jobs.input_names(job.id), *request_of(job).images()}
        if job.source and not names:
            raise UserError("refused-inputs-gone")
        return ImagePlan({name: name for name in names}, job_id=job.id) if names else ImagePlan()

    async def _source(self, interaction: discord.Interaction, job: Job) -> Source | None:
        """Return the source of a job with its owner, whom rows of earlier versions do not name."""
        source = job.source
        if source is None or not source.channel_id or source.owner_id or source.job_id:
            return source
        try:
            message = await source_message(interaction, source)
        except discord.HTTPException:
            raise UserError("refused-inputs-gone") from None
        return replace(source, owner_id=owner_of(message, None))


def _display(job: Job) -> DisplayOptions:
    return DisplayOptions(private=job.destination.private, spoiler=job.destination.spoiler)
