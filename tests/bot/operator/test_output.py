"""Output and errors of commands: aligned, on one line each, and without secrets."""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.operator.output import print_record, print_rows
from bot.operator.running import CommandError, run
from bot.settings import Settings
from bot.storage.database import StorageError
from tests.wire.running import ROOT

LATER = datetime(2026, 1, 2, tzinfo=UTC)
ROWS = [
    {"server": "7", "name": "studio", "members": 12, "asked_at": None},
    {
        "server": "88",
        "name": "an art room",
        "members": 3,
        "asked_at": datetime(2026, 1, 2, tzinfo=UTC),
    },
]
SETTINGS = Settings(
    _env_file=None,
    discord_token=SecretStr("token-sesame"),
    database_url="postgres://bot:p%40ss@db/easel",
)
# What controls a terminal, ends a line, or turns the direction of writing.
hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\n\r\t\x00\x9b\u202e\u2066\u2028\ud800"))
)


def test_rows_are_aligned_under_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(ROWS, as_json=False, nothing="none")
    assert capsys.readouterr().out.splitlines() == [
        "server  name         members  asked at",
        "7       studio            12  -",
        "88      an art room        3  2026-01-02 00:00:00Z",
    ]


def test_rows_are_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(ROWS, as_json=True, nothing="none")
    [first, second] = orjson.loads(capsys.readouterr().out)
    assert first == ROWS[0]
    assert second["asked_at"] == "2026-01-02T00:00:00+00:00"
    print_rows([], as_json=True, nothing="none")
    assert orjson.loads(capsys.readouterr().out) == []


@given(name=hostile, value=hostile)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_names_from_outside_begin_no_line_and_control_no_terminal(
    capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    capsys.readouterr()
    print_rows([{"name": name, "value": value}] * 2, as_json=False, nothing="none")
    print_record({"name": name, "request": {"prompt": value}}, as_json=False)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 5
    assert printed.replace("\n", "").isprintable()
    print_rows([{"name": name, "at": LATER}], as_json=True, nothing="none")
    [row] = json.loads(capsys.readouterr().out)
    assert row == {"name": name, "at": LATER.isoformat()}


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (CommandError("no such job"), 1, "no such job"),
        (CommandError("set it", 78), 78, "set it"),
        (CommandError("two\nlines\x1b[1m"), 1, "two lines"),
        (CommandError("for token-sesame and p@ss"), 1, "for [secret] and [secret]"),
        (
            StorageError("gone", passes=True),
            1,
            "EASEL_DATABASE_URL: the database cannot be used: g",
        ),
        (StorageError("p@ss"), 78, "EASEL_DATABASE_URL: the database cannot be used: [secret]"),
    ],
)
def test_errors_are_one_line_with_a_status(
    capsys: pytest.CaptureFixture[str], error: Exception, status: int, line: str
) -> None:
    async def work(_: Settings) -> None:
        await asyncio.sleep(0)
        raise error

    assert run(SETTINGS, work) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(line)
    assert printed.err.count("\n") == 1
    assert "\x1b" not in printed.err


async def _piped(*argv: str, folder: Path) -> tuple[int, bytes]:
    """Run a command whose output nobody reads; return its status and its errors."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *argv),
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "EASEL_DATABASE_URL": "sqlite:///easel.db"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=writing,
            stderr=asyncio.subprocess.PIPE,
        )
    finally:
        os.close(writing)
    _, errors = await process.communicate()
    return process.returncode or 0, errors


@pytest.mark.parametrize("argv", [("migrate", "--json"), ("--version",)])
async def test_output_that_nobody_reads_is_no_traceback(
    tmp_path: Path, argv: tuple[str, ...]
) -> None:
    assert await _piped(*argv, folder=tmp_path) == (1, b"")
