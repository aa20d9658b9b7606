"""The relay operator's own client, with its defaults."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from relaygpu import AsyncRelay

from benchmarks.contenders import KEY, Made
from benchmarks.wish import EditInstruction


class OfficialClient:
    """`relay.image.generate`, as its README shows it."""

    def __init__(self, relay: AsyncRelay) -> None:
        self._relay = relay

    async def make(self, wish: EditInstruction) -> Made:
        """Generate, asynchronously at the relay."""
        prompt = {"prompt": wish.prompt}
        result = await self._relay.image.generate("FLUX", prompt, async_=True)
        return Made(result.raw["task"], [image.to_bytes for image in result.images])


@asynccontextmanager
async def client(url: str) -> AsyncIterator[OfficialClient]:
    """The client for the relay at `url`."""
    async with AsyncRelay(KEY, base_url=url) as relay:
        yield OfficialClient(relay)
