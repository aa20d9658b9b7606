"""Limits and budget of a server: set, replaced, cleared, recorded in the audit log."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage import limits as bounds
from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.limits import ANY, LimitStore, SetLimit, TargetKind
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.room import FullError
from bot.storage.servers import ServerStore
from tests.storage.rows import GUILD, MEMBER, NOON, entry, later

EVERYONE = SetLimit(TargetKind.EVERYONE, 0, "pictures", "day", 5)
ROLE = SetLimit(TargetKind.ROLE, 21, "dollars", "month", 2_000_000, until=NOON + timedelta(days=1))
EXTRA = SetLimit(TargetKind.MEMBER, MEMBER, "pictures", "day", 20, adds=True)
FREE = SetLimit(TargetKind.ROLE, 21, ANY, ANY, None)


async def actions(database: Database, guild_id: int = GUILD) -> list[str]:
    """Return the actions in the audit log, newest first."""
    return [change.action for change in await AuditStore(database).newest(guild_id, 10)]


async def test_limits_apply_to_their_server_only(database: Database) -> None:
    store = LimitStore(database)
    for limit in (EVERYONE, ROLE, EXTRA):
        await store.put(limit, entry())
    assert await store.of(GUILD) == [EVERYONE, EXTRA, ROLE]
    assert await store.of(GUILD + 1) == []
    policy = await PolicySnapshotStore(database).of(GUILD, MEMBER, NOON)
    assert [*policy.limits] == [EVERYONE, EXTRA, ROLE]


async def test_a_limit_of_the_same_window_is_replaced(database: Database) -> None:
    store = LimitStore(database)
    await store.put(EVERYONE, entry())
    newer = SetLimit(TargetKind.EVERYONE, 0, "pictures", "day", None)
    await store.put(newer, entry())
    assert await store.of(GUILD) == [newer]


async def test_an_extra_does_not_replace_the_limit(database: Database) -> None:
    store = LimitStore(database)
    own = SetLimit(TargetKind.MEMBER, MEMBER, "pictures", "day", 3)
    await store.put(own, entry())
    await store.put(EXTRA, entry())
    assert await store.of(GUILD) == [own, EXTRA]
    assert await store.clear(TargetKind.MEMBER, MEMBER, entry()) == 2


async def test_unlimited_in_everything_replaces_all_limits_of_the_target(
    database: Database,
) -> None:
    store = LimitStore(database)
    for limit in (EVERYONE, ROLE, FREE):
        await store.put(limit, entry())
    assert await store.of(GUILD) == [EVERYONE, FREE]


async def test_clearing_deletes_one_window_or_all_of_a_target(database: Database) -> None:
    store = LimitStore(database)
    hourly = SetLimit(TargetKind.ROLE, 21, "pictures", "hour", 3)
    for limit in (EVERYONE, ROLE, hourly):
        await store.put(limit, entry())
    assert await store.clear(TargetKind.ROLE, 21, entry(), per="hour") == 1
    assert await store.of(GUILD) == [EVERYONE, ROLE]
    assert await store.clear(TargetKind.ROLE, 21, entry(GUILD + 1)) == 0
    assert await store.clear(TargetKind.ROLE, 21, entry()) == 1
    assert await store.of(GUILD) == [EVERYONE]


async def test_only_effective_changes_are_recorded(database: Database) -> None:
    store = LimitStore(database)
    await store.put(EVERYONE, entry(action="limits set", pictures=5))
    await store.clear(TargetKind.MEMBER, MEMBER, entry(action="limits clear"))
    await store.clear(TargetKind.EVERYONE, 0, entry(action="limits clear"))
    assert await actions(database) == ["limits clear", "limits set"]
    assert await actions(database, GUILD + 1) == []
    [_, first] = await AuditStore(database).newest(GUILD, 10)
    assert first == entry(action="limits set", pictures=5)


async def test_a_budget_notice_is_claimed_once_and_only_in_ascending_order(
    database: Database,
) -> None:
    servers = ServerStore(database)
    assert await servers.claim_budget_notice(GUILD, "2026-11:050")
    assert not await servers.claim_budget_notice(GUILD, "2026-11:050")
    assert await servers.claim_budget_notice(GUILD, "2026-11:100")
    assert not await servers.claim_budget_notice(GUILD, "2026-11:080")
    assert await servers.claim_budget_notice(GUILD, "2026-12:050")
    assert (await servers.choices(GUILD)).budget_told == "2026-12:050"


async def test_choices_change_one_by_one_and_are_recorded(database: Database) -> None:
    servers = ServerStore(database)
    await servers.change(entry(action="budget"), budget=5_000_000, budget_then="qwen")
    await servers.change(entry(action="pause"), paused=True)
    choices = await servers.choices(GUILD)
    assert (choices.budget, choices.budget_then, choices.paused) == (5_000_000, "qwen", True)
    assert await actions(database) == ["pause", "budget"]
    assert (await PolicySnapshotStore(database).of(GUILD, MEMBER, later(1))).choices == choices


async def test_limits_of_a_server_are_bounded_and_expired_ones_give_way(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_LIMITS", 3)
    store = LimitStore(database)
    ended = replace(EXTRA, until=NOON - timedelta(days=1))
    own = [replace(EXTRA, target_id=number, adds=False) for number in range(1, 5)]
    for limit in (ended, *own[:2]):
        await store.put(limit, entry())
    await store.put(replace(own[0], amount=9), entry())
    await store.put(own[2], entry())

    with pytest.raises(FullError):
        await store.put(own[3], entry())

    kept = {limit.target_id: limit.amount for limit in await store.of(GUILD)}
    assert kept == {1: 9, 2: 20, 3: 20}
    await store.put(own[3], entry(guild_id=GUILD + 1))
