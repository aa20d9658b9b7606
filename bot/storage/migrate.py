"""Bringing a database to the newest revision, at every start."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

_MIGRATIONS = Path(__file__).parent / "migrations"


class NewerError(Exception):
    """The database has a revision that this version does not know."""


def upgrade(connection: Connection) -> None:
    """Run what is missing, inside the transaction of `connection`; raises `NewerError`."""
    if _revisions(connection) != [newest()]:
        _migrate(connection)


def newest() -> str:
    """The revision that this version works with: files are named after theirs, which count up."""
    return max(file.name for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _revisions(connection: Connection) -> list[str]:
    """What Alembic has written down; one, unless nothing or another hand was here."""
    if not inspect(connection).has_table("alembic_version"):
        return []
    return [*connection.scalars(text("SELECT version_num FROM alembic_version"))]


def _migrate(connection: Connection) -> None:
    # Seldom needed, and with its templates ten megabytes that a process never gives back.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        # Alembic does not know the revision that the database says it has.
        raise NewerError from error
