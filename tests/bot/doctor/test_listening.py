"""The checks of the HTTP address and of the health file."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.monitoring.health import Health
from bot.monitoring.http_server import serve
from bot.monitoring.monitoring import Monitoring
from bot.monitoring.prometheus import PrometheusMetrics
from tests.bot.doctor.printed import Easel, closed_port, line


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that a program listens on which is no Easel."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port: int = server.getsockname()[1]
        yield port


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])  # noqa: S104
async def test_address_that_is_free_can_be_served(
    easel: Easel, settings: pytest.MonkeyPatch, host: str
) -> None:
    address = f"{host}:{closed_port()}"
    settings.setenv("EASEL_HTTP", address)
    status, printed = await easel("doctor")
    assert status == 0, printed
    assert line(printed, f"HTTP: {address} is free").startswith("✓")


async def test_address_that_a_running_bot_serves_is_well(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    address = f"127.0.0.1:{closed_port()}"
    settings.setenv("EASEL_HTTP", address)
    health = Health(90, 10)
    async with serve(address, health, PrometheusMetrics(Monitoring(health))):
        status, printed = await easel("doctor")
    assert status == 0, printed
    assert line(printed, f"HTTP: a running Easel serves {address}").startswith("✓")


@pytest.mark.parametrize("answer", [{"ready": "soon"}, [], None])
async def test_address_of_another_service_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, answer: Any
) -> None:
    async def reply(_: web.Request) -> web.Response:
        return web.json_response(answer) if answer is not None else web.Response(text="<html>")

    app = web.Application()
    app.router.add_get("/readyz", reply)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    settings.setenv("EASEL_HTTP", f"127.0.0.1:{runner.addresses[0][1]}")
    status, printed = await easel("doctor")
    await runner.cleanup()
    assert status == 1
    assert "another program has it" in line(printed, "HTTP:")


async def test_address_that_is_taken_by_a_silent_program_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, taken: int
) -> None:
    settings.setattr("bot.doctor.listening._SECONDS", 0.2)
    settings.setenv("EASEL_HTTP", f"127.0.0.1:{taken}")
    status, printed = await easel("doctor")
    assert status == 1
    found = line(printed, f"HTTP: 127.0.0.1:{taken} cannot be served: another program has it")
    assert "another port in EASEL_HTTP" in found


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("no.such.host.invalid:9100", "no such host"),
        ("192.0.2.1:9100", "the address is not this machine's"),
    ],
)
async def test_address_of_another_machine_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, address: str, words: str
) -> None:
    settings.setenv("EASEL_HTTP", address)
    status, printed = await easel("doctor")
    assert status == 1
    assert words in line(printed, f"HTTP: {address} cannot be served")


async def test_port_that_the_user_may_not_use_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    async def forbid(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, to whom nothing is forbidden.
    settings.setattr("bot.doctor.listening._bind", forbid)
    settings.setenv("EASEL_HTTP", "127.0.0.1:80")
    status, printed = await easel("doctor")
    assert status == 1
    assert "a port above 1023" in line(printed, "HTTP:")


async def test_health_file_is_neither_made_nor_touched(
    easel: Easel, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "alive"
    settings.setenv("EASEL_HEALTH_FILE", str(path))
    _, printed = await easel("doctor")
    assert line(printed, f"Health file: {path} can be written").startswith("✓")
    assert not path.exists()

    path.touch()
    os.utime(path, (5, 5))
    assert (await easel("doctor"))[0] == 0
    assert path.stat().st_mtime == 5


async def test_health_file_that_cannot_be_written_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "notes").write_text("buy paint")
    forbidden = tmp_path / "forbidden"
    forbidden.mkdir()
    old = tmp_path / "old"
    old.touch()
    settings.setattr(
        "bot.doctor.listening.os.access", lambda path, _: Path(path) not in (forbidden, old)
    )
    for path, words in {
        tmp_path: "it is a directory",
        tmp_path / "none" / "alive": "there is no such directory",
        tmp_path / "notes" / "alive": "there is no such directory",
        forbidden / "alive": "permission denied",
        old: "permission denied",
    }.items():
        settings.setenv("EASEL_HEALTH_FILE", str(path))
        status, printed = await easel("doctor")
        assert status == 1, path
        found = line(printed, f"Health file: {path} cannot be written: {words}")
        assert "EASEL_HEALTH_FILE" in found
