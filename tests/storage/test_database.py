"""Opening a database: migrations, concurrent openings, refusals in one clear line."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import Connection

from bot.storage import migrate
from bot.storage.database import Database, StorageError
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.schema import UtcDateTime, metadata, servers
from tests.storage.racer import Racer
from tests.storage.rows import accept, new_job


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return [*compare_metadata(context, metadata)]


async def test_migrations_produce_the_tables_of_the_schema(blank_url: str) -> None:
    async with Database.open(blank_url) as database, database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_difference_between_migrations_and_schema_is_detected(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(text("ALTER TABLE jobs ADD COLUMN forgotten INTEGER"))
        assert await connection.run_sync(differences)


async def test_closing_waits_for_a_read_that_nobody_awaits_any_more(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    entered, may_end = threading.Event(), threading.Event()

    def read(connection: Connection) -> None:
        connection.execute(text("SELECT count(*) FROM jobs")).all()
        entered.set()
        assert may_end.wait(10)

    async with Database.open(f"sqlite+aiosqlite:///{path}") as database:
        reading = asyncio.create_task(database.run_read(read))
        await asyncio.to_thread(entered.wait, 10)
        reading.cancel()
        asyncio.get_running_loop().call_later(0.05, may_end.set)
    # Whoever closes a file last removes what is beside it.
    assert not path.with_name("easel.db-wal").exists()


async def test_opening_again_keeps_the_data(blank_url: str) -> None:
    async with Database.open(blank_url) as database:
        await accept(JobStore(database, "a"), new_job())
    async with Database.open(blank_url) as first, Database.open(blank_url) as second:
        assert await JobStore(first, "b").get(1) == await JobStore(second, "c").get(1)
        assert await JobStore(first, "b").get(1)


async def test_a_database_of_a_newer_version_is_refused_unchanged(database_url: str) -> None:
    async with Database.open(database_url) as database, database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        # What it says of the versions that it suits is in `test_expanded`.
        await connection.execute(text("DELETE FROM facts"))
    for _ in range(2):
        with pytest.raises(StorageError, match="a newer version of Easel has made it"):
            async with Database.open(database_url):
                pass


async def test_a_new_database_can_be_opened_many_times_at_once(blank_url: str) -> None:
    async def open_and_put(name: str) -> None:
        async with Database.open(blank_url) as database:
            await KeyValueStore(database).put(name, "was here")

    await asyncio.gather(*(open_and_put(f"opening {n}") for n in range(6)))
    async with Database.open(blank_url) as database:
        store = KeyValueStore(database)
        assert [await store.get(f"opening {n}") for n in range(6)] == ["was here"] * 6


async def test_two_processes_can_migrate_a_new_file_at_once(tmp_path: Path) -> None:
    # `test_race` does the same on PostgreSQL.
    url = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    async with Racer(url) as first, Racer(url) as second:
        await asyncio.gather(first.ready(), second.ready())
    async with Database.open(url) as database, database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_foreign_keys_are_enforced(database: Database, store: JobStore) -> None:
    with pytest.raises(StorageError):
        async with database.write() as connection:
            await connection.execute(
                text("INSERT INTO inputs VALUES (404, 'image', 'image/png', :content)"),
                {"content": b""},
            )
    assert await store.inputs(404) == {}


async def test_times_are_read_as_aware_and_in_utc(database: Database) -> None:
    summer = timezone(timedelta(hours=2))
    moment = datetime(2026, 7, 1, 14, 0, 0, 123_456, tzinfo=summer)
    async with database.write() as connection:
        await connection.execute(insert(servers).values(guild_id=1, upload_limit_at=moment))
        read = await connection.scalar(select(servers.c.upload_limit_at))
        # Compared inside the database too, where SQLite compares texts.
        count = await connection.scalar(
            select(func.count()).where(servers.c.upload_limit_at == moment.astimezone(UTC))
        )
    assert read == moment
    assert read is not None
    assert read.tzinfo is UTC
    assert count == 1


async def test_naive_times_are_refused(database: Database) -> None:
    with pytest.raises(StorageError, match="a naive time has no place"):
        async with database.write() as connection:
            await connection.execute(
                insert(servers).values(guild_id=1, upload_limit_at=datetime(2026, 7, 1))  # noqa: DTZ001
            )
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(servers)) == 0


def test_every_time_column_refuses_naive_times() -> None:
    columns = [column for table in metadata.sorted_tables for column in table.columns]
    timed = [c for c in columns if "TIME" in str(c.type).upper()]
    assert len(timed) >= 7
    assert all(isinstance(column.type, UtcDateTime) for column in timed)


async def test_an_exception_rolls_everything_back(database: Database, store: JobStore) -> None:
    async def write_and_fail() -> None:
        async with database.write() as connection:
            await connection.execute(
                text("INSERT INTO facts (name, value) VALUES ('half', 'done')")
            )
            raise LookupError("a fault of the caller's")

    with pytest.raises(LookupError, match="a fault of the caller's"):
        await write_and_fail()
    assert await KeyValueStore(database).get("half") is None
    await accept(store, new_job())


async def test_on_sqlite_readers_never_wait_for_a_writer(tmp_path: Path) -> None:
    async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db") as database:
        store = JobStore(database, "a")
        await accept(store, new_job())
        async with database.write(), asyncio.timeout(5):
            assert await store.get(1)


async def test_the_index_of_unfinished_jobs_is_partial_on_both_engines(database: Database) -> None:
    definition = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE name = 'ix_jobs_unfinished'",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_jobs_unfinished'",
    }
    async with database.read() as connection:
        statement = await connection.scalar(text(definition[database.dialect]))
    assert " WHERE " in str(statement)


def test_newest_revision_is_alembics_head() -> None:
    folder = Path(migrate.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_heads() == [migrate.newest()]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("sesame", "this is not a database address"),
        ("mysql://bot:sesame@db/easel", "starts with sqlite:/// or postgresql://"),
        ("postgresql+asyncpg://bot:sesame@db:port/easel", "this is not a database address"),
        ("postgresql+asyncpg://bot:sesame@127.0.0.1:1/easel", "ConnectionRefusedError"),
        ("postgres://bot:sesame@127.0.0.1:1/easel?sslmode=require", "ConnectionRefusedError"),
        ("postgresql://bot:sesame@127.0.0.1:1/easel?sslmode=sometimes", "sslmode"),
        ("sqlite+aiosqlite://", "would forget every job"),
        ("sqlite+aiosqlite:///:memory:", "would forget every job"),
        ("sqlite:///easel.db?foo=sesame", "without options"),
        ("sqlite:///file:easel.db?mode=ro&uri=true", "without options"),
        ("sqlite+aiosqlite:////proc/nowhere/easel.db", "/proc/nowhere"),
    ],
)
async def test_a_bad_address_is_one_line_without_the_password(address: str, line: str) -> None:
    with pytest.raises(StorageError) as caught:
        async with Database.open(address):
            pass
    assert line in str(caught.value)
    assert "sesame" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_path_that_is_a_directory_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Is a directory"):
        async with Database.open(f"sqlite+aiosqlite:///{tmp_path}"):
            pass


async def test_a_file_of_another_format_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "easel.db").write_text("a shopping list, " * 100)
    with pytest.raises(StorageError, match="file is not a database"):
        async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db"):
            pass


async def test_the_directory_of_a_new_database_is_created(tmp_path: Path) -> None:
    path = tmp_path / "far" / "away" / "easel.db"
    async with Database.open(f"sqlite+aiosqlite:///{path}"):
        assert path.exists()


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (("CREATE TABLE jobs (x)",), "another program keeps its data there"),
        (
            (
                "CREATE TABLE alembic_version (version_num)",
                "INSERT INTO alembic_version VALUES (?)",
            ),
            "another program keeps its data there",
        ),
    ],
)
async def test_database_of_another_program_is_left_alone(
    tmp_path: Path, statements: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "easel.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement, ("ae1027a6acf",) if "?" in statement else ())
    tables = "SELECT name FROM sqlite_master"
    for opened in (Database.open, Database.attach):
        with pytest.raises(StorageError) as caught:
            async with opened(f"sqlite:///{path}"):
                pass
        assert not caught.value.passes
    with closing(sqlite3.connect(path)) as connection:
        assert len(connection.execute(tables).fetchall()) == 1
    with pytest.raises(StorageError, match=words):
        async with Database.open(f"sqlite:///{path}"):
            pass


async def test_tables_of_others_beside_ours_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE spatial_ref_sys (x)")
    async with Database.open(f"sqlite:///{path}") as database:
        assert database.migration.before is None
