"""What a life of the bot runs: the real program, which may kill itself at a named line."""

import functools
import importlib
import inspect
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

# Imported so that the fork server has done it once for every life, as with the bot's own modules.
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

import bot.app
import bot.assembly
import bot.process.run
from bot.__main__ import main
from bot.intake.downloads import DiscordDownloader
from bot.texts import Languages
from tests.wire.redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord

# Three languages are most of what a start costs; parsed here, every life finds them parsed.
Languages()
for cog in bot.app.COGS:
    importlib.import_module(cog)

CRASH_VARIABLE = "CRASH_AT"
# A bot whose test is gone must not wait for it for ever.
LONGEST_LIFE = 90


class WireUploads(DiscordDownloader):
    """Uploads to the fake Discord, whose host is none that the bot trusts."""

    async def fetch(self, url: str, most: int) -> bytes:  # noqa: ARG002 - small ones only
        """The file."""
        async with self._session.get(url) as response:
            response.raise_for_status()
            return await response.read()


def live(environment: Mapping[str, str], log: Path) -> NoReturn:
    """Be `easel run` with this environment, all that is printed going to `log`."""
    signal.alarm(LONGEST_LIFE)
    with log.open("ab") as sink:
        for number in (1, 2):
            os.dup2(sink.fileno(), number)
    os.environ.update(environment)
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    bot.assembly.DiscordDownloader = WireUploads  # type: ignore[misc]
    if point := os.environ.get(CRASH_VARIABLE):
        arm(point)
    sys.exit(main(["run"]))


def arm(point: str) -> None:
    """Die by SIGKILL at `before module:function`, or `after` it returned; methods as `Class.name`.

    `before` is when it is called, `after` when what it returns is there. At `stopped` nothing dies:
    the process is stopped before its first call, until SIGCONT.
    """
    when, where = point.split()
    module, path = where.split(":")
    *outer, name = path.split(".")
    owner = functools.reduce(getattr, outer, importlib.import_module(module))
    original = getattr(owner, name)
    fatal = {"before": _fatal_before, "after": _fatal_after, "stopped": _stopped_before}[when]
    setattr(owner, name, functools.wraps(original)(fatal(original)))


def _fatal_before(_original: Callable[..., Any]) -> Callable[..., NoReturn]:
    def fatal(*_args: Any, **_named: Any) -> NoReturn:
        _die()

    return fatal


def _fatal_after(original: Callable[..., Any]) -> Callable[..., Any]:
    async def fatal(*args: Any, **named: Any) -> NoReturn:
        await original(*args, **named)
        _die()

    def fatal_at_once(*args: Any, **named: Any) -> NoReturn:
        original(*args, **named)
        _die()

    return fatal if inspect.iscoroutinefunction(original) else fatal_at_once


def _stopped_before(original: Callable[..., Any]) -> Callable[..., Any]:
    stops = iter([signal.SIGSTOP])

    def stopped(*args: Any, **named: Any) -> Any:
        for stop in stops:
            os.kill(os.getpid(), stop)
        return original(*args, **named)

    return stopped


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody survives SIGKILL")
