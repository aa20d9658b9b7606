"""A start while something is not there yet, and ends at which a person is needed."""

import os
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest
from yarl import URL

from sandbox.relay import KEY, RelayEmulator, serve
from tests.wire.discord import WireDiscord
from tests.wire.proxy import Proxy
from tests.wire.running import running

pytestmark = pytest.mark.slow

# Nothing listens on port 1 (tcpmux).
NOWHERE = "postgres://easel:hunter2@127.0.0.1:1/easel?sslmode=prefer"


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        yield wire


async def test_database_is_waited_for_and_said_once_until_it_is_stopped(
    wire: WireDiscord, tmp_path: Path
) -> None:
    async with running(wire, tmp_path, {"EASEL_DATABASE_URL": NOWHERE}) as easel:
        line = await easel.says("waiting for the database")
        assert "hunter2" not in line
        assert await easel.stop() == 0
    assert easel.count("waiting for the database") == 1
    assert easel.lines[-1].endswith("stopping before the start is complete")
    assert not wire.calls


async def test_discord_is_waited_for_and_said_once(wire: WireDiscord, tmp_path: Path) -> None:
    wire.lose("GET", "/users/@me", times=3, processed=False)
    async with running(wire, tmp_path, {}) as easel:
        await easel.says("waiting for Discord")
        await easel.says("ready as")
        assert await easel.stop() == 0
    assert easel.count("waiting for Discord") == 1


async def test_commands_that_discord_does_not_take_yet_do_not_end_the_start(
    wire: WireDiscord, tmp_path: Path
) -> None:
    wire.fail("PUT", "/applications/*/commands", status=503)
    async with running(wire, tmp_path, {}) as easel:
        await easel.says("the commands are not synced yet")
        await easel.says("ready as")
        assert await easel.stop() == 0


@pytest.mark.parametrize(
    ("log_format", "code", "words"),
    [
        ("text", 4004, "EASEL_DISCORD_TOKEN: Discord no longer accepts this token"),
        ("json", 4010, "shard"),
        ("text", 4011, "shards"),
        ("json", 4012, "update Easel"),
        ("text", 4013, "update Easel"),
        ("json", 4014, "developer portal"),
    ],
)
async def test_gateway_that_closes_for_good_is_one_line(
    wire: WireDiscord, tmp_path: Path, code: int, words: str, log_format: str
) -> None:
    async with running(wire, tmp_path, {"EASEL_LOG_FORMAT": log_format.upper()}) as easel:
        await easel.says("ready as")
        await wire.disconnect(code)
        assert await easel.ends() == 78
    assert words in easel.lines[-1]
    if log_format == "json":
        assert all(orjson.loads(line)["message"] for line in easel.lines)


async def test_losses_of_the_gateway_are_lines(wire: WireDiscord, tmp_path: Path) -> None:
    async with running(wire, tmp_path, {}) as easel:
        await easel.says("ready as")
        await wire.disconnect(4000)
        await easel.says("the connection to Discord is lost")
        await easel.says("the connection to Discord is back")
        assert await easel.stop() == 0
    assert easel.count("is lost") == 1


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"EASEL_DAILY_PICTRUES": "5"}, "did you mean EASEL_DAILY_PICTURES?"),
        ({"EASEL_LEASE": "none"}, "EASEL_LEASE: "),
        ({"EASEL_RELAY_KEY": " "}, "EASEL_RELAY_KEY is not set"),
        ({"EASEL_DATABASE_URL": "mysql://x"}, "EASEL_DATABASE_URL: "),
    ],
)
async def test_bad_settings_are_json_too(
    wire: WireDiscord, tmp_path: Path, settings: dict[str, str], words: str
) -> None:
    async with running(wire, tmp_path, {"EASEL_LOG_FORMAT": "json", **settings}) as easel:
        assert await easel.ends() == 78
    [line] = [orjson.loads(line) for line in easel.lines]
    assert words in line["message"]
    assert line["level"] == "CRITICAL"


async def test_values_are_read_as_hosts_write_them(wire: WireDiscord, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("relay_sk_x\n")
    settings = {
        "EASEL_DISCORD_TOKEN": f'"{wire.token}"',
        "EASEL_RELAY_KEY": "",
        "EASEL_RELAY_KEY_FILE": str(tmp_path / "key"),
        "EASEL_DATABASE_URL": f"'sqlite:///{tmp_path}/easel.db'\n",
        "EASEL_LOG_LEVEL": "info",
        "EASEL_STACK": "blue",
    }
    async with running(wire, tmp_path, settings) as easel:
        await easel.says("EASEL_STACK is not a setting of this version")
        await easel.says("ready as")
        assert await easel.stop() == 0
    names = {*os.listdir(tmp_path)}  # noqa: PTH208 - a short list
    assert names == {"key", "easel.db", "easel.db.lock"}


async def test_discord_and_the_relay_are_reached_by_a_proxy(
    wire: WireDiscord, tmp_path: Path
) -> None:
    async with Proxy().serve() as proxy, serve(RelayEmulator(delay=0)) as relay:
        settings = {
            "EASEL_PROXY": f"http://easel:hunter2@127.0.0.1:{proxy.port}",
            "EASEL_RELAY_URL": relay.url,
            "EASEL_RELAY_KEY": KEY,
            "EASEL_LOG_LEVEL": "DEBUG",
        }
        async with running(wire, tmp_path, settings) as easel:
            await easel.says("on offer")
            await easel.says("ready as")
            assert await easel.stop() == 0
    assert {URL(wire.api).port, URL(wire.gateway).port, URL(relay.url).port} <= {*proxy.seen}
    assert proxy.credentials == {"Basic " + b64encode(b"easel:hunter2").decode()}
    assert easel.count("hunter2") == 0
