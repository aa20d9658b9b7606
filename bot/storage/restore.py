"""Restoring of a backup into a database that no bot uses."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.engine import URL

from bot.storage.address import is_sqlite, parse_url
from bot.storage.backup import back_up
from bot.storage.database import Database, translate_errors
from bot.storage.file_copy import (
    check_file,
    copy_file,
    free_name,
    is_damage,
    load_file,
    open_file,
)
from bot.storage.migrate import known_revisions
from bot.storage.postgresql import PostgresqlEngine
from bot.storage.process_lock import FileLock, ProcessLock
from bot.storage.records import UNFINISHED
from bot.storage.row_copy import replace_rows
from bot.storage.schema import jobs
from bot.storage.sqlite import prepare_file


class BackupError(Exception):
    """A backup that cannot be restored, or not now; the text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A finished restore: the backup's revision, its unfinished jobs, and where the former data is.

    `aside` is None if there were none.
    """

    revision: str
    unfinished: int
    aside: Path | None


async def restore(url: str, backup: Path, folder: Path, now: datetime) -> Restored:
    """Replace all data at this address by a backup's, after a copy of them was put aside.

    The copy is put beside an SQLite file, and otherwise into `folder`. Raises `BackupError` for a
    bad backup, or while a bot uses the database, and `StorageError`. Then nothing is changed.
    """
    revision = await asyncio.to_thread(_check, backup)
    parsed = parse_url(url)
    file = Path(parsed.database or "") if is_sqlite(parsed) else None
    name = f"before-restore-{now:%Y%m%dT%H%M%SZ}"
    if file is None:
        aside = free_name(folder / f"{name}.db")
    else:
        folder, aside = file.parent, free_name(file.with_name(f"{file.name}.{name}"))
    with translate_errors():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as work:
            prepared = Path(work) / "prepared.db"
            await asyncio.to_thread(shutil.copyfile, backup, prepared)
            unfinished = await _prepare(prepared)
            if file is not None:
                async with _alone(FileLock(file)):
                    kept = await asyncio.to_thread(_replace_file, prepared, file, aside)
            else:
                kept = await _replace_in_server(url, prepared, aside)
    return Restored(revision, unfinished, kept)


def _check(backup: Path) -> str:
    """Return the backup's revision; raises `BackupError` if it is damaged, or none of ours."""
    try:
        if backup.with_name(f"{backup.name}-wal").exists():
            raise BackupError(f"{backup} is a database in use: make a backup of it first")
        with closing(open_file(backup, "ro&immutable=1")) as connection:
            tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
            if not {("jobs",), ("alembic_version",)} <= {*connection.execute(tables)}:
                raise BackupError(f"{backup} is no backup of Easel")
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        check_file(backup, "ro&immutable=1")
    except (sqlite3.Error, OSError) as error:
        raise BackupError(f"{backup} cannot be restored: {error}") from None
    revision = max((revision for (revision,) in rows), default="")
    if revision not in known_revisions():
        raise BackupError(f"{backup} is of a newer version of Easel: restore it with that version")
    return str(revision)


async def _prepare(backup: Path) -> int:
    """Migrate the backup, and free its unfinished jobs; return how many there are.

    What became of them after the backup is not known: each may be posted already. So all places are
    searched before anything is posted.
    """
    is_unfinished = jobs.c.state.in_(UNFINISHED)
    since = func.coalesce(jobs.c.posting_at, jobs.c.started_at, jobs.c.created_at)
    values = {"posting_at": since, "delivery_way": None, "leased_until": jobs.c.created_at}
    url = URL.create("sqlite", database=str(backup)).render_as_string()
    async with (
        Database.open(url, locked=False) as database,
        database.write() as connection,
    ):
        await connection.execute(update(jobs).where(is_unfinished).values(values))
        count = await connection.scalar(select(func.count()).where(is_unfinished))
    return count or 0


@asynccontextmanager
async def _alone(lock: ProcessLock) -> AsyncIterator[None]:
    """Keep every bot out; raises `BackupError` if one uses the database."""
    try:
        if not await lock.acquire_alone():
            raise BackupError("a bot uses the database: stop the bot, then restore the backup")
        yield
    finally:
        await lock.close()


def _replace_file(prepared: Path, file: Path, aside: Path) -> Path | None:
    """Replace the file's data, and return where they are now; None if there was no file."""
    is_new = not file.exists()
    if not is_new:
        try:
            copy_file(file, aside)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            _move_damaged(file, aside)
    prepare_file(file)
    load_file(prepared, file)
    return None if is_new else aside


def _move_damaged(file: Path, aside: Path) -> None:
    """Move a file that SQLite cannot read, with what belongs to it."""
    for end in ("-wal", "-shm", ""):
        if (part := file.with_name(f"{file.name}{end}")).exists():
            part.replace(aside.with_name(f"{aside.name}{end}"))
    aside.chmod(0o600)


async def _replace_in_server(url: str, prepared: Path, aside: Path) -> Path | None:
    engine = PostgresqlEngine(parse_url(url))
    try:
        async with _alone(engine.lock), Database.open(url, locked=False) as database:
            is_new = database.migration.before is None
            if not is_new:
                await back_up(database, aside)
            async with database.write() as connection:
                await replace_rows(prepared, connection)
    finally:
        await engine.close()
    return None if is_new else aside
