"""Entry point of the `easel` command."""

import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, without the program's name, and return the exit status."""
    arguments = sys.argv[1:] if argv is None else [*argv]
    if arguments == ["run"]:
        # As process 1, a signal that nothing handles is ignored, and the imports take seconds.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _end_early)
        # The bot runs for months, and never needs the modules that parse options and print help.
        from bot.process.start import run

        return run()
    from bot.cli import run_command

    return run_command(arguments)


def script() -> None:
    """Run the console script, and exit with its status."""
    status = main()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on, as with `easel jobs | head`; Python would try once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = status or 1
    sys.exit(status)


def _end_early(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


if __name__ == "__main__":
    script()
