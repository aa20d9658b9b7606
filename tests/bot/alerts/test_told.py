"""Alerts of a real process, as they arrive at Discord."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sandbox.relay import KEY, RelayEmulator, serve
from tests.bot.monitoring.conftest import Open
from tests.wire.discord import WireDiscord
from tests.wire.state import Channel

pytestmark = pytest.mark.slow

LONG = 90
TOKEN = "hook-token_" + "x" * 57
KEY_REFUSED = "⚠️ The relay refuses the bot's key"
KEY_TAKEN = "✅ The relay takes the bot's key again."


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with serve(RelayEmulator(delay=0)) as emulator:
        yield emulator


def settings(relay: RelayEmulator, **more: str) -> dict[str, str]:
    others = {f"EASEL_{name.upper()}": value for name, value in more.items()}
    return {"EASEL_RELAY_URL": relay.url, "EASEL_RELAY_KEY": KEY, **others}


def told(wire: WireDiscord, channel: Channel) -> list[str]:
    return [message.content for message in wire.messages(channel)]


async def test_owner_is_told_once_over_a_restart_and_once_that_it_is_over(
    asked: Open, wire: WireDiscord, relay: RelayEmulator
) -> None:
    owner = wire.dm(wire.owner)
    relay.key = "relay_sk_another"
    async with asyncio.timeout(LONG):
        async with asked(settings(relay)) as bot:
            await wire.until(lambda: told(wire, owner), timeout=LONG)
            assert await bot.easel.stop() == 0
        async with asked(settings(relay)) as bot:
            await bot.until("/readyz", 200)
            await wire.slash(wire.channel, wire.member, "flux", prompt="a fox", width=64, height=64)
            await bot.easel.says("refuses the bot's account")
            relay.key = KEY
            await wire.slash(wire.channel, wire.member, "flux", prompt="a fox", width=64, height=64)
            await wire.until(lambda: len(told(wire, owner)) > 1, timeout=LONG)
            assert await bot.easel.stop() == 0
    first, last = told(wire, owner)
    assert first.startswith(KEY_REFUSED)
    assert last == KEY_TAKEN


async def test_webhook_is_told_and_its_address_reaches_no_log(
    asked: Open, wire: WireDiscord, relay: RelayEmulator
) -> None:
    relay.credit_warning = True
    wire.webhooks.hooks[TOKEN] = wire.channel
    wire.fail("POST", "/webhooks/*", status=403, code=50013)
    hook = f"https://discord.com/api/webhooks/{10**17}/{TOKEN}"
    chosen = settings(relay, alerts=hook, log_level="DEBUG")
    async with asyncio.timeout(LONG), asked(chosen) as bot:
        await bot.easel.says("alerts reach nobody")
        assert await bot.easel.stop() == 0
    assert not [line for line in bot.easel.lines if TOKEN in line]
    async with asyncio.timeout(LONG), asked(chosen) as bot:
        await wire.until(lambda: told(wire, wire.channel), timeout=LONG)
        assert await bot.easel.stop() == 0
    assert not [line for line in bot.easel.lines if TOKEN in line]
    [text] = told(wire, wire.channel)
    assert text == "⚠️ The relay says that the account's credits run low."


async def test_nobody_is_told_where_alerts_are_off(
    asked: Open, wire: WireDiscord, relay: RelayEmulator
) -> None:
    relay.key = "relay_sk_another"
    async with asyncio.timeout(LONG), asked(settings(relay, alerts="off")) as bot:
        await bot.easel.says("the relay refuses the bot's key")
        await bot.until("/readyz", 200)
        await wire.slash(wire.channel, wire.member, "flux", prompt="a fox", width=64, height=64)
        await bot.easel.says("refuses the bot's account")
        assert await bot.easel.stop() == 0
    assert told(wire, wire.dm(wire.owner)) == []
