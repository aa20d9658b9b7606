"""What is remembered of members."""

import asyncio
from datetime import timedelta

from bot.storage.database import Database
from bot.storage.members import MemberStore
from tests.storage.rows import MEMBER, NOON, later

MINUTE = timedelta(minutes=1)


async def test_others_may_edit_until_a_member_forbids_it(database: Database) -> None:
    members = MemberStore(database)
    everyone = [MEMBER, MEMBER + 1, MEMBER + 2]
    assert await members.refusing(everyone) == set()
    await members.set_lets_others_edit(MEMBER, False)
    await members.set_lets_others_edit(MEMBER + 1, True)
    assert await members.refusing(everyone) == {MEMBER}
    assert await members.refusing([MEMBER, MEMBER]) == {MEMBER}
    assert await members.refusing(everyone[1:]) == set()
    assert await members.refusing([]) == set()


async def test_what_a_member_said_last_holds(database: Database) -> None:
    members = MemberStore(database)
    for yes in (False, True, False, False):
        await members.set_lets_others_edit(MEMBER, yes)
        assert await members.refusing([MEMBER]) == (set() if yes else {MEMBER})


async def test_hint_is_due_again_only_after_a_while(database: Database) -> None:
    members = MemberStore(database)
    assert await members.hint_due(MEMBER, NOON, MINUTE)
    assert not await members.hint_due(MEMBER, later(59.999), MINUTE)
    assert await members.hint_due(MEMBER + 1, later(59.999), MINUTE)
    assert await members.hint_due(MEMBER, later(60), MINUTE)
    assert not await members.hint_due(MEMBER, later(61), MINUTE)


async def test_hint_and_consent_leave_each_other_alone(database: Database) -> None:
    members = MemberStore(database)
    await members.set_lets_others_edit(MEMBER, False)
    assert await members.hint_due(MEMBER, NOON, MINUTE)
    assert await members.refusing([MEMBER]) == {MEMBER}
    await members.set_lets_others_edit(MEMBER, True)
    assert not await members.hint_due(MEMBER, NOON, MINUTE)


async def test_hint_is_due_for_one_of_many_who_ask_at_once(
    database: Database, database_url: str
) -> None:
    async with Database.open(database_url) as elsewhere:
        stores = [MemberStore(database), MemberStore(elsewhere)] * 5
        for now in (NOON, later(60)):
            asked = (store.hint_due(MEMBER, now, MINUTE) for store in stores)
            assert sorted(await asyncio.gather(*asked)) == [False] * 9 + [True]
