"""The bot's database file as seen from outside: what the rows say, and how old they are."""

import contextlib
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

_TIMES = ("created_at", "started_at", "submitted_at", "posting_at")


class Ledger:
    """The jobs in an SQLite file that a bot may be writing to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def url(self) -> str:
        """As the bot's setting wants it."""
        return f"sqlite+aiosqlite:///{self.path}"

    def rows(self) -> list[sqlite3.Row]:
        """Every job's row, oldest first."""
        return self._read("SELECT * FROM jobs ORDER BY id")

    def row(self, job_id: int) -> sqlite3.Row:
        """The job's row. Raises LookupError where there is none."""
        for row in self._read("SELECT * FROM jobs WHERE id = ?", job_id):
            return row
        raise LookupError(f"no job {job_id}")

    def knows(self, job_id: int) -> bool:
        """Whether there is a row of this job."""
        return any(row["id"] == job_id for row in self.rows())

    def finished(self, job_id: int) -> bool:
        """Whether nothing more will happen to the job; False, too, before it is accepted."""
        return self.knows(job_id) and self.row(job_id)["ended_at"] is not None

    def leased_until(self, job_id: int) -> datetime:
        """When others may have the job."""
        return datetime.fromisoformat(self.row(job_id)["leased_until"])

    def expire_lease(self, job_id: int) -> None:
        """Let others have the job at once, though the process that holds it may be alive."""
        self._write("UPDATE jobs SET leased_until = '2000-01-01' WHERE id = ?", job_id)

    def age(self, job_id: int, seconds: float) -> None:
        """Put everything that happened to the job this far into the past; while no bot runs."""
        row = self.row(job_id)
        past = {name: row[name] and _earlier(row[name], seconds) for name in _TIMES}
        changes = ", ".join(f"{name} = :{name}" for name in past)
        self._write(f"UPDATE jobs SET {changes} WHERE id = :id", past | {"id": job_id})  # noqa: S608

    def change(self, statement: str, values: dict[str, Any]) -> None:
        """Change other rows."""
        self._write(statement, values)

    def read(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Return other rows."""
        return self._read(query, *values)

    def _write(self, statement: str, values: Any) -> None:
        values = values if isinstance(values, dict) else (values,)
        connecting = sqlite3.connect(self.path, timeout=10)
        with contextlib.closing(connecting) as connection, connection:
            connection.execute(statement, values)

    def _read(self, query: str, *values: object) -> list[sqlite3.Row]:
        address = f"file:{self.path}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(query, values).fetchall()


def _earlier(stored: str, seconds: float) -> str:
    return str(datetime.fromisoformat(stored) - timedelta(seconds=seconds))
