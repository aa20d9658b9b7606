"""SQLite files as an earlier version has made them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.storage import migrate

OLDER = "0014"
_JOB = """
    INSERT INTO jobs (
        id, state, member_id, channel_id, private, spoiler, upload_limit, operation, request,
        pictures, owner, leased_until, created_at
    ) VALUES (
        1, 'queued', 7, 11, 0, 0, 1000, 'flux', '{"prompt": "a red fox"}',
        1, 'ours', '2026-11-22 12:00:00.000000', '2026-11-22 12:00:00.000000'
    )
"""


def make_older(path: Path, *, with_job: bool = True) -> None:
    """Make a file of an earlier revision, by default with one job in the line."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, OLDER)
    engine.dispose()
    if with_job:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(_JOB)


def revision_of(path: Path) -> str:
    """Return the revision of a file."""
    with closing(sqlite3.connect(path)) as connection:
        [(revision,)] = connection.execute("SELECT version_num FROM alembic_version")
    return str(revision)
