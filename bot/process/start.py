"""Start of commands that need the settings."""

import asyncio
import os
from collections.abc import Callable

from bot.environment import SettingsError
from bot.process.logs import write_lines
from bot.settings import MISCONFIGURED, Settings, read_settings


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
        # Where the settings cannot be read, this one is looked at by itself.
        is_json = "json" in os.environ.get("EASEL_LOG_FORMAT", "").lower()
        write_lines(error.lines, "json" if is_json else "text")
        return MISCONFIGURED
    return work(settings)
