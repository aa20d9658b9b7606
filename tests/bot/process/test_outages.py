"""Outages at the start and later: said once, waited for, and over without a restart.

What only a person can mend ends the process in one line instead, with status 78.
"""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import orjson
import pytest

from sandbox.relay import KEY, RelayEmulator, serve
from tests.postgres import Postgres
from tests.sqlite import make_migrated
from tests.storage.proxy import proxied
from tests.wire.discord import WireDiscord
from tests.wire.proxy import Proxy
from tests.wire.running import Running, running

pytestmark = pytest.mark.slow

LONG = 90
QUICK = {
    "EASEL_LOG_FORMAT": "json",
    "EASEL_UPKEEP_INTERVAL": "0.05",
    "EASEL_STATUS_INTERVAL": "0.05",
    "EASEL_DAILY_PICTURES": "0",
}
PAGE = "<html>sign in to this network</html>"
ME = "/users/@me"

LOGINS: dict[str, Callable[[WireDiscord], None]] = {
    "503": lambda wire: wire.fail("GET", ME, 503, times=3),
    "520 of a proxy": lambda wire: _page(wire, 520),
    "403 of what stands before Discord": lambda wire: _page(wire, 403),
    "a page that is none of Discord's": lambda wire: _page(wire, 200),
    "a connection that breaks": lambda wire: wire.lose("GET", ME, times=3, processed=False),
    "a ban for a while": lambda wire: wire.fail("GET", ME, 429, times=3, retry_after=60),
    "503 for the application": lambda wire: wire.fail("GET", "/*applications/@me", 503, times=3),
}


def _page(wire: WireDiscord, status: int) -> None:
    wire.garble("GET", ME, PAGE, content_type="text/html", status=status, times=3, processed=False)


def messages(easel: Running) -> list[str]:
    """Return the messages of lines that are all JSON, without a traceback."""
    entries = [orjson.loads(line) for line in easel.lines]
    assert not [entry for entry in entries if "exception" in entry]
    return [entry["message"] for entry in entries]


def count(easel: Running, words: str) -> int:
    return sum(words in message for message in messages(easel))


async def ask(wire: WireDiscord, words: str) -> None:
    """Ask for a picture, and wait until the private answer says these words."""
    asked = await wire.slash(wire.channel, wire.member, "flux", prompt="a fox", width=64, height=64)

    def shown() -> bool:
        return asked.original is not None and any(
            words in text for text in asked.original.revisions
        )

    await wire.until(shown, timeout=LONG)


@asynccontextmanager
async def with_relay(wire: WireDiscord, folder: Path, **more: str) -> AsyncIterator[Running]:
    """Run with a relay, and stop in order."""
    async with serve(RelayEmulator(delay=0)) as relay:
        chosen = {"EASEL_RELAY_URL": relay.url, "EASEL_RELAY_KEY": KEY, **QUICK, **more}
        async with running(wire, folder, chosen) as easel:
            yield easel
            assert await easel.stop() == 0


@pytest.mark.parametrize("name", LOGINS)
async def test_discord_is_waited_for_at_the_login(
    wire: WireDiscord, tmp_path: Path, name: str
) -> None:
    LOGINS[name](wire)
    async with running(wire, tmp_path, QUICK) as easel:
        await easel.says("ready as")
        assert await easel.stop() == 0
    assert count(easel, "waiting for Discord: ") == 1
    assert PAGE not in "".join(messages(easel))


async def test_slow_discord_is_waited_for_and_can_be_stopped(
    wire: WireDiscord, tmp_path: Path
) -> None:
    async with running(wire, tmp_path, QUICK) as easel, wire.held("GET", ME) as gate:
        await wire.until(lambda: gate.waiting, timeout=LONG)
        assert await easel.stop() == 0


