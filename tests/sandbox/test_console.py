"""The sandbox's words on the console, the port it takes, and the browser that it may open."""

import asyncio
import io
import signal
import socket
import sys
from collections.abc import Iterator

import aiohttp
import pytest

from sandbox.console import can_show_page, free_port, greeting
from tests.project.sources import ROOT


class Terminal(io.StringIO):
    """A console with a person before it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on.

    It is below those that systems give to connections, so that tests beside this one, which open
    many, do not take the next ports.
    """
    with socket.socket() as other:
        for port in range(21000, 32000, 100):
            try:
                other.bind(("127.0.0.1", port))
            except OSError:
                continue
            break
        other.listen()
        yield other.getsockname()[1]


def test_free_port_is_taken_as_it_is() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert free_port(port) == port
    assert free_port(0) == 0


def test_next_free_port_takes_the_place_of_a_taken_one(taken: int) -> None:
    assert taken < free_port(taken) <= taken + 50


def test_no_free_port_is_an_error(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.console._MORE_PORTS", 0)
    with pytest.raises(OSError, match="in use"):
        free_port(taken)


def test_greeting_is_five_lines_with_the_address_first() -> None:
    first, *others = greeting("http://127.0.0.1:8430/#x").splitlines()
    assert "http://127.0.0.1:8430/#x" in first
    assert len(others) == 4
    assert all(len(line) <= 80 for line in others)


@pytest.mark.parametrize(
    ("environment", "platform", "console", "opens"),
    [
        ({"DISPLAY": ":0"}, "linux", Terminal(), True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", Terminal(), True),
        ({}, "darwin", Terminal(), True),
        ({}, "linux", Terminal(), False),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", Terminal(), False),
        ({"DISPLAY": ":0"}, "linux", io.StringIO(), False),
    ],
)
def test_browser_is_opened_only_for_a_person_at_a_desktop(
    environment: dict[str, str], platform: str, console: io.StringIO, opens: bool
) -> None:
    assert can_show_page(environment, platform, console) is opens


@pytest.mark.slow
async def test_sandbox_serves_its_page_on_the_next_port_and_ends_on_ctrl_c(taken: int) -> None:
    pipe = asyncio.subprocess.PIPE
    argv = (sys.executable, "-m", "bot", "sandbox", "--port", f"{taken}")
    process = await asyncio.create_subprocess_exec(*argv, cwd=ROOT, stdout=pipe, stderr=pipe)
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            address = (await process.stdout.readline()).decode().split()[2]
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            out, errors = await process.communicate()
        assert process.returncode == 0
        assert len(out.splitlines()) == 4
        # Nothing else: neither a log of each step nor a traceback.
        [line] = errors.decode().splitlines()
        assert f"Port {taken} is in use" in line
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
