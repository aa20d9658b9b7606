"""Starting what needs the settings."""

import asyncio
import sys
from collections.abc import Callable

from bot.settings import MISCONFIGURED, Settings, SettingsError, read_settings


def run() -> int:
    """`easel run`; gives the exit status."""
    from bot.process.run import run_bot

    return with_settings(lambda settings: asyncio.run(run_bot(settings)))


def with_settings(work: Callable[[Settings], int]) -> int:
    """Read the settings, do the work, give its status; bad settings are a line each."""
    try:
        settings = read_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return MISCONFIGURED
    return work(settings)
