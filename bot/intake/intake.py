"""Entry of every request: prepared, confirmed if it is expensive, accepted as a job."""

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace

import discord

from bot.common.discord_tokens import NameOf
from bot.intake.batching import batch_of
from bot.intake.confirmation import PriceConfirmation
from bot.intake.destinations import destination_of, destination_of_message
from bot.intake.image_plan import ImagePlan
from bot.intake.kept_requests import KeptRequests
from bot.intake.locating import ChannelResolver, requester_of, spender_of
from bot.intake.mentioned_names import names_in_interaction, names_in_message
from bot.intake.message_locales import MessageLocales
from bot.intake.preparation import PreparedRequest, RequestPreparation
from bot.intake.presser import check_author, check_presser
from bot.intake.prompt_values import read_prompt
from bot.intake.request_notes import RequestNotes
from bot.intake.styles import Styles
from bot.intake.unprepared import unprepared, unprepared_message
from bot.jobs.request import JobRequest
from bot.jobs.runner import AlreadyAcceptedError, JobRunner
from bot.storage.records import Area, Source
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions
from bot.ui.responses import acknowledge, attempt
from providers.base import ImageRequest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lookups:
    """Lookups of what a request needs of its place: the channel, a style, and the language."""

    channels: ChannelResolver
    styles: Styles
    locales: MessageLocales


