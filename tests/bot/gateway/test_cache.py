"""The cache of servers, and the sockets that they arrive by."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.gateway.fair_sockets import read_fairly
from bot.gateway.lean_cache import keep_lean
from tests.wire.discord import WireDiscord, discord_redirected

MESSAGES = 10


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        with discord_redirected(wire.api, wire.gateway):
            yield wire


@pytest.mark.parametrize(
    ("kind", "turns_each"), [("TEXT", 1), ("BINARY", 1), ("CLOSE", 0), ("CLOSED", 0)]
)
async def test_other_work_goes_on_between_two_messages(kind: str, turns_each: int) -> None:
    class Socket:
        async def receive(self, timeout: float) -> aiohttp.WSMessage:  # noqa: ASYNC109 - of aiohttp
            return aiohttp.WSMessage(aiohttp.WSMsgType[kind], timeout, None)

    async def connect(url: str, *, compress: int) -> Socket:
        assert (url, compress) == ("wss://gateway", 0)
        return Socket()

    client: Any = SimpleNamespace(http=SimpleNamespace(ws_connect=connect))
    read_fairly(client, lambda: None)
    socket = await client.http.ws_connect("wss://gateway")
    turns = 0

    async def work() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    working = asyncio.create_task(work())
    for number in range(MESSAGES):
        assert (await socket.receive(timeout=number)).data == number
    working.cancel()
    assert turns == MESSAGES * turns_each


async def test_cached_server_has_equal_permissions_once_and_no_topics(wire: WireDiscord) -> None:
    channels = [wire.channel, wire.add_channel(wire.guild, "a"), wire.add_channel(wire.guild, "b")]
    for channel in channels[:2]:
        wire.deny(channel, "send_messages")
    intents = discord.Intents(guilds=True)
    async with discord.AutoShardedClient(intents=intents, guild_ready_timeout=0.01) as client:
        keep_lean(client)
        running = asyncio.create_task(client.start(wire.token))
        try:
            await wire.connected()
            async with asyncio.timeout(10):
                await client.wait_until_ready()
            found: list[Any] = [client.get_channel(channel.id) for channel in channels]
            assert [one.topic for one in found] == [None] * 3
            assert found[0]._overwrites is found[1]._overwrites
            assert found[0]._overwrites is not found[2]._overwrites
            me = found[0].guild.me
            assert [one.permissions_for(me).send_messages for one in found] == [False, False, True]
            # What is shared is not changed: the other channel keeps its permissions.
            wire.allow(channels[0])
            async with asyncio.timeout(10):
                await client.wait_for("guild_channel_update")
            assert [one.permissions_for(me).send_messages for one in found] == [True, False, True]
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)
