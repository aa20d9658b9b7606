"""Check of the shards: how many Discord wants, and how many sessions may still start today."""

import discord

from bot.common.shards import ShardGroup
from bot.doctor.report import Report
from bot.settings import Settings
from bot.ui.transient_errors import TRANSIENT, describe

# Discord serves at most this many servers on one shard.
_MOST_SERVERS = 2500


async def check_shards(settings: Settings, client: discord.Client, report: Report) -> None:
    """Check the shards of the settings against those that Discord recommends."""
    try:
        recommended, _, limits = await client.http.get_bot_gateway()
    except (*TRANSIENT, discord.DiscordException) as error:
        report.skip("Shards", f"Discord cannot be asked: {describe(error)}")
        return
    group = settings.shards
    starting = len(group.ids) if group else recommended
    _check_group(group, recommended, report)
    left = f"{limits['remaining']} of {limits['total']} session starts are left today"
    if starting > limits["remaining"]:
        report.warn(f"Shards: {left}", "A start waits until Discord allows more")
    else:
        report.ok(f"Shards: {left}")


def _check_group(group: ShardGroup | None, recommended: int, report: Report) -> None:
    if group is None:
        report.ok(f"Shards: as many as Discord recommends, {recommended}")
    elif group.count < recommended:
        report.warn(
            f"Shards: {group}, where Discord recommends {recommended}",
            f"EASEL_SHARDS: use more; Discord refuses shards of over {_MOST_SERVERS} servers",
        )
    else:
        report.ok(f"Shards: {group}; Discord recommends {recommended}")
