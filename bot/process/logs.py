"""Logging setup: lines for people or for machines, without secrets."""

import asyncio
import contextlib
import logging
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

import aiohttp
import discord
import orjson

from bot.settings import Settings, secrets_of
from bot.storage.database import StorageError

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_JOB = "job %s"
# Failures of the connection to Discord, which discord.py repairs by itself.
_PASSING = (OSError, aiohttp.ClientError, discord.HTTPException, discord.ConnectionClosed)


class JsonFormatter(logging.Formatter):
    """One JSON object per line: `time`, `level`, `logger`, `message`, and `job` if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Format the record as JSON."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if isinstance(record.args, tuple) and str(record.msg).startswith(_JOB):
            entry["job"] = str(record.args[0])
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        # File names may contain lone surrogates, which JSON cannot; the line must not be lost.
        encoded = {name: text.encode(errors="backslashreplace") for name, text in entry.items()}
        return orjson.dumps({name: text.decode() for name, text in encoded.items()}).decode()


class TextFormatter(logging.Formatter):
    """One line per record, and a traceback below it if there is one.

    Text from outside in a message begins no line, and controls no terminal.
    """

    def __init__(self) -> None:
        super().__init__(_TEXT)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - of the library
        """Format the line, with a Python escape for each character that is not printable."""
        line = super().formatMessage(record)
        return line if line.isprintable() else "".join(map(_visible, line))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape", "backslashreplace").decode()


class RedactingFormatter(logging.Formatter):
    """A wrapper of another formatter that replaces every secret in its lines."""

    def __init__(self, inner: logging.Formatter, secrets: Sequence[str]) -> None:
        super().__init__()
        self._inner = inner
        # A secret with a quotation mark or a backslash stands in JSON in other characters.
        written = {form for one in secrets for form in (one, orjson.dumps(one).decode()[1:-1])}
        self._secrets = sorted(written, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Format the record with the inner formatter, and replace the secrets."""
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


class OneLineFilter(logging.Filter):
    """Filter that takes the traceback from lines about what is expected."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the error of a lost connection into the message, and drop what is only noise."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("sqlalchemy.pool") and isinstance(error, asyncio.CancelledError):
            # A round of work was stopped with the bot; the pool makes another connection.
            return False
        if record.name.startswith("discord.") and isinstance(error, _PASSING):
            what = str(error).partition("\n")[0]
            _shorten(record, f"{type(error).__name__} {what}")
        elif isinstance(error, StorageError):
            # Each command would have its traceback while the database is away.
            _shorten(record, f"the database: {error}")
        return True


def _shorten(record: logging.LogRecord, error: str) -> None:
    """Put the error into the message, in place of the traceback."""
    if isinstance(record.args, tuple) and record.args:
        # The arguments stay: the first one may be a job's id.
        record.msg, record.args = f"{record.msg}: %s", (*record.args, error)
    else:
        record.msg, record.args = f"{record.getMessage()}: {error}", ()
    record.exc_info = record.exc_text = None


class _Handler(logging.StreamHandler[TextIO]):
    """A handler that writes its own failures as lines of the log, too."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - of the library
        """Write a line about a record that cannot be formatted."""
        with contextlib.suppress(Exception):
            message = "a line that cannot be written as it is: %r"
            facts = (record.name, record.levelno, record.pathname, record.lineno)
            line = logging.LogRecord(*facts, message, (str(record.msg),), None)
            self.stream.write(self.format(line) + self.terminator)


def set_up_logging(settings: Settings) -> None:
    """Log to standard error, with the level and format of the settings."""
    inner = JsonFormatter() if settings.log_format == "json" else TextFormatter()
    handler = _Handler(sys.stderr)
    handler.setFormatter(RedactingFormatter(inner, secrets_of(settings)))
    handler.addFilter(OneLineFilter())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    # Below WARNING, discord.py and aiosqlite log every request and statement, with prompts.
    for noisy in ("discord", "aiosqlite", "alembic", "asyncio", "PIL"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))


def log_everything() -> None:
    """Log what Python would print by itself: warnings, and exceptions that nobody catches."""
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, error, trace: _log_uncaught("", (kind, error, trace))
    threading.excepthook = lambda args: _log_uncaught(
        "", (args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    )
    sys.unraisablehook = lambda args: _log_uncaught(
        f" in {args.object!r}",
        (args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback),
    )


def _log_uncaught(
    where: str, info: tuple[type[BaseException], BaseException, TracebackType | None]
) -> None:
    logging.getLogger("easel").critical("an exception that nothing catches%s", where, exc_info=info)


def write_lines(lines: Sequence[str], log_format: str) -> None:
    """Write lines to standard error that are not the log's: as they are, or as the log's JSON."""
    for line in lines:
        record = logging.LogRecord("easel", logging.CRITICAL, "", 0, line, None, None)
        sys.stderr.write(f"{JsonFormatter().format(record) if log_format == 'json' else line}\n")
