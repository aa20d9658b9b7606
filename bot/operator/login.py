"""Login at Discord without a connection to its gateway, for commands beside the running bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.proxies import DISCORD, proxy_for
from bot.settings import Settings

LOGIN_SECONDS = 15
CONNECTION_ERRORS = (discord.DiscordException, aiohttp.ClientError, OSError, ValueError)
TOKEN_REMEDY = "copy it again from the developer portal (Bot, Reset Token)"  # noqa: S105


@asynccontextmanager
async def log_in(
    settings: Settings, trace: aiohttp.TraceConfig | None = None
) -> AsyncIterator[discord.Client]:
    """Yield a client that has logged in and never connects; `trace` is for Discord's answers.

    Raises `discord.LoginFailure` for a wrong token, and otherwise one of `CONNECTION_ERRORS`.
    """
    async with discord.Client(
        intents=discord.Intents.none(),
        http_trace=trace or aiohttp.TraceConfig(),
        proxy=proxy_for(DISCORD, settings.proxy),
    ) as client:
        # Without the timeout, discord.py repeats a failed login for half a minute.
        async with asyncio.timeout(LOGIN_SECONDS):
            await client.login(settings.discord_token.get_secret_value())
        yield client


def describe_error(error: Exception) -> str:
    """Describe a failed connection to Discord in a few words, without the token."""
    match error:
        case TimeoutError():
            return f"no answer within {LOGIN_SECONDS} seconds"
        case discord.HTTPException(status=status):
            return f"it answered with status {status}"
        case ValueError():
            # Its text may repeat the header that cannot be sent, which has the token.
            return "the token holds a character that no token has"
        case _:
            return type(error).__name__
