"""The `easel` command."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name); gives the exit status."""
    words = sys.argv[1:] if argv is None else [*argv]
    if words == ["run"]:
        # It lives for months, and would never use again what reads options and prints help.
        from bot.process.start import run

        return run()
    from bot.cli import cli

    try:
        cli(args=words, prog_name="easel")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def script() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    script()
