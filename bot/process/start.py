"""Start of commands that need the settings."""

import asyncio
import sys
from collections.abc import Callable

from bot.settings import MISCONFIGURED, Settings, SettingsError, read_settings


def run() -> int:
    """Run the bot (`easel run`), and return the exit status."""
    from bot.process.run import run_bot

    return with_settings(lambda settings: asyncio.run(run_bot(settings)))


def with_settings(work: Callable[[Settings], int]) -> int:
    """Read the settings, run `work` with them, and return its exit status.

    Bad settings are printed, one per line, and give the status `MISCONFIGURED`.
    """
    try:
        settings = read_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return MISCONFIGURED
    return work(settings)
