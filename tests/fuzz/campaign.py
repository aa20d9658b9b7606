"""A campaign: many mutated files through the image workers, and a report of what they did."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bot.imaging.decoding import read_header
from bot.imaging.executor import SMALL_TASK
from bot.imaging.workers.messages import Request
from bot.imaging.workers.pool import Place, WorkerPool
from bot.imaging.workers.turns import Bounds
from tests.fuzz.files import File, mutated
from tests.fuzz.judging import USES, judge

MAX_SECONDS = 5.0
"""Of the processor, for one use of one file: less than a fifth of what members' files may take."""
MAX_BYTES = 400_000_000
"""In memory at once for a member's file, the worker itself included."""
MAX_PICTURE_BYTES = 700_000_000
"""For a picture that was paid for, of which larger ones are taken."""
MAX_ESTIMATE_SECONDS = 0.05
"""Of the processor, for a look at the header in the bot's own process, on its event loop."""
_DEADLINE = 60.0
# Uses that every file is put to; of the others each has one.
_ALWAYS = ("input", "picture")
_SOMETIMES = tuple(use for use in USES if use not in _ALWAYS)
_IN_FLIGHT = 64


@dataclass
class Most:
    """The file that took the most of something."""

    amount: float = 0.0
    of: str = "no file"

    def add(self, amount: float, of: str) -> None:
        """Take a file into account."""
        if amount > self.amount:
            self.amount, self.of = amount, of


@dataclass
class Report:
    """The outcomes of a campaign, and everything that must not happen."""

    files: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: Most = field(default_factory=Most)
    largest: Most = field(default_factory=Most)
    slowest_estimate: Most = field(default_factory=Most)

    def add(self, task: "_Task") -> None:
        """Take an outcome into account; it waits for it."""
        error = task.future.exception()
        if error is not None:
            self.faults.append(f"{task}: {type(error).__name__}: {error}")
            return
        outcome, seconds, size = task.future.result()
        self.outcomes[task.file.kind, outcome] += 1
        self._check(self.slowest, seconds, MAX_SECONDS, f"{task}", "seconds")
        most = MAX_PICTURE_BYTES if task.use == "picture" else MAX_BYTES
        self._check(self.largest, size, most, f"{task}", "bytes")
        words = "seconds for the estimate"
        self._check(self.slowest_estimate, task.estimated, MAX_ESTIMATE_SECONDS, f"{task}", words)

    def _check(self, most: Most, amount: float, limit: float, task: str, of: str) -> None:
        most.add(amount, task)
        if amount > limit:
            self.faults.append(f"{task}: {amount:.4g} {of}")

    def lines(self) -> Iterator[str]:
        """Yield the report in words."""
        yield f"{self.files} files, {self.outcomes.total()} uses, {len(self.faults)} faults"
        for kind in sorted({kind for kind, _ in self.outcomes}):
            counts = {
                outcome: count for (of, outcome), count in self.outcomes.items() if of == kind
            }
            by_count = sorted(counts.items(), key=lambda item: -item[1])
            yield f"{kind}: {', '.join(f'{outcome} {count}' for outcome, count in by_count)}"
        yield f"slowest: {self.slowest.amount:.3f} s, {self.slowest.of}"
        yield f"largest: {self.largest.amount / 1e6:.0f} MB, {self.largest.of}"
        estimate = self.slowest_estimate
        yield f"slowest estimate: {estimate.amount * 1e3:.1f} ms, {estimate.of}"
        yield from (f"FAULT: {fault}" for fault in self.faults)


@dataclass(frozen=True)
class _Task:
    file: File
    use: str
    estimated: float
    future: "Future[Any]"

    def __str__(self) -> str:
        return f"{self.file} as {self.use}"


def run(seed: int, numbers: Iterable[int], *, workers: int, judging: Any = judge) -> Report:
    """Judge the files of these numbers in so many workers."""
    report, numbers = Report(), iter(numbers)
    place = Place(workers, Bounds(SMALL_TASK, workers, workers * MAX_PICTURE_BYTES), nice=10)
    pool = WorkerPool("fuzz", place)
    try:
        while batch := [mutated(seed, number) for number in islice(numbers, _IN_FLIGHT)]:
            report.files += len(batch)
            uses = [(file, use) for file in batch for use in _uses(file)]
            # All of them first, so that no worker waits for another.
            for task in [_submit(pool, file, use, judging) for file, use in uses]:
                report.add(task)
    finally:
        pool.close()
    return report


def _uses(file: File) -> tuple[str, ...]:
    # Not by the number alone, by which the originals take turns.
    return (*_ALWAYS, _SOMETIMES[(file.number // len(_SOMETIMES)) % len(_SOMETIMES)])


def _submit(pool: WorkerPool, file: File, use: str, judging: Any) -> _Task:
    began = time.process_time()
    read_header(file.content)
    estimated = time.process_time() - began
    memory = USES[use].memory(file.content)
    request = Request(judging, (use, file.content), {}, memory, _DEADLINE)
    return _Task(file, use, estimated, pool.submit(request).future)
