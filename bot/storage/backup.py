"""Backups of a database in use: one SQLite file that any version since can restore.

A PostgreSQL database is written into such a file, too. So a backup needs no program of a certain
version, and one of either database can be restored into the other.
"""

import asyncio
from pathlib import Path

from bot.storage.database import Database, translate_errors
from bot.storage.file_copy import check_file, copy_file, written_aside
from bot.storage.row_copy import write_rows


async def back_up(database: Database, target: Path) -> None:
    """Write all data as it is at one moment into a new file, for its owner alone.

    Raises `StorageError`, also if there is such a file already.
    """
    with translate_errors():
        if database.file is not None:
            await asyncio.to_thread(copy_file, database.file, target)
            return
        with written_aside(target) as partial:
            async with database.snapshot() as connection:
                await write_rows(connection, partial)
            await asyncio.to_thread(check_file, partial)
