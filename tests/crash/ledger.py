"""The bot's database file, read from outside: the rows of jobs."""

import contextlib
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

_TIMES = ("created_at", "started_at", "submitted_at", "posting_at")


class Ledger:
    """The jobs in an SQLite file that a running bot may write to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def url(self) -> str:
        """Return the address for the bot's setting."""
        return f"sqlite+aiosqlite:///{self.path}"

    def rows(self) -> list[sqlite3.Row]:
        """Return the rows of all jobs, oldest first."""
        return self._read("SELECT * FROM jobs ORDER BY id")

    def row(self, job_id: int) -> sqlite3.Row:
        """Return the job's row; raises `LookupError` if there is none."""
        for row in self._read("SELECT * FROM jobs WHERE id = ?", job_id):
            return row
        raise LookupError(f"no job {job_id}")

    def has(self, job_id: int) -> bool:
        """Return True if the job has a row."""
        return any(row["id"] == job_id for row in self.rows())

    def finished(self, job_id: int) -> bool:
        """Return True if the job has ended, and False if it runs or was not accepted yet."""
        return self.has(job_id) and self.row(job_id)["ended_at"] is not None

    def leased_until(self, job_id: int) -> datetime:
        """Return the end of the job's lease."""
        return datetime.fromisoformat(self.row(job_id)["leased_until"])

    def age(self, job_id: int, seconds: float) -> None:
        """Move all times of the job `seconds` into the past; only while no bot runs."""
        row = self.row(job_id)
        past = {name: row[name] and _earlier(row[name], seconds) for name in _TIMES}
        changes = ", ".join(f"{name} = :{name}" for name in past)
        with contextlib.closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(f"UPDATE jobs SET {changes} WHERE id = {job_id}", past)  # noqa: S608

    def _read(self, query: str, *values: object) -> list[sqlite3.Row]:
        address = f"file:{self.path}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(query, values).fetchall()


def _earlier(stored: str, seconds: float) -> str:
    return str(datetime.fromisoformat(stored) - timedelta(seconds=seconds))
