"""The bot as it runs anywhere, with an eye on its event loop.

`python -m benchmarks.load.child <file>`: when it has ended, the file holds what it saw, as JSON
with moments of the monotonic clock: `lags` (moment, seconds), `turns` (moment, processor seconds of
one turn of the loop), `memory` (moment, bytes) and `processor` (moment, seconds so far).
"""

import asyncio
import os
import selectors
import sys
import time
from pathlib import Path
from typing import Any

import orjson

import bot.app
from benchmarks.process import memory
from bot.__main__ import main as easel
from tests.wire.redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord

_LOOK_EVERY = 0.005
_WEIGH_EVERY = 0.25


class Watch:
    """What is seen from inside."""

    def __init__(self) -> None:
        self.lags: list[tuple[float, float]] = []
        self.turns: list[tuple[float, float]] = []
        self.memory: list[tuple[float, int]] = []
        self.processor: list[tuple[float, float]] = []

    def begin(self) -> None:
        """On the loop that is to be watched."""
        self._watching = [asyncio.create_task(work) for work in (self._look(), self._weigh())]

    def time_turns(self) -> None:
        """What one turn makes everybody wait, whatever else the machine is doing."""
        select, began = selectors.DefaultSelector.select, 0.0

        def timed(selector: Any, timeout: float | None = None) -> Any:
            nonlocal began
            self.turns.append((time.monotonic(), time.thread_time() - began))
            ready = select(selector, timeout)
            began = time.thread_time()
            return ready

        selectors.DefaultSelector.select = timed  # type: ignore[assignment,method-assign]

    def seen(self) -> bytes:
        """All of it."""
        names = ("lags", "turns", "memory", "processor")
        return orjson.dumps({name: getattr(self, name) for name in names})

    async def _look(self) -> None:
        while True:
            due = time.monotonic() + _LOOK_EVERY
            await asyncio.sleep(_LOOK_EVERY)
            now = time.monotonic()
            self.lags.append((now, max(0.0, now - due)))

    async def _weigh(self) -> None:
        while True:
            self.memory.append((time.monotonic(), memory()))
            self.processor.append((time.monotonic(), time.process_time()))
            await asyncio.sleep(_WEIGH_EVERY)


def main(file: str) -> int:
    """The bot's exit status."""
    watch = Watch()
    watch.time_turns()
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    start = bot.app.EaselBot.start

    async def watched(self: Any, *args: Any, **named: Any) -> None:
        watch.begin()
        await start(self, *args, **named)

    bot.app.EaselBot.start = watched  # type: ignore[method-assign]
    try:
        return easel(["run"])
    finally:
        Path(file).write_bytes(watch.seen())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
