"""A separate process that accepts jobs as fast as it can; tests send it one command per line."""

import asyncio
import json
import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.errors import UserError
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.operator_limits import OperatorLimits
from tests.bot.workshop import GUILD, MEMBER, Workshop, open_workshop

ROOT = Path(__file__).resolve().parents[2]
PRICE = 36_000
LIMITS = {
    "member": Limit(100),
    "dollars": Limit(100 * PRICE, Metric.DOLLARS, Per.WEEK),
    "server": Limit(100, per=Per.HOUR, subject=Subject.SERVER),
}
LIMIT = LIMITS["member"]
OPERATORS = {
    "ceiling": OperatorLimits(ceilings=(LIMIT.set_by_operator(),)),
    "budget": OperatorLimits(budget=(LIMITS["dollars"],)),
}
"""Limits over all servers: in these races each job is of another server than the one before."""
ROOMY = {"running_jobs": 1, "waiting_jobs_per_member": 1000}
"""Settings with which no other limit applies; a single job runs, and never ends."""
CROWDED = {
    "running_jobs": 7,
    "running_jobs_per_member": 2,
    "waiting_jobs": 33,
    "waiting_jobs_per_member": 9,
}
"""Settings with which the bounds of the line apply."""


def limits_named(name: str) -> dict[str, Any]:
    """Return the arguments of `open_workshop` for a limit of this name."""
    if name in OPERATORS:
        return {"operator": OPERATORS[name]}
    return {"limit": LIMITS[name]}


async def accept_many(
    shop: Workshop, ids: range, members: int = 1, guilds: int = 1, *, direct_every: int = 0
) -> Counter[str]:
    """Accept these jobs concurrently, of `members` members in turn; count outcomes by their key.

    They are of `guilds` servers in turn, but for every `direct_every`-th, in direct messages.
    """

    async def accept(job_id: int) -> str:
        member = MEMBER + job_id % members
        is_direct = direct_every > 0 and job_id % direct_every == 0
        try:
            await shop.accept(
                "a fox [fault:hang]",
                job_id=job_id,
                member=member,
                estimate=PRICE,
                guild_id=None if is_direct else GUILD + job_id % guilds,
            )
        except UserError as error:
            return error.reason.key
        return "accepted"

    return Counter(await asyncio.gather(*map(accept, ids)))


class Racer:
    """A handle of the other process."""

    def __init__(
        self,
        database_url: str,
        relay_url: str = "http://127.0.0.1:1",
        limit: str = "member",
        members: int = 1,
    ) -> None:
        self._arguments = (database_url, relay_url, limit, str(members))
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
        """Wait until the process has opened the database."""
        assert await self._read() == "ready"

    async def race(self, ids: range) -> Counter[str]:
        """Let the process accept these jobs; see `accept_many`."""
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


async def _main(database_url: str, relay_url: str, limit: str, members: str) -> None:
    values = {"owner": f"racer {id(object())}"}
    values |= CROWDED if limit == "line" else {**limits_named(limit), **ROOMY}
    guilds = 7 if limit in {*OPERATORS, "line"} else 1
    async with open_workshop(database_url, relay_url, **values) as shop:
        _write("ready")
        while line := await asyncio.to_thread(sys.stdin.readline):
            start, stop = map(int, line.split())
            _write(json.dumps(await accept_many(shop, range(start, stop), int(members), guilds)))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
