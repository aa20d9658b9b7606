"""Easel's client of the relay."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

from benchmarks.contenders import KEY, FinishedTask
from benchmarks.task_spec import PATH, TaskSpec
from providers.relay import Relay


class EaselClient:
    """`Relay`, used as by the bot."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._numbers = count()

    async def make(self, spec: TaskSpec) -> FinishedTask:
        """Submit with an idempotency key, and wait."""
        key = f"benchmarks-{next(self._numbers)}"
        task = await self._relay.submit(PATH, {"prompt": spec.prompt}, idempotency_key=key)
        result = await self._relay.wait(task, deadline=600)
        name = task.path.rpartition("/")[2]
        return FinishedTask(name, [partial(self._relay.read, source) for source in result.sources])


@asynccontextmanager
async def client(url: str) -> AsyncIterator[EaselClient]:
    """Open the client for the relay at `url`."""
    async with Relay(url, KEY) as relay:
        yield EaselClient(relay)
