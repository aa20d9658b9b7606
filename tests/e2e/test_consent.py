"""`/mydata consent`."""

import pytest

from bot.storage.members import MemberStore
from sandbox.world import World
from tests.e2e.conftest import said

YES = "Others can edit your pictures and use them as references, in every server"
NO = "Only you can edit your pictures or use them as references, in every server"


async def consent(world: World, member: str, **options: bool) -> str:
    """What the command tells this member."""
    return said(await getattr(world, member).slash(world.pictures, "mydata consent", **options))


async def test_who_said_nothing_lets_others_edit(world: World) -> None:
    assert (await consent(world, "maya")).startswith(YES)
    assert await MemberStore(world.database).refusing_edits([world.maya.id]) == set()


async def test_each_member_decides_for_themselves_alone(world: World) -> None:
    assert (await consent(world, "maya", allow=False)).startswith(NO)

    assert (await consent(world, "maya")).startswith(NO)
    assert (await consent(world, "noor")).startswith(YES)
    both = [world.maya.id, world.noor.id]
    assert await MemberStore(world.database).refusing_edits(both) == {world.maya.id}


async def test_consent_can_be_given_again(world: World) -> None:
    await consent(world, "maya", allow=False)

    assert (await consent(world, "maya", allow=True)).startswith(YES)
    assert (await consent(world, "maya")).startswith(YES)


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_what_a_member_said_outlives_a_restart(world: World, crash: bool) -> None:
    await consent(world, "maya", allow=False)
    await world.restart(crash=crash)

    assert (await consent(world, "maya")).startswith(NO)


async def test_nothing_is_posted_in_the_channel(world: World) -> None:
    await consent(world, "maya", allow=False)

    assert world.pictures.history() == []
