"""A limit over a rolling window: never passed, never locked, honest about when there is room."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.outcome import Usage
from bot.quota import Limit, daily
from bot.storage.jobs import Use

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WINDOW = timedelta(hours=24)
moments = st.timedeltas(timedelta(microseconds=1), WINDOW).map(lambda ago: NOON + WINDOW - ago)
uses_of = st.lists(st.builds(Use, moments, st.integers(0, 4)), max_size=12).map(
    lambda uses: sorted(uses, key=lambda use: use.at)
)


def refusal(limit: Limit, uses: Sequence[Use], wanted: int) -> UserError | None:
    try:
        limit.check(uses, wanted)
    except UserError as error:
        return error
    return None


def within(uses: Sequence[Use], now: datetime) -> list[Use]:
    """What the store would give at that time."""
    return [use for use in uses if use.at > now - WINDOW]


def test_no_limit_is_none() -> None:
    assert daily(0) is None
    assert daily(25) == Limit(25, timedelta(days=1))


def test_what_is_used_is_said_with_this_request_in_it() -> None:
    assert Limit(25).check([Use(NOON, 3), Use(NOON, 1)], 2) == Usage(6, 25)


def test_the_last_picture_of_the_limit_may_be_made() -> None:
    assert Limit(4).check([Use(NOON, 3)], 1) == Usage(4, 4)


def test_a_reached_limit_says_when_there_is_room() -> None:
    uses = [Use(NOON, 1), Use(NOON + timedelta(hours=1), 3)]
    error = refusal(Limit(4), uses, 2)
    assert error is not None
    # One picture leaves after a day, but two are wanted.
    free_at = int((NOON + timedelta(hours=25)).timestamp()) + 1
    assert error.reason.key == "refused-limit"
    assert error.reason.facts == {"used": 4, "limit": 4, "free_at": str(free_at)}


def test_more_than_the_limit_at_once_never_fits_and_says_so() -> None:
    error = refusal(Limit(3), [], 4)
    assert error is not None
    assert error.reason.key == "refused-over-limit"
    assert error.reason.facts == {"wanted": 4, "limit": 3}


@given(uses_of, st.integers(1, 20), st.integers(1, 4))
def test_a_check_passes_exactly_if_it_fits(uses: list[Use], pictures: int, wanted: int) -> None:
    fits = sum(use.pictures for use in uses) + wanted <= pictures
    assert (refusal(Limit(pictures), uses, wanted) is None) == fits


@given(uses_of, st.integers(1, 20), st.integers(1, 4))
def test_at_the_time_that_is_named_it_fits_and_a_moment_before_it_does_not(
    uses: list[Use], pictures: int, wanted: int
) -> None:
    limit = Limit(pictures, WINDOW)
    error = refusal(limit, uses, wanted)
    if error is None or error.reason.key != "refused-limit":
        return
    free_at = datetime.fromtimestamp(int(error.reason.facts["free_at"]), UTC)
    assert refusal(limit, within(uses, free_at), wanted) is None
    # The time is named to the second.
    too_early = free_at - timedelta(seconds=1, microseconds=1)
    assert refusal(limit, within(uses, too_early), wanted) is not None


steps = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from(["done", "failed"])),
    max_size=40,
)


@given(steps, st.integers(4, 12))
def test_no_window_ever_holds_more_than_the_limit_and_failed_jobs_lock_nobody_out(
    asked: list[tuple[int, int, str]], pictures: int
) -> None:
    limit = Limit(pictures, timedelta(hours=24))
    now, uses = NOON, list[Use]()
    for hours, wanted, end in asked:
        now += timedelta(hours=hours)
        counted = within(uses, now)
        room = pictures - sum(use.pictures for use in counted)
        assert (refusal(limit, counted, wanted) is None) == (wanted <= room)
        if wanted <= room and end == "done":
            uses.append(Use(now, wanted))
    for use in uses:
        window = [other for other in uses if use.at <= other.at < use.at + WINDOW]
        assert sum(other.pictures for other in window) <= pictures


def test_uses_that_make_no_room_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="no time will make room"):
        Limit(1)._free_at([], 1)
