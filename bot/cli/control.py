"""Commands that change what the running bot does."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.running import AsJson, Id, run

MAX_REASON = 300
"""Characters of a reason that members read."""


def _short(reason: str) -> str:
    if len(reason) > MAX_REASON:
        raise typer.BadParameter(f"a reason has {MAX_REASON} characters at most")
    return reason


Why = Annotated[str, typer.Argument(help="What members read.", callback=_short)]


def add_to(cli: typer.Typer) -> None:
    """Add the commands."""
    for command in (pause, resume, block, unblock, blocks, spend, adopt):
        cli.command()(command)


def pause(reason: Why = "", as_json: AsJson = False) -> None:
    """Refuse new requests in all servers, at once; jobs that were accepted go on."""
    from bot.operator import pausing

    run(lambda settings: pausing.pause(settings, reason, as_json=as_json))


def resume(as_json: AsJson = False) -> None:
    """Accept requests again."""
    from bot.operator import pausing

    run(lambda settings: pausing.resume(settings, as_json=as_json))


MemberId = Annotated[int, Id("The member's id.")]
# Some 30 years.
_LONGEST = 10**9


def block(
    member_id: MemberId,
    seconds: Annotated[
        int | None, typer.Option("--for", min=1, max=_LONGEST, help="Seconds; else for good.")
    ] = None,
    reason: Annotated[str, typer.Option(help="What the member reads.", callback=_short)] = "",
    as_json: AsJson = False,
) -> None:
    """Refuse a member's new requests in all servers."""
    from bot.operator import blocking

    run(lambda settings: blocking.block(settings, member_id, seconds, reason, as_json=as_json))


def unblock(member_id: MemberId, as_json: AsJson = False) -> None:
    """Lift such a block; those of servers stay."""
    from bot.operator import blocking

    run(lambda settings: blocking.unblock(settings, member_id, as_json=as_json))


def blocks(as_json: AsJson = False) -> None:
    """List such blocks."""
    from bot.operator import blocking

    run(lambda settings: blocking.list_blocks(settings, as_json=as_json))


class Key(StrEnum):
    """Groups that spending is summed up by."""

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


def adopt(as_json: AsJson = False) -> None:
    """Let another application have the database: the one that logs in next."""
    from bot.operator import ownership

    run(lambda settings: ownership.release(settings, as_json=as_json))
