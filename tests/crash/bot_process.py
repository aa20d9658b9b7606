"""A process of the bot, forked from a server that has imported all modules."""

import asyncio
import multiprocessing
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.crash.child import run_child

# Otherwise each of a hundred processes would import for more than a second.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", run_child.__module__])


class BotProcess:
    """A process that runs `easel run`; it is killed at the end of the `async with`."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        self._process: ForkServerProcess = _CONTEXT.Process(
            target=run_child, args=(dict(environment), log)
        )

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._process.start)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        await self.kill()
        self._process.close()

    @property
    def output(self) -> str:
        """Return everything that it has printed so far."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    async def kill(self) -> None:
        """Send SIGKILL, if it still runs, and wait for its end."""
        self._process.kill()
        await self.wait()

    def terminate(self) -> None:
        """Send SIGTERM."""
        self._process.terminate()

    async def stop(self) -> int:
        """Send SIGTERM, wait for the end, and return the exit status."""
        self.terminate()
        return await self.wait()

    async def wait(self, timeout: float = 20) -> int:  # noqa: ASYNC109
        """Wait for the end and return the exit status, which is negative for a signal.

        Raises `TimeoutError` after `timeout` seconds.
        """
        await asyncio.to_thread(self._process.join, timeout)
        if self._process.exitcode is None:
            raise TimeoutError(f"not ended within {timeout} s")
        return self._process.exitcode
