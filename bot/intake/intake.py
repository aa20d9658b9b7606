"""Where every request comes in: checked in its place, its images fetched, accepted as a job."""

import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.common.discord_tokens import NameOf
from bot.imaging.inputs import Change
from bot.intake.attachments import Attachments, Collected
from bot.intake.catalogue import ModelCatalogue
from bot.intake.confirmation import PriceConfirmation
from bot.intake.conversion import Converted, alternatives, convert
from bot.intake.destinations import destination_of, destination_of_message
from bot.intake.locating import ChannelResolver, requester_of
from bot.intake.mentioned_names import names_in_interaction, names_in_message
from bot.intake.plain_request import plain_request
from bot.jobs.runner import AlreadyAcceptedError, Ask, JobRunner
from bot.policy.context import ChannelContext, Requester
from bot.policy.enforcement import PolicyEnforcement
from bot.storage.records import Destination, Source, StoredInput
from bot.texts import Languages, Texts
from bot.ui.command_options import DisplayOptions
from bot.ui.responses import acknowledge
from providers.base import ImageRequest

log = logging.getLogger(__name__)

# What a member would not notice, or not mind, is not worth a word.
WORTH_SAYING = (Change.ROTATED, Change.SCALED, Change.STILL, Change.COLOURS)


@dataclass(frozen=True, slots=True)
class _Incoming:
    """A request and all that is known of it before its images are."""

    event_id: int
    request: ImageRequest
    requester: Requester
    room: ChannelContext
    place: Destination
    source: Source | None
    name_of: NameOf
    given: tuple[StoredInput, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is to be accepted, what was done to its images, and what makes it if not who should."""

    ask: Ask
    changes: frozenset[Change]
    instead: Converted | None


class Intake:
    """Takes requests from interactions and messages."""

    def __init__(
        self,
        runner: JobRunner,
        enforcement: PolicyEnforcement,
        rooms: ChannelResolver,
        offers: ModelCatalogue,
        attachments: Attachments,
        confirmation: PriceConfirmation,
        languages: Languages,
    ) -> None:
        self._runner = runner
        self._enforcement = enforcement
        self._rooms = rooms
        self._offers = offers
        self._attachments = attachments
        self._confirmation = confirmation
        self._languages = languages

    async def submit(
        self,
        interaction: discord.Interaction,
        request: ImageRequest,
        manner: DisplayOptions,
        *,
        source: Source | None = None,
        given: tuple[StoredInput, ...] | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Accept a request, and answer privately how it goes from there.

        `source` is the picture that an edit begins with; `given` are inputs of an earlier job, in
        place of the request's images; `remarks` are said besides. What is dear is accepted only
        once the member has seen its price. Raises `UserError` when something about it has to change
        first; nothing is counted then.
        """
        place = destination_of(interaction, manner, source)
        request = self._offers.prepared(request)
        if given is None:
            self._attachments.check_sizes(request)
        is_new = await acknowledge(interaction)
        requester, room = requester_of(interaction.user), await self._rooms.of(interaction.channel)
        name_of = await names_in_interaction(interaction, request.free_texts().values())
        wish = _Incoming(interaction.id, request, requester, room, place, source, name_of, given)
        prepared = await self._prepare(wish)
        texts = self._languages.of(interaction.locale.value)
        said = " ".join([*remarks, *_remarks(texts, prepared)]) if is_new else ""
        if self._confirmation.needed(prepared.ask):
            await self._confirmation.ask(interaction, prepared.ask, room, said)
            return
        if said:
            # The first follow-up to a deferred answer would become that answer (DISCORD.md), and
            # the job's status would then take its place.
            await _attempt(interaction, interaction.edit_original_response(content=said))
        if await self._accept(prepared.ask) and said:
            await _attempt(interaction, interaction.followup.send(said, ephemeral=True))

    async def submit_message(
        self,
        message: discord.Message,
        request: ImageRequest,
        source: Source,
        *,
        spoiler: bool = False,
    ) -> None:
        """Accept an edit that was asked for by a message; raises `UserError` as `submit` does."""
        place = destination_of_message(message, source, spoiler=spoiler)
        request = self._offers.prepared(request)
        self._attachments.check_sizes(request)
        requester, room = requester_of(message.author), await self._rooms.of(message.channel)
        name_of = names_in_message(message)
        prepared = await self._prepare(
            _Incoming(message.id, request, requester, room, place, source, name_of)
        )
        if self._confirmation.needed(prepared.ask):
            await self._confirmation.ask_in_channel(message, prepared.ask, room)
        else:
            await self._accept(prepared.ask)

    async def _prepare(self, wish: _Incoming) -> _Prepared:
        plain = plain_request(wish.request, wish.name_of)
        request = await self._enforcement.admit(plain, wish.requester, wish.room)
        collected = await self._collect(request, wish.given, wish.room.guild_id)
        inputs = collected.inputs
        instead = await self._instead(request, inputs, wish)
        if instead is not None:
            request, inputs = instead.request, instead.inputs
        ask = Ask(
            id=wish.event_id,
            member_id=wish.requester.member_id,
            place=wish.place,
            request=request,
            inputs=inputs,
            estimate=self._offers.estimate(request),
            source=wish.source,
            role_ids=wish.requester.role_ids,
        )
        return _Prepared(ask, collected.changes, instead)

    async def _instead(
        self, request: ImageRequest, inputs: Sequence[StoredInput], wish: _Incoming
    ) -> Converted | None:
        """The request for the model that goes on when the budget is spent, if that is so."""
        price = self._offers.estimate(request) or 0
        family = await self._runner.falls_back_to(wish.room.guild_id, price, request.family)
        if family is None:
            return None
        kind = alternatives(self._offers, request, images=bool(inputs)).get(family)
        if kind is None:
            # It cannot make this, so that the budget refuses it.
            return None
        told = convert(request, {one.name: one for one in inputs}, kind)
        prepared = self._offers.prepared(told.request)
        admitted = await self._enforcement.admit(prepared, wish.requester, wish.room)
        return Converted(admitted, told.inputs, told.left)

    async def _collect(
        self, request: ImageRequest, given: tuple[StoredInput, ...] | None, guild_id: int
    ) -> Collected:
        if given is None:
            return await self._attachments.collect(request, guild_id)
        await self._attachments.check_given(given, guild_id)
        return Collected(given, frozenset())

    async def _accept(self, ask: Ask) -> bool:
        """Whether this is the first time that this event asks."""
        try:
            await self._runner.accept(ask)
        except AlreadyAcceptedError:
            log.info("job %s: asked for twice by the same event", ask.id)
            return False
        return True


def _remarks(texts: Texts, prepared: _Prepared) -> list[str]:
    changes = [
        texts.say(f"input-{change}") for change in WORTH_SAYING if change in prepared.changes
    ]
    instead = prepared.instead
    if instead is None:
        return changes
    words = [texts.say("budget-fell-back", title=instead.request.title)]
    if instead.left:
        words.append(texts.say("budget-dropped", options=instead.names))
    return [*words, *changes]


async def _attempt(interaction: discord.Interaction, telling: Awaitable[Any]) -> None:
    """Tell it if that works; the picture does not depend on it."""
    try:
        await telling
    except discord.HTTPException as error:
        log.info("job %s: changes not told: %s", interaction.id, error)
