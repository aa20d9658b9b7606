"""Rules of a server: set by place, cleared, recorded in the audit log."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.storage import rules as bounds
from bot.storage.audit import AuditStore, Entry
from bot.storage.database import Database
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.room import FullError
from bot.storage.rules import RuleStore
from tests.storage.rows import GUILD, MEMBER, NOON

CHANNEL, OTHER = 2**60 + 1, 2**60 + 2


def entry(action: str = "rules set", guild_id: int = GUILD) -> Entry:
    return Entry(guild_id, MEMBER, NOON, action, {"where": f"<#{CHANNEL}>"})


async def recorded(database: Database) -> list[str]:
    return [change.action for change in await AuditStore(database).newest(GUILD, 10)]


@pytest.mark.parametrize(
    "value", [True, False, 0, 1024, "high", str(2**63)], ids=lambda value: repr(value)
)
async def test_rule_keeps_its_value_and_type(database: Database, value: Any) -> None:
    store = RuleStore(database)
    await store.put(CHANNEL, {"a": value}, entry())
    [[stored]] = [[*named.values()] for named in (await store.of(GUILD)).values()]
    assert stored == value
    assert type(stored) is type(value)


async def test_setting_rules_of_a_place_keeps_its_others(database: Database) -> None:
    store = RuleStore(database)
    await store.put(CHANNEL, {"works": False, "count": 2}, entry())
    await store.put(CHANNEL, {"count": 1}, entry())
    await store.put(GUILD, {"works": True}, entry())
    await store.put(CHANNEL, {"works": True}, entry(guild_id=GUILD + 1))
    assert await store.of(GUILD) == {
        CHANNEL: {"works": False, "count": 1},
        GUILD: {"works": True},
    }
    assert await recorded(database) == ["rules set"] * 3


async def test_rules_are_cleared_by_name_or_all(database: Database) -> None:
    store = RuleStore(database)
    named: Mapping[str, Any] = {"works": False, "count": 2, "quality": "low"}
    await store.put(CHANNEL, named, entry())
    await store.put(OTHER, named, entry())
    assert await store.clear(CHANNEL, entry("rules clear"), ["count", "quality", "unset"]) == 2
    assert await store.of(GUILD) == {CHANNEL: {"works": False}, OTHER: named}
    assert await store.clear(OTHER, entry("rules clear")) == 3
    assert await store.of(GUILD) == {CHANNEL: {"works": False}}
    assert await recorded(database) == ["rules clear"] * 2 + ["rules set"] * 2


async def test_clearing_without_effect_is_not_recorded(database: Database) -> None:
    store = RuleStore(database)
    await store.put(CHANNEL, {"works": False}, entry(guild_id=GUILD + 1))
    assert await store.clear(CHANNEL, entry("rules clear")) == 0
    assert await recorded(database) == []
    assert (await store.of(GUILD + 1)) == {CHANNEL: {"works": False}}


async def test_requests_see_the_rules_of_their_server(database: Database) -> None:
    await RuleStore(database).put(CHANNEL, {"works": False}, entry())
    snapshots = PolicySnapshotStore(database)
    assert (await snapshots.of(GUILD, MEMBER, NOON)).rules == {CHANNEL: {"works": False}}
    assert (await snapshots.of(GUILD + 1, MEMBER, NOON)).rules == {}
    assert (await snapshots.of(None, MEMBER, NOON)).rules == {}


async def test_rules_of_a_server_are_bounded(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_RULES", 2)
    store = RuleStore(database)
    await store.put(CHANNEL, {"works": False, "count": 2}, entry())
    await store.put(CHANNEL, {"works": True}, entry())

    with pytest.raises(FullError):
        await store.put(OTHER, {"works": False}, entry())

    assert await store.of(GUILD) == {CHANNEL: {"works": True, "count": 2}}
    assert await recorded(database) == ["rules set"] * 2
