"""Members' settings: consent to edits, and hints."""

import asyncio
from datetime import timedelta

from bot.storage.database import Database
from bot.storage.members import MemberStore
from tests.storage.rows import MEMBER, NOON, later

MINUTE = timedelta(minutes=1)


async def test_others_may_edit_until_a_member_forbids_it(database: Database) -> None:
    members = MemberStore(database)
    everyone = [MEMBER, MEMBER + 1, MEMBER + 2]
    assert await members.refusing_edits(everyone) == set()
    await members.set_lets_others_edit(MEMBER, False)
    await members.set_lets_others_edit(MEMBER + 1, True)
    assert await members.refusing_edits(everyone) == {MEMBER}
    assert await members.refusing_edits([MEMBER, MEMBER]) == {MEMBER}
    assert await members.refusing_edits(everyone[1:]) == set()
    assert await members.refusing_edits([]) == set()


async def test_the_last_choice_applies(database: Database) -> None:
    members = MemberStore(database)
    for lets in (False, True, False, False):
        await members.set_lets_others_edit(MEMBER, lets)
        assert await members.refusing_edits([MEMBER]) == (set() if lets else {MEMBER})


async def test_hint_can_be_claimed_again_after_a_while(database: Database) -> None:
    members = MemberStore(database)
    assert await members.claim_hint(MEMBER, NOON, MINUTE)
    assert not await members.claim_hint(MEMBER, later(59.999), MINUTE)
    assert await members.claim_hint(MEMBER + 1, later(59.999), MINUTE)
    assert await members.claim_hint(MEMBER, later(60), MINUTE)
    assert not await members.claim_hint(MEMBER, later(61), MINUTE)


async def test_hint_and_consent_are_independent(database: Database) -> None:
    members = MemberStore(database)
    await members.set_lets_others_edit(MEMBER, False)
    assert await members.claim_hint(MEMBER, NOON, MINUTE)
    assert await members.refusing_edits([MEMBER]) == {MEMBER}
    await members.set_lets_others_edit(MEMBER, True)
    assert not await members.claim_hint(MEMBER, NOON, MINUTE)


async def test_only_one_of_many_concurrent_callers_claims_a_hint(
    database: Database, database_url: str
) -> None:
    async with Database.open(database_url) as elsewhere:
        stores = [MemberStore(database), MemberStore(elsewhere)] * 5
        for now in (NOON, later(60)):
            claims = (store.claim_hint(MEMBER, now, MINUTE) for store in stores)
            assert sorted(await asyncio.gather(*claims)) == [False] * 9 + [True]


async def test_choice_about_unclear_replies_is_kept_for_a_while(database: Database) -> None:
    members = MemberStore(database)
    assert await members.unclear_choice(MEMBER, NOON) is None
    for edits in (True, False):
        await members.set_unclear_choice(MEMBER, edits, later(60))
        assert await members.unclear_choice(MEMBER, NOON) is edits
        assert await members.unclear_choice(MEMBER + 1, NOON) is None
        assert await members.unclear_choice(MEMBER, later(60)) is None
    await members.set_unclear_choice(MEMBER, None, later(61))
    assert await members.unclear_choice(MEMBER, NOON) is None
