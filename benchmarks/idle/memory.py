"""The memory of Easel above discord.py alone, both connected to the same Discord."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping

import orjson

from benchmarks.process import parser, run
from benchmarks.servers import serving


async def main(servers: int, *, quick: bool) -> dict[str, float]:
    """Measure both, in processes of their own, one after the other."""
    flags = ["--quick"] if quick else []
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite+aiosqlite:///{folder}/easel.db"
        async with serving("benchmarks.idle.servers", "--size", str(servers)) as variables:
            environment = {**os.environ, **orjson.loads(variables), "EASEL_DATABASE_URL": database}
            if not quick:
                # The first start creates the database, and registers the commands.
                await _run_bot(environment, "easel", "--quick")
            alone = await _run_bot(environment, "alone", *flags)
            easel = await _run_bot(environment, "easel", *flags)
    return {
        "above": easel["resident"] - alone["resident"],
        "own": easel["own"] - alone["own"],
        "easel": easel["resident"],
        "alone": alone["resident"],
        "workers": easel["workers"],
        "timers": easel["timers"],
    }


async def _run_bot(environment: Mapping[str, str], *argv: str) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.idle.bot_process", *argv),
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    figures: dict[str, float] = orjson.loads(output)
    return figures


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(main(int(arguments.size), quick=arguments.quick))
