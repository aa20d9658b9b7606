"""Usual time and success of each model, from the newest jobs of all servers."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from bot.jobs.batch import Batch
from bot.jobs.job_clock import JobClock
from bot.storage.database import StorageError
from bot.storage.pace import PaceStore, Run
from bot.storage.records import Job, State

log = logging.getLogger(__name__)

WINDOW = timedelta(days=7)
LAST_HOUR = timedelta(hours=1)
RECENT = timedelta(minutes=15)
MAX_RUNS = 2000
"""Jobs that are read at a time, the newest."""
SAMPLES = 20
MIN_SAMPLES = 3
"""Pictures that the usual time is taken from: the newest so many, and at least so many."""
BUSY_FACTOR = 2.0
SLOW_FACTOR, SLOW_SECONDS = 2.0, 15.0
STUCK_FACTOR, STUCK_SECONDS = 5.0, 120.0
"""A job is slow, and then stuck, after so many times the expected time, and so many seconds."""
_LEAST_LEFT = 0.25
"""The part of the expected time that a job takes still while it is a little late."""
UNKNOWN_STUCK_SECONDS = 600.0
"""Seconds after which a job of a model without a usual time is stuck."""
FAILURES_IN_A_ROW = 3
REFRESH_SECONDS = 10.0

MODEL_FAILURES = frozenset(
    {
        "failed-busy",
        "failed-expired",
        "failed-link",
        "failed-not-offered",
        "failed-provider",
        "failed-timeout",
        "failed-unreachable",
        "failed-given-up",
    }
)
"""Failures that the model is to blame for, not the member's words, the server or the bot."""


class Phase(StrEnum):
    """Phases of a job that is being made."""

    USUAL = "usual"
    SLOW = "slow"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Pace:
    """A model in numbers; times are seconds, None if too few pictures were made to say.

    `usual` is the usual time, and `current` that of the last minutes. `is_failing` is True if its
    last jobs have failed in a row.
    """

    usual: float | None = None
    current: float | None = None
    done: int = 0
    failed: int = 0
    is_failing: bool = False

    @property
    def is_busy(self) -> bool:
        """True if it takes much longer than usual now."""
        return (
            self.usual is not None
            and self.current is not None
            and self.current > max(BUSY_FACTOR * self.usual, self.usual + 10)
        )

    @property
    def expected(self) -> float | None:
        """Return the seconds that a picture is likely to take now."""
        return self.current if self.is_busy else self.usual

    def left(self, seconds: float) -> float | None:
        """Return the seconds that a job made for so long is likely to take still.

        None if nobody knows: half of all jobs take a little longer than expected, and one that
        takes much longer may take any time.
        """
        expected = self.expected
        if expected is None or self.phase(seconds) is not Phase.USUAL:
            return None
        return max(expected - seconds, _LEAST_LEFT * expected)

    def phase(self, seconds: float) -> Phase:
        """Return the phase of a job that has been made for so long."""
        expected = self.expected
        if expected is None:
            return Phase.STUCK if seconds > UNKNOWN_STUCK_SECONDS else Phase.USUAL
        if seconds > max(STUCK_FACTOR * expected, expected + STUCK_SECONDS):
            return Phase.STUCK
        if seconds > max(SLOW_FACTOR * expected, expected + SLOW_SECONDS):
            return Phase.SLOW
        return Phase.USUAL


class Paces:
    """The paces of all models by operation, read again after some seconds."""

    def __init__(self, store: PaceStore, clock: JobClock) -> None:
        self._store = store
        self._clock = clock
        self._paces: Mapping[str, Pace] = {}
        self._read_at: float | None = None

    def of(self, operation: str) -> Pace:
        """Return the pace of an operation, as it was read last."""
        return self._paces.get(operation, Pace())

    def of_job(self, job: Job) -> Pace:
        """Return the pace of a job, which is that of the slowest of its models."""
        batch = Batch.of(job.batch)
        operations = (batch.operations if batch else ()) or (job.operation,)
        return max(map(self.of, operations), key=lambda pace: pace.expected or 0.0)

    def is_failing(self, operation: str) -> bool:
        """Return True if an operation fails at present."""
        return self.of(operation).is_failing

    async def refresh(self, max_age: float = REFRESH_SECONDS) -> None:
        """Read the newest jobs, unless that was done less than `max_age` seconds ago.

        The database may be gone: then the paces stay as they are.
        """
        seconds = self._clock.seconds()
        if self._read_at is not None and 0 <= seconds - self._read_at < max_age:
            return
        self._read_at = seconds
        now = self._clock.now()
        try:
            runs = await self._store.newest(now - WINDOW, MAX_RUNS)
        except StorageError as error:
            log.warning("the pace of the models is not known: %s", error)
        else:
            self._paces = paces(runs, now)


def paces(runs: Sequence[Run], now: datetime) -> dict[str, Pace]:
    """Return the pace of each operation from jobs, newest first."""
    by_operation: defaultdict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by_operation[run.operation].append(run)
    return {operation: _pace(own, now) for operation, own in by_operation.items()}


def _pace(runs: Sequence[Run], now: datetime) -> Pace:
    done = [run for run in runs if run.state is State.DONE]
    failed = [run for run in runs if _has_failed(run)]
    times = [(run, seconds) for run in done if (seconds := _seconds(run)) is not None][:SAMPLES]
    recent = [seconds for run, seconds in times if _ended_since(run, now - RECENT)]
    return Pace(
        usual=median(seconds for _, seconds in times) if len(times) >= MIN_SAMPLES else None,
        current=median(recent[:MIN_SAMPLES]) if recent else None,
        done=sum(_ended_since(run, now - LAST_HOUR) for run in done),
        failed=sum(_ended_since(run, now - LAST_HOUR) for run in failed),
        is_failing=_is_failing(runs, now),
    )


def _is_failing(runs: Sequence[Run], now: datetime) -> bool:
    """Return True if the last jobs within an hour have failed, the model being to blame."""
    ended = [run for run in runs if _ended_since(run, now - LAST_HOUR)]
    judged = [run for run in ended if run.state is State.DONE or _has_failed(run)]
    judged.sort(key=lambda run: run.ended_at or run.created_at, reverse=True)
    last = judged[:FAILURES_IN_A_ROW]
    return len(last) == FAILURES_IN_A_ROW and all(map(_has_failed, last))


def _has_failed(run: Run) -> bool:
    return run.state is State.FAILED and run.failure in MODEL_FAILURES


def _ended_since(run: Run, since: datetime) -> bool:
    return run.ended_at is not None and run.ended_at >= since


def _seconds(run: Run) -> float | None:
    if run.started_at is None or run.ready_at is None:
        return None
    return max(0.0, (run.ready_at - run.started_at).total_seconds())