class Intake:
    """The entry for requests from interactions and from messages."""

    def __init__(
        self,
        runner: JobRunner,
        lookups: Lookups,
        preparation: RequestPreparation,
        confirmation: PriceConfirmation,
        kept: KeptRequests,
        languages: Languages,
    ) -> None:
        self._runner = runner
        self._channels = lookups.channels
        self._preparation = preparation
        self._confirmation = confirmation
        self._kept = kept
        self._styles = lookups.styles
        self._locales = lookups.locales
        self._languages = languages

    async def submit(
        self,
        interaction: discord.Interaction,
        request: ImageRequest,
        display: DisplayOptions,
        *,
        source: Source | None = None,
        plan: ImagePlan | None = None,
        area: Area | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Accept a request, and show its status in the private answer.

        `source` is the picture that an edit begins with; `plan` finds images of an earlier job, in
        place of the request's own; `area` is the part of a picture that is made; `remarks` are
        shown to the member. An expensive request is accepted only once the member has seen its
        price, and an edit of an area once the member has seen the area. Raises `UserError` if the
        request is refused; nothing is counted then.
        """
        check_presser(interaction)
        plan = plan or ImagePlan.of_uploads(request)
        if plan.is_veiled and display.spoiler is None:
            # Only a no lifts the veil, of the one who uploads it with this command.
            display = display.model_copy(update={"spoiler": True})
        async with self.keeping(interaction, request, display, source=source, plan=plan, area=area):
            read = read_prompt(request, display.shape)
            display = display.model_copy(update={"shape": read.shape})
            if area is not None and read.shape is not None:
                texts = self._languages.of(interaction.locale.value)
                remarks = [*remarks, texts.say("edit-area-shape")]
            destination = destination_of(interaction, display, source)
            is_new = await acknowledge(interaction)
            styled = await self._styles.applied(interaction.guild_id, read.request, display.style)
            read = replace(read, request=styled)
            requester = requester_of(interaction.user)
            context = await self._channels.of(interaction.channel)
            spender = spender_of(requester, context.guild_id)

            async def names(asked: JobRequest) -> NameOf:
                return await names_in_interaction(interaction, asked.request.free_texts().values())

            batch = batch_of(display, read.request.prompt)
            asked = JobRequest(
                *(interaction.id, spender, destination, read.request, source),
                batch=batch,
                area=area,
            )
            is_whole = source is not None or plan.job_id is not None
            fills = not is_whole and _is_command(interaction, request)
            early = PreparedRequest(asked, plan, None, shape=read.shape)
            async with (
                self._kept.abandoned.watched(interaction, early, request.prompt),
                self._kept.on_refusal(interaction, early, request.prompt),
            ):
                prepared = await self._preparation.prepare(
                    asked, plan, requester, context, names, read.shape, fills=fills
                )
                await self._finish(interaction, RequestNotes(read, prepared), remarks, is_new)

    async def _finish(
        self,
        interaction: discord.Interaction,
        notes: RequestNotes,
        remarks: Sequence[str],
        is_new: bool,
    ) -> None:
        """Ask about the price, or accept; the remarks are shown unless they were shown before."""
        texts = self._languages.of(interaction.locale.value)
        if self._confirmation.needed(notes.prepared):
            said = " ".join([*remarks, *notes.said(texts)]) if is_new else ""
            await self._confirmation.ask(interaction, notes.prepared, said)
            return
        loaded = await self._preparation.load(notes.prepared)
        await self._kept.abandoned.check(interaction.id)
        notes = replace(notes, changes=loaded.changes)
        said = " ".join([*remarks, *notes.said(texts)]) if is_new else ""
        if said:
            # The first follow-up to a deferred answer would become that answer, and the job's
            # status would then overwrite it (docs/discord.md, section 1).
            await attempt(interaction, interaction.edit_original_response(content=said))
        if await self._accept(loaded.request) and said:
            await attempt(interaction, interaction.followup.send(said, ephemeral=True))

    async def submit_message(
        self,
        message: discord.Message,
        request: ImageRequest,
        source: Source,
        *,
        spoiler: bool = False,
    ) -> RequestNotes | None:
        """Accept an edit that a message asks for; raises `UserError` as `submit` does.

        Returns the remarks for the member, None where they were made before or are above a question
        about the price.
        """
        check_author(message)
        async with self.keeping_message(message, request, source, spoiler=spoiler):
            plan = ImagePlan.of_uploads(request)
            read = read_prompt(request, None)
            veiled = spoiler or plan.is_veiled
            destination = destination_of_message(
                message, source, spoiler=veiled, direct_locale=await self._locales.of(message)
            )
            requester = requester_of(message.author)
            context = await self._channels.of(message.channel)
            spender = spender_of(requester, context.guild_id)

            async def names(_: JobRequest) -> NameOf:
                return names_in_message(message)

            batch = batch_of(DisplayOptions(), read.request.prompt)
            asked = JobRequest(message.id, spender, destination, read.request, source, batch=batch)
            early = PreparedRequest(asked, plan, None, shape=read.shape)
            async with self._kept.on_refusal_of(message, early):
                prepared = await self._preparation.prepare(
                    asked, plan, requester, context, names, read.shape
                )
                return await self._finish_message(message, RequestNotes(read, prepared))

    async def _finish_message(
        self, message: discord.Message, notes: RequestNotes
    ) -> RequestNotes | None:
        if self._confirmation.needed(notes.prepared):
            texts = self._languages.of(notes.prepared.request.destination.locale)
            said = " ".join(notes.said(texts))
            await self._confirmation.ask_in_channel(message, notes.prepared, said)
            return None
        loaded = await self._preparation.load(notes.prepared)
        if not await self._accept(loaded.request):
            return None
        return replace(notes, changes=loaded.changes)

    def keeping(
        self,
        interaction: discord.Interaction,
        request: ImageRequest,
        display: DisplayOptions,
        *,
        source: Source | None = None,
        plan: ImagePlan | None = None,
        area: Area | None = None,
    ) -> AbstractAsyncContextManager[None]:
        """Return a context that keeps a request if an error is raised before it is taken.

        The refusal then hands the words back, with buttons where they make sense.
        """
        kept = unprepared(interaction, request, display, source, plan, area)
        return self._kept.on_refusal(interaction, kept, request.prompt)

    def keeping_message(
        self, message: discord.Message, request: ImageRequest, source: Source, *, spoiler: bool
    ) -> AbstractAsyncContextManager[None]:
        """Return the same as `keeping` for the request of a message."""
        kept = unprepared_message(message, request, source, spoiler=spoiler)
        return self._kept.on_refusal_of(message, kept)

    async def check_edit(
        self, interaction: discord.Interaction, source: Source | None, job_id: int | None = None
    ) -> None:
        """Check a member who is about to say what to make of a picture; raises `UserError`.

        A window or a list is opened for them then, which has to be quick: all that the server has
        decided is asked when they have said it. `job_id` is the job whose images would be used.
        """
        check_presser(interaction)
        member_id, guild_id = interaction.user.id, interaction.guild_id
        await self._preparation.check_consent(member_id, guild_id, source, job_id)

    async def _accept(self, request: JobRequest) -> bool:
        """Return True if this event was not accepted before."""
        try:
            await self._runner.accept(request)
        except AlreadyAcceptedError:
            log.info("job %s: asked for twice by the same event", request.id)
            return False
        return True


def _is_command(interaction: discord.Interaction, request: ImageRequest) -> bool:
    """Return True for a command of this request, and for `/imagine`: no button, menu or modal."""
    command = interaction.command
    return command is not None and command.qualified_name in (request.command, "imagine")
