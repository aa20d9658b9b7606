"""Facts about a member from their jobs: servers, and the language."""

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_places import MemberPlaceStore
from bot.storage.memberships import MembershipStore
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job


@pytest.fixture
def places(database: Database) -> MemberPlaceStore:
    return MemberPlaceStore(database)


async def test_servers_are_those_that_the_member_asked_in_the_newest_first(
    places: MemberPlaceStore, store: JobStore
) -> None:
    for number, (guild_id, second) in enumerate(
        [(GUILD, 0), (GUILD + 1, 3), (GUILD, 5), (GUILD + 2, 1), (None, 9)], start=1
    ):
        await accept(store, new_job(number, guild_id=guild_id), at=later(second))
    await accept(store, new_job(9, member_id=MEMBER + 1, guild_id=GUILD + 3))

    assert await places.servers_of(MEMBER, 9) == [GUILD, GUILD + 1, GUILD + 2]
    assert await places.servers_of(MEMBER, 2) == [GUILD, GUILD + 1]
    assert await places.servers_of(MEMBER + 2, 9) == []


async def test_servers_that_the_bot_has_left_are_none(
    places: MemberPlaceStore, store: JobStore, database: Database
) -> None:
    await accept(store, new_job())
    memberships = MembershipStore(database)
    await memberships.claim_welcome(GUILD, NOON)
    await memberships.claim_welcome(GUILD + 1, NOON)
    assert await places.known_servers(9) == [GUILD, GUILD + 1]

    await memberships.mark_left(GUILD, NOON)

    assert await places.servers_of(MEMBER, 9) == []
    assert await places.known_servers(9) == [GUILD + 1]


async def test_language_is_that_of_direct_messages_else_the_newest(
    places: MemberPlaceStore, store: JobStore
) -> None:
    assert await places.locale_of(MEMBER) is None
    await accept(store, new_job(1, locale="de"))
    await accept(store, new_job(2, locale="fr"), at=later(1))
    await accept(store, new_job(3, locale=None), at=later(2))
    assert await places.locale_of(MEMBER) == "fr"
    await accept(store, new_job(4, locale="es-ES", guild_id=None))
    assert await places.locale_of(MEMBER) == "es-ES"
    assert await places.locale_of(MEMBER + 1) is None
