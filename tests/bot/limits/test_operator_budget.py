"""The operator's budget: a brake over all servers, and notices before it."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events import BudgetReached, Event
from bot.limits.limit import Limit, Metric, Per
from bot.limits.operator_budget import (
    OperatorBudgetCheck,
    OperatorBudgetNotices,
    OperatorBudgetSpentError,
)
from bot.limits.quota import Cost
from bot.limits.spender import Spender
from bot.storage.database import Database, StorageError
from bot.storage.key_values import KeyValueStore
from tests.bot.limits.everywhere_ledger import EverywhereLedger

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY, WEEK = Limit(100, Metric.DOLLARS, Per.DAY), Limit(250, Metric.DOLLARS, Per.WEEK)


def spend(
    ledger: EverywhereLedger, price: int, now: datetime, guild_id: int = 1
) -> OperatorBudgetCheck:
    """Check a request against both limits and add it to the ledger if it is accepted."""
    check = OperatorBudgetCheck((DAY, WEEK), now)
    try:
        check.admit(ledger, price)
    except OperatorBudgetSpentError:
        return check
    ledger.add(Spender(guild_id, guild_id), Cost(1, price), now)
    return check


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 120), st.integers(0, 40))))
def test_all_servers_together_never_pass_the_budget(requests: list[tuple[int, int, int]]) -> None:
    ledger, now = EverywhereLedger(), NOW
    for guild_id, price, hours in requests:
        now += timedelta(hours=hours)
        check = spend(ledger, price, now, guild_id)
        assert price or not check.refused, "what is free goes on"
        for limit in (DAY, WEEK):
            used = sum(
                entry.dollars
                for guild in range(1, 5)
                for entry in ledger.entries(Spender(guild, 0).server_account, now - limit.per.span)
            )
            assert used <= limit.amount


async def test_each_milestone_is_logged_once_in_a_window(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    ledger = EverywhereLedger()

    async def watch(price: int, hours: float, notices: OperatorBudgetNotices) -> list[str]:
        caplog.clear()
        await notices.watch(spend(ledger, price, NOW + timedelta(hours=hours)))
        return [message.partition(" is spent")[0] for message in caplog.messages]

    async with Database.open(sqlite_url) as database:
        first = OperatorBudgetNotices(KeyValueStore(database))
        other = OperatorBudgetNotices(KeyValueStore(database))
        assert await watch(49, 0, first) == []
        assert await watch(1, 1, first) == ["budget: 50% of $0.0001 a day"]
        assert await watch(1, 2, first) == []
        assert await watch(1, 2, other) == [], "the other process was told"
        assert await watch(28, 3, other) == ["budget: 80% of $0.0001 a day"]
        assert await watch(30, 4, first) == ["budget: 100% of $0.0001 a day"]
        assert "what costs money is refused" in caplog.text
        assert await watch(30, 5, first) == []
        # A day later the window has room, and the milestones are news again.
        assert await watch(60, 30, first) == [
            "budget: 50% of $0.0001 a day",
            "budget: 50% of $0.00025 a week",
        ]


async def test_milestone_is_an_event_once(sqlite_url: str) -> None:
    ledger, events = EverywhereLedger(), list[Event]()
    async with Database.open(sqlite_url) as database:
        notices = OperatorBudgetNotices(KeyValueStore(database), events.append)
        for price in (60, 1, 25, 40):
            await notices.watch(spend(ledger, price, NOW))
    assert events == [
        BudgetReached(50, "0.0001", "day", "0.00006"),
        BudgetReached(80, "0.0001", "day", "0.000086"),
        BudgetReached(100, "0.0001", "day", "0.000086"),
    ]


async def test_notice_that_cannot_be_claimed_is_tried_again(
    sqlite_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> bool:
        raise StorageError("gone")

    check = spend(EverywhereLedger(), 60, NOW)
    async with Database.open(sqlite_url) as database:
        notices = OperatorBudgetNotices(KeyValueStore(database))
        with monkeypatch.context() as patch:
            patch.setattr(KeyValueStore, "claim", gone)
            await notices.watch(check)
        await notices.watch(check)
    assert [message[:22] for message in caplog.messages] == [
        "budget: not noted that",
        "budget: 50% of $0.0001",
    ]
