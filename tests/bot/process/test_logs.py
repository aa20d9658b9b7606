"""Log lines for people and machines, without secrets."""

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from bot.process.logs import (
    JsonFormatter,
    OneLineFilter,
    RedactingFormatter,
    TextFormatter,
    set_up_logging,
)
from bot.settings import Settings, secrets_of
from bot.storage.database import StorageError

TOKEN, KEY = "MTIzNDU2.sesame.token", "relay_sk_sesame"


def record(message: str, *arguments: object, error: BaseException | None = None) -> Any:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(
        "bot.jobs.runner", logging.WARNING, __file__, 1, message, arguments, info, "function"
    )


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """Yield the root logger, and restore it afterwards."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    noisy = {name: logging.getLogger(name).level for name in ("discord", "aiosqlite", "alembic")}
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)
    for name, before in noisy.items():
        logging.getLogger(name).setLevel(before)


def test_a_json_line_is_one_object() -> None:
    entry = json.loads(JsonFormatter().format(record("job %s: failed: %s", 77, "why\nnot")))
    assert entry.pop("time").endswith("+00:00")
    assert entry == {
        "level": "WARNING",
        "logger": "bot.jobs.runner",
        "message": "job 77: failed: why\nnot",
        "job": "77",
    }


@pytest.mark.parametrize(
    ("message", "arguments"),
    [("ready", ()), ("%s jobs", (3,)), ("%(n)s jobs", ({"n": 3},)), ("about job %s", (3,))],
)
def test_only_a_line_about_a_job_has_its_id(message: str, arguments: tuple[object, ...]) -> None:
    assert "job" not in json.loads(JsonFormatter().format(record(message, *arguments)))


def test_an_exception_is_part_of_the_object() -> None:
    line = JsonFormatter().format(record("failed", error=LookupError("nothing there")))
    assert "\n" not in line
    assert "LookupError: nothing there" in json.loads(line)["exception"]


def test_text_that_is_not_utf_8_is_escaped() -> None:
    entry = json.loads(JsonFormatter().format(record("cannot read %s", "fox\udcff.png")))
    assert entry["message"] == "cannot read fox\\udcff.png"


@pytest.mark.parametrize("inner", [JsonFormatter(), logging.Formatter("%(message)s")])
def test_secrets_are_replaced_in_every_part_of_a_line(inner: logging.Formatter) -> None:
    formatter = RedactingFormatter(inner, [TOKEN, KEY])
    error = LookupError(f"no {KEY} here")
    line = formatter.format(record(f"{TOKEN}: %s", [KEY], error=error))
    assert "sesame" not in line
    assert line.count("[secret]") == 3


def test_empty_settings_are_not_secrets() -> None:
    settings = Settings(_env_file=None, discord_token=TOKEN, relay_key=KEY)
    assert secrets_of(settings) == [TOKEN, KEY]
    assert secrets_of(Settings(_env_file=None)) == []


def test_a_secret_that_is_part_of_another_is_replaced_completely() -> None:
    settings = Settings(_env_file=None, discord_token="abc", relay_key="abcdef")
    line = RedactingFormatter(logging.Formatter("%(message)s"), secrets_of(settings)).format(
        record("abcdef abc")
    )
    assert line == "[secret] [secret]"


@pytest.mark.parametrize("kind", ["text", "json"])
def test_log_lines_go_to_standard_error_without_secrets(
    kind: str, root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging(Settings(_env_file=None, relay_key=KEY, log_format=kind, log_level="DEBUG"))
    logging.getLogger("bot.anything").debug("the key is %s", KEY)
    logging.getLogger("bot.anything").error("job %s: failed", 7, exc_info=LookupError(KEY))
    out, err = capsys.readouterr()
    assert out == ""
    assert "the key is [secret]" in err
    assert "LookupError: [secret]" in err
    assert "sesame" not in err
    if kind == "json":
        assert json.loads(err.splitlines()[1])["job"] == "7"
    assert root.handlers[0].stream is sys.stderr  # type: ignore[attr-defined]


@pytest.mark.usefixtures("root")
def test_members_words_in_statements_are_not_logged_even_at_debug(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging(Settings(_env_file=None, log_level="DEBUG"))
    for name in ("aiosqlite", "discord.http", "alembic.runtime", "asyncio"):
        logging.getLogger(name).debug("INSERT a private prompt")
        logging.getLogger(name).info("INSERT a private prompt")
    assert capsys.readouterr().err == ""


def test_a_level_above_warning_applies_to_all_loggers(root: logging.Logger) -> None:
    set_up_logging(Settings(_env_file=None, log_level="ERROR"))
    assert root.level == logging.ERROR
    assert not logging.getLogger("discord").isEnabledFor(logging.WARNING)


def test_secret_is_replaced_in_json_however_it_is_written_there() -> None:
    secret = 'open "sesame" \\ street'
    address = f"postgresql+asyncpg://easel:{quote(secret)}@db/easel"
    settings = Settings(_env_file=None, database_url=address)
    record = logging.LogRecord("easel", 20, "", 0, "%s %s", (secret, address), None)

    for inner in (JsonFormatter(), TextFormatter()):
        line = RedactingFormatter(inner, secrets_of(settings)).format(record)
        assert "sesame" not in line
        assert line.count("[secret]") == 2


def test_passwords_in_addresses_are_secrets_too() -> None:
    settings = Settings(
        _env_file=None,
        database_url="postgresql+asyncpg://easel:open-sesame@db.example/easel",
        sd_url="http://easel:sesame-street@127.0.0.1:7860",
    )
    assert {"open-sesame", "sesame-street"} <= {*secrets_of(settings)}


@pytest.mark.parametrize("is_json", [True, False])
def test_trouble_that_is_known_is_one_line(is_json: bool) -> None:
    inner = JsonFormatter() if is_json else TextFormatter()
    record = logging.LogRecord("bot", 40, "", 0, "job %s: 100 %% lost", (7,), None)
    record.exc_info = (StorageError, StorageError("disk is full"), None)
    assert OneLineFilter().filter(record)
    line = inner.format(record)
    assert "\n" not in line
    assert "job 7: 100 % lost: the database: disk is full" in line
    assert not is_json or json.loads(line)["job"] == "7"


def test_other_errors_keep_their_traceback() -> None:
    record = logging.LogRecord("bot", 40, "", 0, "%(what)s lost", ({"what": "a"},), None)
    record.exc_info = (LookupError, LookupError("bug"), None)
    assert OneLineFilter().filter(record)
    assert "LookupError: bug" in TextFormatter().format(record)
    record.exc_info = (StorageError, StorageError("gone"), None)
    assert OneLineFilter().filter(record)
    assert TextFormatter().format(record).endswith("a lost: the database: gone")
