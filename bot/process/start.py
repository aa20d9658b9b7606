"""Start of commands that need the settings."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from bot.environment import SettingsError, peek
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
        write_lines(error.lines, readable_log_format())
        return MISCONFIGURED
    return work(settings)


def readable_log_format() -> str:
    """Return the format of the log where the settings, as a whole, cannot be read."""
    is_json = peek(os.environ, Path(".env"), "log_format").lower() == "json"
    return "json" if is_json else "text"
