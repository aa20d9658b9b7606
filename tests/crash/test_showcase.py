"""Starred pictures are shown once, whoever dies and whoever else is there."""

import pytest

from tests.crash.world import World
from tests.wire.state import Channel, Message

pytestmark = pytest.mark.slow

STAR = "⭐"
POINTS = {
    "before-the-row": "before bot.storage.showcases:ShowcaseStore.begin",
    "after-the-row": "after bot.storage.showcases:ShowcaseStore.begin",
    "before-the-send": "before bot.delivery.rest_client:RestClient.send_message",
    "after-the-send": "after bot.delivery.further_posts:FurtherPosts.post",
    "after-the-record": "after bot.storage.showcases:ShowcaseStore.keep",
}


@pytest.fixture
def showcase(world: World) -> Channel:
    """Return a channel for pictures with two stars; no nonce is relied on."""
    world.wire.world.nonce_window = 0
    channel = world.wire.add_channel(world.wire.guild, "showcase")
    values = {"guild": world.wire.guild.id, "channel": channel.id}
    world.ledger.change("INSERT INTO showcases VALUES (:guild, :channel, 2)", values)
    return channel


async def picture(world: World) -> Message:
    """Let a life post a picture."""
    async with world.running():
        asked = await world.ask()
        await world.ended(asked)
    return world.assert_posted_once(asked)


def star(world: World, message: Message, count: int = 2) -> None:
    """Let so many more members star a message."""
    for _ in range(count):
        number = len(message.reacted.get(STAR, ()))
        fan = world.wire.add_member(world.wire.guild, f"fan{number}")
        world.wire.react(message, fan, STAR)


def age(world: World) -> None:
    """Let the time pass after which a process counts as dead, between two lives."""
    world.ledger.change("UPDATE showcased SET looked_at = '2026-01-01 00:00:00.000000'", {})


async def shown_once(world: World, showcase: Channel) -> None:
    """Wait until the row names the only message."""

    def message_id() -> int:
        query = "SELECT message_id FROM reposts WHERE channel_id = ?"
        return next((row["message_id"] for row in world.ledger.read(query, showcase.id)), 0)

    found = await world.until(message_id)
    assert [one.id for one in world.wire.messages(showcase)] == [found]


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
async def test_killed_process_leaves_one_post(world: World, showcase: Channel, point: str) -> None:
    posted = await picture(world)
    async with world.life(point) as life:
        await world.wire.connected()
        star(world, posted)
        await world._died(life)
    age(world)

    async with world.running():
        # Where nothing was begun, the next star counts those of before.
        star(world, posted, 1)
        await shown_once(world, showcase)


async def test_two_processes_show_it_once(world: World, showcase: Channel) -> None:
    posted = await picture(world)
    async with world.life() as former, world.life() as following:
        await world.wire.connected(2)
        star(world, posted, 3)
        await shown_once(world, showcase)
        for life in (former, following):
            assert await life.stop() == 0
    assert len(world.wire.messages(showcase)) == 1


async def test_pages_of_stars_are_all_counted(world: World, showcase: Channel) -> None:
    world.ledger.change("UPDATE showcases SET stars = 101", {})
    posted = await picture(world)
    posted.reacted[STAR] = [world.wire.world.add_user(f"fan{n}") for n in range(100)]
    # Its author's own does not count.
    posted.reacted[STAR].append(world.member)
    async with world.running():
        star(world, posted, 1)
        await shown_once(world, showcase)
