"""Health of a real process, asked over HTTP."""

import asyncio
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.relay import KEY, RelayEmulator, serve
from tests.bot.monitoring.conftest import Open
from tests.wire.discord import WireDiscord
from tests.wire.running import running

pytestmark = pytest.mark.slow

# Longer than any of these tests needs on a busy machine.
LONG = 60


async def test_process_that_works_is_healthy_and_ready(asked: Open, wire: WireDiscord) -> None:
    async with asyncio.timeout(LONG), asked() as bot:
        await bot.until("/healthz", 200)
        await bot.until("/readyz", 200)
        _, facts = await bot.get("/healthz")
        assert facts["healthy"]
        assert [(shard["id"], shard["connected"]) for shard in facts["shards"]] == [(0, True)]
        assert await bot.easel.stop() == 0
    assert wire.token not in str(facts)


async def test_process_that_finishes_its_posts_is_no_longer_ready(
    asked: Open, wire: WireDiscord
) -> None:
    async with serve(RelayEmulator(delay=0)) as relay:
        settings = {"EASEL_RELAY_URL": relay.url, "EASEL_RELAY_KEY": KEY}
        async with (
            asyncio.timeout(LONG),
            asked(settings) as bot,
            wire.held("POST", "/channels/*/messages") as gate,
        ):
            await bot.until("/readyz", 200)
            await wire.slash(wire.channel, wire.member, "flux", prompt="a fox", width=64, height=64)
            await wire.until(lambda: gate.waiting, timeout=LONG)
            bot.easel.signal_stop()
            await bot.until("/readyz", 503)
            gate.open()
            assert await bot.easel.ends() == 0
    assert len(wire.messages(wire.channel)) == 1


async def test_database_that_is_waited_for_is_neither_healthy_nor_ready(asked: Open) -> None:
    nowhere = "postgres://easel:hunter2@127.0.0.1:1/easel"
    async with asyncio.timeout(LONG), asked({"EASEL_DATABASE_URL": nowhere}) as bot:
        await bot.until("/healthz", 503, "gateway", "database", "upkeep")
        assert (await bot.get("/readyz")) == (503, {"ready": False})
        assert await bot.easel.stop() == 0


async def test_gateway_that_acknowledges_no_heartbeat_is_unhealthy(
    asked: Open, wire: WireDiscord
) -> None:
    async with asyncio.timeout(LONG), asked() as bot:
        await bot.until("/readyz", 200)
        await bot.until("/healthz", 200)
        wire.gateway_server.is_silent = True
        await bot.until("/healthz", 503, "gateway")
        # A restart would not help those whose commands still come.
        assert (await bot.get("/readyz"))[0] == 200
        wire.gateway_server.is_silent = False
        await bot.until("/healthz", 200)
        assert await bot.easel.stop() == 0


async def test_gateway_that_refuses_sessions_is_unhealthy(asked: Open, wire: WireDiscord) -> None:
    """It still answers each hello, and acknowledges the heartbeats between."""
    async with asyncio.timeout(LONG), asked() as bot:
        await bot.until("/healthz", 200)
        wire.gateway_server.refuses = True
        await wire.disconnect(4000)
        await bot.until("/healthz", 503, "gateway")
        assert await bot.easel.stop() == 0


async def test_database_that_lets_nobody_write_is_unhealthy(asked: Open, tmp_path: Path) -> None:
    async with asyncio.timeout(LONG), asked() as bot:
        await bot.until("/healthz", 200)
        with closing(sqlite3.connect(tmp_path / "easel.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await bot.until("/healthz", 503, "database", "upkeep")
            other.execute("ROLLBACK")
        await bot.until("/healthz", 200)
        assert await bot.easel.stop() == 0


async def test_health_file_in_a_folder_that_cannot_be_written_is_one_warning(
    asked: Open, tmp_path: Path
) -> None:
    file = tmp_path / "missing" / "alive"
    async with asyncio.timeout(LONG), asked({"EASEL_HEALTH_FILE": str(file)}) as bot:
        await bot.until("/healthz", 200)
        await bot.easel.says("EASEL_HEALTH_FILE cannot be written")
        file.parent.mkdir()
        while not file.exists():
            # Upkeep goes on, with its own pause.
            await bot.until("/healthz", 200)
        assert await bot.easel.stop() == 0
    assert bot.easel.count("EASEL_HEALTH_FILE") == 1


async def test_address_that_is_none_is_one_line(wire: WireDiscord, tmp_path: Path) -> None:
    async with running(wire, tmp_path, {"EASEL_HTTP": "9100"}) as easel:
        assert await easel.ends() == 78
    assert easel.lines == ["EASEL_HTTP: should be host:port, such as 127.0.0.1:9100"]


async def test_port_that_is_taken_is_one_line(wire: WireDiscord, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        async with running(wire, tmp_path, {"EASEL_HTTP": address}) as easel:
            assert await easel.ends() == 78
    [line] = easel.lines
    assert line.startswith(f"EASEL_HTTP: {address} cannot be served: ")
    assert line.endswith("ddress already in use")
    assert not wire.calls
