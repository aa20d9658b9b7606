"""Permission to make public in a channel what only one member sees, by all that holds now."""

import discord

from bot.errors import UserError
from bot.intake.intake import Intake
from bot.intake.locating import ChannelResolver, requester_of
from bot.intake.presser import check_presser
from bot.policy.enforcement import PolicyEnforcement
from bot.posts.pressed import request_of
from bot.storage.records import Job
from bot.ui.permissions import missing_permissions


class PublicPlace:
    """Check of a member and a channel, the same as for a new picture."""

    def __init__(
        self, channels: ChannelResolver, enforcement: PolicyEnforcement, intake: Intake
    ) -> None:
        self._channels = channels
        self._enforcement = enforcement
        self._intake = intake

    async def check(self, interaction: discord.Interaction, job: Job) -> None:
        """Raise `UserError` if the pictures of the job may not be made in this channel now.

        Block, pause, the rules of the place and its words decide.
        """
        requester = requester_of(interaction.user)
        context = await self._channels.of(interaction.channel)
        snapshot = await self._enforcement.snapshot(requester, context.guild_id)
        await self._enforcement.admit(snapshot, request_of(job), requester, context)

    async def check_consent(self, interaction: discord.Interaction, job: Job) -> None:
        """Raise `UserError` if the owner of the job's source no longer lets the member edit it."""
        await self._intake.check_edit(interaction, job.source)


def check_permissions(interaction: discord.Interaction) -> None:
    """Raise `UserError` unless the member and the bot may post pictures in this channel."""
    if interaction.guild_id is None:
        # Nobody else would see it.
        raise UserError("refused-share-direct")
    check_presser(interaction)
    if lacking := missing_permissions(interaction):
        raise UserError("refused-permissions", permissions=", ".join(lacking))
