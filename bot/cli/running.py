"""Running of a command with the settings, in one asynchronous function."""

from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.process import start

if TYPE_CHECKING:
    from bot.operator.running import Work


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
_MAX_ID = 2**63 - 1


def Id(help: str) -> Any:  # noqa: A002, N802 - as the library's own
    """Return the argument for an id of Discord's."""
    return typer.Argument(help=help, min=1, max=_MAX_ID)


def run(work: "Work") -> NoReturn:
    """Run the command, and exit with its status."""
    from bot.operator import running

    raise typer.Exit(start.with_settings(lambda settings: running.run(settings, work)))
