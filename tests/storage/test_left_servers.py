"""Servers that were left long ago go with all their rows, and nobody else's go with them."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select

from bot.storage import left_servers as leaving_module
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import OF_SERVERS, MembershipStore
from bot.storage.records import StoredInput
from bot.storage.schema import inputs, jobs
from tests.storage.rows import GUILD, MEMBER, NOON, STAGES, bring, later, new_job

OTHER = GUILD + 1
PICTURE = StoredInput("input_image", "image/png", b"a picture")
DECIDED: dict[str, dict[str, Any]] = {
    "limits": {"whose": "member", "target_id": 3, "metric": "pictures", "per": "day", "adds": True},
    "rules": {"place_id": 4, "name": "spoiler", "value": True},
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
    "audit": {"at": NOON, "member_id": MEMBER, "action": "words add", "facts": {}},
}
"""A row of each kind, but for its server."""


async def furnish(database: Database, store: JobStore, guild_id: int, first_job: int) -> None:
    """A server with a row in every table, and a job that is done."""
    async with database.write() as connection:
        for table in OF_SERVERS:
            if row := DECIDED.get(table.name):
                # Nothing tells reports of two servers apart but their messages.
                own = {"message_id": guild_id} if table.name == "reports" else {}
                await connection.execute(insert(table).values(guild_id=guild_id, **row, **own))
    await bring(store, new_job(first_job, guild_id=guild_id), "done", inputs=(PICTURE,))
    await MembershipStore(database).claim_welcome(guild_id, NOON)


async def counts(database: Database, guild_id: int) -> dict[str, int]:
    """How many rows a server has in each table, and how many images its jobs have."""
    async with database.read() as connection:
        found = {
            table.name: await connection.scalar(
                select(func.count()).select_from(table).where(table.c.guild_id == guild_id)
            )
            for table in OF_SERVERS
        }
        found["inputs"] = await connection.scalar(
            select(func.count())
            .select_from(inputs.join(jobs, jobs.c.id == inputs.c.job_id))
            .where(jobs.c.guild_id == guild_id)
        )
    return found  # type: ignore[return-value]


def test_every_table_of_servers_is_looked_at_here() -> None:
    assert {table.name for table in OF_SERVERS} == {*DECIDED, "jobs", "servers"}


async def test_everything_of_the_server_goes_and_another_servers_rows_stay(
    database: Database, store: JobStore
) -> None:
    await furnish(database, store, GUILD, 1)
    await furnish(database, store, OTHER, 2)
    before = await counts(database, OTHER)
    assert set(before.values()) == {1}
    await MembershipStore(database).left(GUILD, later(10))
    leaving = LeftServerStore(database)

    assert await leaving.forget(later(10), ()) == 0
    assert await counts(database, GUILD) == before
    assert await leaving.forget(later(11), ()) == 1

    assert set((await counts(database, GUILD)).values()) == {0}
    assert await counts(database, OTHER) == before
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(inputs)) == 1
    assert await leaving.forget(later(11), ()) == 0


async def test_server_that_is_joined_again_or_that_the_bot_is_in_keeps_everything(
    database: Database, store: JobStore
) -> None:
    for guild_id, job_id in ((GUILD, 1), (OTHER, 2)):
        await furnish(database, store, guild_id, job_id)
        await MembershipStore(database).left(guild_id, NOON)
    await MembershipStore(database).joined(GUILD)

    assert await LeftServerStore(database).forget(later(1), {OTHER}) == 0

    for guild_id in (GUILD, OTHER):
        assert set((await counts(database, guild_id)).values()) == {1}


async def test_jobs_that_are_not_at_their_end_are_left_to_end_first(
    database: Database, store: JobStore
) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id, token="a token"), stage)
    await MembershipStore(database).left(GUILD, NOON)
    leaving = LeftServerStore(database)

    assert await leaving.forget(later(100), ()) == 0

    kept = [stage for job_id, stage in enumerate(STAGES, start=1) if await store.get(job_id)]
    # Of the failure its member does not know.
    assert kept == ["queued", "started", "submitted", "posting", "failed"]
    for job_id in (1, 2, 3, 4):
        await store.failed(job_id, {"key": "failed-timeout"}, later(101))
    for job_id in (1, 2, 3, 4, 6):
        await store.mark_notified(job_id)
    assert await leaving.forget(later(100), ()) == 1
    assert set((await counts(database, GUILD)).values()) == {0}


async def test_large_servers_go_in_small_transactions(
    database: Database, store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving_module, "_BATCH_SIZE", 2)
    for job_id in range(1, 6):
        await bring(store, new_job(job_id), "done")
    await MembershipStore(database).left(GUILD, NOON)

    assert await LeftServerStore(database).forget(later(1), ()) == 1

    assert set((await counts(database, GUILD)).values()) == {0}
