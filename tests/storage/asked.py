"""What is asked of the engine, and how SQLite would go about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.storage.database import Database


@contextmanager
def listening(database: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    asked: list[str] = []

    def note(*call: object) -> None:
        asked.append(str(call[2]))

    engines = {*database._engine.writers, *database._engine.readers}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


async def plan(database: Database, sql: str) -> str:
    """SQLite's, line by line."""
    async with database.read() as connection:
        bound = tuple(None for _ in range(sql.count("?")))
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", bound)
        return "\n".join(row[3] for row in rows)
