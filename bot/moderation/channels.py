"""Where the moderators of a server are told of reported pictures, and telling them."""

import logging
from collections.abc import Sequence

import discord

from bot.errors import UserError
from bot.intake.locating import ChannelResolver
from bot.moderation.hiding import Shown, as_spoilers
from bot.storage.reports import Report, Verdict
from bot.storage.servers import ServerChoices
from bot.texts import Texts
from bot.ui.components import notice_view
from bot.ui.permissions import missing
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

Writable = discord.TextChannel | discord.VoiceChannel | discord.Thread


async def moderators_of(
    rooms: ChannelResolver, guild: discord.Guild, choices: ServerChoices
) -> list[Writable]:
    """The channels that take pictures from us: the chosen ones, then those Discord has for it.

    Reading them back is part of that, since what is restored comes from there.
    """
    chosen = [choices.report_channel_id, choices.log_channel_id]
    found = [await _seen(rooms, guild, channel_id) for channel_id in chosen if channel_id]
    channels = [*found, guild.public_updates_channel, guild.safety_alerts_channel]
    return [channel for channel in channels if isinstance(channel, Writable) and _takes(channel)]


async def _seen(rooms: ChannelResolver, guild: discord.Guild, channel_id: int) -> object:
    try:
        return await rooms.channel(guild, channel_id)
    except UserError:
        # It is gone, or closed to us.
        return None


def _takes(channel: Writable) -> bool:
    thread = isinstance(channel, discord.Thread)
    return not missing(channel.permissions_for(channel.guild.me), thread=thread)


async def send_notice(
    channels: Sequence[Writable],
    report: Report,
    texts: Texts,
    text: str,
    pictures: Sequence[Shown],
) -> discord.Message:
    """Tell the moderators in the first of these channels that takes it; raises `UserError`.

    Done twice within minutes, it still stands once.
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
            # It may stand there for all we know, so it is said nowhere else.
            log.warning("message %s: its report cannot be posted: %s", report.message_id, error)
            break
    raise UserError("refused-report-channel")
