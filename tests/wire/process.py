"""A bot in a separate process, which can be killed and started again while Discord runs on."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]


class BotProcess:
    """`python -m tests.wire.launch <module> <arguments>`, whose output is appended to `log`."""

    def __init__(self, environment: Mapping[str, str], log: Path, *argv: str) -> None:
        self._environment, self._log, self._argv = environment, log, argv
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        await self.kill()

    @property
    def pid(self) -> int:
        """Return the process id; raises LookupError if it does not run."""
        if self._process is None:
            raise LookupError("the bot does not run")
        return self._process.pid

    @property
    def output(self) -> str:
        """Return everything that it has printed since its first start."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    async def start(self) -> None:
        """Start it, the first time or again; raises RuntimeError if it runs."""
        if self._process is not None:
            raise RuntimeError("the bot runs already")
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.wire.launch", *self._argv),
                cwd=ROOT,
                env=dict(os.environ) | dict(self._environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """Send SIGKILL, if it runs, and wait until the system has closed its sockets."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
        if process is not None:
            await process.wait()

    async def terminate(self, timeout: float = 10) -> int:  # noqa: ASYNC109
        """Send SIGTERM and return the exit status; raises TimeoutError after `timeout` seconds."""
        if self._process is None:
            raise LookupError("the bot does not run")
        self._process.terminate()
        async with asyncio.timeout(timeout):
            status = await self._process.wait()
        self._process = None
        return status

    async def restart(self) -> None:
        """Kill it and start it again."""
        await self.kill()
        await self.start()
