"""A process of its own that accepts jobs as fast as it can; run by tests, with a line a command."""

import asyncio
import json
import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.errors import UserError
from bot.quota import Limit
from tests.bot.workshop import Workshop, open_workshop

ROOT = Path(__file__).resolve().parents[2]
LIMIT = Limit(100)
ROOMY = {"running_jobs": 1, "waiting_jobs_per_member": 1000}
"""So that no other limit is met; a single job runs, and never ends."""


async def accept_many(shop: Workshop, ids: range) -> Counter[str]:
    """Accept these at once, all of one member; says how many were, or why they were not."""

    async def accept(job_id: int) -> str:
        try:
            await shop.accept("a fox [fault:hang]", job_id=job_id)
        except UserError as error:
            return error.reason.key
        return "accepted"

    return Counter(await asyncio.gather(*map(accept, ids)))


class Racer:
    """The other process, seen from the test."""

    def __init__(self, database_url: str, relay_url: str = "http://127.0.0.1:1") -> None:
        self._arguments = (database_url, relay_url)
        self._process: asyncio.subprocess.Process

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "tests.storage.racer", *self._arguments)
        self._process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdin=pipe, stdout=pipe
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            self._input.close()
            assert await asyncio.wait_for(self._process.wait(), 20) == 0
        elif self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def ready(self) -> None:
        """Return when the process has opened the database."""
        assert await self._read() == "ready"

    async def race(self, ids: range) -> Counter[str]:
        """Accept these, from now on; see `accept_many`."""
        self._input.write(f"{ids.start} {ids.stop}\n".encode())
        return Counter(json.loads(await self._read()))

    @property
    def _input(self) -> asyncio.StreamWriter:
        assert self._process.stdin is not None
        return self._process.stdin

    async def _read(self) -> str:
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 30)
        return line.decode().strip()


async def _main(database_url: str, relay_url: str) -> None:
    values = {"owner": f"racer {id(object())}", "limit": LIMIT, **ROOMY}
    async with open_workshop(database_url, relay_url, **values) as shop:
        _say("ready")
        while line := await asyncio.to_thread(sys.stdin.readline):
            start, stop = map(int, line.split())
            _say(json.dumps(await accept_many(shop, range(start, stop))))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
