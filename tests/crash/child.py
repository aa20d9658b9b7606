"""The program of a bot process: `easel run`, which can kill itself at a named function."""

import functools
import importlib
import inspect
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

# Imported here, as the bot's own modules are, so that the fork server does it once for all.
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

import bot.app
import bot.assembly
import bot.process.run
from bot.__main__ import main
from bot.intake.downloads import DiscordDownloader
from bot.texts import Languages
from tests.wire.redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord

# Parsing the three languages takes most of a start, so it is done before the forks.
Languages()
for cog in bot.app.COGS:
    importlib.import_module(cog)

CRASH_VARIABLE = "CRASH_AT"
# Seconds; a bot whose test has died must not run for ever.
MAX_LIFETIME = 90


class WireDownloader(DiscordDownloader):
    """A downloader from the fake Discord, whose host the bot does not trust."""

    async def fetch(self, url: str, max_bytes: int) -> bytes:  # noqa: ARG002 - small ones only
        """Fetch the file."""
        async with self._session.get(url) as response:
            response.raise_for_status()
            return await response.read()


def run_child(environment: Mapping[str, str], log: Path) -> NoReturn:
    """Run `easel run` in this process with the environment, and print to `log`."""
    signal.alarm(MAX_LIFETIME)
    with log.open("ab") as sink:
        for number in (1, 2):
            os.dup2(sink.fileno(), number)
    os.environ.update(environment)
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    bot.assembly.DiscordDownloader = WireDownloader  # type: ignore[misc]
    if point := os.environ.get(CRASH_VARIABLE):
        arm(point)
    sys.exit(main(["run"]))


def arm(point: str) -> None:
    """Make this process kill itself at a point such as `before bot.some.module:Class.method`.

    `before` is when the function is called, and `after` is when it has returned its result.
    """
    when, function = point.split()
    module, path = function.split(":")
    *classes, name = path.split(".")
    owner = functools.reduce(getattr, classes, importlib.import_module(module))
    original = getattr(owner, name)
    fatal = {"before": _fatal_before, "after": _fatal_after}[when]
    setattr(owner, name, functools.wraps(original)(fatal(original)))


def _fatal_before(_original: Callable[..., Any]) -> Callable[..., NoReturn]:
    def fatal(*_args: Any, **_named: Any) -> NoReturn:
        _die()

    return fatal


def _fatal_after(original: Callable[..., Any]) -> Callable[..., Any]:
    async def fatal(*args: Any, **named: Any) -> NoReturn:
        await original(*args, **named)
        _die()

    def fatal_sync(*args: Any, **named: Any) -> NoReturn:
        original(*args, **named)
        _die()

    return fatal if inspect.iscoroutinefunction(original) else fatal_sync


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("the process survived SIGKILL")
