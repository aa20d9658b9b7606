"""Unfinished jobs in the database, as a previous process leaves them."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.load.relay import task_id
from benchmarks.load.timed_discord import TimedDiscord
from bot.storage.database import Database
from bot.storage.records import State
from bot.storage.schema import jobs

_EARLIER = "earlier"
_BATCH_SIZE = 500


class LeftoverJobs:
    """A database file with such jobs; tasks at the relay end at `due` on the monotonic clock."""

    def __init__(self, discord: TimedDiscord, path: Path, due: float) -> None:
        self.url = f"sqlite+aiosqlite:///{path}"
        self._discord = discord
        self._path = path
        self._due = due

    async def insert_jobs(self, states: Sequence[State]) -> None:
        """Insert a job in each of these states, while no bot runs."""
        rows = [*map(self._row, states)]
        async with Database.open(self.url) as database, database.write() as connection:
            for begin in range(0, len(rows), _BATCH_SIZE):
                await connection.execute(insert(jobs), rows[begin : begin + _BATCH_SIZE])

    def count_unclaimed(self) -> int:
        """Return the number of jobs that no running bot has claimed."""
        with self._read() as connection:
            query = "SELECT count(*) FROM jobs WHERE owner = ?"
            return int(connection.execute(query, (_EARLIER,)).fetchone()[0])

    @contextlib.contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        address = f"file:{self._path}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
            yield connection

    def _row(self, state: State) -> dict[str, Any]:
        now = datetime.now(UTC)
        member, channel = next(self._discord.turns)
        job_id = self._discord.world.snowflake()
        submitted = state is State.SUBMITTED
        then = now - timedelta(seconds=20) if submitted else None
        return {
            "id": job_id,
            "state": state,
            "member_id": member.id,
            "guild_id": self._discord.guild.id,
            "channel_id": channel.id,
            "private": False,
            "spoiler": False,
            "upload_limit": 10 * 2**20,
            "locale": "en-US",
            "token": f"left-{job_id}",
            "operation": "flux",
            "request": {"prompt": "a fox @3000s 64kB", "width": 64, "height": 64},
            "pictures": 1,
            "owner": _EARLIER,
            "created_at": now - timedelta(seconds=30),
            "leased_until": now - timedelta(seconds=1),
            "started_at": then,
            "submitted_at": then,
            "task": f"/v2/tasks/{task_id(job_id, self._due, 64)}" if submitted else None,
        }
