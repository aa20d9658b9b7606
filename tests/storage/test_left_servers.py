"""Erasure of servers that were left long ago: all their rows, and no others."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select

from bot.storage import left_servers
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import SERVER_TABLES, MembershipStore
from bot.storage.records import StoredInput
from bot.storage.schema import inputs, jobs
from tests.storage.rows import (
    GUILD,
    MEMBER,
    NOON,
    STAGES,
    accept,
    bring,
    later,
    new_job,
    notify,
)

OTHER = GUILD + 1
PICTURE = StoredInput("input_image", "image/png", b"a picture")
ROWS: dict[str, dict[str, Any]] = {
    "limits": {"whose": "member", "target_id": 3, "metric": "pictures", "per": "day", "adds": True},
    "rules": {"place_id": 4, "name": "spoiler", "value": True},
    "styles": {"name": "ink", "words": "in ink", "example": "", "family": None},
    "role_rules": {"role_id": 4, "name": "count", "value": 2},
    "words": {"word": "hen"},
    "blocks": {"member_id": MEMBER, "reason": "for a reason"},
    "reports": {
        "channel_id": 5,
        "job_id": 6,
        "reported_by": MEMBER,
        "reported_at": NOON,
        "state": "open",
        "digests": [],
    },
    "removed_pictures": {"digest": "ab", "removed_at": NOON},
    "questions": {"member_id": MEMBER, "channel_id": 5, "asked_at": NOON, "request": {}},
    "showcases": {"channel_id": 5, "stars": 3},
    "showcased": {"channel_id": 5, "looked_at": NOON},
    "withdrawn_posts": {
        "channel_id": 5,
        "message_id": 7,
        "asked_by": 8,
        "due_at": NOON,
    },
    "contests": {
        "channel_id": 5,
        "started_by": MEMBER,
        "theme": "hens",
        "ends_at": NOON,
        "entries_each": 1,
        "bonus": 0,
        "bonus_days": 7,
        "state": "open",
        "message_id": 8,
        "result_id": 0,
    },
    "contest_entries": {"job_id": 6, "member_id": MEMBER, "number": 1, "looked_at": NOON},
    "themes": {"theme": "hens", "position": 1},
    "daily_themes": {"channel_id": 5, "hour": 9},
    "audit": {"at": NOON, "member_id": MEMBER, "action": "words add", "facts": {}},
}
"""A row for each table, without the server's id."""


def anywhere(_: int) -> bool:
    """Lack every server."""
    return True


async def fill(database: Database, store: JobStore, guild_id: int, job_id: int) -> None:
    """Insert a row of the server into every table, and a job that is done."""
    await bring(store, new_job(job_id, guild_id=guild_id), "done", inputs=(PICTURE,))
    # These have a key without the server's id.
    keys = {
        "reports": {"message_id": guild_id},
        "questions": {"id": guild_id},
        "showcased": {"job_id": job_id},
        "withdrawn_posts": {"job_id": job_id},
        "contests": {"id": guild_id},
        "contest_entries": {"contest_id": guild_id},
    }
    async with database.write() as connection:
        for table in SERVER_TABLES:
            if row := ROWS.get(table.name):
                key = keys.get(table.name, {})
                await connection.execute(insert(table).values(guild_id=guild_id, **row, **key))
    await MembershipStore(database).claim_welcome(guild_id, NOON)


async def counts(database: Database, guild_id: int) -> dict[str, int]:
    """Count a server's rows in each table, and the images of its jobs."""
    async with database.read() as connection:
        rows = {
            table.name: await connection.scalar(
                select(func.count()).select_from(table).where(table.c.guild_id == guild_id)
            )
            for table in SERVER_TABLES
        }
        rows["inputs"] = await connection.scalar(
            select(func.count())
            .select_from(inputs.join(jobs, jobs.c.id == inputs.c.job_id))
            .where(jobs.c.guild_id == guild_id)
        )
    return rows  # type: ignore[return-value]


def test_these_tests_cover_every_table_of_servers() -> None:
    assert {table.name for table in SERVER_TABLES} == {*ROWS, "jobs", "servers"}


async def test_all_rows_of_the_server_are_deleted_and_no_others(
    database: Database, store: JobStore
) -> None:
    await fill(database, store, GUILD, 1)
    await fill(database, store, OTHER, 2)
    before = await counts(database, OTHER)
    assert set(before.values()) == {1}
    await MembershipStore(database).mark_left(GUILD, later(10))
    left_store = LeftServerStore(database)

    assert await left_store.forget(later(10), anywhere) == 0
    assert await counts(database, GUILD) == before
    assert await left_store.forget(later(11), anywhere) == 1

    assert set((await counts(database, GUILD)).values()) == {0}
    assert await counts(database, OTHER) == before
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(inputs)) == 1
    assert await left_store.forget(later(11), anywhere) == 0


async def test_rejoined_and_present_servers_keep_everything(
    database: Database, store: JobStore
) -> None:
    for guild_id, job_id in ((GUILD, 1), (OTHER, 2)):
        await fill(database, store, guild_id, job_id)
        await MembershipStore(database).mark_left(guild_id, NOON)
    await MembershipStore(database).mark_joined(GUILD)

    assert await LeftServerStore(database).forget(later(1), lambda guild_id: guild_id != OTHER) == 0

    for guild_id in (GUILD, OTHER):
        assert set((await counts(database, guild_id)).values()) == {1}


async def test_jobs_are_kept_until_they_end_and_their_member_knows(
    database: Database, store: JobStore
) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await accept(store, new_job(job_id, token="a token"))
        for step in STAGES[stage]:
            if step is not notify:
                await step(store, job_id)
    await MembershipStore(database).mark_left(GUILD, NOON)
    left_store = LeftServerStore(database)

    assert await left_store.forget(later(100), anywhere) == 0

    kept = [stage for job_id, stage in enumerate(STAGES, start=1) if await store.get(job_id)]
    # The members of the last two are not notified yet.
    assert kept == ["queued", "started", "submitted", "posting", "done", "failed"]
    for job_id in (1, 2, 3, 4):
        await store.mark_failed(job_id, {"key": "failed-timeout"}, later(101))
    for job_id in (1, 2, 3, 4, 5, 6):
        await store.mark_notified(job_id)
    assert await left_store.forget(later(100), anywhere) == 1
    assert set((await counts(database, GUILD)).values()) == {0}


async def test_large_servers_are_deleted_in_batches(
    database: Database, store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left_servers, "_BATCH_SIZE", 2)
    for job_id in range(1, 6):
        await bring(store, new_job(job_id), "done")
    await MembershipStore(database).mark_left(GUILD, NOON)

    assert await LeftServerStore(database).forget(later(1), anywhere) == 1

    assert set((await counts(database, GUILD)).values()) == {0}
