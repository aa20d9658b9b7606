"""`easel servers`: the servers that the bot is in, by Discord's REST API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord

from bot.common.clock import utc_now
from bot.operator.login import CONNECTION_ERRORS, TOKEN_REMEDY, describe_error, log_in
from bot.operator.output import print_outcome, print_rows
from bot.operator.running import CommandError
from bot.settings import MISCONFIGURED, Settings
from bot.storage.database import Database
from bot.storage.memberships import MembershipStore

_UNKNOWN_SERVER = 10004


async def list_servers(settings: Settings, *, as_json: bool) -> None:
    """Print all servers of the bot."""
    async with _logged_in(settings) as client:
        found = [guild async for guild in client.fetch_guilds(limit=None)]
    rows = [
        {"server": str(guild.id), "name": guild.name, "members": guild.approximate_member_count}
        for guild in sorted(found, key=lambda guild: guild.id)
    ]
    print_rows(rows, as_json=as_json, nothing="the bot is in no server")


async def leave_server(settings: Settings, guild_id: int, *, as_json: bool = False) -> None:
    """Leave a server, and note it; what is stored about it goes after a while."""
    async with _logged_in(settings) as client:
        try:
            await client.http.leave_guild(guild_id)
        except discord.HTTPException as error:
            if error.code != _UNKNOWN_SERVER and error.status != 404:
                raise
            raise CommandError(f"the bot is not in server {guild_id}") from None
    line = f"the bot has left server {guild_id}"
    print_outcome([line], {"server": str(guild_id), "left": True}, as_json=as_json)
    async with Database.attach(settings.database_url) as database:
        # A running bot notes it, too, and an earlier time is kept.
        await MembershipStore(database).mark_left(guild_id, utc_now())


@asynccontextmanager
async def _logged_in(settings: Settings) -> AsyncIterator[discord.Client]:
    """Yield a client that never connects; its failures become one line."""
    if not settings.discord_token.get_secret_value():
        raise CommandError("EASEL_DISCORD_TOKEN is not set", MISCONFIGURED)
    try:
        async with log_in(settings) as client:
            yield client
    except discord.LoginFailure:
        line = f"EASEL_DISCORD_TOKEN: Discord refuses it: {TOKEN_REMEDY}"
        raise CommandError(line, MISCONFIGURED) from None
    except CONNECTION_ERRORS as error:
        raise CommandError(f"Discord cannot be asked: {describe_error(error)}") from None
