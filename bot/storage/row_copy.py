"""Copies of all rows between a PostgreSQL database and an SQLite file with the same tables."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import LargeBinary, Table, create_engine, func, insert, select, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.migrate import newest
from bot.storage.schema import metadata

T = TypeVar("T")
Run = Callable[..., Any]
Rows = Sequence[dict[str, Any]]

_BATCH_SIZE = 500
# Of rows that may hold an image of 25 MB each.
_IMAGES = 2


async def write_rows(source: AsyncConnection, target: Path) -> None:
    """Write all rows of the newest revision's tables into an empty file, and the revision."""
    async with _file(target) as (run, connection):
        await run(_make_tables, connection)
        for table in metadata.sorted_tables:
            size = batch_size(table)
            found = await source.stream(select(table), execution_options={"yield_per": size})
            async for rows in found.mappings().partitions(size):
                await run(_insert, connection, table, [dict(row) for row in rows])
        await run(connection.commit)


async def replace_rows(source: Path, target: AsyncConnection) -> None:
    """Replace all rows of the target by the file's, in the target's transaction."""
    tables = metadata.sorted_tables
    names = ", ".join(f'"{table.name}"' for table in tables)
    await target.execute(text(f"TRUNCATE {names}"))
    async with _file(source) as (run, connection):
        for table in tables:
            batches = _batches(connection, table)
            while rows := await run(next, batches, None):
                await target.execute(insert(table), rows)
    for table in tables:
        await _continue_numbers(target, table)


def batch_size(table: Table) -> int:
    """Return the number of a table's rows that are in memory at once."""
    has_images = any(isinstance(column.type, LargeBinary) for column in table.c)
    return _IMAGES if has_images else _BATCH_SIZE


@asynccontextmanager
async def _file(path: Path) -> AsyncIterator[tuple[Run, Connection]]:
    """Yield a function that runs another in the thread of the file's connection, and that."""
    loop = asyncio.get_running_loop()
    engine = create_engine(URL.create("sqlite", database=str(path)))
    with ThreadPoolExecutor(1, "row copy") as thread:

        async def run(work: Callable[..., T], *values: Any) -> T:
            return await loop.run_in_executor(thread, work, *values)

        connection = await run(engine.connect)
        try:
            yield run, connection
        finally:
            await run(connection.close)
            await run(engine.dispose)


def _make_tables(connection: Connection) -> None:
    # Whoever makes the file has it flushed once, at the end.
    connection.exec_driver_sql("PRAGMA synchronous=OFF")
    metadata.create_all(connection)
    version = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    connection.exec_driver_sql(version)
    connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest()})


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    connection.execute(insert(table), rows)


def _batches(connection: Connection, table: Table) -> Iterator[Rows]:
    size = batch_size(table)
    found = connection.execution_options(yield_per=size).execute(select(table))
    for rows in found.mappings().partitions(size):
        yield [dict(row) for row in rows]


async def _continue_numbers(connection: AsyncConnection, table: Table) -> None:
    """Have the numbers that PostgreSQL gives go on after the highest one."""
    if (column := table.autoincrement_column) is None or table.foreign_keys:
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    following = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
    await connection.execute(select(func.setval(sequence, following, False)))
