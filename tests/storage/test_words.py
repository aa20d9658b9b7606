"""The words that a server does not want, and the record of what was changed."""

import asyncio

from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.words import WordStore
from tests.storage.rows import GUILD, MEMBER, NOON, entry

LONGEST = "裸" * 99 + "🦊"


async def test_each_server_has_words_of_its_own(database: Database) -> None:
    words = WordStore(database)
    assert await words.of(GUILD) == []
    await words.add("fox", entry())
    await words.add(LONGEST, entry())
    await words.add("owl", entry(GUILD + 1))
    assert {*await words.of(GUILD)} == {"fox", LONGEST}
    assert await words.of(GUILD + 1) == ["owl"]


async def test_word_that_is_there_stays_there_once(database: Database) -> None:
    words = WordStore(database)
    await asyncio.gather(*(words.add("fox", entry()) for _ in range(4)))
    assert await words.of(GUILD) == ["fox"]


async def test_removing_says_whether_there_was_anything_to_remove(database: Database) -> None:
    words = WordStore(database)
    await words.add("fox", entry())
    await words.add("fox", entry(GUILD + 1))
    assert await words.remove("fox", entry())
    assert not await words.remove("fox", entry())
    assert await words.of(GUILD) == []
    assert await words.of(GUILD + 1) == ["fox"]


async def test_each_change_is_recorded_with_it_and_nothing_else_is(database: Database) -> None:
    words = WordStore(database)
    added, removed = entry(action="words add", word="fox"), entry(action="words remove", word="fox")
    await words.add("fox", added)
    await words.remove("fox", removed)
    await words.remove("fox", removed)
    assert await AuditStore(database).newest(GUILD, 9) == [removed, added]


async def test_words_are_among_what_a_server_has_decided(database: Database) -> None:
    await WordStore(database).add("fox", entry())
    decisions = PolicySnapshotStore(database)
    assert (await decisions.of(GUILD, MEMBER, NOON)).words == ("fox",)
    assert (await decisions.of(GUILD + 1, MEMBER, NOON)).words == ()
    assert (await decisions.of(None, MEMBER, NOON)).words == ()
