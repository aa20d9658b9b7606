"""A process with several shards, and processes that share the shards."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.postgres import Postgres, postgres
from tests.wire.discord import WireDiscord
from tests.wire.running import running

__all__ = ["postgres"]

COUNT = 4
QUICK = {"EASEL_IDENTIFY_INTERVAL": "0.01"}


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        wire.gateway_server.starts.recommended = COUNT
        for number in range(COUNT):
            wire.add_guild(f"g{number}", wire.owner, shard=(number, COUNT))
        yield wire


async def test_as_many_shards_as_discord_recommends(wire: WireDiscord, tmp_path: Path) -> None:
    async with running(wire, tmp_path, QUICK) as easel:
        line = await easel.says("gateway: shards 0-3 of 4")
        assert line.endswith("1000 of 1000 session starts are left, 1 at a time")
        await easel.says(f"in {COUNT + 1} servers")
        await wire.disconnect(shard=2)
        await easel.says("shard 2: the connection to Discord is lost")
        await easel.says("shard 2: the connection to Discord is back")
        wire.gateway_server.resumable = False
        await wire.disconnect(shard=3)
        await easel.says("shard 3: the connection to Discord is lost")
        await easel.says("shard 3: connected to Discord with a new session")
        assert await easel.stop() == 0
    assert easel.count("shard 0") == easel.count("shard 1") == 0
    assert wire.gateway_server.identified == COUNT + 1


async def test_lost_session_forgets_the_servers_that_were_left_meanwhile(
    wire: WireDiscord, tmp_path: Path
) -> None:
    left = wire.add_guild("left", wire.owner, shard=(1, COUNT))
    async with running(wire, tmp_path, QUICK) as easel:
        await easel.says(f"in {COUNT + 2} servers")
        left.has_bot = False
        for shard in range(COUNT):
            # All of them, after which the bot is ready again.
            wire.gateway_server.resumable = False
            await wire.disconnect(shard=shard)
        await easel.says(f"in {COUNT + 1} servers")
        assert await easel.stop() == 0


async def test_two_processes_have_all_shards_and_start_in_turn(
    wire: WireDiscord, tmp_path: Path, postgres: Postgres
) -> None:
    starts = wire.gateway_server.starts
    starts.turn_seconds = 0.2
    async with postgres.database() as url:
        settings = {"EASEL_DATABASE_URL": url, "EASEL_IDENTIFY_INTERVAL": "0.4"}
        async with (
            running(wire, tmp_path, settings | {"EASEL_SHARDS": "0-1/4"}) as one,
            running(wire, tmp_path, settings | {"EASEL_SHARDS": "2,3/4"}) as two,
        ):
            await one.says("gateway: shards 0-1 of 4")
            await two.says("gateway: shards 2-3 of 4")
            await one.says("ready as")
            await two.says("ready as")
            assert {session.shard for session in wire.gateway_server.live} == {
                (number, COUNT) for number in range(COUNT)
            }
            assert await one.stop() == await two.stop() == 0
    assert starts.too_early == []


async def test_spent_starts_are_waited_for(wire: WireDiscord, tmp_path: Path) -> None:
    starts = wire.gateway_server.starts
    starts.remaining = COUNT - 1
    async with running(wire, tmp_path, QUICK) as easel:
        await easel.says("3 of 1000 session starts are left, and 4 are needed")
        starts.remaining = 1000
        await easel.says("ready as")
        assert await easel.stop() == 0
    assert wire.gateway_server.identified == COUNT


@pytest.mark.parametrize("shards", ["8", "4/4", "nonsense"])
async def test_bad_shards_are_one_line(wire: WireDiscord, tmp_path: Path, shards: str) -> None:
    async with running(wire, tmp_path, {"EASEL_SHARDS": shards}) as easel:
        assert await easel.ends() == 78
    [line] = easel.lines
    assert line.startswith("EASEL_SHARDS: ")


async def test_too_few_shards_are_one_line(wire: WireDiscord, tmp_path: Path) -> None:
    wire.gateway_server.starts.servers_per_shard = 1
    wire.add_guild("more", wire.owner, shard=(1, 2))
    async with running(wire, tmp_path, QUICK | {"EASEL_SHARDS": "0-1/2"}) as easel:
        assert await easel.ends() == 78
    assert "EASEL_SHARDS: the bot is in more servers" in easel.lines[-1]
