"""Entry of every request: prepared, confirmed if it is expensive, accepted as a job."""

import logging
from collections.abc import Sequence

import discord

from bot.common.discord_tokens import NameOf
from bot.intake.change_notes import change_notes
from bot.intake.confirmation import PriceConfirmation
from bot.intake.destinations import destination_of, destination_of_message
from bot.intake.image_plan import ImagePlan
from bot.intake.kept_requests import KeptRequests
from bot.intake.locating import ChannelResolver, requester_of, spender_of
from bot.intake.mentioned_names import names_in_interaction, names_in_message
from bot.intake.preparation import PreparedRequest, RequestPreparation
from bot.intake.presser import check_author, check_presser
from bot.intake.prompt_values import read_prompt
from bot.intake.shaping import overruled_by
from bot.jobs.request import JobRequest
from bot.jobs.runner import AlreadyAcceptedError, JobRunner
from bot.storage.records import Source
from bot.texts import Languages, Texts
from bot.ui.command_options import DisplayOptions
from bot.ui.responses import acknowledge, attempt
from providers.base import ImageRequest

log = logging.getLogger(__name__)


class Intake:
    """The entry for requests from interactions and from messages."""

    def __init__(
        self,
        runner: JobRunner,
        channels: ChannelResolver,
        preparation: RequestPreparation,
        confirmation: PriceConfirmation,
        kept: KeptRequests,
        languages: Languages,
    ) -> None:
        self._runner = runner
        self._channels = channels
        self._preparation = preparation
        self._confirmation = confirmation
        self._kept = kept
        self._languages = languages

    async def submit(
        self,
        interaction: discord.Interaction,
        request: ImageRequest,
        display: DisplayOptions,
        *,
        source: Source | None = None,
        plan: ImagePlan | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Accept a request, and show its status in the private answer.

        `source` is the picture that an edit begins with; `plan` finds images of an earlier job, in
        place of the request's own; `remarks` are shown to the member. An expensive request is
        accepted only once the member has seen its price. Raises `UserError` if the request is
        refused; nothing is counted then.
        """
        check_presser(interaction)
        plan = plan or ImagePlan.of_uploads(request)
        read = read_prompt(request, display.shape)
        words, request = request.prompt, read.request
        display = display.model_copy(update={"shape": read.shape})
        if plan.is_veiled and display.spoiler is None:
            # Only a no lifts the veil, of the one who uploads it with this command.
            display = display.model_copy(update={"spoiler": True})
        destination = destination_of(interaction, display, source)
        is_new = await acknowledge(interaction)
        requester = requester_of(interaction.user)
        is_new = await acknowledge(interaction)
        context = await self._channels.of(interaction.channel)
        spender = spender_of(requester, context.guild_id)

        async def names(asked: JobRequest) -> NameOf:
            return await names_in_interaction(interaction, asked.request.free_texts().values())

        asked = JobRequest(interaction.id, spender, destination, request, source)
        is_whole = source is not None or plan.job_id is not None
        fills = not is_whole and _is_command(interaction, request)
        unprepared = PreparedRequest(asked, plan, None, shape=display.shape)
        async with self._kept.on_refusal(interaction, unprepared, words):
            prepared = await self._preparation.prepare(
                asked, plan, requester, context, names, display.shape, fills=fills
            )
            texts = self._languages.of(interaction.locale.value)
            overruled = _overruled(texts, request, display)
            left_out, fallen = _left_out_notes(texts, prepared), _fallback_notes(texts, prepared)
            said = [*remarks, *read.remarks(texts), *overruled, *left_out, *fallen]
            remarks = said if is_new else []
            if self._confirmation.needed(prepared.request):
                await self._confirmation.ask(interaction, prepared, " ".join(remarks))
                return
            loaded = await self._preparation.load(prepared)
            notes = " ".join([*remarks, *change_notes(texts, loaded.changes)]) if is_new else ""
            if notes:
                # The first follow-up to a deferred answer would become that answer, and the job's
                # status would then overwrite it (docs/discord.md, section 1).
                await attempt(interaction, interaction.edit_original_response(content=notes))
            if await self._accept(loaded.request) and notes:
                await attempt(interaction, interaction.followup.send(notes, ephemeral=True))

    async def submit_message(
        self,
        message: discord.Message,
        request: ImageRequest,
        source: Source,
        *,
        spoiler: bool = False,
    ) -> None:
        """Accept an edit that a message asks for; raises `UserError` as `submit` does."""
        check_author(message)
        plan = ImagePlan.of_uploads(request)
        read = read_prompt(request, None)
        veiled = spoiler or plan.is_veiled
        destination = destination_of_message(message, source, spoiler=veiled)
        requester = requester_of(message.author)
        context = await self._channels.of(message.channel)
        spender = spender_of(requester, context.guild_id)

        async def names(_: JobRequest) -> NameOf:
            return names_in_message(message)

        asked = JobRequest(message.id, spender, destination, read.request, source)
        unprepared = PreparedRequest(asked, plan, None, shape=read.shape)
        async with self._kept.on_refusal_of(message, unprepared):
            prepared = await self._preparation.prepare(
                asked, plan, requester, context, names, read.shape
            )
            if self._confirmation.needed(prepared.request):
                await self._confirmation.ask_in_channel(message, prepared)
            else:
                loaded = await self._preparation.load(prepared)
                await self._accept(loaded.request)

    async def check_edit(
        self, interaction: discord.Interaction, source: Source | None, job_id: int | None = None
    ) -> None:
        """Check a member who is about to say what to make of a picture; raises `UserError`.

        A window or a list is opened for them then, which has to be quick: all that the server has
        decided is asked when they have said it. `job_id` is the job whose images would be used.
        """
        check_presser(interaction)
        member_id, guild_id = interaction.user.id, interaction.guild_id or 0
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


def _overruled(texts: Texts, request: ImageRequest, display: DisplayOptions) -> list[str]:
    """Return the remark that exact options contradict the named shape, if they do."""
    options = overruled_by(request, display.shape)
    if not options:
        return []
    named = ", ".join(f"`{name}`" for name in options)
    return [texts.say("shape-overruled", shape=display.shape or "", options=named)]


def _left_out_notes(texts: Texts, prepared: PreparedRequest) -> list[str]:
    """Return the remark that the relay does not take some options, if there are any."""
    if not prepared.left_out:
        return []
    options = ", ".join(f"`{name}`" for name in prepared.left_out)
    return [texts.say("left-out", title=prepared.request.request.title, options=options)]


def _fallback_notes(texts: Texts, prepared: PreparedRequest) -> list[str]:
    fallback = prepared.fallback
    if fallback is None:
        return []
    notes = [texts.say("budget-fell-back", title=fallback.request.title)]
    if fallback.dropped:
        notes.append(texts.say("budget-dropped", options=fallback.dropped_names))
    return notes
