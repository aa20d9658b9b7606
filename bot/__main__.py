"""Entry point of the `easel` command."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, without the program's name, and return the exit status."""
    arguments = sys.argv[1:] if argv is None else [*argv]
    if arguments == ["run"]:
        # The bot runs for months, and never needs the modules that parse options and print help.
        from bot.process.start import run

        return run()
    from bot.cli import cli

    try:
        cli(args=arguments, prog_name="easel")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def script() -> None:
    """Run the console script, and exit with its status."""
    sys.exit(main())


if __name__ == "__main__":
    script()
