"""Check of the database: it is read, and what a start would do is said; nothing is changed."""

import asyncio
import os
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.doctor.report import Report
from bot.settings import Settings
from bot.storage.database import StorageError, unusable
from bot.storage.inspection import Inspection, inspect_database
from bot.storage.migrate import newest
from bot.storage.sqlite import open_files

SECONDS = 20
# Parts of error texts of SQLite, the operating system and asyncpg, in lower case.
_REMEDIES = (
    (
        ("disk is full", "no space left", "diskfull", "quota exceeded"),
        "The disk is full: make room, then start again; nothing is lost by that",
    ),
    (
        ("readonly", "read-only", "permission denied", "permissionerror"),
        "Let the user who runs the bot write there",
    ),
    (
        ("unable to open", "not a directory", "notadirectory", "file exists", "is a directory"),
        "EASEL_DATABASE_URL must name a file in a directory that the bot may write to",
    ),
    (("locked",), "Another program holds the file: stop it, or wait until it is done"),
    (
        ("file is not a database", "malformed"),
        "The file is damaged or no SQLite file: restore a backup, or name another file",
    ),
    (
        ("password", "authentication", "authorization"),
        "Correct the user and the password in EASEL_DATABASE_URL",
    ),
    (("another program keeps",), "Let EASEL_DATABASE_URL name a new, empty database"),
    (("newer version",), "Run that version, or restore the backup from before the update"),
    (("does not exist", "invalidcatalog"), "Create the database, or correct its name"),
    (
        ("refused", "gaierror", "unreachable", "timed out", "connect call failed", "multiple"),
        "See whether PostgreSQL runs and this machine reaches it",
    ),
)


async def check_database(settings: Settings, report: Report) -> Inspection | None:
    """Read the database, beside a running bot or without one, and say what a start would do.

    Return what was found, None if it cannot be read.
    """
    try:
        async with asyncio.timeout(SECONDS):
            found = await inspect_database(settings.database_url)
    except StorageError as error:
        report.fail(f"Database: {error}", remedy_for(str(error)))
    except TimeoutError:
        report.fail(f"Database: no answer within {SECONDS} seconds", remedy_for("timed out"))
    else:
        _report(found, report)
        _report_open_files(settings, report)
        return found
    return None


def check_owner(found: Inspection | None, application_id: int | None, report: Report) -> None:
    """Check that the database belongs to the token's application; nothing if it has no owner."""
    if found is None or found.application is None:
        return
    if application_id is None:
        report.skip("Ownership of the database", "the token's application is not known")
    elif found.application == str(application_id):
        report.ok("Ownership of the database: it belongs to this application")
    else:
        report.fail(
            f"Ownership of the database: it belongs to application {found.application}, and the "
            f"token is of {application_id}",
            "Correct EASEL_DISCORD_TOKEN or EASEL_DATABASE_URL; to move it, run `easel adopt` once",
        )


def _report(found: Inspection, report: Report) -> None:
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[found.dialect]
    if found.is_foreign or found.is_newer:
        what = unusable(found.revision)
        report.fail(f"Database: {what}", remedy_for(what))
    elif found.obstacle:
        report.fail(f"Database: {found.obstacle}", remedy_for(found.obstacle))
    elif not found.exists:
        report.ok(f"Database: {kind}, not there yet; the first start makes it")
    elif found.revision is None:
        report.ok(f"Database: {kind}, without tables yet; the first start makes them")
    elif found.is_older:
        copies = ", after a copy of the file" if found.dialect == "sqlite" else ""
        change = f"from revision {found.revision} to {newest()}"
        report.ok(f"Database: {kind}, writable; the next start migrates it {change}{copies}")
    else:
        report.ok(f"Database: {kind}, up to date and writable, revision {found.revision}")


def _report_open_files(settings: Settings, report: Report) -> None:
    if open_to_others := _open_files(settings.database_url):
        names = " ".join(map(str, open_to_others))
        what = "Database: other users of this machine may read its prompts and tokens"
        report.warn(what, f"Run: chmod 600 {names}")


def _open_files(database_url: str) -> list[Path]:
    """Return files of an SQLite database that others may read; Windows has no such permissions."""
    url = make_url(database_url)
    if os.name == "nt" or url.get_backend_name() != "sqlite" or not url.database:
        return []
    return open_files(Path(url.database))


def remedy_for(message: str) -> str:
    """Return advice about a failure of the database, by the text of its error."""
    lowered = message.lower()
    for patterns, advice in _REMEDIES:
        if any(pattern in lowered for pattern in patterns):
            return advice
    return "See what EASEL_DATABASE_URL says"
