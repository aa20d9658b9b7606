"""The statements that an engine runs, and SQLite's plans for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.storage.database import Database


@contextmanager
def recorded_statements(database: Database) -> Iterator[list[str]]:
    """Yield a list to which every statement is added as it is run."""
    statements: list[str] = []

    def add(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    engines = {*database._engine.writers, *database._engine.readers}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", add)
    try:
        yield statements
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", add)


async def query_plan(database: Database, sql: str) -> str:
    """Return SQLite's query plan, line by line."""
    async with database.read() as connection:
        parameters = tuple(None for _ in range(sql.count("?")))
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return "\n".join(row[3] for row in rows)
