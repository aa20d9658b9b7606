"""`easel run` as a process against the fake Discord, line by line."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from .discord import WireDiscord

ROOT = Path(__file__).resolve().parents[2]


class Running:
    """`easel run` as a process, and what it has written."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.lines: list[str] = []

    async def says(self, text: str) -> str:
        """Return the next line with this text; fail if the process ends before it."""
        assert self._process.stderr is not None
        async with asyncio.timeout(60):
            while line := (await self._process.stderr.readline()).decode().rstrip():
                self.lines.append(line)
                if text in line:
                    return line
        raise AssertionError(f"never said {text!r}: {self.lines}")

    async def says_so_far(self, text: str) -> str:
        """Return the first line with this text, of those so far or later."""
        return next((line for line in self.lines if text in line), None) or await self.says(text)

    async def ends(self) -> int:
        """Return the exit status, once it has ended."""
        async with asyncio.timeout(60):
            _, rest = await self._process.communicate()
        self.lines += rest.decode().splitlines()
        assert not [line for line in self.lines if "Traceback" in line], self.lines
        return self._process.returncode or 0

    async def stop(self) -> int:
        """Return the exit status after SIGTERM."""
        self.signal_stop()
        return await self.ends()

    def signal_stop(self) -> None:
        """Send SIGTERM."""
        self.send(signal.SIGTERM)

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def count(self, text: str) -> int:
        """Return how many lines have this text."""
        return sum(text in line for line in self.lines)


@asynccontextmanager
async def running(
    wire: WireDiscord, folder: Path, settings: Mapping[str, str], *arguments: str
) -> AsyncIterator[Running]:
    """Run it with these settings, in this folder; without a relay unless they name one."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    ours = {
        "EASEL_RELAY_KEY": "relay_sk_x",
        "EASEL_RELAY_URL": "http://127.0.0.1:1",
        "EASEL_RETRY_PAUSE": "0.01",
        "EASEL_DATABASE_URL": f"sqlite:///{folder}/easel.db",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.wire.launch", "bot", "run", *arguments),
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **wire.patch_environment(), **ours, **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
