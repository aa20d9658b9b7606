"""The operator's ceilings: no choice of a server's lifts them, except in trusted servers."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.operator_limits import OperatorLimits
from bot.limits.quota import Cost, Quota
from bot.limits.spender import Spender
from bot.storage.limits import ANY, SetLimit, TargetKind
from tests.bot.limits.everywhere_ledger import EverywhereLedger

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MEMBER, ROLE, SERVERS, TRUSTED = 7, 3, (1, 2, 3), 3

WINDOWS = [*product(Metric, Per)]


def ceiling(amount: int, window: tuple[Metric, Per], subject: Subject) -> Limit:
    return Limit(amount, *window, subject).set_by_operator()


@st.composite
def operators(draw: st.DrawFn) -> OperatorLimits:
    windows = draw(st.lists(st.tuples(st.sampled_from(WINDOWS), st.sampled_from(Subject))))
    amounts = st.integers(0, 12)
    ceilings = tuple(ceiling(draw(amounts), *window) for window in dict.fromkeys(windows))
    is_default = (Metric.PICTURES, Per.DAY, Subject.MEMBER) not in {c.window for c in ceilings}
    defaults = (Limit(draw(amounts)),) if is_default and draw(st.booleans()) else ()
    return OperatorLimits(defaults, ceilings, trusted=frozenset({TRUSTED}))


@st.composite
def settings(draw: st.DrawFn) -> SetLimit:
    whose = draw(st.sampled_from(TargetKind))
    target = {TargetKind.MEMBER: MEMBER, TargetKind.ROLE: ROLE}.get(whose, 0)
    amount = draw(st.none() | st.integers(0, 30))
    if amount is None:
        return SetLimit(whose, target, ANY, ANY, None)
    metric, per = draw(st.sampled_from(WINDOWS))
    adds = whose is TargetKind.MEMBER and draw(st.booleans())
    until = draw(st.sampled_from([None, NOW - timedelta(1), NOW + timedelta(1)]))
    return SetLimit(whose, target, metric.value, per.value, amount, adds, until)


Requests = list[tuple[int, int, int, int]]
REQUESTS = st.lists(
    st.tuples(
        st.sampled_from(SERVERS[:2]), st.integers(1, 4), st.integers(0, 5), st.integers(0, 200)
    ),
    max_size=25,
)


@given(operators(), st.lists(settings(), max_size=6), REQUESTS)
def test_no_settings_of_servers_let_a_member_pass_a_ceiling(
    operator: OperatorLimits, chosen: list[SetLimit], requests: Requests
) -> None:
    ledger, now = EverywhereLedger(), NOW
    for guild_id, pictures, dollars, hours in requests:
        now += timedelta(hours=hours)
        spender = Spender(guild_id, MEMBER, frozenset({ROLE}))
        limits = operator.in_force(chosen, guild_id, MEMBER, {ROLE}, now)
        ledger.accept(Quota(limits, spender, now), spender, Cost(pictures, dollars), now)
        for limit in operator.ceilings:
            account = (
                spender.account_everywhere
                if limit.subject is Subject.MEMBER
                else spender.server_account
            )
            [sums] = ledger.totals(account, [now - limit.per.span])
            assert sums[limit.metric is Metric.DOLLARS] <= limit.amount


@given(operators(), st.lists(settings(), max_size=6))
def test_servers_may_set_less_and_their_limits_bind_there(
    operator: OperatorLimits, chosen: list[SetLimit]
) -> None:
    limits = operator.in_force(chosen, 1, MEMBER, {ROLE}, NOW)
    without = OperatorLimits(operator.defaults).in_force(chosen, 1, MEMBER, {ROLE}, NOW)
    for own in without:
        assert min(limit.amount for limit in limits if limit.window == own.window) <= own.amount


@given(operators(), st.lists(settings(), max_size=6))
def test_settings_of_a_trusted_server_replace_the_ceilings(
    operator: OperatorLimits, chosen: list[SetLimit]
) -> None:
    limits = operator.in_force(chosen, TRUSTED, MEMBER, {ROLE}, NOW)
    as_defaults = OperatorLimits((*operator.defaults, *operator.ceilings))
    assert limits == as_defaults.in_force(chosen, TRUSTED, MEMBER, {ROLE}, NOW)


DAILY = ceiling(25, (Metric.PICTURES, Per.DAY), Subject.MEMBER)
SHARED = ceiling(500, (Metric.PICTURES, Per.DAY), Subject.SERVER)


@pytest.mark.parametrize(
    ("chosen", "lower"),
    [
        (SetLimit(TargetKind.EVERYONE, 0, "pictures", "day", 25), []),
        (SetLimit(TargetKind.EVERYONE, 0, "pictures", "day", 26), [DAILY]),
        (SetLimit(TargetKind.ROLE, ROLE, "pictures", "week", 26), []),
        (SetLimit(TargetKind.MEMBER, MEMBER, "pictures", "day", 1, adds=True), [DAILY]),
        (SetLimit(TargetKind.EVERYONE, 0, ANY, ANY, None), [DAILY]),
        (SetLimit(TargetKind.SERVER, 0, ANY, ANY, None), [SHARED]),
        (SetLimit(TargetKind.SERVER, 0, "pictures", "day", 501), [SHARED]),
        (SetLimit(TargetKind.SERVER, 0, "dollars", "day", 501), []),
    ],
)
def test_servers_hear_of_ceilings_below_what_they_set(chosen: SetLimit, lower: list[Limit]) -> None:
    operator = OperatorLimits(ceilings=(DAILY, SHARED), trusted=frozenset({TRUSTED}))
    assert operator.lower_than(chosen, 1) == lower
    assert operator.lower_than(chosen, TRUSTED) == []


def test_default_of_the_bot_is_a_servers_to_change() -> None:
    unlimited = [SetLimit(TargetKind.EVERYONE, 0, ANY, ANY, None)]
    assert OperatorLimits((Limit(25),)).in_force(unlimited, 1, MEMBER, (), NOW) == []
    ceilings = OperatorLimits(ceilings=(DAILY,))
    assert ceilings.in_force(unlimited, 1, MEMBER, (), NOW) == [DAILY]


def test_locks_cover_what_is_counted_beyond_the_server() -> None:
    spender, budget = Spender(1, MEMBER), (Limit(1, Metric.DOLLARS),)
    assert OperatorLimits((Limit(25),)).locks(spender) == ["member:7"]
    assert OperatorLimits(ceilings=(SHARED,)).locks(spender) == ["member:7"]
    assert OperatorLimits(ceilings=(DAILY,), budget=budget).locks(spender) == ["bot", "member:7"]
