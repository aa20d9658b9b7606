"""Easel at its start, with many servers, against a Discord in a process of its own."""

import asyncio
import os
import sys
import tempfile

import orjson

from benchmarks.process import parser, run
from benchmarks.servers import serving


async def main(servers: int) -> dict[str, float]:
    """Run both with all servers and with one, and return the figures of a server."""
    alone, figures = await _started(1), await _started(servers)
    grown = figures.pop("grown") - alone["grown"]
    return figures | {"each": max(0.0, grown) / max(1, servers - 1)}


async def _started(servers: int) -> dict[str, float]:
    size = ("--size", str(servers))
    with tempfile.TemporaryDirectory() as folder:
        async with serving("benchmarks.arrival.servers", *size) as variables:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "benchmarks.arrival.bot_process", *size),
                env={
                    **os.environ,
                    **orjson.loads(variables),
                    "EASEL_DATABASE_URL": f"sqlite:///{folder}/easel.db",
                    "EASEL_IDENTIFY_INTERVAL": "0.01",
                },
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
            )
            output, _ = await process.communicate()
    figures: dict[str, float] = orjson.loads(output)
    return figures


if __name__ == "__main__":
    run(main(int(parser(__doc__).parse_args().size)))
