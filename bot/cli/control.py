"""Commands that change what the running bot does."""

from typing import Annotated

import typer

from bot.cli.running import run

MAX_REASON = 300
"""Characters of a reason that members read."""


def _short(reason: str) -> str:
    if len(reason) > MAX_REASON:
        raise typer.BadParameter(f"a reason has {MAX_REASON} characters at most")
    return reason


Why = Annotated[str, typer.Argument(help="What members read.", callback=_short)]


def add_to(cli: typer.Typer) -> None:
    """Add the commands."""
    for command in (pause, resume):
        cli.command()(command)


def pause(reason: Why = "") -> None:
    """Refuse new requests in all servers, at once; jobs that were accepted go on."""
    from bot.operator import pausing

    run(lambda settings: pausing.pause(settings, reason))


def resume() -> None:
    """Accept requests again."""
    from bot.operator import pausing

    run(pausing.resume)
