"""`python -m chaos --minutes 10 --seed 7`: one run, its table, and each deviation."""

import argparse
import asyncio
import contextlib
import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from chaos.run import Options, Report, run
from chaos.table import plain, rows
from tests.postgres import running_postgres
from tests.sqlite import address


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 if every target was reached, else 1."""
    chosen = _arguments().parse_args(argv)
    logging.basicConfig(level=logging.ERROR)
    with _folder(chosen.logs) as folder:
        options = Options(chosen.seed, chosen.minutes, chosen.processes, chosen.asks, chosen.shards)
        report = asyncio.run(_run(options, chosen.database, folder))
        return _print(report)


async def _run(options: Options, database: str, folder: Path) -> Report:
    if database == "sqlite":
        return await run(options, address(folder / "easel.db"), folder)
    with running_postgres() as server:
        async with server.database() as url:
            return await run(options, url, folder)


def _print(report: Report) -> int:
    table = rows(report.verdict, report.circumstances)
    for deviation, job in report.verdict.findings():
        sys.stdout.write(f"{deviation}: {job}\n")
    sys.stdout.write(f"{plain(table)}\n")
    return int(any(row.is_missed for row in table))


@contextlib.contextmanager
def _folder(chosen: Path | None) -> Iterator[Path]:
    if chosen is not None:
        chosen.mkdir(parents=True, exist_ok=True)
        yield chosen
        return
    with tempfile.TemporaryDirectory(prefix="easel-chaos-") as folder:
        yield Path(folder)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="the time before the peace")
    parser.add_argument("--seed", type=int, default=1, help="repeats the decisions of a run")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--processes", type=int, default=1, help="bots that share the database")
    parser.add_argument("--shards", type=int, default=1, help="shared out over the bots")
    parser.add_argument("--asks", type=float, default=1.5, help="requests a second, on average")
    parser.add_argument("--logs", type=Path, help="a folder for what the bots print")
    return parser


if __name__ == "__main__":
    sys.exit(main())
