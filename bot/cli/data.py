"""Commands about the database as a whole."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.running import AsJson, run

File = Annotated[Path, typer.Argument(help="The backup, a file.")]


def add_to(cli: typer.Typer) -> None:
    """Add the commands."""
    for command in (backup, restore, migrate):
        cli.command()(command)


def backup(file: File, as_json: AsJson = False) -> None:
    """Write all data into a new file; the bot may run."""
    from bot.operator.data import make_backup

    run(lambda settings: make_backup(settings, file, as_json=as_json))


def restore(file: File, as_json: AsJson = False) -> None:
    """Replace all data by a backup's, while the bot is stopped; the former data are put aside."""
    from bot.operator.data import restore_backup

    run(lambda settings: restore_backup(settings, file, as_json=as_json))


def migrate(as_json: AsJson = False) -> None:
    """Bring the database to this version's tables, as a start of the bot does."""
    from bot.operator import data

    run(lambda settings: data.migrate(settings, as_json=as_json))
