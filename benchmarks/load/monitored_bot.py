"""The real bot with a monitor of its event loop: `python -m benchmarks.load.monitored_bot <file>`.

With `light` after it, only the second half is measured, which takes hardly any memory itself.

At the end the file has measurements as JSON, with moments of the monotonic clock: `lags` (moment,
seconds), `turns` (moment, processor seconds of one turn of the loop), `memory` (moment, bytes) and
`processor` (moment, seconds so far) and `tasks` (moment, number of tasks).
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

_LAG_INTERVAL = 0.005
_USAGE_INTERVAL = 0.25


class LoopMonitor:
    """A monitor of the process and its event loop."""

    def __init__(self) -> None:
        self.lags: list[tuple[float, float]] = []
        self.turns: list[tuple[float, float]] = []
        self.memory: list[tuple[float, int]] = []
        self.processor: list[tuple[float, float]] = []
        self.tasks: list[tuple[float, int]] = []

    def start_on_loop(self, *, light: bool = False) -> None:
        """Start measuring, on the loop that is monitored."""
        measures = (
            [self._measure_usage()] if light else [self._measure_lag(), self._measure_usage()]
        )
        self._tasks = [asyncio.create_task(measure) for measure in measures]

    def time_turns(self) -> None:
        """Measure each turn in processor time, so that other load does not count."""
        select, began = selectors.DefaultSelector.select, 0.0

        def timed(selector: Any, timeout: float | None = None) -> Any:
            nonlocal began
            self.turns.append((time.monotonic(), time.thread_time() - began))
            ready = select(selector, timeout)
            began = time.thread_time()
            return ready

        selectors.DefaultSelector.select = timed  # type: ignore[assignment,method-assign]

    def to_json(self) -> bytes:
        """Return all measurements."""
        names = ("lags", "turns", "memory", "processor", "tasks")
        return orjson.dumps({name: getattr(self, name) for name in names})

    async def _measure_lag(self) -> None:
        while True:
            due = time.monotonic() + _LAG_INTERVAL
            await asyncio.sleep(_LAG_INTERVAL)
            now = time.monotonic()
            self.lags.append((now, max(0.0, now - due)))

    async def _measure_usage(self) -> None:
        while True:
            self.memory.append((time.monotonic(), memory()))
            self.processor.append((time.monotonic(), time.process_time()))
            self.tasks.append((time.monotonic(), len(asyncio.all_tasks())))
            await asyncio.sleep(_USAGE_INTERVAL)


def main(file: str, *, light: bool = False) -> int:
    """Run the bot, and return its exit status."""
    monitor = LoopMonitor()
    if not light:
        monitor.time_turns()
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    start = bot.app.EaselBot.start

    async def monitored(self: Any, *args: Any, **named: Any) -> None:
        monitor.start_on_loop(light=light)
        await start(self, *args, **named)

    bot.app.EaselBot.start = monitored  # type: ignore[method-assign]
    try:
        return easel(["run"])
    finally:
        Path(file).write_bytes(monitor.to_json())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], light="light" in sys.argv[2:]))
