"""Two processes of one deployment that hear of the same reply."""

import pytest

from tests.crash.test_passing_notes import notes
from tests.crash.world import World
from tests.wire.server import Call


def sends(world: World) -> list[Call]:
    """Return the messages that were sent to the channel, and answered."""
    path = f"/channels/{world.channel.id}/messages"
    return [one for one in world.wire.calls if one.matches("POST", path) and one.status]


@pytest.mark.slow
async def test_unclear_reply_is_asked_about_once(world: World) -> None:
    async with world.life() as former, world.life() as following:
        await world.wire.connected(2)
        asked = await world.ask()
        await world.ended(asked)
        picture = world.assert_posted_once(asked)
        before = len(sends(world))
        reply = await world.wire.say(world.channel, world.member, "blue sky", reply_to=picture)
        await world.until(lambda: len(sends(world)) == before + 2)
        for life in (former, following):
            assert await life.stop() == 0
    [question] = [one for one in world.wire.messages(world.channel) if one.referenced is reply]
    assert "just talking" in question.content
    assert len(notes(world)) == 1
