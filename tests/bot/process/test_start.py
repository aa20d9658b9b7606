"""`easel` as a process, with settings that are missing, bad or wrong."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.wire.discord import WireDiscord

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
# Nothing listens on port 1 (tcpmux); a free port that was closed could be taken by others.
DEAD_POSTGRESQL = "postgresql+asyncpg://easel:hunter2@127.0.0.1:1/easel"

Easel = Callable[..., Awaitable[tuple[int, list[str]]]]


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        yield wire


@pytest.fixture
def easel(wire: WireDiscord, tmp_path: Path) -> Easel:
    """Return a function that runs a command with only the given settings.

    It returns the exit status and the lines of standard error.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    patched = {"PYTHONPATH": str(ROOT)} | wire.patch_environment()
    del patched["EASEL_DISCORD_TOKEN"]

    async def run(command: str, **settings: str) -> tuple[int, list[str]]:
        variables = {f"EASEL_{name.upper()}": value for name, value in settings.items()}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.wire.launch", "bot", command),
            cwd=tmp_path,
            env=inherited | patched | variables,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(60):
                out, err = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        assert b"Traceback" not in out + err, err.decode()
        assert process.returncode is not None
        return process.returncode, err.decode().splitlines()

    return run


async def test_each_missing_setting_is_one_line(easel: Easel) -> None:
    status, lines = await easel("run")
    assert status == 78
    assert [line.split()[0] for line in lines] == ["EASEL_DISCORD_TOKEN", "EASEL_RELAY_KEY"]


async def test_empty_setting_counts_as_missing(easel: Easel) -> None:
    status, lines = await easel("run", discord_token="", relay_key="")
    assert status == 78
    assert len(lines) == 2


@pytest.mark.parametrize("command", ["run", "doctor"])
async def test_each_bad_setting_is_one_line_that_does_not_repeat_it(
    easel: Easel, command: str
) -> None:
    status, lines = await easel(
        command, relay_url="hunter2", daily_pictures="hunter3", log_level="hunter4", lease="0"
    )
    assert status == 78
    assert sorted(line.partition(":")[0] for line in lines) == [
        "EASEL_DAILY_PICTURES",
        "EASEL_LEASE",
        "EASEL_LOG_LEVEL",
        "EASEL_RELAY_URL",
    ]
    assert "hunter" not in "".join(lines)


async def test_wrong_token_ends_the_start_in_one_line(easel: Easel, wire: WireDiscord) -> None:
    status, lines = await easel("run", discord_token="not.the.token", relay_key="relay_sk_x")
    assert status == 78
    assert [line for line in lines if "EASEL_DISCORD_TOKEN" in line]
    assert "not.the.token" not in "".join(lines)
    assert [call.status for call in wire.calls] == [401]


async def test_database_in_a_file_ends_the_start_in_one_line(
    easel: Easel, wire: WireDiscord, tmp_path: Path
) -> None:
    # Root can write anywhere, but not below a file.
    (tmp_path / "file").touch()
    status, lines = await easel(
        "run",
        discord_token=wire.token,
        relay_key="relay_sk_x",
        database_url=f"sqlite+aiosqlite:///{tmp_path}/file/easel.db",
    )
    assert status == 78
    assert len(lines) == 1
    assert lines[0].startswith("EASEL_DATABASE_URL: the database cannot be used: ")
    assert not wire.calls


@pytest.mark.parametrize(
    "url", ["mysql://easel:hunter2@127.0.0.1/easel", "easel:hunter2@127.0.0.1"]
)
async def test_address_of_no_database_ends_the_start_without_its_password(
    easel: Easel, wire: WireDiscord, url: str
) -> None:
    settings = {"discord_token": wire.token, "relay_key": "relay_sk_x", "database_url": url}
    status, lines = await easel("run", **settings)
    assert status == 78
    assert len(lines) == 1
    assert lines[0].startswith("EASEL_DATABASE_URL: ")
    assert "hunter2" not in lines[0]


async def test_doctor_does_not_wait_for_the_database(easel: Easel, wire: WireDiscord) -> None:
    settings = {"discord_token": wire.token, "database_url": DEAD_POSTGRESQL}
    status, _ = await easel("doctor", **settings, relay_url="http://127.0.0.1:1")
    assert status == 1


async def test_doctor_runs_as_a_process(easel: Easel, wire: WireDiscord) -> None:
    settings = {"relay_url": "http://127.0.0.1:1", "discord_token": wire.token}
    status, lines = await easel("doctor", **settings)
    assert status == 1
    assert lines == []


def test_nothing_listens_on_the_dead_port() -> None:
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", 1)) != 0
