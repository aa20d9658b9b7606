"""Whether the database can be opened, brought up to date and written to."""

import asyncio

from bot.common.clock import utc_now
from bot.doctor.report import Report
from bot.settings import Settings
from bot.storage.database import Database, StorageError
from bot.storage.key_values import KeyValueStore

SECONDS = 20
# In the words of SQLite, the system and asyncpg, in small letters.
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
        "Mend the user and the password in EASEL_DATABASE_URL",
    ),
    (("newer version",), "Run that version, or restore the backup from before the update"),
    (("does not exist", "invalidcatalog"), "Create the database, or mend its name"),
    (
        ("refused", "gaierror", "unreachable", "timed out", "connect call failed", "multiple"),
        "See whether PostgreSQL runs and this machine reaches it",
    ),
)


async def check_database(settings: Settings, report: Report) -> None:
    """Open, migrate and write, as the bot does at its start."""
    try:
        async with asyncio.timeout(SECONDS), Database.open(settings.database_url) as database:
            await KeyValueStore(database).put("doctor", utc_now().isoformat())
            kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database.dialect]
    except StorageError as error:
        report.bad(f"Database: {error}", remedy(str(error)))
    except TimeoutError:
        report.bad(f"Database: no answer within {SECONDS} seconds", remedy("timed out"))
    else:
        report.good(f"Database: {kind}, up to date and writable")


def remedy(words: str) -> str:
    """What to do about a failure of the database, told by its words."""
    small = words.lower()
    for signs, advice in _REMEDIES:
        if any(sign in small for sign in signs):
            return advice
    return "See what EASEL_DATABASE_URL says"
