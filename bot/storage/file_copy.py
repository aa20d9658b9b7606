"""Copies of SQLite files: whole, checked, and for their owner alone."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

_LOCK_TIMEOUT = 10
_ALL_PAGES = -1


class DamagedError(sqlite3.DatabaseError):
    """A database with pages or keys that do not fit together."""


def is_damage(error: sqlite3.Error) -> bool:
    """Return True if the error says that the file is damaged, or no database."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    damages = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return isinstance(error, DamagedError) or code in damages


def copy_file(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, also while others write to it. Blocks.

    Raises `FileExistsError` if there is a target, and `sqlite3.Error` if the source is damaged.
    """
    with written_aside(target) as partial:
        # In one step: a copy in several begins again whenever somebody has written meanwhile. In
        # WAL mode, nobody waits for a reader, however long it takes.
        with closing(open_file(source)) as whole, closing(open_file(partial)) as copy:
            whole.backup(copy, pages=_ALL_PAGES)
            # One file, without another beside it that has to be copied, too.
            copy.execute("PRAGMA journal_mode=DELETE")
        check_file(partial)


def load_file(source: Path, target: Path) -> None:
    """Replace all that is in the database `target` by the source's, in one transaction. Blocks."""
    with closing(open_file(source)) as whole, closing(open_file(target)) as replaced:
        whole.backup(replaced, pages=_ALL_PAGES)
        replaced.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Yield the path of a new file, which gets its name when it is complete.

    Raises `FileExistsError` if there is a target.
    """
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        yield partial
        _flush(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def check_file(path: Path, mode: str = "rw") -> None:
    """Read the whole database; raises `sqlite3.DatabaseError` if a page or a key is damaged."""
    with closing(open_file(path, mode)) as connection:
        [found] = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise DamagedError("database disk image is malformed")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamagedError("database disk image is malformed: rows are missing")


def open_file(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a file that is there; it is not created."""
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=_LOCK_TIMEOUT)
    connection.isolation_level = None
    return connection


def copy_before_migration(path: Path, revision: str) -> Path | None:
    """Copy a file that is to be migrated to a revision; return the copy's path. Blocks.

    Returns None if the file has no data. An earlier copy is not replaced.
    """
    if not _has_data(path):
        return None
    copy = free_name(path.with_name(f"{path.name}.before-{revision}"))
    copy_file(path, copy)
    return copy


def free_name(path: Path) -> Path:
    """Return the path, with a number behind it if there is such a file already."""
    if not path.exists():
        return path
    names = (path.with_name(f"{path.name}.{number}") for number in count(2))
    return next(name for name in names if not name.exists())


def _has_data(path: Path) -> bool:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with closing(open_file(path)) as connection:
        names = [name for (name,) in connection.execute(tables) if name != "alembic_version"]
        return any(
            connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()  # noqa: S608
            for name in names
        )


def _flush(path: Path) -> None:
    """Have the system write the file to the disk before it gets its name."""
    number = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)
