"""Entry of every request: prepared, confirmed if it is expensive, accepted as a job."""

import logging
from collections.abc import Sequence

import discord

from bot.imaging.inputs import Change
from bot.intake.confirmation import PriceConfirmation
from bot.intake.destinations import destination_of, destination_of_message
from bot.intake.locating import ChannelResolver, requester_of, spender_of
from bot.intake.mentioned_names import names_in_interaction, names_in_message
from bot.intake.plain_request import plain_request
from bot.intake.preparation import PreparedRequest, RequestPreparation
from bot.jobs.request import JobRequest
from bot.jobs.runner import AlreadyAcceptedError, JobRunner
from bot.storage.records import Source, StoredInput
from bot.texts import Languages, Texts
from bot.ui.command_options import DisplayOptions
from bot.ui.responses import acknowledge, attempt
from providers.base import ImageRequest

log = logging.getLogger(__name__)

# Other changes are ones that a member would not notice, or not mind.
NOTEWORTHY_CHANGES = (Change.ROTATED, Change.SCALED, Change.STILL, Change.COLOURS)


class Intake:
    """The entry for requests from interactions and from messages."""

    def __init__(
        self,
        runner: JobRunner,
        channels: ChannelResolver,
        preparation: RequestPreparation,
        confirmation: PriceConfirmation,
        languages: Languages,
    ) -> None:
        self._runner = runner
        self._channels = channels
        self._preparation = preparation
        self._confirmation = confirmation
        self._languages = languages

    async def submit(
        self,
        interaction: discord.Interaction,
        request: ImageRequest,
        display: DisplayOptions,
        *,
        source: Source | None = None,
        given: tuple[StoredInput, ...] | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Accept a request, and show its status in the private answer.

        `source` is the picture that an edit begins with; `given` are inputs of an earlier job, in
        place of the request's images; `remarks` are shown to the member. An expensive request is
        accepted only once the member has seen its price. Raises `UserError` if the request is
        refused; nothing is counted then.
        """
        destination = destination_of(interaction, display, source)
        request = self._preparation.check(request, given)
        is_new = await acknowledge(interaction)
        requester = requester_of(interaction.user)
        context = await self._channels.of(interaction.channel)
        spender = spender_of(requester, context.guild_id)
        name_of = await names_in_interaction(interaction, request.free_texts().values())
        plain = plain_request(request, name_of)
        asked = JobRequest(interaction.id, spender, destination, plain, source)
        prepared = await self._preparation.prepare(asked, requester, context, given)
        texts = self._languages.of(interaction.locale.value)
        notes = " ".join([*remarks, *_notes(texts, prepared)]) if is_new else ""
        if self._confirmation.needed(prepared.request):
            await self._confirmation.ask(interaction, prepared.request, context, notes)
            return
        if notes:
            # The first follow-up to a deferred answer would become that answer, and the job's
            # status would then overwrite it (docs/discord.md, section 1).
            await attempt(interaction, interaction.edit_original_response(content=notes))
        if await self._accept(prepared.request) and notes:
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
        destination = destination_of_message(message, source, spoiler=spoiler)
        request = self._preparation.check(request, None)
        requester = requester_of(message.author)
        context = await self._channels.of(message.channel)
        spender = spender_of(requester, context.guild_id)
        plain = plain_request(request, names_in_message(message))
        asked = JobRequest(message.id, spender, destination, plain, source)
        prepared = await self._preparation.prepare(asked, requester, context)
        if self._confirmation.needed(prepared.request):
            await self._confirmation.ask_in_channel(message, prepared.request, context)
        else:
            await self._accept(prepared.request)

    async def _accept(self, request: JobRequest) -> bool:
        """Return True if this event was not accepted before."""
        try:
            await self._runner.accept(request)
        except AlreadyAcceptedError:
            log.info("job %s: asked for twice by the same event", request.id)
            return False
        return True


def _notes(texts: Texts, prepared: PreparedRequest) -> list[str]:
    changes = [
        texts.say(f"input-{change}") for change in NOTEWORTHY_CHANGES if change in prepared.changes
    ]
    fallback = prepared.fallback
    if fallback is None:
        return changes
    notes = [texts.say("budget-fell-back", title=fallback.request.title)]
    if fallback.dropped:
        notes.append(texts.say("budget-dropped", options=fallback.dropped_names))
    return [*notes, *changes]
