"""Commands about the database as a whole."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.running import run

File = Annotated[Path, typer.Argument(help="The backup, a file.")]


def add_to(cli: typer.Typer) -> None:
    """Add the commands."""
    for command in (backup, restore, migrate):
        cli.command()(command)


def backup(file: File) -> None:
    """Write all data into a new file; the bot may run."""
    from bot.operator.data import make_backup

    run(lambda settings: make_backup(settings, file))


def restore(file: File) -> None:
    """Replace all data by a backup's, while the bot is stopped; the former data are put aside."""
    from bot.operator.data import restore_backup

    run(lambda settings: restore_backup(settings, file))


def migrate() -> None:
    """Bring the database to this version's tables, as a start of the bot does."""
    from bot.operator import data

    run(data.migrate)
