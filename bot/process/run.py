"""`easel run`: the bot, until a signal stops it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from bot.app import EaselBot
from bot.assembly import open_bot
from bot.common.backoff import backoff
from bot.monitoring.monitoring import Monitoring
from bot.process.failures import Ended, explained
from bot.process.gc_tuning import freeze_startup_objects
from bot.process.logs import log_everything, set_up_logging, write_lines
from bot.process.signals import stop_on_signals
from bot.settings import MISCONFIGURED, STOPPED, Settings, missing_settings, unknown_settings
from bot.storage.database import StorageError

log = logging.getLogger(__name__)

T = TypeVar("T")

_LONGEST_PAUSE = 15.0
_HEARTBEATS = 60.0


async def run_bot(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT, and return the exit status; a failure prints one clear line.

    A database or a Discord that is not there yet is waited for.
    """
    set_up_logging(settings)
    log_everything()
    if lines := missing_settings(settings):
        # What is missing may be there under another name.
        write_lines([*lines, *unknown_settings()], settings.log_format)
        return MISCONFIGURED
    for line in (*unknown_settings(), *_doubts(settings)):
        log.warning("%s", line)
    try:
        # From the first moment: as process 1, without a handler, signals would be ignored.
        with stop_on_signals() as stop, explained():
            await _live(settings, stop)
    except Ended as end:
        write_lines([end.line], settings.log_format)
        return end.status
    return STOPPED


def _doubts(settings: Settings) -> list[str]:
    """Return a line for each value that is allowed and seldom meant."""
    if settings.health_timeout < _HEARTBEATS:
        return [
            "EASEL_HEALTH_TIMEOUT: Discord's heartbeats come every 41 seconds; with less than "
            f"{_HEARTBEATS:g} the bot is called unhealthy between two of them"
        ]
    return []


async def _live(settings: Settings, stop: asyncio.Event) -> None:
    async with AsyncExitStack() as resources:
        # First, so that a process that waits for its database can be asked, too.
        monitoring = Monitoring.of(settings)
        if settings.http:
            await resources.enter_async_context(_served(settings.http, monitoring))
        bot = await _unless_stopped(stop, _open_patiently(settings, resources, monitoring))
        if bot is not None:
            _freeze_when_ready(bot)
            await _until_stopped(bot, settings.discord_token.get_secret_value(), stop)


@asynccontextmanager
async def _served(address: str, monitoring: Monitoring) -> AsyncIterator[None]:
    """Serve health and metrics; raises `Ended` if nothing can be served there."""
    # Imported here: where nothing is served, the libraries would only take memory.
    from bot.monitoring.http_server import serve
    from bot.monitoring.loop_lag import measured_lag
    from bot.monitoring.prometheus import PrometheusMetrics

    metrics = PrometheusMetrics(monitoring)
    async with AsyncExitStack() as resources:
        try:
            await resources.enter_async_context(serve(address, monitoring.health, metrics))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            line = f"EASEL_HTTP: {address} cannot be served: {reason}"
            raise Ended(line, MISCONFIGURED) from None
        await resources.enter_async_context(measured_lag(metrics.observe_lag))
        yield


async def _open_patiently(
    settings: Settings, resources: AsyncExitStack, monitoring: Monitoring
) -> EaselBot:
    """Open the bot once its database is there; raises `StorageError` for what does not pass."""
    is_told = False
    for pause in backoff(settings.retry_pause, _LONGEST_PAUSE):
        try:
            bot = await resources.enter_async_context(open_bot(settings, monitoring))
        except StorageError as error:
            if not error.passes:
                raise
            if not is_told:
                log.warning("waiting for the database: %s", error)
                is_told = True
        except ValueError as error:
            # The relay's client checks its address and key more strictly than the settings do.
            line = f"EASEL_RELAY_URL or EASEL_RELAY_KEY: {error}"
            raise Ended(line, MISCONFIGURED) from None
        else:
            if is_told:
                log.info("the database is there")
            return bot
        await asyncio.sleep(pause)
    raise AssertionError("there is always another pause")


async def _unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return the result of the work, or None if it was stopped first."""
    working = asyncio.create_task(work, name="start")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
    if not working.done():
        log.info("stopping before the start is complete")
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
        return None
    return working.result()


def _freeze_when_ready(bot: EaselBot) -> None:
    """Freeze all objects for the cycle collector at the first connection, and when it is complete.

    Members are served from the connection on, and the servers take some seconds to arrive.
    """

    async def on_connect() -> None:
        bot.remove_listener(on_connect)
        freeze_startup_objects()

    async def on_ready() -> None:
        bot.remove_listener(on_ready)
        freeze_startup_objects()

    bot.add_listener(on_connect)
    bot.add_listener(on_ready)


async def _until_stopped(bot: EaselBot, token: str, stop: asyncio.Event) -> None:
    """Connect, and close the bot when it is stopped; `close` drains the jobs."""
    connection = asyncio.create_task(bot.start(token), name="discord")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait({connection, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not connection.done():
        log.info("stopping")
        await bot.close()
        connection.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await connection
