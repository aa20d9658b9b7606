"""Migration of a database to the newest revision, at every start."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

_MIGRATIONS = Path(__file__).parent / "migrations"


class NewerError(Exception):
    """A database with a revision that this version does not know."""


def upgrade(connection: Connection) -> None:
    """Run the missing migrations in the transaction of `connection`.

    Raises `NewerError` if the database's revision is unknown.
    """
    if _revisions(connection) != [newest()]:
        _migrate(connection)


def newest() -> str:
    """Return the newest revision: migration files begin with theirs, in ascending order."""
    return max(file.name for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _revisions(connection: Connection) -> list[str]:
    """Read the database's revisions: one, unless it is new or was changed by hand."""
    if not inspect(connection).has_table("alembic_version"):
        return []
    return [*connection.scalars(text("SELECT version_num FROM alembic_version"))]


def _migrate(connection: Connection) -> None:
    # Imported here: rarely needed, and with its templates it keeps ten megabytes for ever.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        # Alembic does not know the database's revision.
        raise NewerError from error
