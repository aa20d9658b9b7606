"""Listed words of a server: added, removed, recorded in the audit log."""

import asyncio

import pytest

from bot.storage import words as bounds
from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.room import FullError
from bot.storage.words import WordStore
from tests.storage.rows import GUILD, MEMBER, NOON, entry

MAX_WORD = "裸" * 99 + "🦊"


async def test_each_server_has_its_own_words(database: Database) -> None:
    words = WordStore(database)
    assert await words.of(GUILD) == []
    await words.add("fox", entry())
    await words.add(MAX_WORD, entry())
    await words.add("owl", entry(GUILD + 1))
    assert {*await words.of(GUILD)} == {"fox", MAX_WORD}
    assert await words.of(GUILD + 1) == ["owl"]


async def test_word_added_twice_is_listed_once(database: Database) -> None:
    words = WordStore(database)
    await asyncio.gather(*(words.add("fox", entry()) for _ in range(4)))
    assert await words.of(GUILD) == ["fox"]


async def test_removing_reports_if_the_word_was_listed(database: Database) -> None:
    words = WordStore(database)
    await words.add("fox", entry())
    await words.add("fox", entry(GUILD + 1))
    assert await words.remove("fox", entry())
    assert not await words.remove("fox", entry())
    assert await words.of(GUILD) == []
    assert await words.of(GUILD + 1) == ["fox"]


async def test_only_effective_changes_are_recorded(database: Database) -> None:
    words = WordStore(database)
    added, removed = entry(action="words add", word="fox"), entry(action="words remove", word="fox")
    await words.add("fox", added)
    await words.remove("fox", removed)
    await words.remove("fox", removed)
    assert await AuditStore(database).newest(GUILD, 9) == [removed, added]


async def test_words_are_part_of_the_policy_snapshot(database: Database) -> None:
    await WordStore(database).add("fox", entry())
    snapshots = PolicySnapshotStore(database)
    assert (await snapshots.of(GUILD, MEMBER, NOON)).words == ("fox",)
    assert (await snapshots.of(GUILD + 1, MEMBER, NOON)).words == ()
    assert (await snapshots.of(None, MEMBER, NOON)).words == ()


async def test_words_added_at_once_are_no_way_around_the_bound(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_WORDS", 2)
    words = WordStore(database)
    for number in range(2):
        await words.add(f"word {number}", entry())

    at_once = (words.add(f"other {number}", entry()) for number in range(4))
    results = await asyncio.gather(*at_once, return_exceptions=True)

    assert all(isinstance(result, FullError) for result in results)
    assert await words.of(GUILD) == ["word 0", "word 1"]
