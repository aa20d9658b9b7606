"""Killed with several shards: one task a job, and one message."""

import asyncio
import signal
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.storage.address import dsn_of
from tests.crash.test_every_line import POINTS
from tests.crash.world import LOOK_EVERY, World
from tests.postgres import Postgres, postgres
from tests.wire.interactions import Interaction
from tests.wire.state import Channel

__all__ = ["postgres"]

COUNT = 4
QUICK = {"identify_interval": 0.01}
PATIENCE = 60
"""Seconds that two processes may take to start on a busy machine."""
QUICK_POINTS = {name: POINTS[name] for name in ("after-it-is-accepted", "after-message-is-posted")}
OTHERS = [(name, point) for name, point in POINTS.items() if name not in QUICK_POINTS]
# One process and two take turns: what they do at a point is nearly the same.
OTHER_POINTS = dict(OTHERS[::2])
# Processes that share their bounds start a job through the line that they share.
SHARED_POINTS = {
    name: point.replace("jobs:JobStore.mark_started", "line:LineStore.start_alone")
    for name, point in OTHERS[1::2]
}


def points(chosen: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("point", chosen.values(), ids=chosen)


@pytest.fixture(autouse=True)
def places(world: World) -> list[Channel]:
    """Return a channel in a server of each shard; a nonce is not relied on."""
    wire = world.wire
    wire.world.nonce_window = 0
    wire.gateway_server.starts.recommended = COUNT
    wire.remove_bot(wire.guild)
    servers = [
        wire.add_guild(f"server {number}", wire.owner, wire.member, shard=(number, COUNT))
        for number in range(COUNT)
    ]
    return [wire.add_channel(server, "pictures") for server in servers]


@pytest.fixture
async def database(postgres: Postgres) -> AsyncIterator[str]:
    async with postgres.database() as url:
        yield url


async def killed_with_all_shards(world: World, channel: Channel, point: str) -> None:
    """Kill the only process at this point, and start another one."""
    async with world.life(point, **QUICK) as life:
        await world.wire.connected(COUNT, timeout=PATIENCE)
        asked = await world.ask(channel)
        assert await life.ended() == -signal.SIGKILL
        await world.wire.connected(0)
    async with world.life(**QUICK) as life:
        await world.wire.connected(COUNT, timeout=PATIENCE)
        await world.ended(asked)
        assert await life.stop() == 0
    world.assert_posted_once(asked, channel)
    world.assert_paid_once()


async def killed_beside_another(world: World, channel: Channel, point: str, database: str) -> None:
    """Kill the process with the job's shard at this point; another one carries the job on."""
    # A lease that a busy machine can renew in time.
    settings = {**QUICK, "database_url": database, "lease": 3}
    async with (
        world.life(shards="2-3/4", **settings) as other,
        world.life(point, shards="0-1/4", **settings) as life,
    ):
        await world.wire.connected(COUNT, timeout=PATIENCE)
        asked = await world.ask(channel)
        assert await life.ended() == -signal.SIGKILL
        await expire_lease(database, asked)
        await ended(database, asked)
        assert await other.stop() == 0
    [message] = world.wire.messages(channel)
    world.assert_shows_picture(message)
    assert message.buttons["Delete"] == f"easel:delete:{asked.id}"
    world.assert_paid_once()


async def expire_lease(database: str, asked: Interaction) -> None:
    """Let another process have the job at once: a lease of a post lasts for a minute."""
    await run(database, "UPDATE jobs SET leased_until = '2000-01-01' WHERE id = $1", asked.id)


async def ended(database: str, asked: Interaction) -> None:
    """Wait until the job is done."""
    query = "SELECT state FROM jobs WHERE id = $1 AND ended_at IS NOT NULL"
    async with asyncio.timeout(30):
        # A database rings no bell.
        while not (found := await run(database, query, asked.id)):  # noqa: ASYNC110
            await asyncio.sleep(LOOK_EVERY)
    assert found == ["done"]


async def run(database: str, statement: str, *values: object) -> list[object]:
    """Run a statement, and return the first column."""
    connection = await asyncpg.connect(dsn_of(make_url(database)))
    try:
        return [row[0] for row in await connection.fetch(statement, *values)]
    finally:
        await connection.close()


@points(QUICK_POINTS)
async def test_process_with_four_shards_is_killed(
    world: World, places: list[Channel], point: str
) -> None:
    await killed_with_all_shards(world, places[2], point)


@points(QUICK_POINTS)
async def test_one_of_two_processes_is_killed(
    world: World, places: list[Channel], point: str, database: str
) -> None:
    await killed_beside_another(world, places[1], point, database)


@pytest.mark.slow
@points(OTHER_POINTS)
async def test_process_with_four_shards_is_killed_at_every_other_line(
    world: World, places: list[Channel], point: str
) -> None:
    await killed_with_all_shards(world, places[3], point)


@pytest.mark.slow
@points(SHARED_POINTS)
async def test_one_of_two_processes_is_killed_at_every_other_line(
    world: World, places: list[Channel], point: str, database: str
) -> None:
    await killed_beside_another(world, places[0], point, database)
