"""Signals at every phase of a start: each ends it in order, with status 0."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.wire.discord import WireDiscord
from tests.wire.running import ROOT, running

NOWHERE = "postgres://easel:hunter2@127.0.0.1:1/easel"
# Signals that nothing handles are ignored, as they are for process 1.
WHILE_IMPORTING = """
import os, signal, sys

signal.signal(signal.{name}, signal.SIG_IGN)

class Sender:
    def find_spec(self, module, path=None, target=None):
        if module == "bot.process.start":
            os.kill(os.getpid(), signal.{name})

sys.meta_path.insert(0, Sender())
from bot.__main__ import main

sys.exit(main(["run"]))
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
async def test_signal_during_the_imports_ends_process_1(tmp_path: Path, name: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WHILE_IMPORTING.format(name=name)),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert (process.returncode, out) == (0, b"")


PHASES = {
    "database": "waiting for the database: ",
    "login": "waiting for Discord: ",
    "gateway": "waiting for Discord's gateway",
    "ready": "ready as",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phase", "number"),
    [
        ("database", signal.SIGTERM),
        ("database", signal.SIGHUP),
        ("login", signal.SIGTERM),
        ("login", signal.SIGINT),
        ("gateway", signal.SIGTERM),
        ("ready", signal.SIGINT),
        ("ready", signal.SIGHUP),
    ],
)
async def test_signal_at_any_phase_ends_it_in_order(
    wire: WireDiscord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    phase: str,
    number: signal.Signals,
) -> None:
    settings = {"EASEL_DATABASE_URL": NOWHERE} if phase == "database" else {}
    if phase == "login":
        wire.fail("GET", "/users/@me", 503, times=10**6)
    if phase == "gateway":

        async def close(connection: object, _data: object) -> None:
            await connection.close(4000)  # type: ignore[attr-defined]

        monkeypatch.setattr(wire.gateway_server, "_identify", close)
    async with running(wire, tmp_path, settings) as easel:
        await easel.says(PHASES[phase])
        easel.send(number)
        assert await easel.ends() == 0
    assert "stopping" in "".join(easel.lines)
