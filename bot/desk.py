"""Where every request comes in: checked in its place, its images fetched, accepted as a job."""

import logging
from collections.abc import Awaitable, Sequence
from typing import Any

import discord

from bot.attachments import Attachments, Collected
from bot.inputs import Change
from bot.jobs import AlreadyAcceptedError, Ask, JobRunner
from bot.offers import Offers
from bot.options import Manner
from bot.places import place_of, place_of_message
from bot.storage.records import Source, StoredInput
from bot.texts import Texts
from providers.base import ImageRequest

log = logging.getLogger(__name__)

_ACKNOWLEDGED_ALREADY = 40060
# What a member would not notice, or not mind, is not worth a word.
WORTH_SAYING = (Change.ROTATED, Change.SCALED, Change.STILL, Change.COLOURS)


class Desk:
    """Takes requests from interactions."""

    def __init__(
        self, runner: JobRunner, offers: Offers, attachments: Attachments, texts: Texts
    ) -> None:
        self._runner = runner
        self._offers = offers
        self._attachments = attachments
        self._texts = texts

    async def take(
        self,
        interaction: discord.Interaction,
        request: ImageRequest,
        manner: Manner,
        *,
        source: Source | None = None,
        given: tuple[StoredInput, ...] | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Accept a request, and answer privately how it goes from there.

        `source` is the picture that an edit begins with; `given` are inputs of an earlier job, in
        place of the request's images; `remarks` are said besides. Raises `UserError` when something
        about it has to change first; nothing is counted then.
        """
        place = place_of(interaction, manner, source)
        request = self._offers.prepared(request)
        if given is None:
            self._attachments.check_sizes(request)
        is_new = await _acknowledge(interaction)
        collected = await self._collect(request, given)
        said = " ".join([*remarks, *self._changes(collected.changes)]) if is_new else ""
        if said:
            # The first follow-up to a deferred answer would become that answer (DISCORD.md), and
            # the job's status would then take its place.
            await _attempt(interaction, interaction.edit_original_response(content=said))
        ask = Ask(
            id=interaction.id,
            member_id=interaction.user.id,
            place=place,
            request=request,
            inputs=collected.inputs,
            estimate=self._offers.estimate(request),
            source=source,
        )
        if await self._accept(ask) and said:
            await _attempt(interaction, interaction.followup.send(said, ephemeral=True))

    async def take_message(
        self,
        message: discord.Message,
        request: ImageRequest,
        source: Source,
        *,
        spoiler: bool = False,
    ) -> None:
        """Accept an edit that was asked for by a message; raises `UserError` as `take` does."""
        place = place_of_message(message, source, spoiler=spoiler)
        request = self._offers.prepared(request)
        self._attachments.check_sizes(request)
        collected = await self._collect(request, None)
        ask = Ask(
            id=message.id,
            member_id=message.author.id,
            place=place,
            request=request,
            inputs=collected.inputs,
            estimate=self._offers.estimate(request),
            source=source,
        )
        await self._accept(ask)

    async def _collect(
        self, request: ImageRequest, given: tuple[StoredInput, ...] | None
    ) -> Collected:
        if given is not None:
            return Collected(given, frozenset())
        return await self._attachments.collect(request)

    async def _accept(self, ask: Ask) -> bool:
        """Whether this is the first time that this event asks."""
        try:
            await self._runner.accept(ask)
        except AlreadyAcceptedError:
            log.info("job %s: asked for twice by the same event", ask.id)
            return False
        return True

    def _changes(self, changes: frozenset[Change]) -> list[str]:
        return [self._texts.say(f"input-{change}") for change in WORTH_SAYING if change in changes]


async def _attempt(interaction: discord.Interaction, telling: Awaitable[Any]) -> None:
    """Tell it if that works; the picture does not depend on it."""
    try:
        await telling
    except discord.HTTPException as error:
        log.info("job %s: changes not told: %s", interaction.id, error)


async def _acknowledge(interaction: discord.Interaction) -> bool:
    """Whether this is the first time."""
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException as error:
        # By another process, or an earlier life, which may have died of it before accepting: the
        # job's id knows whether it did.
        if error.code != _ACKNOWLEDGED_ALREADY:
            raise
        log.info("job %s: acknowledged before", interaction.id)
        return False
    return True
