"""Running of a command: its errors become one line, without secrets, and an exit status."""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bot.common.plain_text import clean_text
from bot.settings import FAILED, MISCONFIGURED, Settings, secrets_of
from bot.storage.database import StorageError

DONE = 0
Work = Callable[[Settings], Coroutine[Any, Any, None]]


class CommandError(Exception):
    """A command that could not do its work; the text is one line for the operator."""

    def __init__(self, line: str, status: int = FAILED) -> None:
        super().__init__(line)
        self.line, self.status = line, status


def run(settings: Settings, work: Work) -> int:
    """Run a command, and return its exit status."""
    # The commands say themselves what happens.
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        asyncio.run(work(settings))
    except CommandError as error:
        return _end(settings, error.line, error.status)
    except StorageError as error:
        status = FAILED if error.passes else MISCONFIGURED
        return _end(settings, f"EASEL_DATABASE_URL: the database cannot be used: {error}", status)
    finally:
        logging.disable(before)
    return DONE


def _end(settings: Settings, line: str, status: int) -> int:
    line = clean_text(" ".join(line.split()))
    for secret in secrets_of(settings):
        line = line.replace(secret, "[secret]")
    sys.stderr.write(f"{line}\n")
    return status
