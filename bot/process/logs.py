"""Log lines for people or for machines, with secrets left out."""

import logging
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson

from bot.settings import Settings, secrets_of

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_JOB = "job %s"


class JsonFormatter(logging.Formatter):
    """One object a line: `time`, `level`, `logger`, `message`, and `job` where it is about one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
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
        # A name of the file system may hold what is no UTF-8, and must not cost the line.
        safe = {name: said.encode(errors="backslashreplace") for name, said in entry.items()}
        return orjson.dumps({name: said.decode() for name, said in safe.items()}).decode()


class Redacting(logging.Formatter):
    """Another formatter's lines, with every secret replaced, wherever it came from."""

    def __init__(self, inner: logging.Formatter, secrets: Sequence[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line without the secrets."""
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


def set_up_logging(settings: Settings) -> None:
    """Log to standard error as the settings say."""
    inner = JsonFormatter() if settings.log_format == "json" else logging.Formatter(_TEXT)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(inner, secrets_of(settings)))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    # Below warning, discord.py and aiosqlite tell of every request and statement, prompts and all.
    for noisy in ("discord", "aiosqlite", "alembic", "asyncio", "PIL"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
