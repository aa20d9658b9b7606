"""Check of the bot's servers: the channels where it can post pictures."""

import asyncio

import aiohttp
import discord

from bot.doctor.report import Report
from bot.settings import Settings
from bot.ui.permissions import missing

MAX_SERVERS = 100
MAX_NAMED = 5
SERVER_SECONDS = 30


async def check_servers(settings: Settings, client: discord.Client, report: Report) -> None:
    """Report each server, for the first hundred; raises what listing them raises."""
    # The client is not connected and has no cache, so each server takes three requests.
    servers = [
        guild async for guild in client.fetch_guilds(limit=MAX_SERVERS + 1, with_counts=False)
    ]
    if not servers:
        report.warn("Servers: the bot is in none yet", "Open the link that `easel invite` prints")
    _check_named(settings, servers, report)
    for guild in servers[:MAX_SERVERS]:
        try:
            async with asyncio.timeout(SERVER_SECONDS):
                channels = await _channels(client, guild.id)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            report.skip(f"Server {guild.name}", f"Discord does not show it: {type(error).__name__}")
        else:
            _report_server(guild.name, channels, report)
    if len(servers) > MAX_SERVERS:
        report.skip("More servers", f"the first {MAX_SERVERS} are enough to see a pattern")


def _check_named(settings: Settings, servers: list[discord.Guild], report: Report) -> None:
    """Compare the servers that the settings name with those that the bot is in."""
    ids = {guild.id for guild in servers}
    if len(servers) > MAX_SERVERS:
        # Not all of them are known.
        return
    if settings.servers and not ids & {*settings.servers}:
        remedy = "Correct EASEL_SERVERS, or add the bot to one of them"
        report.warn("Servers: the bot is in none that EASEL_SERVERS names", remedy)
    left = [guild for guild in servers if guild.id not in settings.servers]
    if settings.servers and left:
        names = ", ".join(guild.name for guild in left[:MAX_NAMED])
        what = f"Servers: the bot leaves {len(left)} that EASEL_SERVERS does not name: {names}"
        report.warn(what, "If it should stay, add their ids")
    if settings.dev_guild is not None and settings.dev_guild not in ids:
        what = "Servers: the bot is not in the one of EASEL_DEV_GUILD, so no commands are shown"
        report.fail(what, "Correct EASEL_DEV_GUILD, or take it out")


async def _channels(client: discord.Client, guild_id: int) -> dict[str, list[str]]:
    """Return the permissions that the bot lacks for posting, by text channel of a server."""
    guild = await client.fetch_guild(guild_id, with_counts=False)
    assert client.user is not None  # noqa: S101 - it has logged in
    me = await guild.fetch_member(client.user.id)
    return {
        f"#{channel.name}": _missing_permissions(channel.permissions_for(me))
        for channel in await guild.fetch_channels()
        if isinstance(channel, discord.TextChannel)
    }


def _missing_permissions(permissions: discord.Permissions) -> list[str]:
    if not permissions.view_channel:
        # Without it, no other permission has an effect.
        return ["View Channel"]
    return missing(permissions, thread=False)


def _report_server(name: str, channels: dict[str, list[str]], report: Report) -> None:
    closed = {channel: names for channel, names in channels.items() if names}
    count = f"{len(channels) - len(closed)} of {len(channels)} text channels"
    what = f"Server {name}: pictures can be posted in {count}"
    if not closed:
        report.ok(what)
        return
    named = [f"{channel} ({', '.join(names)})" for channel, names in closed.items()]
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    where = f"Missing: {', '.join(named[:MAX_NAMED])}{more}"
    if len(closed) < len(channels):
        report.warn(what, f"{where}. If it should work there, allow the bot's role these")
    else:
        report.fail(what, f"{where}. In the channels' settings, allow the bot's role these")
