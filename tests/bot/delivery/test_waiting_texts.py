"""Statuses of a job that is being made: honest about time, and about what giving up costs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.delivery.captions import status_text
from bot.errors import Reason
from bot.jobs.outcome import GivenUp, Running, Troubled
from bot.jobs.pace import Pace, Phase
from bot.storage.records import Destination, Job, State
from bot.texts import Texts

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
START = int(NOON.timestamp())
JOB = Job(
    id=1,
    state=State.SUBMITTED,
    member_id=7,
    destination=Destination(11, 5, 1000),
    operation="flux",
    request={"prompt": "a red fox"},
    pictures=1,
    created_at=NOON,
    estimate=36_000,
)
USUAL = Pace(usual=12)
BUSY = Pace(usual=12, current=180)


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (USUAL, f"This usually takes 12 s, so expect it <t:{START + 12}:R>."),
        (BUSY, f"but the model is busy now: about 3 min, so expect it <t:{START + 180}:R>."),
    ],
)
def test_the_time_is_that_of_the_newest_jobs(pace: Pace, said: str) -> None:
    assert said in status_text(Texts(), JOB, Running(NOON, pace=pace))


def test_what_takes_longer_says_so_and_promises_nothing() -> None:
    said = status_text(Texts(), JOB, Running(NOON, pace=USUAL, phase=Phase.SLOW))
    assert said == (
        f"⏳ This is taking longer than usual (started <t:{START}:R>, usually 12 s). "
        "I'm still waiting for it."
    )


def test_giving_up_says_what_it_counts() -> None:
    running = Running(NOON, phase=Phase.STUCK)
    assert "its price, $0.036, counts towards limits" in status_text(Texts(), JOB, running)
    free = status_text(Texts(), replace(JOB, estimate=0), running)
    assert "that doesn't use up any of your limit" in free
    troubled = Troubled(Reason("status-troubled-relay", {"until": "5"}), may_be_given_up=True)
    assert "$0.036" in status_text(Texts(), JOB, troubled)
    assert "$0.036" in status_text(Texts(), JOB, GivenUp(36_000))
    assert "$" not in status_text(Texts(), JOB, GivenUp(0))
