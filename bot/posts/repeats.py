"""*Again* and *Try with…*: the same request once more, with the same model or another one."""

from collections.abc import Iterable, Sequence

import discord

from bot.errors import UserError
from bot.imaging.areas import is_move
from bot.intake.conversion import alternatives, convert
from bot.intake.image_plan import ImagePlan
from bot.intake.intake import Intake
from bot.intake.offers import Offers
from bot.intake.presser import check_presser
from bot.intake.styles import Styles
from bot.jobs.batch import MAX_TASKS
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.asked_again import display_of, dropped_names
from bot.posts.pressed import pressed_job, request_of
from bot.posts.stored_images import StoredImages
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from bot.texts import Languages, Texts
from bot.ui.components import ALL_MODELS, try_view
from bot.ui.responses import acknowledge, answer
from bot.ui.style_select import chosen_style, style_options
from providers.base import ImageRequest
from providers.registry import EDITORS, GENERATORS


class RepeatService:
    """Repeats requests, with the images that are stored with their jobs."""

    def __init__(
        self,
        jobs: JobStore,
        intake: Intake,
        offers: Offers,
        hidden: HiddenPictures,
        styles: Styles,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._intake = intake
        self._offers = offers
        self._hidden = hidden
        self._styles = styles
        self._images = StoredImages(jobs, hidden)
        self._languages = languages

    async def again(self, interaction: discord.Interaction, job_id: int) -> None:
        """Ask for the same once more, with another seed."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        request, plan = request_of(job), await self._images.plan(job)
        if "seed" in type(request).model_fields:
            # The same seed would make the same picture.
            request = request.with_values(seed=None)
        source = await self._images.source(interaction, job)
        await self._intake.submit(
            interaction, request, display_of(job), source=source, plan=plan, area=job.area
        )

    async def offer(self, interaction: discord.Interaction, job_id: int) -> None:
        """Let the member choose another model for the same request."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        plan = await self._images.plan(job)
        await self._intake.check_edit(
            interaction, await self._images.source(interaction, job), plan.job_id
        )
        await self._images.check_kept(plan)
        offers = await self._offers.here(interaction)
        kinds = _others(job, offers.editors() if plan.names else offers.generators())
        texts = self._languages.of(interaction.locale.value)
        styles = await self._other_styles(interaction, texts, job)
        if not kinds and not styles:
            raise UserError("refused-try-none")
        labels = offers.labels(kinds.values())
        several = texts.say("try-all") if len(labels) > 1 else ""
        view = try_view(texts, job_id, [*labels.items()], styles=styles, all_label=several)
        await answer(interaction, texts.say("try-which"), view)

    async def _other_styles(
        self, interaction: discord.Interaction, texts: Texts, job: Job
    ) -> list[discord.SelectOption]:
        """Return the styles to choose from in place of the job's own; empty if there are none."""
        names = [style.name for style in await self._styles.of(interaction.guild_id)]
        current = str(job.style["name"]) if job.style else None
        options = style_options(texts, names, current, chosen=False)
        # What it has already is no other.
        return options[1:]

    async def try_style(
        self, interaction: discord.Interaction, job_id: int, chosen: Sequence[str]
    ) -> None:
        """Ask for the same in the style that was chosen."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id, beside=True)
        await self._intake.submit(
            interaction,
            request_of(job),
            display_of(job).model_copy(update={"style": chosen_style(chosen[0])}),
            source=await self._images.source(interaction, job),
            plan=await self._images.plan(job),
            area=job.area,
        )

    async def try_with(
        self, interaction: discord.Interaction, job_id: int, chosen: Sequence[str]
    ) -> None:
        """Ask for the same with the model that was chosen."""
        check_presser(interaction)
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id, beside=True)
        request, plan = request_of(job), await self._images.plan(job)
        if chosen[0] == ALL_MODELS:
            await self._try_with_all(interaction, job, plan)
            return
        # A model that isn't available any more is refused in words that name others.
        kind = _others(job, (EDITORS if plan.names else GENERATORS).values()).get(chosen[0])
        if kind is None:
            raise UserError("refused-try-none")
        if plan.names and not self._offers.sources(kind):
            raise UserError("refused-edit-not-offered", title=kind.title)
        plan = plan.of_whole()
        converted = convert(request, plan.names, kind, self._offers.sources(kind))
        remarks = []
        if dropped := dropped_names(converted, job.area):
            texts = self._languages.of(interaction.locale.value)
            remarks.append(texts.say("try-dropped", options=dropped))
        await self._intake.submit(
            interaction,
            converted.request,
            display_of(job).model_copy(update={"operations": (), "poll": False}),
            source=await self._images.source(interaction, job),
            plan=plan.renamed(converted.names),
            remarks=remarks,
        )

    async def _try_with_all(
        self, interaction: discord.Interaction, job: Job, plan: ImagePlan
    ) -> None:
        """Ask for the same with every other model that can be used here, side by side."""
        offers = await self._offers.here(interaction)
        usable = offers.editors() if plan.names else offers.generators()
        others = [*_others(job, usable).values()][:MAX_TASKS]
        if not others:
            raise UserError("refused-try-none")
        first, *_ = others
        sources = self._offers.sources(first)
        plan = plan.of_whole()
        converted = convert(request_of(job), plan.names, first, sources)
        display = display_of(job).model_copy(
            update={"count": None, "operations": tuple(kind.operation for kind in others)}
        )
        await self._intake.submit(
            interaction,
            converted.request,
            display,
            source=await self._images.source(interaction, job),
            plan=plan.renamed(converted.names),
        )


def _others(job: Job, usable: Iterable[type[ImageRequest]]) -> dict[str, type[ImageRequest]]:
    """Return the usable kinds of other families for a job; none for one that shows more."""
    is_moved = job.area is not None and is_move(job.area.name)
    return {} if is_moved else alternatives(usable, request_of(job))
