"""Inspection of a database: what a start would find, without any change."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.operator.ownership import Ownership
from bot.storage.database import Database, StorageError
from bot.storage.inspection import inspect_database
from bot.storage.key_values import KeyValueStore
from bot.storage.migrate import newest
from tests.postgres import Postgres
from tests.sqlite import address


async def test_database_without_tables_is_told_from_one_that_is_up_to_date(blank_url: str) -> None:
    for _ in range(2):
        found = await inspect_database(blank_url)
        assert (found.revision, found.obstacle, found.is_older) == (None, None, False)
        assert found.exists is blank_url.startswith("postgresql")
    async with Database.open(blank_url):
        # Beside a bot that runs.
        found = await inspect_database(blank_url)
    after = await inspect_database(blank_url)
    # What the bot has written last is in a file of its own until it ends.
    assert replace(found, size=after.size) == after
    assert min(found.size, after.size) > 4096
    assert found.application is None
    assert (found.exists, found.revision, found.obstacle) == (True, newest(), None)
    assert not found.is_older
    assert not found.is_newer


@pytest.mark.parametrize(("revision", "is_older", "is_newer"), [("0001", 1, 0), ("9999", 0, 1)])
async def test_other_revisions_are_told(
    database_url: str, revision: str, is_older: int, is_newer: int
) -> None:
    async with Database.open(database_url) as database, database.write() as connection:
        await connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))  # noqa: S608
        await connection.execute(text("DELETE FROM facts"))
    found = await inspect_database(database_url)
    assert (found.revision, found.is_older, found.is_newer) == (revision, is_older, is_newer)


async def test_application_that_owns_the_database_is_found(database_url: str) -> None:
    async with Database.open(database_url) as database:
        await Ownership(KeyValueStore(database)).claim(5)
        assert (await inspect_database(database_url)).application == "5"
    assert (await inspect_database(database_url)).application == "5"


async def test_folder_that_no_file_can_be_made_in_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("buy paint")
    found = await inspect_database(address(tmp_path / "notes" / "data" / "easel.db"))
    assert found.obstacle == f"not a directory: '{tmp_path}/notes'"


async def test_what_may_not_be_written_is_an_obstacle(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, to whom nothing is forbidden.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path / "easel.db")
    found = await inspect_database(sqlite_url)
    assert found.obstacle == f"permission denied: '{tmp_path}/easel.db'"


async def test_user_of_postgresql_who_may_only_read_is_an_obstacle(postgres: Postgres) -> None:
    async with postgres.database() as url:
        name = url.rpartition("/")[2].partition("?")[0]
        async with Database.open(url, locked=False) as database, database.write() as connection:
            await connection.execute(text("DROP ROLE IF EXISTS reader"))
            await connection.execute(text("CREATE ROLE reader LOGIN"))
            await connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
        reader = postgres.url(name).set(username="reader")
        found = await inspect_database(reader.render_as_string(hide_password=False))
        assert found.revision == newest()
        assert found.obstacle == "permission denied: its user may not write to the tables"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://bot:sesame@db/easel", "starts with sqlite:/// or postgresql://"),
        ("postgresql://bot:sesame@127.0.0.1:1/easel", "ConnectionRefusedError"),
        ("sqlite:////tmp", "Is a directory"),
    ],
)
async def test_database_that_cannot_be_read_is_one_line(url: str, words: str) -> None:
    with pytest.raises(StorageError, match=words) as caught:
        await inspect_database(url)
    assert "sesame" not in str(caught.value)