@pytest.mark.parametrize("code", [4000, 4009])
async def test_gateway_is_waited_for_and_said_once(
    wire: WireDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    _close_first(wire, monkeypatch, code, times=2)
    async with running(wire, tmp_path, QUICK) as easel:
        await easel.says("ready as")
        assert await easel.stop() == 0
    assert count(easel, "waiting for Discord's gateway") == 1


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_gateway_that_is_closed_for_good_at_the_start_is_one_line(
    wire: WireDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    _close_first(wire, monkeypatch, code, times=9)
    async with running(wire, tmp_path, QUICK) as easel:
        assert await easel.ends() == 78
    assert orjson.loads(easel.lines[-1])["level"] == "CRITICAL"
    assert count(easel, "waiting for Discord") == 0


def _close_first(wire: WireDiscord, monkeypatch: pytest.MonkeyPatch, code: int, times: int) -> None:
    """Let the gateway close the first sessions with this code."""
    identify, left = wire.gateway_server._identify, iter(range(times))

    async def closing_first(connection: object, data: object) -> None:
        if next(left, None) is None:
            await identify(connection, data)  # type: ignore[arg-type]
        else:
            await connection.close(code)  # type: ignore[attr-defined]

    monkeypatch.setattr(wire.gateway_server, "_identify", closing_first)


async def test_token_that_is_reset_later_ends_it_in_one_line(
    wire: WireDiscord, tmp_path: Path
) -> None:
    async with running(wire, tmp_path, QUICK) as easel:
        await easel.says("ready as")
        wire._middleware._token = wire.gateway_server._token = "another"
        await wire.disconnect(4000)
        assert await easel.ends() == 78
    assert messages(easel)[-1].startswith("EASEL_DISCORD_TOKEN: Discord no longer accepts")


async def test_server_for_development_that_refuses_the_commands_is_one_line(
    wire: WireDiscord, tmp_path: Path
) -> None:
    wire.fail("PUT", "/applications/*/guilds/*/commands", 403, 50001)
    settings = QUICK | {"EASEL_DEV_GUILD": "7"}
    async with running(wire, tmp_path, settings) as easel:
        assert await easel.ends() == 78
    assert messages(easel)[-1].startswith("EASEL_DEV_GUILD: server 7 does not have the bot")


async def test_proxy_that_is_down_is_waited_for(wire: WireDiscord, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    settings = QUICK | {"EASEL_PROXY": f"http://easel:hunter2@127.0.0.1:{port}"}
    async with running(wire, tmp_path, settings) as easel:
        await easel.says("waiting for Discord: ")
        async with Proxy().serve(port):
            await easel.says("ready as")
            assert await easel.stop() == 0
    assert count(easel, "waiting for Discord: ") == 1
    assert "hunter2" not in "".join(easel.lines)


async def test_relay_that_is_away_is_told_and_recovers(wire: WireDiscord, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    settings = QUICK | {
        "EASEL_RELAY_URL": f"http://127.0.0.1:{port}",
        "EASEL_RELAY_KEY": KEY,
        "EASEL_ALERT_AFTER": "0.2",
    }
    owner = wire.dm(wire.owner)
    async with running(wire, tmp_path, settings) as easel:
        await easel.says("the catalogue could not be looked at")
        await easel.says("ready as")
        await ask(wire, "Making your picture")
        await wire.until(lambda: wire.messages(owner), timeout=LONG)
        async with serve(RelayEmulator(delay=0), port=port):
            await wire.until(lambda: wire.messages(wire.channel), timeout=LONG)
            await wire.until(lambda: len(wire.messages(owner)) == 2, timeout=LONG)
            assert await easel.stop() == 0
    first, last = (message.content for message in wire.messages(owner))
    assert first.startswith("⚠️ The relay has not answered")
    assert last == "✅ The relay answers again."
    messages(easel)


async def test_postgresql_that_is_away_is_waited_for_at_the_start_and_later(
    wire: WireDiscord, tmp_path: Path, postgres: Postgres
) -> None:
    async with postgres.database() as url, proxied(url) as (address, proxy):
        await proxy.cut()
        async with with_relay(wire, tmp_path, EASEL_DATABASE_URL=address) as easel:
            await easel.says("waiting for the database: ")
            await proxy.open()
            await easel.says("the database is there")
            await easel.says("ready as")
            await proxy.cut()
            await ask(wire, "My own storage isn't working")
            await proxy.open()
            await ask(wire, "✅ Done")
    assert count(easel, "waiting for the database: ") == 1
    assert len(wire.messages(wire.channel)) == 1


async def test_postgresql_that_refuses_the_password_is_one_line(
    wire: WireDiscord, tmp_path: Path
) -> None:
    fields = b'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "easel"\0\0'
    refusal = b"E" + (len(fields) + 4).to_bytes(4, "big") + fields

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4), "big")
        await reader.readexactly(length - 4)
        writer.write(refusal)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    address = f"postgres://easel:hunter2@127.0.0.1:{port}/easel?sslmode=disable"
    async with server, running(wire, tmp_path, QUICK | {"EASEL_DATABASE_URL": address}) as easel:
        assert await easel.ends() == 78
    [message] = messages(easel)
    assert message.startswith("EASEL_DATABASE_URL: the database cannot be used: InvalidPassword")
    assert "hunter2" not in message


async def test_database_that_nobody_can_write_recovers(wire: WireDiscord, tmp_path: Path) -> None:
    await make_migrated(tmp_path / "easel.db")
    async with with_relay(wire, tmp_path, EASEL_ALERTS="off") as easel:
        await easel.says("ready as")
        with closing(sqlite3.connect(tmp_path / "easel.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await ask(wire, "My own storage isn't working")
            other.execute("ROLLBACK")
        await ask(wire, "✅ Done")
    assert count(easel, "failed: the database: ") >= 1


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        # Without what it says of the older versions that it suits.
        (
            ["UPDATE alembic_version SET version_num = '9999'", "DELETE FROM facts"],
            "a newer version of Easel",
        ),
        (["UPDATE alembic_version SET version_num = 'ae10'"], "another program keeps its data"),
        (["DROP TABLE alembic_version"], "another program keeps its data"),
    ],
)
async def test_database_that_is_not_this_versions_is_one_line(
    wire: WireDiscord, tmp_path: Path, statements: list[str], words: str
) -> None:
    await make_migrated(tmp_path / "easel.db")
    with closing(sqlite3.connect(tmp_path / "easel.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    async with running(wire, tmp_path, QUICK) as easel:
        assert await easel.ends() == 78
    [message] = messages(easel)
    assert words in message
    assert not wire.calls


@pytest.mark.timeout(300)
async def test_restarts_during_an_outage_repeat_and_lose_nothing(
    wire: WireDiscord, tmp_path: Path
) -> None:
    relay = RelayEmulator(delay=0)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    settings = QUICK | {
        "EASEL_RELAY_URL": f"http://127.0.0.1:{port}",
        "EASEL_RELAY_KEY": KEY,
        "EASEL_DRAIN_TIMEOUT": "0.1",
        "EASEL_ALERT_AFTER": "0.1",
    }
    for life in range(3):
        async with running(wire, tmp_path, settings) as easel:
            await easel.says("ready as")
            if life == 0:
                await ask(wire, "Making your picture")
                await wire.until(lambda: wire.messages(wire.dm(wire.owner)), timeout=LONG)
            assert await easel.stop() == 0
            messages(easel)
    async with serve(relay, port=port), running(wire, tmp_path, settings) as easel:
        await wire.until(lambda: wire.messages(wire.channel), timeout=LONG)
        await wire.until(lambda: len(wire.messages(wire.dm(wire.owner))) > 1, timeout=LONG)
        assert await easel.stop() == 0
    assert (relay.created, relay.charged) == (1, 1)
    assert len(wire.messages(wire.channel)) == 1
    assert [message.content[0] for message in wire.messages(wire.dm(wire.owner))] == ["⚠", "✅"]
