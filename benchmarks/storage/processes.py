"""Several processes on one PostgreSQL that accept and run jobs, as fast as they can."""

import argparse
import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Any

import orjson

from benchmarks.process import parser, percentile, run
from benchmarks.runner import ROOT
from tests.postgres import running_postgres

MEMBERS = 16
"""Members of all processes who ask at a time: as many however many processes there are."""


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Measure milliseconds of acceptance and of whole jobs, and jobs a second."""
    processes = int(chosen.size)
    jobs = 3 if chosen.quick else 60
    with running_postgres(durable=True) as postgres:
        async with postgres.database() as url:
            workers = [
                await _start(url, number, MEMBERS // processes, jobs, chosen.running)
                for number in range(processes)
            ]
            answers = await asyncio.gather(*map(_measure, await _all_ready(workers)))
    accepted = [seconds for answer in answers for seconds in answer["accepted"]]
    done = [seconds for answer in answers for seconds in answer["done"]]
    return {
        "rate": len(done) / max(answer["wall"] for answer in answers),
        "accepted": percentile(accepted, 0.99) * 1e3,
        "done": percentile(done, 0.99) * 1e3,
        "processor": sum(answer["processor"] for answer in answers) / len(done) * 1e3,
    }


async def _start(url: str, number: int, members: int, jobs: int, running: int) -> Process:
    flags = ("--number", number, "--members", members, "--jobs", jobs, "--running", running)
    command = (sys.executable, "-m", "benchmarks.storage.shared_worker", url, *map(str, flags))
    return await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdin=PIPE, stdout=PIPE, limit=2**24
    )


async def _all_ready(workers: Sequence[Process]) -> Sequence[Process]:
    for worker in workers:
        await _line(worker)
    return workers


async def _measure(worker: Process) -> dict[str, Any]:
    if worker.stdin is not None:
        worker.stdin.write(b"\n")
    answer: dict[str, Any] = orjson.loads(await _line(worker))
    await worker.wait()
    return answer


async def _line(worker: Process) -> bytes:
    if worker.stdout is None or not (line := await worker.stdout.readline()):
        raise RuntimeError("a process ended early")
    return line


def arguments() -> argparse.ArgumentParser:
    """Return the parser; `--size` is the number of processes."""
    options = parser(__doc__)
    options.add_argument("--running", type=int, default=1000, help="EASEL_RUNNING_JOBS")
    return options


if __name__ == "__main__":
    run(main(arguments().parse_args()))
