"""A database that a newer version has expanded: processes of this one go on, and start again."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import migrate
from bot.storage.database import Database, StorageError
from bot.storage.inspection import inspect_database
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.migrate import COMPATIBLE_SINCE, newest
from bot.storage.records import State
from tests.storage.rows import accept, bring, finish, later, new_job

EXPANSIONS = (
    "ALTER TABLE jobs ADD COLUMN mood VARCHAR(16)",
    "ALTER TABLE jobs ADD COLUMN patience INTEGER DEFAULT 7 NOT NULL",
    "ALTER TABLE servers ADD COLUMN mood VARCHAR(16)",
    "CREATE TABLE moods (name VARCHAR(16) PRIMARY KEY)",
    "CREATE INDEX ix_jobs_mood ON jobs (mood)",
)
_VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"
_CONTRACTS = re.compile(
    r"drop_column|drop_table|drop_constraint|alter_column|rename_table|new_column_name"
    r"|create_unique_constraint|create_check_constraint|create_foreign_key|unique=True"
)


async def expand(database: Database, since: str, revision: str = "9999") -> None:
    """Do what a newer version's migrations would."""
    async with database.write() as connection:
        for statement in EXPANSIONS:
            await connection.execute(text(statement))
        await connection.execute(
            text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
        )
    await KeyValueStore(database).put("schema-compatible-since", since)


async def live(store: JobStore, job_id: int) -> None:
    """Bring a job through its whole life, and read it."""
    await bring(store, new_job(job_id), "posting")
    await finish(store, job_id)
    job = await store.get(job_id)
    assert job is not None
    assert job.state is State.DONE


async def test_a_process_works_on_while_the_database_is_expanded(database_url: str) -> None:
    async with Database.open(database_url) as old:
        store = JobStore(old, "old")
        await accept(store, new_job(1))
        await expand(old, COMPATIBLE_SINCE)
        await live(store, 2)
        assert [job.id for job in await store.claim(later(60), later(90), 10)] == [1]


async def test_a_process_starts_again_beside_an_expanded_database(database_url: str) -> None:
    async with Database.open(database_url) as newer:
        await expand(newer, newest())
        async with Database.open(database_url) as again:
            await live(JobStore(again, "again"), 1)
            assert again.migration.before == again.migration.after == "9999"
        async with Database.attach(database_url) as beside:
            assert await JobStore(beside, "beside").get(1)
    found = await inspect_database(database_url)
    assert not found.is_newer
    assert not found.is_older
    assert found.obstacle is None


async def test_a_process_does_not_start_beside_what_its_version_does_not_know(
    database_url: str,
) -> None:
    async with Database.open(database_url) as newer:
        await expand(newer, "9998")
        for opening in (Database.open, Database.attach):
            with pytest.raises(StorageError, match="a newer version of Easel has made it"):
                async with opening(database_url):
                    pass
    assert (await inspect_database(database_url)).is_newer


async def test_a_migrated_database_says_what_it_suits(blank_url: str) -> None:
    async with Database.open(blank_url) as database:
        store = KeyValueStore(database)
        assert await store.get("schema-compatible-since") == COMPATIBLE_SINCE


@pytest.mark.parametrize(
    ("source", "contracts"),
    [
        ('op.drop_column("jobs", "mood")', True),
        ('op.add_column("jobs", sa.Column("mood", sa.String(16), nullable=False))', True),
        ('op.add_column("jobs", sa.Column("mood", sa.String(16)))', False),
        (
            'op.add_column("jobs", sa.Column("n", sa.Integer, nullable=False, server_default="7"))',
            False,
        ),
        ('op.create_table("moods", sa.Column("name", sa.String(16), nullable=False))', False),
    ],
)
def test_contractions_are_recognised(source: str, *, contracts: bool) -> None:
    assert is_contraction(source) is contracts


def is_contraction(source: str) -> bool:
    """Return True for a migration beside which the version before could not work."""
    added = [step for step in source.split("op.") if step.startswith("add_column")]
    is_unfilled = any("nullable=False" in one and "server_default" not in one for one in added)
    return bool(_CONTRACTS.search(source)) or is_unfilled


def test_every_contraction_ends_the_compatibility() -> None:
    contractions = [
        file.name[:4]
        for file in sorted(_VERSIONS.glob("[0-9]*.py"))
        if is_contraction(file.read_text(encoding="utf-8"))
    ]
    assert [revision for revision in contractions if revision > COMPATIBLE_SINCE] == []
    assert newest() >= COMPATIBLE_SINCE
