"""Checks of the disk: room for the database and its backups, and how old the newest backup is."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.alerts.disk import folder_of, is_nearly_full, usage_of
from bot.common.clock import utc_now
from bot.doctor.report import Report
from bot.operator.schedule import MAX_INTERVALS, backups_in
from bot.settings import Settings
from bot.storage.address import AddressError
from bot.storage.inspection import obstacle_in
from bot.storage.sqlite import open_files

_MEGABYTE = 1e6


def check_disk(settings: Settings, size: int | None, report: Report) -> None:
    """Check the room of a database of so many bytes, and all about its backups."""
    folder = _database_folder(settings)
    if folder is not None:
        # A migration copies the file first.
        _check_room("database", folder, size or 0, report)
    if settings.backup_every is None:
        return
    if obstacle := obstacle_in(settings.backup_dir):
        report.fail(f"Backups: {obstacle}", "Let EASEL_BACKUP_DIR name a directory for them")
        return
    report.ok(f"Backups: they go into {settings.backup_dir}")
    _check_room("backups", settings.backup_dir, size or 0, report)
    _check_age(settings.backup_dir, settings.backup_every, utc_now(), report)
    _check_modes(settings.backup_dir, report)


def _database_folder(settings: Settings) -> Path | None:
    try:
        return folder_of(settings.database_url)
    except AddressError:
        # The check of the database has said so.
        return None


def _check_room(what: str, folder: Path, needed: int, report: Report) -> None:
    """Check that a copy of `needed` bytes fits, and the disk is not nearly full."""
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        free, total = usage_of(folder)
    except OSError as error:
        report.skip(f"Disk of the {what}", error.strerror or type(error).__name__)
        return
    room = f"Disk of the {what}: {_megabytes(free)} free at {folder}"
    if free < needed:
        remedy = "Make room, or name another directory"
        report.fail(f"{room}, and a copy of the database takes {_megabytes(needed)}", remedy)
    elif is_nearly_full(free, total):
        report.warn(f"{room} of {_megabytes(total)}: it is nearly full", "Make room")
    else:
        report.ok(room)


def _check_age(folder: Path, every: float, now: datetime, report: Report) -> None:
    made = [moment for moment in backups_in(folder).values() if moment <= now]
    if not made:
        report.ok("Newest backup: none yet; the running bot makes the first one within a minute")
        return
    age = now - max(made)
    what = f"Newest backup: {_duration(age)} old"
    if age > MAX_INTERVALS * timedelta(seconds=every):
        remedy = f"One is due every {_duration(timedelta(seconds=every))}: see whether the bot runs"
        report.warn(what, f"{remedy}, and what its log says")
    else:
        report.ok(what)


def _check_modes(folder: Path, report: Report) -> None:
    if any(open_files(path) for path in backups_in(folder)):
        what = "Backup files: other users of this machine may read the prompts and tokens in them"
        report.warn(what, f"Run: chmod 600 {folder}/easel-*.db")


def _megabytes(count: int) -> str:
    return f"{count / _MEGABYTE:,.0f} MB"


def _duration(span: timedelta) -> str:
    seconds = span.total_seconds()
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"
