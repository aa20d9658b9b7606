"""Processes on one PostgreSQL: one dies, and another carries its job on; the server stands still.

Each test starts real processes.
"""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chaos.ledger import Ledger
from tests.crash.world import World
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

pytestmark = pytest.mark.slow

POST = ("POST", "/channels/*/messages")


@pytest.fixture
async def shared(world: World, postgres: Postgres) -> AsyncIterator[World]:
    """Let all lives of the world share a database of PostgreSQL's."""
    async with postgres.database() as url:
        world.settings = {
            "database_url": url,
            "lease": 1,
            "upkeep_interval": 0.2,
            "daily_pictures": 0,
        }
        yield world


def process_ids(postgres: Postgres) -> list[int]:
    """Return the processes of the server, the one that starts the others first."""
    [first] = Path(postgres.socket).parent.glob("**/postmaster.pid")
    postmaster = int(first.read_text().splitlines()[0])
    children = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = status.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if parent == str(postmaster):
            children.append(int(status.parent.name))
    return [postmaster, *children]


@contextmanager
def standing_still(postgres: Postgres) -> Iterator[None]:
    """Stop every process of the server; connections stay open, and are not answered."""
    stopped = process_ids(postgres)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(stopped):
            os.kill(pid, signal.SIGCONT)


async def states(world: World) -> list[str]:
    """Return the states of all jobs."""
    async with Ledger.open(str(world.settings["database_url"])) as ledger:
        return [row.state for row in await ledger.rows()]


async def test_a_process_without_the_server_carries_on_in_its_language(shared: World) -> None:
    world, wire = shared, shared.wire
    wire.guild.locale = "de"
    world.relay.faults.next("poll", "hang")
    async with world.life() as first:
        await wire.connected()
        await world.ask()
        await world.until(lambda: world.relay.polls)
        # For the shard of the other process, the server does not exist.
        wire.guild.has_bot = False
        async with world.life() as survivor:
            await wire.connected(2)
            wire.guild.has_bot = True
            await first.kill()
            await wire.until(lambda: wire.messages(world.channel), 30)
            [message] = wire.messages(world.channel)
            world.assert_shows_picture(message)
            assert "Löschen" in message.buttons
            world.assert_paid_once()
            assert await survivor.stop() == 0
    assert await states(world) == ["done"]


async def test_a_death_while_posting_makes_no_second_message(shared: World) -> None:
    world, wire = shared, shared.wire
    async with world.life() as first, wire.held(*POST, "after") as gate:
        await wire.connected()
        asked = await world.ask()
        await wire.until(lambda: gate.waiting)
        async with world.life() as survivor:
            await wire.connected(2)
            await first.kill()
            gate.open()
            await world.told(asked, "/")
            assert await survivor.stop() == 0
    assert await states(world) == ["done"]
    [message] = wire.messages(world.channel)
    world.assert_shows_picture(message)
    world.assert_paid_once()


async def test_a_server_that_stands_still_holds_up_nothing_longer_than_that(
    shared: World, postgres: Postgres
) -> None:
    world, wire = shared, shared.wire
    async with world.life() as first, world.life() as second, wire.held(*POST) as gate:
        await wire.connected(2)
        # One process may take both, and discord.py posts to a channel one after another.
        places = [world.channel, wire.add_channel(wire.guild, "other")]
        asked = [await world.ask(place) for place in places]
        await wire.until(lambda: gate.waiting == 2)
        with standing_still(postgres):
            gate.open()
            # Posted, and not to be written down yet.
            await wire.until(lambda: all(wire.messages(place) for place in places))
            late = await world.ask()
            await wire.until(lambda: late.ack_seconds is not None)
        await world.told(late, "/")
        for one in asked:
            await world.told(one, "/")
        assert [len(wire.messages(place)) for place in places] == [2, 1]
        for life in (first, second):
            assert await life.stop() == 0
    assert await states(world) == ["done"] * 3
    assert (world.relay.created, world.relay.charged) == (3, 3)
