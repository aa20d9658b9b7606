"""Trouble of a job, as its member reads it."""

from datetime import timedelta
from typing import Any

from bot.delivery.captions import status_text
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Status, Troubled
from bot.jobs.trouble import NOTICE_AFTER, TroubleWatch
from bot.settings import Settings
from bot.storage.records import Destination, Job, State
from bot.texts import Texts
from tests.bot.workshop import CHANNEL, GUILD, MEMBER, Clock

PATIENCE = 600.0


class Board:
    """A status board that only remembers."""

    def __init__(self) -> None:
        self.shown: list[Status] = []

    def show(self, _job: Job, status: Status) -> None:
        """See `bot.jobs.status_board.StatusBoard`."""
        self.shown.append(status)


def test_end_of_patience_is_written_as_discord_reads_times() -> None:
    clock, seconds, board = Clock(), [0.0], Board()
    destination = Destination(CHANNEL, GUILD, upload_limit=1)
    job = Job(1, State.QUEUED, MEMBER, destination, "flux", {}, 1, clock.now)
    job_clock = JobClock(
        Settings(_env_file=None, submit_timeout=PATIENCE), clock, lambda: seconds[0]
    )
    watcher: Any = board
    watch = TroubleWatch(job, watcher, job_clock, park=lambda: None)
    deadline = job_clock.submit_deadline()

    watch.report("status-troubled-relay", deadline)
    seconds[0] = NOTICE_AFTER
    watch.report("status-troubled-relay", deadline)

    [status] = board.shown
    assert isinstance(status, Troubled)
    until = clock.now + timedelta(seconds=PATIENCE - NOTICE_AFTER)
    assert f"until <t:{int(until.timestamp())}:t>" in status_text(Texts(), job, status)
