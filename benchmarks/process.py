"""Helpers of the measured processes: arguments, costs, and the line that they print."""

import argparse
import asyncio
import math
import os
import resource
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser with the arguments that the runner gives to every process."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--size", type=float, default=1)
    options.add_argument("--quick", action="store_true")
    return options


def report(**figures: float) -> None:
    """Print the line that the runner reads."""
    sys.stdout.write(orjson.dumps(figures).decode() + "\n")


def run(main: Coroutine[Any, Any, dict[str, float]]) -> None:
    """Run `main` as `easel run` runs the bot, and report the figures that it returns."""
    report(**asyncio.run(main))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` of all do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def memory() -> int:
    """Return the bytes of this process that are in memory now."""
    return _status("VmRSS")


def reset_peak() -> None:
    """Reset `peak_memory` (Linux: proc(5), `clear_refs`)."""
    _CLEAR.write_text("5")


def peak_memory() -> int:
    """Return the most bytes of this process that were in memory since `reset_peak`."""
    return _status("VmHWM")


def _status(name: str) -> int:
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    (line,) = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) * 1024


def proportional_memory(pid: int) -> int:
    """Return the memory of a process; what it shares counts by the number of its users (Linux)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    (line,) = [line for line in lines if line.startswith("Pss:")]
    return int(line.split()[1]) * 1024


def children(pid: int | None = None) -> list[int]:
    """Return the processes that this one, or another one, has started (Linux)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = status.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if int(parent) == (pid or os.getpid()):
                found.append(int(status.parent.name))
    return found


@dataclass
class Cost:
    """The cost of some work: processor and wall clock in seconds, memory in bytes, lags.

    `processor` is of this process alone, all threads, kernel included. `lags` are the seconds by
    which beats of the event loop were late; `grown` is the peak above the memory at the start.
    """

    processor: float = 0.0
    wall: float = 0.0
    before: int = 0
    grown: int = 0
    lags: Sequence[float] = ()

    @property
    def stall(self) -> float:
        """The longest time for which the loop was blocked, in seconds."""
        return max(self.lags, default=0.0)


@asynccontextmanager
async def measured(beat: float | None = 0.005) -> AsyncIterator[Cost]:
    """Measure the body; the cost is complete at its end. Lags are of beats each `beat` seconds."""
    cost, lags = Cost(), list[float]()
    beating = asyncio.create_task(_beat(beat, lags)) if beat else None
    await asyncio.sleep(0)
    cost.before = memory()
    reset_peak()
    began, used = time.monotonic(), _processor()
    yield cost
    cost.processor, cost.wall = _processor() - used, time.monotonic() - began
    cost.grown = max(0, peak_memory() - cost.before)
    if beat and beating:
        # Another beat, so that a stall at the end is seen.
        await asyncio.sleep(beat)
        beating.cancel()
    cost.lags = lags


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def _beat(every: float, lags: list[float]) -> None:
    while True:
        due = time.monotonic() + every
        await asyncio.sleep(every)
        lags.append(max(0.0, time.monotonic() - due))
