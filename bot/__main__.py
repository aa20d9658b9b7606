"""The `easel` command."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from bot.settings import Settings, SettingsError, read_settings

cli = typer.Typer(
    help="Easel: a Discord bot that makes pictures, and never loses one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Port = Annotated[int, typer.Option(help="Where to listen; 0 takes any free port.")]


@cli.command()
def run() -> None:
    """Run the bot."""
    from bot.run import run_bot

    _end(lambda settings: asyncio.run(run_bot(settings)))


@cli.command()
def doctor() -> None:
    """Check everything the bot needs, and say how to mend what is wrong."""
    from bot.doctor import examine

    _end(lambda settings: asyncio.run(examine(settings)))


@cli.command()
def invite() -> None:
    """Print the link that adds the bot to a server."""
    from bot.doctor import print_invite

    _end(lambda settings: asyncio.run(print_invite(settings)))


@cli.command()
def sandbox(
    port: Port = 8430,
    relay_only: Annotated[
        bool, typer.Option("--relay-only", help="Run the relay's emulator alone.")
    ] = False,
) -> None:
    """Run the whole thing on this machine: a Discord, a relay and the bot, without any account."""
    try:
        from sandbox.main import run_relay, run_sandbox
    except ImportError as error:
        typer.echo(
            f"The sandbox is not installed ({error}): pip install 'easel[sandbox]'", err=True
        )
        raise typer.Exit(1) from None
    raise typer.Exit(asyncio.run(run_relay(port) if relay_only else run_sandbox(port)))


def _end(work: Callable[[Settings], int]) -> None:
    """Read the settings, do the work, and leave with its status; bad settings are a line each."""
    try:
        settings = read_settings()
    except SettingsError as error:
        for line in error.lines:
            typer.echo(line, err=True)
        raise typer.Exit(2) from None
    raise typer.Exit(work(settings))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name); gives the exit status."""
    try:
        cli(args=None if argv is None else [*argv], prog_name="easel")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def script() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    script()
