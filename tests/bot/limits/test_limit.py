"""Limits in force: set for the member, their roles, everyone, or by default."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits.limit import Limit, Metric, Per, Subject, in_force, parse_limit
from bot.storage.limits import ANY, SetLimit, TargetKind

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEFAULT = Limit(25)
MAYA, ARTISTS, PATRONS, NEWCOMERS = 7, 21, 22, 23


def setting(
    whose: TargetKind,
    amount: int | None,
    target_id: int = 0,
    metric: str = "pictures",
    per: str = "day",
    **rest: object,
) -> SetLimit:
    return SetLimit(whose, target_id, metric, per, amount, **rest)  # type: ignore[arg-type]


def daily(*decided: SetLimit, roles: tuple[int, ...] = (), member: int = MAYA) -> int | None:
    """Return how many pictures a member may make a day."""
    limits = [
        limit.amount
        for limit in in_force([DEFAULT], decided, member, roles, NOON)
        if (limit.metric, limit.per, limit.subject) == (Metric.PICTURES, Per.DAY, Subject.MEMBER)
    ]
    assert len(limits) <= 1
    return limits[0] if limits else None


def test_the_setting_holds_where_nobody_set_anything() -> None:
    assert in_force([DEFAULT], [], MAYA, (), NOON) == [DEFAULT]
    assert in_force([], [], MAYA, (), NOON) == []


def test_what_is_set_for_everyone_replaces_the_setting() -> None:
    assert daily(setting(TargetKind.EVERYONE, 5)) == 5
    assert daily(setting(TargetKind.EVERYONE, 50)) == 50
    assert daily(setting(TargetKind.EVERYONE, None)) is None


def test_the_most_generous_of_the_members_roles_wins_over_everyones() -> None:
    decided = (
        setting(TargetKind.EVERYONE, 10),
        setting(TargetKind.ROLE, 5, NEWCOMERS),
        setting(TargetKind.ROLE, 40, ARTISTS),
    )
    assert daily(*decided) == 10
    assert daily(*decided, roles=(NEWCOMERS,)) == 5
    assert daily(*decided, roles=(NEWCOMERS, ARTISTS)) == 40
    unlimited = setting(TargetKind.ROLE, None, PATRONS)
    assert daily(*decided, unlimited, roles=(NEWCOMERS, PATRONS, ARTISTS)) is None


def test_what_is_set_for_the_member_wins_over_all_roles() -> None:
    decided = (setting(TargetKind.ROLE, None, PATRONS), setting(TargetKind.MEMBER, 3, MAYA))
    assert daily(*decided, roles=(PATRONS,)) == 3
    assert daily(*decided, roles=(PATRONS,), member=8) is None


def test_extras_come_on_top_until_their_end() -> None:
    extra = setting(TargetKind.MEMBER, 20, MAYA, adds=True, until=NOON + timedelta(hours=1))
    assert daily(extra) == 45
    assert daily(extra, setting(TargetKind.ROLE, 40, ARTISTS), roles=(ARTISTS,)) == 60
    assert daily(extra, member=8) == 25
    over = setting(TargetKind.MEMBER, 20, MAYA, adds=True, until=NOON)
    assert daily(over) == 25


def test_nothing_can_be_added_to_no_limit() -> None:
    extra = setting(TargetKind.MEMBER, 20, MAYA, adds=True)
    assert daily(extra, setting(TargetKind.ROLE, None, PATRONS), roles=(PATRONS,)) is None


def test_unlimited_in_everything_lifts_every_limit_that_nothing_nearer_sets() -> None:
    weekly = Limit(5_000_000, Metric.DOLLARS, Per.WEEK)
    free = setting(TargetKind.ROLE, None, PATRONS, metric=ANY, per=ANY)
    assert in_force([DEFAULT, weekly], [free], MAYA, (PATRONS,), NOON) == []
    assert in_force([DEFAULT, weekly], [free], MAYA, (), NOON) == [DEFAULT, weekly]
    # What the same role has besides is more exact.
    exact = setting(TargetKind.ROLE, 2, PATRONS, per="hour")
    limits = in_force([DEFAULT, weekly], [free, exact], MAYA, (PATRONS,), NOON)
    assert limits == [Limit(2, per=Per.HOUR)]


def test_a_server_has_limits_of_its_own_beside_its_members() -> None:
    default = Limit(500, subject=Subject.SERVER)
    own = setting(TargetKind.SERVER, 100)
    assert in_force([DEFAULT, default], [], MAYA, (), NOON) == [default, DEFAULT]
    limits = in_force([DEFAULT, default], [own], MAYA, (), NOON)
    assert limits == [Limit(100, subject=Subject.SERVER), DEFAULT]
    lifted = setting(TargetKind.SERVER, None)
    assert in_force([DEFAULT, default], [lifted], MAYA, (), NOON) == [DEFAULT]


def test_a_limit_says_where_it_comes_from() -> None:
    decided = [
        setting(TargetKind.ROLE, 40, ARTISTS),
        setting(TargetKind.MEMBER, 20, MAYA, adds=True),
    ]
    [limit] = in_force([DEFAULT], decided, MAYA, (ARTISTS,), NOON)
    assert (limit.origin.whose, limit.origin.target_id, limit.origin.extra) == (
        TargetKind.ROLE,
        ARTISTS,
        20,
    )
    [default] = in_force([DEFAULT], [], MAYA, (), NOON)
    assert default.origin.whose is None


amounts = st.none() | st.integers(0, 50)
windows = st.sampled_from([("pictures", "day"), ("pictures", "hour"), ("dollars", "day")])


@st.composite
def decisions(draw: st.DrawFn) -> list[SetLimit]:
    settings = {}
    for _ in range(draw(st.integers(0, 8))):
        whose = draw(
            st.sampled_from(
                [TargetKind.EVERYONE, TargetKind.ROLE, TargetKind.MEMBER, TargetKind.SERVER]
            )
        )
        target = {TargetKind.ROLE: draw(st.integers(21, 23)), TargetKind.MEMBER: MAYA}.get(whose, 0)
        metric, per = draw(windows)
        until = NOON + timedelta(hours=draw(st.sampled_from([-1, 1])))
        amount = draw(amounts)
        settings[whose, target, metric, per] = setting(
            whose, amount, target, metric, per, until=draw(st.sampled_from([None, until]))
        )
    return [*settings.values()]


@given(decisions(), st.sets(st.integers(21, 23)), st.integers(21, 23))
def test_another_role_never_takes_anything_away_that_a_role_gave(
    decided: list[SetLimit], roles: set[int], more: int
) -> None:
    def by_roles(ids: set[int]) -> dict[tuple[Metric, Per], float]:
        windows = {
            (setting.metric, setting.per) for setting in decided if setting.target_id in roles
        }
        limits = in_force([], decided, MAYA, ids, NOON)
        amounts = {
            (limit.metric, limit.per): float(limit.amount)
            for limit in limits
            if limit.subject is Subject.MEMBER
        }
        ended = {
            (setting.metric, setting.per)
            for setting in decided
            if setting.target_id in roles and setting.until is not None and setting.until <= NOON
        }
        return {
            (Metric(metric), Per(per)): amounts.get((Metric(metric), Per(per)), float("inf"))
            for metric, per in windows - ended
        }

    before, after = by_roles(roles), by_roles(roles | {more})
    assert all(after[window] >= amount for window, amount in before.items())


@given(decisions(), st.sets(st.integers(21, 23)))
def test_there_is_one_limit_a_window_at_most(decided: list[SetLimit], roles: set[int]) -> None:
    limits = in_force([DEFAULT], decided, MAYA, roles, NOON)
    keys = [(limit.subject, limit.metric, limit.per) for limit in limits]
    assert len(keys) == len({*keys})


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("25 pictures a day", Limit(25)),
        ("1 picture an hour", Limit(1, per=Per.HOUR)),
        ("$5 a month", Limit(5_000_000, Metric.DOLLARS, Per.MONTH)),
        ("$0.50 a week", Limit(500_000, Metric.DOLLARS, Per.WEEK)),
    ],
)
def test_limits_are_read_from_words(words: str, limit: Limit) -> None:
    assert parse_limit(words) == limit


@pytest.mark.parametrize(
    "words",
    ["", "25", "25 a day", "25 pictures a year", "$ a day", "-1 pictures a day", "5$ a day"],
)
def test_other_words_are_refused_with_what_would_be_right(words: str) -> None:
    with pytest.raises(ValueError, match="25 pictures a day"):
        parse_limit(words)
