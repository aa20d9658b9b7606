"""The relay operator's own client, with its defaults."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from relaygpu import AsyncRelay

from benchmarks.contenders import KEY, FinishedTask
from benchmarks.task_spec import TaskSpec


class OfficialClient:
    """`relay.image.generate`, used as its README shows."""

    def __init__(self, relay: AsyncRelay) -> None:
        self._relay = relay

    async def make(self, spec: TaskSpec) -> FinishedTask:
        """Generate asynchronously."""
        prompt = {"prompt": spec.prompt}
        result = await self._relay.image.generate("FLUX", prompt, async_=True)
        return FinishedTask(result.raw["task"], [image.to_bytes for image in result.images])


@asynccontextmanager
async def client(url: str) -> AsyncIterator[OfficialClient]:
    """Open the client for the relay at `url`."""
    async with AsyncRelay(KEY, base_url=url) as relay:
        yield OfficialClient(relay)
