"""Editors: who may edit a picture here, and with which model."""

from collections.abc import Sequence

import discord

from bot.edits.originals import Original
from bot.intake.defaults import MemberDefaults
from bot.intake.offers import Offers, OffersHere
from bot.policy.context import ChannelContext, Requester
from bot.policy.edit_permission import EditPermission
from bot.policy.edits import EditPolicy
from providers.registry import EDITORS


class Editors:
    """The server's policy about edits, and the models that can edit in a place."""

    def __init__(
        self, permission: EditPermission, offers: Offers, defaults: MemberDefaults
    ) -> None:
        self._permission = permission
        self._offers = offers
        self._defaults = defaults

    async def policy(self, guild_id: int | None) -> EditPolicy:
        """Return the policy about edits in force in a server."""
        return await self._permission.policy(guild_id)

    async def here(self, interaction: discord.Interaction) -> dict[str, str]:
        """Return the families that can edit for the member of an interaction, with their names.

        Those that fail at present are last.
        """
        return _labels(await self._offers.here(interaction))

    async def of(self, requester: Requester, context: ChannelContext) -> list[str]:
        """Return the families that can edit for a member in a place."""
        return [*_labels(await self._offers.of(requester, context))]

    async def preferred(self, original: Original, policy: EditPolicy, member_id: int) -> str:
        """Return the family that edits if it can.

        It is the picture's own, else that of the member's default, else the server's. A family that
        cannot edit on this relay is not expected to.
        """
        if original.family and self.sources(original.family):
            return original.family
        default = await self._defaults.of(member_id)
        if default is not None and self.sources(default.kind.family):
            return default.kind.family
        return policy.provider

    def sources(self, family: str) -> tuple[str, ...]:
        """Return the fields of a family that take pictures to edit now, none if it cannot."""
        return self._offers.sources(EDITORS[family]) if family in EDITORS else ()


def _labels(offers: OffersHere) -> dict[str, str]:
    return offers.labels(offers.editors())


def editor_of(wanted: str, policy: EditPolicy, usable: Sequence[str]) -> str:
    """Return the family that edits: the wanted one, the server's, or the first that can.

    Where none can, the wanted one is refused later, in words that say why.
    """
    return next((one for one in (wanted, policy.provider, *usable) if one in usable), wanted)
