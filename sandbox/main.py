"""`easel sandbox`: the bot, a relay and a Discord with a page, without any account."""

import contextlib
import errno
import logging
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import typer

from bot.process.logs import set_up_logging
from bot.process.signals import stop_on_signals
from bot.settings import Settings
from providers.options import RelayOptions
from sandbox.console import free_port, greeting, show_page
from sandbox.page.server import serve_page
from sandbox.page.studio import Studio, open_studio
from sandbox.relay import KEY, RelayEmulator, serve, serve_forever
from sandbox.world import open_world

log = logging.getLogger(__name__)

_DELAY = 0.35
# What a bad day of the relay leads to is seen while one still looks.
_RELAY_OPTIONS = RelayOptions(link_patience=6, empty_patience=6)


async def run_sandbox(port: int) -> int:
    """Serve the page until SIGINT or SIGTERM, and say what to try; return the exit status.

    Where the port is taken, the next free one is used.
    """
    try:
        chosen = free_port(port)
    except OSError as error:
        return _port_taken(port, error)
    if chosen != port:
        typer.echo(f"Port {port} is in use, so this is port {chosen}.", err=True)
    # A job's every step is in the log; the page shows them to whoever plays.
    level = os.environ.get("EASEL_LOG_LEVEL", "WARNING")
    async with open_sandbox(chosen, log_level=level) as (_, address):
        typer.echo(greeting(address))
        show_page(address)
        with stop_on_signals() as stop:
            await stop.wait()
    return 0


async def run_relay(port: int) -> int:
    """Serve the relay's emulator alone, and print `listening on ...`; return the exit status."""
    try:
        await serve_forever(port)
    except OSError as error:
        return _port_taken(port, error)
    return 0


@contextlib.asynccontextmanager
async def open_sandbox(
    port: int, *, delay: float = _DELAY, **settings: Any
) -> AsyncIterator[tuple[Studio, str]]:
    """Open a temporary world and a page on `port` (0: any); yield it and the address."""
    with tempfile.TemporaryDirectory(prefix="easel-") as folder:
        async with serve(RelayEmulator(delay=delay)) as emulator:
            values: dict[str, Any] = {
                "relay_url": emulator.url,
                "relay_key": KEY,
                "database_url": f"sqlite+aiosqlite:///{Path(folder) / 'easel.db'}",
                # Its members are all there are.
                "alerts": "off",
                # A picture whose bot was killed comes soon, too.
                "lease": 6,
                "upkeep_interval": 2,
                "retry_pause": 0.1,
                **settings,
            }
            chosen = Settings(_env_file=None, **values)
            set_up_logging(chosen)
            async with (
                open_world(
                    chosen,
                    emulator,
                    background=True,
                    start_today=True,
                    introduce=True,
                    relay_options=_RELAY_OPTIONS,
                ) as world,
                open_studio(world) as studio,
                serve_page(studio, port) as address,
            ):
                yield studio, address


def _port_taken(port: int, error: OSError) -> int:
    if error.errno != errno.EADDRINUSE:
        raise error
    typer.echo(f"Port {port} is in use: choose another with --port.", err=True)
    return 1
