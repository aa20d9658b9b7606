"""What the measurements of the relay's clients share."""

import argparse
from collections.abc import AsyncIterator, Sized
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from benchmarks.contenders import Client, Made, open_client
from benchmarks.contenders.floor import FloorClient
from benchmarks.process import parser
from benchmarks.servers import serving
from benchmarks.wish import EditInstruction

KB, MB = 1000, 1000**2
WARMING = EditInstruction(64 * KB, 0.01)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Which client, and whether over TLS."""
    made = parser(description)
    made.add_argument("contender")
    made.add_argument("--tls", action="store_true")
    return made


@dataclass(frozen=True)
class Bench:
    """A client and the relay that it talks to, which has made one small picture for it already."""

    client: Client
    url: str

    async def ask(self, path: str) -> Any:
        """What the relay says of itself."""
        return orjson.loads(await FloorClient(self.url).get(path))

    async def picture(self, wish: EditInstruction) -> Sized:
        """Have a picture made, and read it."""
        return await read(await self.client.make(wish), wish.size)


async def read(made: Made, size: int) -> Sized:
    """The one picture; raises ValueError where it is another one."""
    (picture,) = made.pictures
    content = await picture()
    if len(content) != size:
        raise ValueError(f"a picture of {len(content)} bytes, not of {size}")
    return content


@asynccontextmanager
async def bench(chosen: argparse.Namespace) -> AsyncIterator[Bench]:
    """The bench that the arguments speak of."""
    async with (
        serving("benchmarks.servers.relay", *(["--tls"] if chosen.tls else [])) as url,
        open_client(chosen.contender, url) as client,
    ):
        ready = Bench(client, url)
        await ready.picture(WARMING)
        yield ready
