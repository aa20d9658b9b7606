"""From Discord's objects to plain values: the member who asks, and the channel of a request."""

import logging

import discord

from bot.errors import UserError
from bot.limits.spender import Spender
from bot.policy.context import ChannelContext, Requester
from bot.ui.intents import hears_direct_messages

log = logging.getLogger(__name__)

Channel = discord.abc.GuildChannel | discord.Thread
_REQUEST_CHANNELS = (
    discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel
)


def requester_of(user: discord.User | discord.Member) -> Requester:
    """Return the member with their roles, among them the one that everyone has."""
    roles = user.roles if isinstance(user, discord.Member) else []
    return Requester(user.id, frozenset(role.id for role in roles))


def spender_of(requester: Requester, guild_id: int | None) -> Spender:
    """Return the requester as limits see them, in this server."""
    return Spender(guild_id, requester.member_id, requester.role_ids)


class ChannelResolver:
    """Lookup of channels through a client that is logged in."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def of(self, channel: object) -> ChannelContext:
        """Return the context of a channel or thread, or of direct messages where they are heard.

        Raises `UserError` elsewhere, and if Discord does not show a thread's channel: unknown rules
        must not be bypassed.
        """
        if isinstance(channel, discord.DMChannel) and hears_direct_messages(self._client):
            return ChannelContext(guild_id=None, channel_id=channel.id)
        if isinstance(channel, discord.Thread):
            channel = channel.parent or await self._fetch(channel.parent_id)
        if not isinstance(channel, _REQUEST_CHANNELS):
            raise UserError("refused-server-only")
        return ChannelContext(
            guild_id=channel.guild.id,
            channel_id=channel.id,
            category_id=channel.category_id,
            age_restricted=channel.is_nsfw(),
        )

    async def channel(self, guild: discord.Guild | None, channel_id: int) -> Channel:
        """Return a channel or thread by its id; raises `UserError` if Discord does not show it."""
        known = guild.get_channel_or_thread(channel_id) if guild else None
        return known or await self._fetch(channel_id)

    async def _fetch(self, channel_id: int) -> Channel:
        try:
            channel = await self._client.fetch_channel(channel_id)
        except discord.HTTPException as error:
            log.info("channel %s is not shown: status %s", channel_id, error.status)
            raise UserError("refused-unseen-channel") from None
        if isinstance(channel, discord.abc.PrivateChannel):
            raise UserError("refused-server-only")
        return channel
