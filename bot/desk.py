"""Where every request comes in: checked in its place, its images fetched, accepted as a job."""

import logging
from collections.abc import Awaitable
from typing import Any

import discord

from bot.attachments import Attachments
from bot.errors import UserError
from bot.inputs import Change
from bot.jobs import AlreadyAcceptedError, Ask, JobRunner
from bot.offers import Offers
from bot.options import Manner
from bot.places import missing_permissions, upload_limit
from bot.storage.records import Place
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
        self, interaction: discord.Interaction, request: ImageRequest, manner: Manner
    ) -> None:
        """Accept a request, and answer privately how it goes from there.

        Raises `UserError` when something about it has to change first; nothing is counted then.
        """
        place = _place(interaction, manner)
        request = self._offers.prepared(request)
        self._attachments.check_sizes(request)
        is_new = await _acknowledge(interaction)
        collected = await self._attachments.collect(request)
        changed = self._changes(collected.changes) if is_new else ""
        if changed:
            # The first follow-up to a deferred answer would become that answer (DISCORD.md), and
            # the job's status would then take its place.
            await _attempt(interaction, interaction.edit_original_response(content=changed))
        try:
            await self._runner.accept(
                Ask(
                    id=interaction.id,
                    member_id=interaction.user.id,
                    place=place,
                    request=request,
                    inputs=collected.inputs,
                    estimate=self._offers.estimate(request),
                )
            )
        except AlreadyAcceptedError:
            log.info("job %s: asked for twice by the same event", interaction.id)
        else:
            if changed:
                await _attempt(interaction, interaction.followup.send(changed, ephemeral=True))

    def _changes(self, changes: frozenset[Change]) -> str:
        return " ".join(
            self._texts.say(f"input-{change}") for change in WORTH_SAYING if change in changes
        )


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


def _place(interaction: discord.Interaction, manner: Manner) -> Place:
    if interaction.guild_id is None or interaction.channel_id is None:
        raise UserError("refused-server-only")
    if not manner.private and (missing := missing_permissions(interaction)):
        raise UserError("refused-permissions", permissions=", ".join(missing))
    return Place(
        channel_id=interaction.channel_id,
        guild_id=interaction.guild_id,
        upload_limit=upload_limit(interaction, private=manner.private),
        private=manner.private,
        spoiler=manner.spoiler,
        token=interaction.token,
    )
