"""How much memory Easel takes above discord.py alone, both connected to the same Discord."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping

import orjson

from benchmarks.process import parser, run
from benchmarks.servers import serving


async def main(servers: int, *, quick: bool) -> dict[str, float]:
    """Each in a process of its own, one after the other."""
    flags = ["--quick"] if quick else []
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite+aiosqlite:///{folder}/easel.db"
        async with serving("benchmarks.idle.outside", "--size", str(servers)) as found:
            environment = {**os.environ, **orjson.loads(found), "EASEL_DATABASE_URL": database}
            if not quick:
                # Of a file that is there: the first start makes it, and tells Discord the commands.
                await _life(environment, "easel", "--quick")
            alone = await _life(environment, "alone", *flags)
            easel = await _life(environment, "easel", *flags)
    return {
        "above": easel["resident"] - alone["resident"],
        "own": easel["own"] - alone["own"],
        "easel": easel["resident"],
        "alone": alone["resident"],
        "timers": easel["timers"],
    }


async def _life(environment: Mapping[str, str], *argv: str) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.idle.life", *argv),
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    figures: dict[str, float] = orjson.loads(said)
    return figures


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(main(int(arguments.size), quick=arguments.quick))
