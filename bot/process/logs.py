"""Logging setup: lines for people or for machines, without secrets."""

import logging
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson

from bot.settings import Settings, secrets_of

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_JOB = "job %s"


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


def set_up_logging(settings: Settings) -> None:
    """Log to standard error, with the level and format of the settings."""
    inner = JsonFormatter() if settings.log_format == "json" else TextFormatter()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(inner, secrets_of(settings)))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    # Below WARNING, discord.py and aiosqlite log every request and statement, with prompts.
    for noisy in ("discord", "aiosqlite", "alembic", "asyncio", "PIL"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
