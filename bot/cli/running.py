"""Running of a command with the settings, in one asynchronous function."""

from typing import TYPE_CHECKING, NoReturn

import typer

from bot.process import start

if TYPE_CHECKING:
    from bot.operator.running import Work


def run(work: "Work") -> NoReturn:
    """Run the command, and exit with its status."""
    from bot.operator import running

    raise typer.Exit(start.with_settings(lambda settings: running.run(settings, work)))
