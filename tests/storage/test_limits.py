"""Limits of a server: set, replaced, cleared, and each change written down with it."""

from datetime import timedelta

from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.limits import ANY, LimitStore, SetLimit, Whose
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.servers import ServerStore
from tests.storage.rows import GUILD, MEMBER, NOON, entry, later

EVERYONE = SetLimit(Whose.EVERYONE, 0, "pictures", "day", 5)
ROLE = SetLimit(Whose.ROLE, 21, "dollars", "month", 2_000_000, until=NOON + timedelta(days=1))
EXTRA = SetLimit(Whose.MEMBER, MEMBER, "pictures", "day", 20, adds=True)
FREE = SetLimit(Whose.ROLE, 21, ANY, ANY, None)


async def actions(database: Database, guild_id: int = GUILD) -> list[str]:
    """What was written down, newest first."""
    return [one.action for one in await AuditStore(database).newest(guild_id, 10)]


async def test_what_is_set_is_there_for_its_server_alone(database: Database) -> None:
    store = LimitStore(database)
    for limit in (EVERYONE, ROLE, EXTRA):
        await store.put(limit, entry())
    assert await store.of(GUILD) == [EVERYONE, EXTRA, ROLE]
    assert await store.of(GUILD + 1) == []
    decided = await PolicySnapshotStore(database).of(GUILD, MEMBER, NOON)
    assert [*decided.limits] == [EVERYONE, EXTRA, ROLE]


async def test_the_same_window_is_replaced(database: Database) -> None:
    store = LimitStore(database)
    await store.put(EVERYONE, entry())
    newer = SetLimit(Whose.EVERYONE, 0, "pictures", "day", None)
    await store.put(newer, entry())
    assert await store.of(GUILD) == [newer]


async def test_what_comes_on_top_stands_beside_what_it_is_added_to(database: Database) -> None:
    store = LimitStore(database)
    own = SetLimit(Whose.MEMBER, MEMBER, "pictures", "day", 3)
    await store.put(own, entry())
    await store.put(EXTRA, entry())
    assert await store.of(GUILD) == [own, EXTRA]
    assert await store.clear(Whose.MEMBER, MEMBER, entry()) == 2


async def test_unlimited_in_everything_replaces_what_the_target_had(database: Database) -> None:
    store = LimitStore(database)
    for limit in (EVERYONE, ROLE, FREE):
        await store.put(limit, entry())
    assert await store.of(GUILD) == [EVERYONE, FREE]


async def test_clearing_takes_one_window_or_all_of_one_target(database: Database) -> None:
    store = LimitStore(database)
    hourly = SetLimit(Whose.ROLE, 21, "pictures", "hour", 3)
    for limit in (EVERYONE, ROLE, hourly):
        await store.put(limit, entry())
    assert await store.clear(Whose.ROLE, 21, entry(), per="hour") == 1
    assert await store.of(GUILD) == [EVERYONE, ROLE]
    assert await store.clear(Whose.ROLE, 21, entry(GUILD + 1)) == 0
    assert await store.clear(Whose.ROLE, 21, entry()) == 1
    assert await store.of(GUILD) == [EVERYONE]


async def test_changes_are_written_down_and_what_changed_nothing_is_not(database: Database) -> None:
    store = LimitStore(database)
    await store.put(EVERYONE, entry(action="limits set", pictures=5))
    await store.clear(Whose.MEMBER, MEMBER, entry(action="limits clear"))
    await store.clear(Whose.EVERYONE, 0, entry(action="limits clear"))
    assert await actions(database) == ["limits clear", "limits set"]
    assert await actions(database, GUILD + 1) == []
    [_, first] = await AuditStore(database).newest(GUILD, 10)
    assert first == entry(action="limits set", pictures=5)


async def test_a_word_about_the_budget_is_said_once_and_only_of_more(database: Database) -> None:
    servers = ServerStore(database)
    assert await servers.claim_budget_word(GUILD, "2026-11:050")
    assert not await servers.claim_budget_word(GUILD, "2026-11:050")
    assert await servers.claim_budget_word(GUILD, "2026-11:100")
    assert not await servers.claim_budget_word(GUILD, "2026-11:080")
    assert await servers.claim_budget_word(GUILD, "2026-12:050")
    assert (await servers.choices(GUILD)).budget_told == "2026-12:050"


async def test_choices_change_one_by_one_and_are_written_down(database: Database) -> None:
    servers = ServerStore(database)
    await servers.change(entry(action="budget"), budget=5_000_000, budget_then="qwen")
    await servers.change(entry(action="pause"), paused=True)
    choices = await servers.choices(GUILD)
    assert (choices.budget, choices.budget_then, choices.paused) == (5_000_000, "qwen", True)
    assert await actions(database) == ["pause", "budget"]
    assert (await PolicySnapshotStore(database).of(GUILD, MEMBER, later(1))).choices == choices
