"""A rolling restart: each process gives way to a new one, and no member notices."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator

import pytest

from tests.crash.test_shards import COUNT, PATIENCE, QUICK, ended
from tests.crash.world import World
from tests.postgres import Postgres, postgres
from tests.wire.interactions import Interaction
from tests.wire.state import Channel

pytestmark = pytest.mark.slow

__all__ = ["postgres"]

log = logging.getLogger(__name__)

PROMISED = 3.0
"""Seconds in which Discord wants the first answer."""
ASK_EVERY = 0.15


@pytest.fixture
async def database(postgres: Postgres) -> AsyncIterator[str]:
    async with postgres.database() as url:
        yield url


@pytest.fixture(autouse=True)
def places(world: World) -> list[Channel]:
    """Return a channel in a server of each shard."""
    wire = world.wire
    wire.gateway_server.starts.recommended = COUNT
    wire.remove_bot(wire.guild)
    servers = [
        wire.add_guild(f"server {number}", wire.owner, wire.member, shard=(number, COUNT))
        for number in range(COUNT)
    ]
    return [wire.add_channel(server, "pictures") for server in servers]


class Members:
    """Members who ask without a pause, in one server after the other."""

    def __init__(self, world: World, places: list[Channel]) -> None:
        self._world, self._places = world, places
        self.asked: list[Interaction] = []
        self.waits: list[float] = []

    async def ask(self) -> None:
        """Ask until cancelled."""
        async with asyncio.TaskGroup() as group:
            number = 0
            while True:
                place = self._places[number % len(self._places)]
                asked = await self._world.ask(place)
                self.asked.append(asked)
                group.create_task(self._wait(asked))
                number += 1
                await asyncio.sleep(ASK_EVERY)

    async def _wait(self, asked: Interaction) -> None:
        began = time.monotonic()
        await asked.acked(timeout=30)
        self.waits.append(time.monotonic() - began)


async def test_rolling_restart_answers_every_command_in_time(
    world: World, places: list[Channel], database: str
) -> None:
    settings = {**QUICK, "database_url": database, "lease": 3, "daily_pictures": 0}
    first, second = ({**settings, "shards": shards} for shards in ("0-1/4", "2-3/4"))
    members = Members(world, places)
    async with world.life(**first) as one, world.life(**second) as two:
        await world.wire.connected(COUNT, timeout=PATIENCE)
        asking = asyncio.create_task(members.ask())
        async with world.life(**first) as new_one, world.life(**second) as new_two:
            # The new one is there before the old one goes, one process after the other.
            await world.wire.connected(2 * COUNT, timeout=PATIENCE)
            assert await one.stop() == 0
            assert await two.stop() == 0
            await world.wire.connected(COUNT, timeout=PATIENCE)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            for asked in members.asked:
                await ended(database, asked)
            assert await new_one.stop() == 0
            assert await new_two.stop() == 0
    log.info("the longest of %d waits: %.2f s", len(members.waits), max(members.waits))
    assert len(members.waits) > COUNT
    assert max(members.waits) < PROMISED
    posts = [message for place in places for message in world.wire.messages(place)]
    assert len(posts) == len(members.asked)
    assert (world.relay.created, world.relay.charged) == (len(members.asked),) * 2
