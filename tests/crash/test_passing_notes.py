"""Notes in a channel whose process dies before their time is over."""

import pytest

from tests.crash.world import World


def notes(world: World) -> list[str]:
    """Return the names of the notes that are written down."""
    rows = world.ledger._read("SELECT name FROM facts WHERE name LIKE 'note:%'")
    return [row["name"] for row in rows]


@pytest.mark.slow
async def test_next_start_deletes_a_note_whose_time_is_over(world: World) -> None:
    async with world.life() as life:
        await world.wire.connected()
        asked = await world.ask()
        await world.ended(asked)
        picture = world.assert_posted_once(asked)
        await world.wire.say(world.channel, world.member, "blue sky", reply_to=picture)
        await world.until(lambda: notes(world))
        await world.killed(life)
    [question] = [
        one for one in world.wire.messages(world.channel) if "just talking" in one.content
    ]
    due = f'[{world.channel.id},"2020-01-01T00:00:00+00:00"]'
    world.ledger._write("UPDATE facts SET value = ? WHERE name LIKE 'note:%'", due)
    async with world.running():
        await world.until(lambda: not notes(world))
        assert question not in world.wire.messages(world.channel)
