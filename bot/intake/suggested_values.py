"""Values that are suggested while a member types an option: what they can use in that place now."""

from collections.abc import Sequence
from typing import TypeVar

import discord
from pydantic import ValidationError

from bot.errors import UserError
from bot.intake.catalogue import ModelCatalogue
from bot.intake.locating import ChannelResolver, requester_of
from bot.policy.admission import fits
from bot.policy.enforcement import PolicyEnforcement
from providers.base import ImageRequest
from providers.registry import OPERATIONS

Value = TypeVar("Value", bound=int | str)


class SuggestedValues:
    """Asks the relay, and the rules of the place and of the member's roles."""

    def __init__(
        self, catalogue: ModelCatalogue, enforcement: PolicyEnforcement, channels: ChannelResolver
    ) -> None:
        self._catalogue = catalogue
        self._enforcement = enforcement
        self._channels = channels

    async def of(
        self, interaction: discord.Interaction, option: str, values: Sequence[Value]
    ) -> list[Value]:
        """Return those of an option's values that the member can use with the command."""
        command = interaction.command.qualified_name if interaction.command else ""
        kind = next((one for one in OPERATIONS.values() if one.command == command), None)
        if kind is None:
            return list(values)
        takes = self._catalogue.takes_value
        taken = [one for one in values if takes(kind, option, one) is not False]
        made = {one: asked for one in taken if (asked := _with(kind, option, one))}
        fitting = await self.fitting(interaction, list(made.values()))
        return [one for one, asked in made.items() if asked in fitting]

    async def fitting(
        self, interaction: discord.Interaction, requests: Sequence[ImageRequest]
    ) -> list[ImageRequest]:
        """Return the requests whose models and sizes the member may choose there."""
        try:
            context = await self._channels.of(interaction.channel)
            requester = requester_of(interaction.user)
            snapshot = await self._enforcement.snapshot(requester, context.guild_id)
        except UserError:
            # Suggestions have no words to answer with.
            return []
        return [request for request in requests if fits(snapshot, request, context)]


def _with(kind: type[ImageRequest], option: str, value: int | str) -> ImageRequest | None:
    """Return a request with a value, small otherwise; None where it takes more than the value."""
    try:
        return kind.from_chosen({"prompt": "?", option: value})
    except ValidationError:
        return None
