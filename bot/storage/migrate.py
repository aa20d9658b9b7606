"""Migration of a database to the newest revision, at every start."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Connection

from bot.storage.schema import facts, metadata

_OURS = re.compile(r"\d{4}")
"""Revisions of Easel; Alembic gives others a hash."""
_MIGRATIONS = Path(__file__).parent / "migrations"
COMPATIBLE_SINCE = "0016"
"""The oldest revision whose version of Easel works beside the newest one's tables.

It misses nothing there, and leaves nothing empty that has to be filled. Raised by a migration that
takes something away, which comes a version after the last one that used it."""
COMPATIBLE_SINCE_MARK = "schema-compatible-since"


class NewerError(Exception):
    """A database with a revision that this version does not know."""


class ForeignError(Exception):
    """A database with tables of another program that are named as ours."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The migration of an opening: revisions before and after, and the copy made before it.

    `before` is None for a new database. `copy` is None where nothing was migrated, and for a
    database that had no data or is no file.
    """

    before: str | None
    after: str
    copy: Path | None = None


def upgrade(connection: Connection) -> None:
    """Run the missing migrations in the transaction of `connection`.

    A newer database that still suits this version is left as it is: in a deploy, old and new
    processes work beside each other. Raises `NewerError` for one that does not, and `ForeignError`
    for another program's.
    """
    revisions = _revisions(connection)
    if revisions == [newest()]:
        return
    if any(map(is_foreign, revisions)):
        raise ForeignError
    if not revisions and {*inspect(connection).get_table_names()} & {*metadata.tables}:
        raise ForeignError
    if not is_expanded(connection):
        _migrate(connection)
        _mark(connection)


def is_expanded(connection: Connection) -> bool:
    """Return True for a database of a newer version beside which this one works."""
    return suits(revision_of(connection), compatible_since(connection))


def suits(revision: str | None, since: str | None) -> bool:
    """Return True if a newer revision, compatible since another one, suits this version."""
    is_newer = revision is not None and revision not in known_revisions()
    return is_newer and since is not None and since <= newest()


def compatible_since(connection: Connection) -> str | None:
    """Return the oldest revision that the database suits, None if it does not say."""
    if not inspect(connection).has_table(facts.name):
        return None
    query = select(facts.c.value).where(facts.c.name == COMPATIBLE_SINCE_MARK)
    since: str | None = connection.scalar(query)
    return since


def _mark(connection: Connection) -> None:
    statement = """
        INSERT INTO facts (name, value) VALUES (:name, :since)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
    """
    since = {"name": COMPATIBLE_SINCE_MARK, "since": COMPATIBLE_SINCE}
    connection.execute(text(statement), since)


def newest() -> str:
    """Return the newest revision: migration files begin with theirs, in ascending order."""
    return max(known_revisions())


def known_revisions() -> set[str]:
    """Return all revisions that this version knows."""
    files = (_MIGRATIONS / "versions").glob("[0-9]*.py")
    return {file.name.partition("_")[0] for file in files}


def is_foreign(revision: str) -> bool:
    """Return True for a revision of another program's."""
    return _OURS.fullmatch(revision) is None


def revision_of(connection: Connection) -> str | None:
    """Return the database's revision, or None if it is new."""
    return max(_revisions(connection), default=None)


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
