"""Commands whose process dies after Discord's acknowledgement, and before their acceptance."""

import asyncio
from typing import Any

import pytest
from aiohttp import web

from tests.crash.kinds import photo
from tests.crash.world import World
from tests.wire.discord import WireDiscord
from tests.wire.interactions import Interaction

TOLD = "I was restarted before I could take this. Please ask again."


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Return the event that Discord's files wait for."""
    are_served, serve = asyncio.Event(), WireDiscord._cdn

    async def wait(wire: WireDiscord, request: web.Request) -> web.Response:
        await are_served.wait()
        return await serve(wire, request)

    monkeypatch.setattr(WireDiscord, "_cdn", wait)
    return are_served


def stored(world: World) -> list[Any]:
    return world.ledger._read("SELECT * FROM questions WHERE kind = 'preparing'")


async def ask(world: World) -> Interaction:
    """Ask for a picture by an image, and wait until it is known that it takes a while."""
    [(name, content)] = photo().items()
    asked = await world.ask(input_image=world.wire.upload(world.channel, name, content))
    await world.until(lambda: stored(world))
    return asked


@pytest.mark.parametrize("end", ["kill", "stop"])
async def test_member_is_told_by_the_next_start(
    world: World, files: asyncio.Event, end: str
) -> None:
    async with world.life() as life:
        await world.wire.connected()
        asked = await ask(world)
        await getattr(life, end)()
        await world.wire.connected(0)
    files.set()
    async with world.running():
        await world.told(asked, TOLD)
        await world.until(lambda: not stored(world))
        assert world.ledger.rows() == []
        assert asked.original is not None
        assert "a red fox" in asked.original.content
        again = asked.original.buttons["Try again"]
        pressed = await world.wire.click(asked.original, again, world.member)
        await world.ended(pressed)
    world.assert_posted_once(pressed)


@pytest.mark.slow
async def test_nothing_is_told_or_kept_where_the_request_is_accepted(
    world: World, files: asyncio.Event
) -> None:
    async with world.running():
        asked = await ask(world)
        files.set()
        await world.ended(asked)
        await world.until(lambda: not stored(world))
    async with world.running():
        pass
    assert asked.original is not None
    assert not [text for text in asked.original.revisions if TOLD in text]
    world.assert_posted_once(asked)


@pytest.mark.slow
async def test_request_whose_token_is_dead_is_forgotten(world: World) -> None:
    async with world.life() as life:
        await world.wire.connected()
        await ask(world)
        await world.killed(life)
    world.ledger._write("UPDATE questions SET id = ?", 1234567890)
    async with world.running() as life:
        await world.until(lambda: not stored(world))
        assert "could not be answered" not in life.output
