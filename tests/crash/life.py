"""A life of the bot: a process of its own, forked from a server that has imported everything."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.crash.child import live

# Each life would import for more than a second otherwise; there are a hundred of them.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", live.__module__])


class Life:
    """`easel run` from its start to its end; ended by SIGKILL where the `async with` ends."""

    def __init__(
        self,
        environment: Mapping[str, str],
        log: Path,
        program: Callable[[Mapping[str, str], Path], object] = live,
    ) -> None:
        self._log = log
        self._process: ForkServerProcess = _CONTEXT.Process(
            target=program, args=(dict(environment), log)
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
        """All it has printed."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def has_ended(self) -> bool:
        """Return True once the process is gone."""
        return self._process.exitcode is not None

    async def kill(self) -> None:
        """SIGKILL, and wait for its end; nothing if it is gone."""
        self._process.kill()
        await self.ended()

    def terminate(self) -> None:
        """SIGTERM."""
        self._process.terminate()

    @property
    def is_stopped(self) -> bool:
        """Whether SIGSTOP holds the process."""
        status = Path(f"/proc/{self._process.pid}/stat").read_text()
        return status.rpartition(")")[2].split()[0] == "T"

    @property
    def children(self) -> set[int]:
        """The processes that it has started."""
        found = set()
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = status.read_text().rpartition(")")[2].split()
                if fields[1] == str(self._process.pid):
                    found.add(int(status.parent.name))
        return found

    def pause(self) -> None:
        """SIGSTOP."""
        os.kill(self._process.pid or 0, signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT."""
        os.kill(self._process.pid or 0, signal.SIGCONT)

    async def stop(self) -> int:
        """SIGTERM, and its exit status."""
        self.terminate()
        return await self.ended()

    async def ended(self, timeout: float = 20) -> int:  # noqa: ASYNC109
        """Its exit status, negative for a signal; TimeoutError when it lives on for `timeout` s."""
        await asyncio.to_thread(self._process.join, timeout)
        if self._process.exitcode is None:
            raise TimeoutError(f"not ended within {timeout} s")
        return self._process.exitcode
