"""The shared part of the measurements of the relay's clients."""

import argparse
from collections.abc import AsyncIterator, Sized
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from benchmarks.contenders import Client, FinishedTask, open_client
from benchmarks.contenders.floor import FloorClient
from benchmarks.process import parser
from benchmarks.servers import serving
from benchmarks.task_spec import TaskSpec

KB, MB = 1000, 1000**2
WARM_UP = TaskSpec(64 * KB, 0.01)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the arguments: the client, and TLS or not."""
    options = parser(description)
    options.add_argument("contender")
    options.add_argument("--tls", action="store_true")
    return options


@dataclass(frozen=True)
class Bench:
    """A warmed-up client, and the relay that it uses."""

    client: Client
    url: str

    async def ask(self, path: str) -> Any:
        """Return the relay's own measurements at `path`."""
        return orjson.loads(await FloorClient(self.url).get(path))

    async def make_picture(self, spec: TaskSpec) -> Sized:
        """Make a picture, and read it."""
        return await read(await self.client.make(spec), spec.size)


async def read(finished: FinishedTask, size: int) -> Sized:
    """Read the only picture of a task. Raises ValueError for one of another size."""
    (picture,) = finished.pictures
    content = await picture()
    if len(content) != size:
        raise ValueError(f"a picture of {len(content)} bytes, not of {size}")
    return content


@asynccontextmanager
async def open_bench(chosen: argparse.Namespace) -> AsyncIterator[Bench]:
    """Open the bench that the arguments describe."""
    async with (
        serving("benchmarks.servers.relay", *(["--tls"] if chosen.tls else [])) as url,
        open_client(chosen.contender, url) as client,
    ):
        bench = Bench(client, url)
        await bench.make_picture(WARM_UP)
        yield bench
