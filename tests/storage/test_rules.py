"""Rules of a server: set by place or role, cleared, recorded in the audit log."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.storage import rules as bounds
from bot.storage.audit import AuditStore, Entry
from bot.storage.database import Database
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.room import FullError
from bot.storage.rules import RoleRuleStore, RuleStore
from tests.storage.rows import GUILD, MEMBER, NOON

CHANNEL, OTHER = 2**60 + 1, 2**60 + 2
STORES = (RuleStore, RoleRuleStore)


def entry(action: str = "rules set", guild_id: int = GUILD) -> Entry:
    return Entry(guild_id, MEMBER, NOON, action, {"where": f"<#{CHANNEL}>"})


async def recorded(database: Database) -> list[str]:
    return [change.action for change in await AuditStore(database).newest(GUILD, 10)]


@pytest.mark.parametrize(
    "value", [True, False, 0, 1024, "high", str(2**63)], ids=lambda value: repr(value)
)
@pytest.mark.parametrize("kind", STORES)
async def test_rule_keeps_its_value_and_type(
    database: Database, kind: type[RuleStore], value: Any
) -> None:
    store = kind(database)
    await store.put(CHANNEL, {"a": value}, entry())
    [[stored]] = [[*named.values()] for named in (await store.of(GUILD)).values()]
    assert stored == value
    assert type(stored) is type(value)


@pytest.mark.parametrize("kind", STORES)
async def test_setting_rules_of_a_place_keeps_its_others(
    database: Database, kind: type[RuleStore]
) -> None:
    store = kind(database)
    await store.put(CHANNEL, {"works": False, "count": 2}, entry())
    await store.put(CHANNEL, {"count": 1}, entry())
    await store.put(GUILD, {"works": True}, entry())
    await store.put(CHANNEL, {"works": True}, entry(guild_id=GUILD + 1))
    assert await store.of(GUILD) == {
        CHANNEL: {"works": False, "count": 1},
        GUILD: {"works": True},
    }
    assert await recorded(database) == ["rules set"] * 3


@pytest.mark.parametrize("kind", STORES)
async def test_rules_are_cleared_by_name_or_all(database: Database, kind: type[RuleStore]) -> None:
    store = kind(database)
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


async def test_rules_of_a_place_and_of_a_role_with_its_id_are_apart(database: Database) -> None:
    places, roles = RuleStore(database), RoleRuleStore(database)
    await places.put(CHANNEL, {"count": 2}, entry())
    await roles.put(CHANNEL, {"count": 3}, entry())
    await places.clear(CHANNEL, entry("rules clear"))
    assert await places.of(GUILD) == {}
    assert await roles.of(GUILD) == {CHANNEL: {"count": 3}}


async def test_requests_see_the_rules_of_every_role_and_their_own_roles(database: Database) -> None:
    store = RoleRuleStore(database)
    await store.put(CHANNEL, {"count": 2}, entry())
    await store.put(OTHER, {"count": 3}, entry())
    snapshots = PolicySnapshotStore(database)
    snapshot = await snapshots.of(GUILD, MEMBER, NOON, [OTHER, 7])
    assert snapshot.role_rules == {CHANNEL: {"count": 2}, OTHER: {"count": 3}}
    assert snapshot.role_ids == {OTHER, 7}
    assert (await snapshots.of(GUILD + 1, MEMBER, NOON, [OTHER])).role_rules == {}
    assert snapshot.rules == {}


async def test_requests_see_the_rules_of_their_server(database: Database) -> None:
    await RuleStore(database).put(CHANNEL, {"works": False}, entry())
    snapshots = PolicySnapshotStore(database)
    assert (await snapshots.of(GUILD, MEMBER, NOON)).rules == {CHANNEL: {"works": False}}
    assert (await snapshots.of(GUILD + 1, MEMBER, NOON)).rules == {}
    assert (await snapshots.of(None, MEMBER, NOON)).rules == {}


@pytest.mark.parametrize("kind", STORES)
async def test_rules_of_a_server_are_bounded(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: type[RuleStore]
) -> None:
    monkeypatch.setattr(bounds, "MAX_RULES", 2)
    store = kind(database)
    await store.put(CHANNEL, {"works": False, "count": 2}, entry())
    await store.put(CHANNEL, {"works": True}, entry())

    with pytest.raises(FullError):
        await store.put(OTHER, {"works": False}, entry())

    assert await store.of(GUILD) == {CHANNEL: {"works": True, "count": 2}}
    assert await recorded(database) == ["rules set"] * 2
