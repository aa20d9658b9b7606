"""*Try again*, *Change…* and *Other model…* under a refusal, a failure or a cancelled job."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import discord

from bot.errors import UserError
from bot.intake.kept_requests import KeptRequests
from bot.intake.offers import Offers
from bot.intake.presser import check_presser
from bot.jobs.batch import Batch
from bot.jobs.retry_actions import OTHER
from bot.posts.asked_again import AskedAgain, display_of, titles
from bot.posts.pressed import request_of
from bot.posts.remix import RemixService
from bot.posts.remix_modal import CHANGE, RemixForm
from bot.posts.stored_images import StoredImages
from bot.storage.jobs import JobStore
from bot.storage.records import RETRIABLE, Job
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions
from bot.ui.components import try_view
from bot.ui.messages import pressed_on
from bot.ui.responses import acknowledge, acknowledge_press, answer, answer_apart, attempt
from providers.registry import OPERATIONS

MAX_PRESSES = 1000
"""Presses of *Try again* under jobs that are remembered."""


class RetryService:
    """Asks again for what came to nothing: each of it by its own member alone."""

    def __init__(
        self,
        jobs: JobStore,
        kept: KeptRequests,
        images: StoredImages,
        remixes: RemixService,
        offers: Offers,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._kept = kept
        self._images = images
        self._remixes = remixes
        self._offers = offers
        self._languages = languages
        # By the message and the job: what failed is asked for once more from each message.
        self._pressed: OrderedDict[tuple[int, int], None] = OrderedDict()

    async def retry(self, interaction: discord.Interaction, number: int) -> None:
        """Ask for the same once more; its status takes the place of the refusal."""
        check_presser(interaction)
        await self._repeat(interaction, number, lambda asked: asked)

    async def _repeat(
        self,
        interaction: discord.Interaction,
        number: int,
        changed: Callable[[AskedAgain], AskedAgain],
    ) -> None:
        message = pressed_on(interaction)
        is_private = message.flags.ephemeral
        await (acknowledge_press(interaction) if is_private else acknowledge(interaction))
        with self._pressed_once(message.id, number) as is_first:
            try:
                asked = await self._asked_once(interaction, number, is_first=is_first)
            except Exception:
                if is_private:
                    # The member's words are in the message, and are to stay there.
                    answer_apart(interaction)
                raise
            if is_private and message.attachments:
                # The words as a file: a status would leave them there.
                await attempt(interaction, interaction.edit_original_response(attachments=[]))
            await self._remixes.ask(interaction, changed(asked))
        if not is_private:
            await attempt(interaction, message.delete())

    async def take_as_mask(self, interaction: discord.Interaction, number: int) -> None:
        """Ask for the same once more, with the file as its mask."""
        check_presser(interaction)
        await self._repeat(interaction, number, AskedAgain.with_mask)

    async def change(self, interaction: discord.Interaction, number: int) -> None:
        """Open the modal with what was asked for."""
        check_presser(interaction)
        asked = await self._asked(interaction, number)
        await self._remixes.open(interaction, asked, f"{CHANGE}{number}")

    async def submit_form(self, interaction: discord.Interaction, form: RemixForm) -> None:
        """Ask for the request of a modal, as the form says."""
        check_presser(interaction)
        await acknowledge(interaction)
        asked = await self._asked(interaction, form.number)
        await self._remixes.submit(interaction, asked, form)

    async def offer(self, interaction: discord.Interaction, number: int) -> None:
        """Let the member choose another model for the same request."""
        check_presser(interaction)
        await acknowledge(interaction)
        asked = await self._asked(interaction, number)
        others = titles(asked.others_here(await self._offers.here(interaction)))
        if not others:
            raise UserError("refused-try-none")
        texts = self._languages.of(interaction.locale.value)
        view = try_view(texts, number, others, action=OTHER)
        await answer(interaction, texts.say("try-which"), view)

    async def try_with(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        """Ask for the same with the model that was chosen."""
        check_presser(interaction)
        await acknowledge_press(interaction)
        with self._pressed_once(pressed_on(interaction).id, number) as is_first:
            if not is_first:
                # The status of the first choice is in the message.
                answer_apart(interaction)
                raise UserError("refused-retry-twice")
            await self._ask_other(interaction, number, chosen[0])

    async def _ask_other(self, interaction: discord.Interaction, number: int, family: str) -> None:
        asked = await self._asked(interaction, number)
        kind = asked.known_kinds().get(family)
        if kind is None:
            raise UserError("refused-try-none")
        sources = self._offers.sources(kind)
        if asked.plan.names and not sources:
            raise UserError("refused-edit-not-offered", title=kind.title)
        await self._remixes.ask(interaction, asked.converted(kind, sources))

    @contextmanager
    def _pressed_once(self, message_id: int, number: int) -> Iterator[bool]:
        """Remember a press unless it is refused; gives False for the second one in a message."""
        press = message_id, number
        if press in self._pressed:
            yield False
            return
        self._pressed[press] = None
        if len(self._pressed) > MAX_PRESSES:
            self._pressed.popitem(last=False)
        try:
            yield True
        except BaseException:
            self._pressed.pop(press, None)
            raise

    async def _asked_once(
        self, interaction: discord.Interaction, number: int, *, is_first: bool
    ) -> AskedAgain:
        """Return the request; of two presses in a row the second one raises `UserError`."""
        asked = await self._asked(interaction, number)
        if await self._jobs.find(number) is not None:
            if not is_first:
                raise UserError("refused-retry-twice")
        elif not await self._kept.take(number):
            raise UserError("refused-retry-late")
        return asked

    async def _asked(self, interaction: discord.Interaction, number: int) -> AskedAgain:
        job = await self._jobs.find(number)
        if job is not None:
            return await self._ended(interaction, job)
        kept = await self._kept.find(interaction, number)
        asked = kept.request
        await self._images.check_source(asked.source)
        batch = asked.batch or Batch()
        display = DisplayOptions(
            shape=kept.shape,
            style=kept.style,
            count=batch.count if batch.count > 1 else None,
            operations=batch.operations,
            poll=batch.poll,
            private=asked.destination.private,
            spoiler=asked.destination.spoiler,
        )
        return AskedAgain(asked.request, kept.plan, display, asked.source, area=asked.area)

    async def _ended(self, interaction: discord.Interaction, job: Job) -> AskedAgain:
        if job.state not in RETRIABLE or job.destination.guild_id != interaction.guild_id:
            raise UserError("refused-button")
        if job.member_id != interaction.user.id:
            raise UserError("refused-confirm-other")
        if job.operation not in OPERATIONS:
            raise UserError("refused-purged")
        plan = await self._images.plan(job)
        source = await self._images.source(interaction, job)
        return AskedAgain(request_of(job), plan, display_of(job), source, area=job.area)
