"""Processes of the bot: started, struck as planned, and started again."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chaos.plan import Strike
from chaos.world import ChaosWorld
from tests.crash.life import Life

_READY = b"ready as"
_LOOK_EVERY = 0.05


class Process:
    """One place in which a bot lives, again and again."""

    def __init__(self, world: ChaosWorld, number: int) -> None:
        self._world, self._number = world, number
        self.struck: Counter[str] = Counter()

    async def run(self, strikes: Iterator[Strike], until: float) -> None:
        """Live and die until this moment on the monotonic clock."""
        while time.monotonic() < until:
            async with self._world.life(self._number) as life:
                ready = asyncio.create_task(self._ready())
                try:
                    pause = await self._live(life, ready, strikes, until)
                finally:
                    ready.cancel()
            self._world.wire.gateway_server.forget_lost()
            await asyncio.sleep(pause)

    async def _live(
        self, life: Life, ready: "asyncio.Task[None]", strikes: Iterator[Strike], until: float
    ) -> float:
        """Return the seconds until the next start."""
        while time.monotonic() < until:
            strike = next(strikes)
            while not (strike.while_starting or ready.done() or await _ended(life, _LOOK_EVERY)):
                pass
            if await _ended(life, strike.after):
                self.struck["ended by itself"] += 1
                return 0.0
            self.struck[strike.kind] += 1
            if await self._strike(life, strike):
                return strike.seconds
        return 0.0

    async def _strike(self, life: Life, strike: Strike) -> bool:
        """Return True if the life is over."""
        if strike.kind == "kill":
            await life.kill()
        elif strike.kind == "stop":
            with contextlib.suppress(TimeoutError):
                await life.stop()
        elif strike.kind == "pause":
            life.pause()
            await asyncio.sleep(strike.seconds)
            life.resume()
        else:
            self._world.clock(self._number).seconds = strike.seconds
        return strike.kind in ("kill", "stop")

    async def _ready(self) -> None:
        """Wait until this life says that it is ready, and note the moment."""
        log = self._world.log(self._number)
        start = log.stat().st_size if log.exists() else 0
        # A file rings no bell.
        while not _says_ready(log, start):  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_EVERY)
        self._world.note_ready()


def _says_ready(log: Path, start: int) -> bool:
    """Return True if there is a line of READY from this byte on."""
    if not log.exists():
        return False
    with log.open("rb") as file:
        file.seek(start)
        return _READY in file.read()


async def _ended(life: Life, seconds: float) -> bool:
    try:
        await life.ended(seconds)
    except TimeoutError:
        return False
    return True
