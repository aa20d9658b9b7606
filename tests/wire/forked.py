"""`easel run` as a process that has imported everything already, against the fake Discord.

A real process with an environment, a folder and an end of its own, which starts in a tenth of the
time: for matrices of many starts. What happens before the imports is for `running`.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

from bot.__main__ import main
from tests.crash.life import Life

from .discord import WireDiscord
from .redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord
from .running import environment_of

_LOOK_EVERY = 0.01
_PATIENCE = 60


class Forked:
    """The process, and what it has written, with the interface of `Running`."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._read = 0

    @property
    def lines(self) -> list[str]:
        """Return the whole lines that it has written."""
        return self._life.output.rpartition("\n")[0].splitlines()

    async def says(self, text: str) -> str:
        """Return the next line with this text; fail if the process ends before it."""
        async with asyncio.timeout(_PATIENCE):
            while (line := self._next(text)) is None:
                if self._life.has_ended and self._next(text) is None:
                    raise AssertionError(f"never said {text!r}: {self.lines}")
                # A file rings no bell.
                await asyncio.sleep(_LOOK_EVERY)
        return line

    async def says_so_far(self, text: str) -> str:
        """Return the first line with this text, of those so far or later."""
        return next((line for line in self.lines if text in line), None) or await self.says(text)

    async def ends(self) -> int:
        """Return the exit status, once it has ended."""
        status = await self._life.ended(_PATIENCE)
        assert not [line for line in self.lines if "Traceback" in line], self.lines
        return status

    async def stop(self) -> int:
        """Return the exit status after SIGTERM."""
        self._life.terminate()
        return await self.ends()

    def _next(self, text: str) -> str | None:
        for number, line in enumerate(lines := self.lines):
            if number >= self._read and text in line:
                self._read = number + 1
                return lines[number]
        return None


@asynccontextmanager
async def forked(
    wire: WireDiscord, folder: Path, settings: Mapping[str, str]
) -> AsyncIterator[Forked]:
    """Run it with these settings, in this folder; without a relay unless they name one."""
    environment = environment_of(wire, folder, settings)
    log = folder / f"forked-{uuid4().hex}.log"
    async with Life(environment, log, partial(_live, str(folder))) as life:
        yield Forked(life)


def _live(folder: str, environment: Mapping[str, str], log: Path) -> NoReturn:
    """Be `easel run` with this environment, in this folder; all that is printed goes to `log`."""
    with log.open("ab") as sink:
        os.dup2(sink.fileno(), 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    sys.exit(main(["run"]))
