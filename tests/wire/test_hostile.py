"""The fake Discord when it is late, absent, wrong or hostile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
import pytest

from .discord import WireDiscord, discord_redirected
from .sample_bot import SampleBot

POST = ("POST", "/channels/*/messages")


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        with discord_redirected(wire.api, wire.gateway):
            yield wire


@asynccontextmanager
async def started(wire: WireDiscord) -> AsyncIterator[SampleBot]:
    """Run a bot until it has a session, which may have received no events yet."""
    async with SampleBot() as bot:
        task = asyncio.create_task(bot.start(wire.token))
        try:
            await wire.connected()
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


async def test_ready_can_be_sent_late(wire: WireDiscord) -> None:
    wire.gateway_server.late = {"READY"}
    async with started(wire) as bot:
        await wire.say(wire.channel, wire.member, f"<@{wire.bot.id}> hello")
        assert not bot.is_ready()
        wire.gateway_server.send_late()
        async with asyncio.timeout(10):
            await bot.wait_until_ready()
        assert bot.get_guild(wire.guild.id) is not None
        # A new session gets no earlier events.
        assert bot.received.empty()


async def test_guild_create_can_be_left_out(wire: WireDiscord) -> None:
    wire.gateway_server.late = {"READY", "GUILD_CREATE"}
    async with started(wire) as bot:
        wire.gateway_server.send_late("READY")
        await wire.say(wire.channel, wire.member, f"<@{wire.bot.id}> hello")
        async with asyncio.timeout(10):
            await bot.received.get()
        guild = bot.get_guild(wire.guild.id)
        assert guild is not None
        assert guild.unavailable
        assert guild.text_channels == []


async def test_message_exists_after_a_wrong_or_lost_answer(wire: WireDiscord) -> None:
    async with started(wire) as bot:
        wire.garble(*POST, "{}")
        with pytest.raises(KeyError):
            await bot.post(wire.channel.id, "1")
        wire.lose(*POST)
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await bot.post(wire.channel.id, "2")
        wire.lose(*POST, processed=False)
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await bot.post(wire.channel.id, "3")
        assert [message.nonce for message in wire.messages(wire.channel)] == ["1", "2"]
        wire.fail(*POST, 503, times=5)
        wire.clear_faults()
        await bot.post(wire.channel.id, "4")


async def test_message_has_one_thread_and_a_new_message_unarchives_it(wire: WireDiscord) -> None:
    parent = await wire.say(wire.channel, wire.member, "my cat")
    async with started(wire) as bot:
        message = bot.get_partial_messageable(wire.channel.id).get_partial_message(parent.id)
        raw = await bot.http.start_thread_with_message(
            wire.channel.id, parent.id, name="cats", auto_archive_duration=1440
        )
        assert int(raw["id"]) == parent.id
        with pytest.raises(discord.HTTPException) as error:
            await bot.http.start_thread_with_message(
                wire.channel.id, parent.id, name="cats", auto_archive_duration=1440
            )
        assert error.value.code == 160004
        thread = wire.world.channels[parent.id]
        thread.archived = True
        await bot.post(thread.id, "1")
        assert not thread.archived
        thread.locked = True
        with pytest.raises(discord.Forbidden):
            await bot.post(thread.id, "2")
        await message.add_reaction("🎨")
        assert parent.reactions == {"🎨"}


async def test_private_thread_is_visible_to_its_members_only(wire: WireDiscord) -> None:
    thread = wire.add_thread(wire.channel, "secret", wire.member, private=True)
    async with started(wire) as bot:
        assert isinstance(await bot.fetch_channel(thread.id), discord.Thread)
        thread.insiders.discard(wire.bot.id)
        with pytest.raises(discord.Forbidden) as error:
            await bot.post(thread.id, "1")
        assert error.value.code == 50001


async def test_many_messages_can_be_added_quickly(wire: WireDiscord) -> None:
    wire.chatter(wire.channel, 1001)
    async with started(wire) as bot:
        [newest] = await bot.http.logs_from(wire.channel.id, 1)
        assert int(newest["id"]) == wire.messages(wire.channel)[1000].id
