"""The fake Discord with the shards of discord.py."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest

from .discord import WireDiscord, discord_redirected
from .state import Guild

COUNT = 4


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        wire.gateway_server.starts.recommended = COUNT
        with discord_redirected(wire.api, wire.gateway):
            yield wire


@pytest.fixture
def guilds(wire: WireDiscord) -> list[Guild]:
    """Add a server of each shard, beside the one that is there."""
    wire.remove_bot(wire.guild)
    return [wire.add_guild(f"g{n}", wire.owner, shard=(n, COUNT)) for n in range(COUNT)]


class Sharded(discord.AutoShardedClient):
    """A client whose shards identify at once."""

    def __init__(self, **options: object) -> None:
        options |= {"intents": discord.Intents(4609), "guild_ready_timeout": 0.01}
        super().__init__(**options)  # type: ignore[arg-type]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for nothing."""


@asynccontextmanager
async def started(wire: WireDiscord, client: Sharded) -> AsyncIterator[asyncio.Task[None]]:
    async with client:
        task = asyncio.create_task(client.start(wire.token))
        try:
            yield task
        finally:
            await client.close()
            await asyncio.gather(task, return_exceptions=True)


async def test_each_shard_gets_its_servers(wire: WireDiscord, guilds: list[Guild]) -> None:
    async with started(wire, client := Sharded()):
        await wire.connected(COUNT)
        async with asyncio.timeout(10):
            await client.wait_until_ready()
        assert client.shard_count == COUNT
        found = {guild.id: guild.shard_id for guild in client.guilds}
        assert found == {guild.id: n for n, guild in enumerate(guilds)}
        sessions = [wire.gateway_server.shard(n, COUNT) for n in range(COUNT)]
        before = [len(session.events) for session in sessions if session]
        await wire.say(wire.add_channel(guilds[2], "c"), wire.member, "hello")
        after = [len(session.events) for session in sessions if session]
        # The channel and the message.
        assert [new - old for new, old in zip(after, before, strict=True)] == [0, 0, 2, 0]


async def test_process_has_some_of_the_shards(wire: WireDiscord, guilds: list[Guild]) -> None:
    async with started(wire, client := Sharded(shard_count=COUNT, shard_ids=[1, 3])):
        await wire.connected(2)
        async with asyncio.timeout(10):
            await client.wait_until_ready()
        assert {guild.id for guild in client.guilds} == {guilds[1].id, guilds[3].id}


async def test_one_shard_is_cut_and_resumes(wire: WireDiscord, guilds: list[Guild]) -> None:
    async with started(wire, Sharded()):
        await wire.connected(COUNT)
        await wire.disconnect(shard=2)
        await wire.until(lambda: wire.gateway_server.resumed == 1)
        await wire.connected(COUNT)
    assert wire.gateway_server.identified == COUNT
    assert len(guilds) == COUNT


@pytest.mark.parametrize(
    ("options", "code"),
    [({"shard_count": 2, "shard_ids": [2]}, 4010), ({"shard_count": 1}, 4011)],
)
async def test_wrong_shards_are_refused(
    wire: WireDiscord, options: dict[str, object], code: int
) -> None:
    wire.gateway_server.starts.servers_per_shard = 0
    async with started(wire, Sharded(**options)) as task:
        with pytest.raises(discord.ConnectionClosed) as error:
            async with asyncio.timeout(10):
                await task
    assert error.value.code == code


async def test_identify_before_its_turn_is_an_invalid_session(wire: WireDiscord) -> None:
    starts = wire.gateway_server.starts
    starts.turn_seconds, starts.max_concurrency = 60.0, 2
    async with started(wire, client := Sharded()):
        await wire.until(lambda: len(starts.too_early) >= 2)
        # One of each bucket.
        assert wire.gateway_server.identified == 2
        starts.turn_seconds = 0.0
        await wire.connected(COUNT)
        async with asyncio.timeout(10):
            await client.wait_until_ready()
    assert {*starts.too_early} <= {2, 3}


async def test_starts_are_counted_and_end_the_token(wire: WireDiscord) -> None:
    starts = wire.gateway_server.starts
    starts.remaining = COUNT - 1
    async with started(wire, Sharded()) as task:
        with pytest.raises(discord.ConnectionClosed) as error:
            async with asyncio.timeout(10):
                await task
    assert error.value.code == 4004
