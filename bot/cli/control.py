"""Commands that change what the running bot does."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.running import AsJson, run

MAX_REASON = 300
"""Characters of a reason that members read."""


def _short(reason: str) -> str:
    if len(reason) > MAX_REASON:
        raise typer.BadParameter(f"a reason has {MAX_REASON} characters at most")
    return reason


Why = Annotated[str, typer.Argument(help="What members read.", callback=_short)]


def add_to(cli: typer.Typer) -> None:
    """Add the commands."""
    for command in (pause, resume, spend, adopt):
        cli.command()(command)


def pause(reason: Why = "") -> None:
    """Refuse new requests in all servers, at once; jobs that were accepted go on."""
    from bot.operator import pausing

    run(lambda settings: pausing.pause(settings, reason))


def resume() -> None:
    """Accept requests again."""
    from bot.operator import pausing

    run(pausing.resume)


class Key(StrEnum):
    """What spending can be summed up by."""

    DAY = "day"
    SERVER = "server"
    MEMBER = "member"
    MODEL = "model"


def spend(
    by: Annotated[Key, typer.Option(help="What the sums are made by.")] = Key.DAY,
    days: Annotated[int, typer.Option(min=1, max=3660, help="The last so many days.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Show what was made, and the estimated dollars that count for it."""
    from bot.operator.spending import print_spending
    from bot.storage.spending import By

    run(lambda settings: print_spending(settings, By(by), days, as_json=as_json))


def adopt() -> None:
    """Let another application have the database: the one that logs in next."""
    from bot.operator import ownership

    run(ownership.release)
