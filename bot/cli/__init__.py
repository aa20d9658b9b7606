"""The command line of `easel`: options and help. What a command does is imported when it runs."""

import asyncio
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from bot.cli import control, data, jobs, servers
from bot.cli.running import AsJson
from bot.process import start
from bot.process.logs import write_lines
from bot.settings import Settings

cli = typer.Typer(
    help="Easel: a Discord bot that makes pictures, and never loses one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Port = Annotated[int, typer.Option(help="Where to listen; 0 takes any free port.")]


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"easel {version('easel')}")
        raise typer.Exit


@cli.callback()
def main(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Easel: a Discord bot that makes pictures, and never loses one."""


@cli.command()
def run() -> None:
    """Run the bot."""
    raise typer.Exit(start.run())


@cli.command()
def doctor(as_json: AsJson = False) -> None:
    """Check everything the bot needs, and say how to fix what is wrong; nothing is changed."""
    from bot.doctor import run_checks

    def check(settings: Settings) -> int:
        return asyncio.run(run_checks(settings, as_json=as_json))

    raise typer.Exit(start.with_settings(check))


@cli.command()
def invite() -> None:
    """Print the link that adds the bot to a server."""
    from bot.doctor import print_invite

    raise typer.Exit(start.with_settings(lambda settings: asyncio.run(print_invite(settings))))


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


for add in (data.add_to, control.add_to):
    add(cli)
cli.add_typer(jobs.app, name="jobs")
cli.add_typer(servers.app, name="servers")
cli.add_typer(servers.forget, name="forget")


def run_command(arguments: Sequence[str]) -> int:
    """Run a command line, and return the exit status; a wrong usage is one line."""
    try:
        status = cli(args=[*arguments], prog_name="easel", standalone_mode=False)
    except TyperException as error:
        # Without arguments there is only the help, which is printed already.
        if words := " ".join(error.format_message().split()):
            write_lines([_usage(error, words)], start.readable_log_format())
        return error.exit_code
    except Abort:
        return 1
    return status if isinstance(status, int) else 0


def _usage(error: TyperException, words: str) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "easel"
    # The library's own words for an error of a value.
    words = words.replace("Value error, ", "").rstrip(".")
    return f"{command}: {words}; see {command} --help"
