"""Times at which pictures in line are likely to be there."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.fair_queue import Turn
from bot.jobs.line import InLine, Line, likely_ends
from bot.jobs.pace import Pace

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PACES = {"fast": Pace(usual=10.0), "slow": Pace(usual=60.0)}


def job(number: int, operation: str = "fast", member: int = 0, passed: float = 0) -> InLine:
    """Return a job of a member of its own, unless one is named, in the lane of its operation."""
    since = NOON - timedelta(seconds=passed)
    return InLine(number, operation, Turn(member or number, 5, operation), since)


def ends(
    running: list[InLine], waiting: list[InLine], slots: int = 1, each: int = 2
) -> dict[int, float]:
    """Return the seconds until each job in line is done."""
    line = Line(lambda operation: PACES.get(operation, Pace()), NOON, slots, each)
    found = likely_ends(line, running, waiting)
    return {number: (at - NOON).total_seconds() for number, at in found.items()}


def test_jobs_in_line_follow_each_other() -> None:
    assert ends([job(1, passed=4)], [job(2), job(3)]) == {2: 16, 3: 26}


def test_slots_share_the_line() -> None:
    running = [job(1, passed=4), job(2, passed=8)]
    assert ends(running, [job(3), job(4), job(5)], slots=2) == {3: 12.5, 4: 16, 5: 22.5}


def test_lanes_do_not_wait_for_each_other() -> None:
    running = [job(1, "slow"), job(2, passed=5)]
    assert ends(running, [job(3, "slow"), job(4)]) == {3: 120, 4: 15}


def test_a_member_waits_for_their_own_pictures() -> None:
    running = [job(1, "slow", member=7)]
    assert ends(running, [job(2, member=7), job(3)], slots=3, each=1) == {2: 70, 3: 10}


@pytest.mark.parametrize("passed", [11, 24])
def test_one_that_is_a_little_late_is_expected_soon(passed: float) -> None:
    assert ends([job(1, passed=passed)], [job(2)]) == {2: 12.5}


def test_behind_one_that_takes_much_too_long_nobody_knows() -> None:
    running = [job(1, passed=26), job(2, "slow")]
    assert ends(running, [job(3), job(4, "slow")]) == {4: 120}


def test_without_enough_pictures_nobody_knows() -> None:
    running = [job(1, "new")]
    assert ends(running, [job(2, "new"), job(3)]) == {3: 10}
    assert ends([job(1)], [job(2, "new")]) == {}


def test_jobs_that_were_taken_over_may_be_more_than_there_are_slots() -> None:
    running = [job(number, passed=5) for number in (1, 2, 3)]
    assert ends(running, [job(4)]) == {4: 15}
