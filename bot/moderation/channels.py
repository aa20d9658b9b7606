"""Channels of the moderators, and the notice that tells them of reported pictures."""

import logging
from collections.abc import Sequence

import discord

from bot.errors import UserError
from bot.intake.locating import ChannelResolver
from bot.moderation.hiding import ReportedPicture, as_spoilers
from bot.storage.reports import Report, Verdict
from bot.storage.servers import ServerChoices
from bot.texts import Texts
from bot.ui.components import notice_view
from bot.ui.permissions import missing
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

Writable = discord.TextChannel | discord.VoiceChannel | discord.Thread


class ModeratorChannels:
    """Finds the channels of a server's moderators."""

    def __init__(self, client: discord.Client, channels: ChannelResolver) -> None:
        self._client = client
        self._channels = channels

    async def of(self, guild_id: int, choices: ServerChoices) -> list[Writable]:
        """Return the channels that take pictures: the chosen ones, then those of Discord.

        The bot must be able to read them back, since pictures are restored from there.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return []
        chosen = [choices.report_channel_id, choices.log_channel_id]
        channels = [await self._resolve(guild, channel_id) for channel_id in chosen if channel_id]
        channels += [guild.public_updates_channel, guild.safety_alerts_channel]
        return [
            channel
            for channel in channels
            if isinstance(channel, Writable) and _takes_pictures(channel)
        ]

    async def _resolve(self, guild: discord.Guild, channel_id: int) -> object:
        try:
            return await self._channels.channel(guild, channel_id)
        except UserError:
            # It was deleted, or the bot may not see it.
            return None


def _takes_pictures(channel: Writable) -> bool:
    thread = isinstance(channel, discord.Thread)
    return not missing(channel.permissions_for(channel.guild.me), thread=thread)


async def send_notice(
    channels: Sequence[Writable],
    report: Report,
    texts: Texts,
    text: str,
    pictures: Sequence[ReportedPicture],
) -> discord.Message:
    """Post the notice in the first of these channels that takes it; raises `UserError`.

    Done twice within minutes, it is still posted once.
    """
    for channel in channels:
        try:
            return await channel.send(
                text,
                files=as_spoilers(pictures),
                view=notice_view(texts, report.message_id, restorable=report.state is Verdict.OPEN),
                nonce=str(report.message_id),
                suppress_embeds=True,
            )
        except (discord.Forbidden, discord.NotFound) as error:
            log.info("channel %s: takes no reports: %s", channel.id, error)
        except (discord.HTTPException, *TRANSIENT) as error:
            # It may have been posted all the same, so no other channel is tried.
            log.warning("message %s: its report cannot be posted: %s", report.message_id, error)
            break
    raise UserError("refused-report-channel")
