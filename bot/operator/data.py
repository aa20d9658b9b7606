"""`easel backup`, `easel restore` and `easel migrate`."""

from pathlib import Path

from bot.common.clock import utc_now
from bot.operator.output import print_line
from bot.operator.running import CommandError
from bot.settings import Settings
from bot.storage.backup import back_up
from bot.storage.database import Database, StorageError
from bot.storage.restore import BackupError, restore


async def make_backup(settings: Settings, target: Path) -> None:
    """Write a backup into a new file, beside the bot."""
    async with Database.attach(settings.database_url) as database:
        try:
            await back_up(database, target)
        except StorageError as error:
            raise CommandError(f"no backup is made: {error}") from None
    print_line(f"backed up into {target}")


async def restore_backup(settings: Settings, backup: Path) -> None:
    """Restore a backup while no bot runs."""
    url, folder = settings.database_url, settings.backup_dir
    try:
        restored = await restore(url, backup, folder, utc_now())
    except BackupError as error:
        raise CommandError(str(error)) from None
    if restored.aside is not None:
        print_line(f"the former data are in {restored.aside}")
    print_line(f"restored {backup}, of revision {restored.revision}")
    print_line(f"{restored.unfinished} unfinished jobs go on when the bot starts")


async def migrate(settings: Settings) -> None:
    """Bring the database to this version's revision, and say what has changed."""
    async with Database.open(settings.database_url, locked=False) as database:
        done = database.migration
    if done.before == done.after:
        print_line(f"revision {done.after} already: nothing is migrated")
        return
    if done.copy is not None:
        print_line(f"the data from before are in {done.copy}")
    if done.before is None:
        print_line(f"made at revision {done.after}")
    else:
        print_line(f"migrated from revision {done.before} to {done.after}")
