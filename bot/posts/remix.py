"""*Remix…*: the request of a picture in a modal, to change a word and roll again."""

from dataclasses import replace

import discord

from bot.errors import UserError
from bot.intake.intake import Intake
from bot.intake.offers import Offers
from bot.intake.presser import check_presser
from bot.intake.styles import Styles
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.asked_again import AskedAgain, display_of, titles
from bot.posts.pressed import pressed_job, request_of
from bot.posts.remix_modal import REMIX, RemixForm, remix_modal
from bot.posts.stored_images import StoredImages
from bot.storage.jobs import JobStore
from bot.texts import Languages
from bot.ui.responses import acknowledge, show_modal


class RemixService:
    """Opens the modal for a request, and takes it back."""

    def __init__(
        self,
        jobs: JobStore,
        hidden: HiddenPictures,
        intake: Intake,
        offers: Offers,
        styles: Styles,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._hidden = hidden
        self._images = StoredImages(jobs, hidden)
        self._intake = intake
        self._offers = offers
        self._styles = styles
        self._languages = languages

    async def press(self, interaction: discord.Interaction, job_id: int) -> None:
        """Open the modal for the picture of the button; raises `UserError`."""
        check_presser(interaction)
        asked = await self._asked(interaction, job_id)
        await self.open(interaction, asked, f"{REMIX}{job_id}")

    async def open(
        self, interaction: discord.Interaction, asked: AskedAgain, custom_id: str
    ) -> None:
        """Open the modal for a request, unless its images may not be used; raises `UserError`."""
        await self._intake.check_edit(interaction, asked.source, asked.plan.job_id)
        await self._images.check_kept(asked.plan)
        texts = self._languages.of(interaction.locale.value)
        kinds = asked.kinds_here(await self._offers.here(interaction))
        own = type(asked.request)
        modal = remix_modal(
            texts,
            custom_id,
            asked.request,
            titles(kinds),
            await self._style_names(interaction.guild_id),
            note=None if own.family in kinds else texts.say("edit-not-here", title=own.title),
            style=asked.style_name,
            shape=asked.display.shape,
            # The seed of a request that came to nothing has made no picture yet.
            keeps_seed=not custom_id.startswith(REMIX),
        )
        await show_modal(interaction, modal)

    async def _style_names(self, guild_id: int | None) -> list[str]:
        return [style.name for style in await self._styles.of(guild_id)]

    async def submit_form(self, interaction: discord.Interaction, form: RemixForm) -> None:
        """Ask for the picture of a modal, as the form says; raises `UserError`."""
        check_presser(interaction)
        await acknowledge(interaction)
        await self.submit(interaction, await self._asked(interaction, form.number), form)

    async def submit(
        self, interaction: discord.Interaction, asked: AskedAgain, form: RemixForm
    ) -> None:
        """Ask for a request with the changes of a form; raises `UserError`."""
        own = type(asked.request)
        plain = asked.remixed(replace(form, family=None), own, own.sources)
        async with self._intake.keeping(
            *(interaction, plain.request, plain.display),
            source=plain.source,
            plan=plain.plan,
            area=plain.area,
        ):
            # A model that isn't available any more is refused in words that name others.
            kind = asked.known_kinds().get(form.family or asked.request.family)
            if kind is None:
                raise UserError("refused-try-none")
            sources = self._offers.sources(kind)
            if asked.plan.names and not sources:
                raise UserError("refused-edit-not-offered", title=kind.title)
            await self.ask(interaction, asked.remixed(form, kind, sources))

    async def ask(self, interaction: discord.Interaction, asked: AskedAgain) -> None:
        """Ask for a request that was made before; raises `UserError`."""
        texts = self._languages.of(interaction.locale.value)
        remarks = [texts.say("try-dropped", options=asked.dropped)] if asked.dropped else []
        await self._intake.submit(
            interaction,
            asked.request,
            asked.display,
            source=asked.source,
            plan=asked.plan,
            area=asked.area,
            remarks=remarks,
        )

    async def _asked(self, interaction: discord.Interaction, job_id: int) -> AskedAgain:
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        plan = await self._images.plan(job)
        source = await self._images.source(interaction, job)
        return AskedAgain(request_of(job), plan, display_of(job), source, area=job.area)
