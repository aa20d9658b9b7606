"""Pictures that may be shown in a showcase: by their member, their server and their channel."""

import discord

from bot.community.audience import is_no_wider
from bot.errors import UserError
from bot.intake.locating import ChannelResolver
from bot.policy.hidden_pictures import HiddenPictures
from bot.storage.records import Job
from bot.storage.showcases import ShowcaseStore
from bot.ui.permissions import missing
from providers.registry import OPERATIONS


class Showable:
    """Decides about one picture; asked before it is posted, and again and again after that."""

    def __init__(
        self,
        client: discord.Client,
        store: ShowcaseStore,
        hidden: HiddenPictures,
        channels: ChannelResolver,
    ) -> None:
        self._client = client
        self._store = store
        self._hidden = hidden
        self._channels = channels

    async def may_be_shown(self, job: Job, guild_id: int) -> bool:
        """Return True unless the picture is private, hidden, erased, or its member refuses."""
        if job.operation not in OPERATIONS or not await self._store.may_show(job.id, guild_id):
            return False
        try:
            await self._hidden.check_usable(job.message_id or 0)
        except UserError:
            return False
        return True

    async def fits(self, job: Job, guild_id: int, channel_id: int) -> bool:
        """Return True if the channel shows the picture to nobody who may not see its post.

        One from an age-restricted channel fits only into another one, and none into its own.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None or job.message_channel_id == channel_id:
            return False
        try:
            source = await self._channels.channel(guild, job.message_channel_id or 0)
            target = await self._channels.channel(guild, channel_id)
            is_restricted = (await self._channels.of(source)).age_restricted
            fits_age = not is_restricted or (await self._channels.of(target)).age_restricted
        except UserError:
            return False
        if isinstance(target, discord.Thread) or not fits_age:
            return False
        return is_no_wider(target, source)

    def is_ours(self, guild_id: int) -> bool:
        """Return True for a server of this process."""
        return self._client.get_guild(guild_id) is not None

    def is_open(self, guild_id: int, channel_id: int) -> bool:
        """Return True if the bot may post in a channel, as far as it knows."""
        guild = self._client.get_guild(guild_id)
        channel = guild.get_channel(channel_id) if guild else None
        if guild is None or channel is None:
            return False
        return not missing(channel.permissions_for(guild.me), thread=False)
