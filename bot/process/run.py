"""`easel run`: the bot, until a signal stops it."""

import asyncio
import contextlib
import logging
import sys

import aiohttp
import discord

from bot.app import EaselBot
from bot.assembly import open_bot
from bot.process.gc_tuning import freeze_startup_objects
from bot.process.logs import set_up_logging
from bot.process.signals import stop_on_signals
from bot.settings import FAILED, MISCONFIGURED, STOPPED, Settings, missing_settings
from bot.storage.database import StorageError

log = logging.getLogger(__name__)


async def run_bot(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT, and return the exit status; a failure prints one clear line."""
    lines = missing_settings(settings)
    if lines:
        sys.stderr.write("\n".join([*lines, ""]))
        return MISCONFIGURED
    set_up_logging(settings)
    try:
        async with open_bot(settings) as bot:
            _freeze_when_ready(bot)
            await _until_stopped(bot, settings.discord_token.get_secret_value())
    except ValueError as error:
        # The relay's client checks its address and key more strictly than the settings do.
        return _failed(f"EASEL_RELAY_URL or EASEL_RELAY_KEY: {error}")
    except StorageError as error:
        return _failed(f"EASEL_DATABASE_URL: the database cannot be used: {error}")
    except discord.LoginFailure:
        return _failed("EASEL_DISCORD_TOKEN: Discord refuses this token; copy it anew (README)")
    except discord.PrivilegedIntentsRequired:
        return _failed("Discord refuses an intent: allow it in the developer portal (README)")
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        return _failed(f"Discord cannot be reached: {type(error).__name__}: {error}")
    return STOPPED


def _freeze_when_ready(bot: EaselBot) -> None:
    """Freeze all objects for the cycle collector when the bot is ready for the first time."""

    async def on_ready() -> None:
        bot.remove_listener(on_ready)
        freeze_startup_objects()

    bot.add_listener(on_ready)


async def _until_stopped(bot: EaselBot, token: str) -> None:
    """Connect, and close the bot on a signal; `close` drains the jobs."""
    connection = asyncio.create_task(bot.start(token), name="discord")
    with stop_on_signals() as stop:
        stopping = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({connection, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not connection.done():
            log.info("stopping")
            await bot.close()
            connection.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await connection


def _failed(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return FAILED
