"""`easel backup`, `easel restore` and `easel migrate`."""

from pathlib import Path

from bot.common.clock import utc_now
from bot.operator.output import print_outcome
from bot.operator.running import CommandError
from bot.settings import Settings
from bot.storage.backup import back_up
from bot.storage.database import Database, StorageError
from bot.storage.migrate import Migration
from bot.storage.restore import BackupError, restore


async def make_backup(settings: Settings, target: Path, *, as_json: bool = False) -> None:
    """Write a backup into a new file, beside the bot."""
    async with Database.attach(settings.database_url) as database:
        try:
            await back_up(database, target)
        except StorageError as error:
            raise CommandError(f"no backup is made: {error}") from None
    print_outcome([f"backed up into {target}"], {"file": str(target)}, as_json=as_json)


async def restore_backup(settings: Settings, backup: Path, *, as_json: bool = False) -> None:
    """Restore a backup while no bot runs."""
    url, folder = settings.database_url, settings.backup_dir
    try:
        restored = await restore(url, backup, folder, utc_now())
    except BackupError as error:
        raise CommandError(str(error)) from None
    lines = [
        f"restored {backup}, of revision {restored.revision}",
        f"{restored.unfinished} unfinished jobs go on when the bot starts",
    ]
    if restored.aside is not None:
        lines.insert(0, f"the former data are in {restored.aside}")
    record = {
        "file": str(backup),
        "revision": restored.revision,
        "unfinished_jobs": restored.unfinished,
        "former_data": _path(restored.aside),
    }
    print_outcome(lines, record, as_json=as_json)


async def migrate(settings: Settings, *, as_json: bool = False) -> None:
    """Bring the database to this version's revision, and say what has changed."""
    async with Database.open(settings.database_url, locked=False) as database:
        done = database.migration
    record = {"before": done.before, "after": done.after, "copy": _path(done.copy)}
    print_outcome(_migration_lines(done), record, as_json=as_json)


def _migration_lines(done: Migration) -> list[str]:
    if done.before == done.after:
        return [f"revision {done.after} already: nothing is migrated"]
    lines = [] if done.copy is None else [f"the data from before are in {done.copy}"]
    if done.before is None:
        return [*lines, f"made at revision {done.after}"]
    return [*lines, f"migrated from revision {done.before} to {done.after}"]


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path)
