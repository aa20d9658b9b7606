"""Limits over rolling windows: never exceeded, never stuck, exact about when there is room."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.quota import Cost, Quota, Standing, Usage, _free_at, _Uses
from bot.limits.spender import Spender
from bot.storage.ledger import MAX_ENTRIES, Account, LedgerEntry

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CENT = 10_000
GUILD, MEMBER = 5, 7
SPENDER = Spender(GUILD, MEMBER)

moments = st.timedeltas(timedelta(0), DAY - timedelta(microseconds=1)).map(lambda ago: NOON - ago)
uses_of = st.lists(
    st.builds(LedgerEntry, moments, st.integers(0, 4), st.sampled_from([0, CENT, 24 * CENT])),
    max_size=12,
).map(lambda uses: sorted(uses, key=lambda use: use.at))
metrics = st.sampled_from([(Metric.PICTURES, 1), (Metric.DOLLARS, CENT)])


class Uses:
    """A ledger of one account."""

    def __init__(self, uses: Sequence[LedgerEntry]) -> None:
        self._uses = uses

    def entries(self, account: Account, since: datetime) -> list[LedgerEntry]:
        """See `bot.limits.quota.Ledger`."""
        assert account in (Account(GUILD, MEMBER), Account(GUILD))
        return [use for use in self._uses if use.at > since][:MAX_ENTRIES]

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """See `bot.limits.quota.Ledger`."""
        assert account in (Account(GUILD, MEMBER), Account(GUILD))
        windows = [[use for use in self._uses if use.at > moment] for moment in since]
        return [(sum(use.pictures for use in w), sum(use.dollars for use in w)) for w in windows]


def admit(
    limits: Sequence[Limit], uses: Sequence[LedgerEntry], cost: Cost, now: datetime = NOON
) -> Usage | UserError | None:
    try:
        return Quota(limits, SPENDER, now).admit(Uses(uses), cost)
    except UserError as error:
        return error


def standing(limit: Limit, uses: Sequence[LedgerEntry]) -> Standing:
    [only] = Quota([limit], SPENDER, NOON).standings(Uses(uses))
    return only


def test_without_limits_everything_fits() -> None:
    assert admit([], [LedgerEntry(NOON, 1000)], Cost(4)) is None


def test_what_is_used_is_said_with_this_request_in_it() -> None:
    limit = Limit(25)
    assert admit([limit], [LedgerEntry(NOON, 3), LedgerEntry(NOON, 1)], Cost(2)) == Usage(6, limit)


def test_of_several_limits_the_one_that_is_nearest_is_said() -> None:
    weekly, dollars = Limit(30, per=Per.WEEK), Limit(100 * CENT, Metric.DOLLARS)
    usage = admit(
        [Limit(25), dollars, weekly], [LedgerEntry(NOON, 3, 60 * CENT)], Cost(1, 4 * CENT)
    )
    assert usage == Usage(64 * CENT, dollars)


def test_the_last_picture_of_the_limit_may_be_made() -> None:
    assert admit([Limit(4)], [LedgerEntry(NOON, 3)], Cost(1)) == Usage(4, Limit(4))


def test_a_reached_limit_says_when_there_is_room() -> None:
    uses = [LedgerEntry(NOON - 3 * HOUR, 1), LedgerEntry(NOON - HOUR, 3)]
    error = admit([Limit(4)], uses, Cost(2))
    assert isinstance(error, UserError)
    # One picture leaves after a day, but two are wanted.
    free_at = int((NOON + 23 * HOUR).timestamp()) + 1
    assert error.reason.key == "refused-limit"
    assert error.reason.facts == {
        "used": 4,
        "limit": 4,
        "metric": "pictures",
        "per": "day",
        "whose": "member",
        "free_at": str(free_at),
    }


def test_of_several_reached_limits_the_one_that_lasts_longest_is_said() -> None:
    uses = [LedgerEntry(NOON - HOUR / 2, 2)]
    limits = [Limit(2, per=Per.HOUR), Limit(2, subject=Subject.SERVER)]
    error = admit(limits, uses, Cost(1))
    assert isinstance(error, UserError)
    assert error.reason.facts["whose"] == "server"
    assert error.reason.facts["free_at"] == str(int((NOON + 23.5 * HOUR).timestamp()) + 1)


def test_more_than_the_limit_at_once_never_fits_and_says_so() -> None:
    error = admit([Limit(3)], [], Cost(4))
    assert isinstance(error, UserError)
    assert error.reason.key == "refused-over-limit"
    assert error.reason.facts["wanted"] == 4


def test_money_is_said_in_dollars() -> None:
    limit = Limit(50 * CENT, Metric.DOLLARS)
    error = admit([limit], [LedgerEntry(NOON, 2, 48 * CENT)], Cost(1, 4 * CENT))
    assert isinstance(error, UserError)
    assert (error.reason.facts["used"], error.reason.facts["limit"]) == ("0.48", "0.50")


def test_what_costs_nothing_is_made_however_much_was_spent() -> None:
    limit = Limit(50 * CENT, Metric.DOLLARS)
    usage = admit([limit], [LedgerEntry(NOON, 2, 60 * CENT)], Cost(1))
    assert usage == Usage(60 * CENT, limit)


def test_a_limit_of_none_at_all_is_a_limit() -> None:
    error = admit([Limit(0)], [], Cost(1))
    assert isinstance(error, UserError)
    assert error.reason.key == "refused-over-limit"
    assert (standing(Limit(0), [])).free_at is None


def test_standing_says_what_is_left_and_when_there_is_more() -> None:
    uses = [LedgerEntry(NOON - 2 * HOUR, 1, CENT), LedgerEntry(NOON - HOUR, 2)]
    assert standing(Limit(5), uses) == Standing(Limit(5), 3, None, NOON + 22 * HOUR)
    assert (standing(Limit(5), uses)).left == 2
    full = standing(Limit(3), uses)
    assert (full.left, full.free_at) == (0, NOON + 22 * HOUR)


@given(uses_of, st.integers(1, 20), st.integers(1, 4), metrics)
def test_a_check_passes_exactly_if_it_fits(
    uses: list[LedgerEntry], amount: int, wanted: int, metric: tuple[Metric, int]
) -> None:
    kind, unit = metric
    limit, cost = Limit(amount * unit, kind), Cost(wanted, wanted * CENT)
    used = sum(use.pictures if kind is Metric.PICTURES else use.dollars for use in uses)
    fits = used + cost.of(kind) <= limit.amount
    assert (not isinstance(admit([limit], uses, cost), UserError)) == fits


@given(uses_of, st.lists(st.integers(1, 20), min_size=1, max_size=3), st.integers(1, 4))
def test_at_the_time_that_is_named_it_fits_and_a_moment_before_it_does_not(
    uses: list[LedgerEntry], amounts: list[int], wanted: int
) -> None:
    limits = [Limit(n, per=per) for n, per in zip(amounts, (Per.DAY, Per.WEEK, Per.HOUR))]  # noqa: B905
    cost = Cost(wanted)
    error = admit(limits, uses, cost)
    if not isinstance(error, UserError) or error.reason.key != "refused-limit":
        return
    free_at = datetime.fromtimestamp(int(error.reason.facts["free_at"]), UTC)
    assert not isinstance(admit(limits, uses, cost, free_at), UserError)
    # The time is named to the second.
    too_early = free_at - timedelta(seconds=1, microseconds=1)
    assert isinstance(admit(limits, uses, cost, too_early), UserError)


steps = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(1, 4), st.booleans(), st.sampled_from(["done", "failed"])
    ),
    max_size=40,
)


@given(steps, st.integers(4, 12), st.integers(4, 12))
def test_no_window_ever_holds_more_than_the_limit_and_failed_jobs_lock_nobody_out(
    asked: list[tuple[int, int, bool, str]], pictures: int, cents: int
) -> None:
    limits = [Limit(pictures), Limit(cents * CENT, Metric.DOLLARS)]
    now, uses = NOON, list[LedgerEntry]()
    for hours, wanted, priced, end in asked:
        now += timedelta(hours=hours)
        cost = Cost(wanted, wanted * CENT if priced else 0)
        recent = [use for use in uses if use.at > now - DAY]
        fits = sum(u.pictures for u in recent) + wanted <= pictures and (
            not priced or sum(u.dollars for u in recent) + cost.dollars <= cents * CENT
        )
        admitted = admit(limits, uses, cost, now)
        assert (not isinstance(admitted, UserError)) == fits
        if fits and end == "done":
            uses.append(LedgerEntry(now, wanted, cost.dollars))
    for use in uses:
        window = [other for other in uses if use.at <= other.at < use.at + DAY]
        assert sum(other.pictures for other in window) <= pictures
        assert sum(other.dollars for other in window) <= cents * CENT


class FailsMeanwhile(Uses):
    """A ledger in which one job fails between the sum and the list of uses."""

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """See `bot.limits.quota.Ledger`."""
        sums = super().totals(account, since)
        return [(pictures + 1, dollars) for pictures, dollars in sums]


@pytest.mark.parametrize("uses", [[], [LedgerEntry(NOON - HOUR, 1)]])
def test_what_failed_while_it_was_in_the_way_leaves_room_at_once(uses: list[LedgerEntry]) -> None:
    quota = Quota([Limit(len(uses) + 1)], SPENDER, NOON)
    with pytest.raises(UserError) as refused:
        quota.admit(FailsMeanwhile(uses), Cost(1))
    assert refused.value.reason.key == "refused-limit"
    assert refused.value.reason.facts["free_at"] == str(int(NOON.timestamp()) + 1)


def test_uses_that_make_no_room_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="no time will make room"):
        _free_at(Limit(1), _Uses([], 1), 1)


def test_room_is_found_among_the_oldest_of_many_uses() -> None:
    count, minute = MAX_ENTRIES + 50, timedelta(minutes=1)
    uses = [LedgerEntry(NOON - HOUR * 20 + minute * n, 1) for n in range(count)]

    full, lowered = standing(Limit(count), uses), standing(Limit(10), uses)

    assert (full.used, full.free_at, full.next_at) == (count, uses[0].at + DAY, uses[0].at + DAY)
    # At the earliest: that is as far as the list goes.
    assert lowered.free_at == uses[MAX_ENTRIES - 1].at + DAY
    error = admit([Limit(count)], uses, Cost(2))
    assert isinstance(error, UserError)
    assert error.reason.facts["used"] == count
    assert error.reason.facts["free_at"] == str(int((uses[1].at + DAY).timestamp()) + 1)
