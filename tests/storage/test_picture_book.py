"""Pages of a member's own jobs: complete, in order, and as quick among thousands as among few."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from bot.storage import picture_book
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.picture_book import BookSearch, PictureBookStore
from bot.storage.records import State
from bot.storage.reports import Report, ReportStore, Verdict
from bot.storage.rows import columns_of
from bot.storage.schema import jobs
from tests.storage.rows import GUILD, MEMBER, NOON, entry, later, new_job
from tests.storage.statements import query_plan, recorded_statements

MINE = BookSearch(GUILD, MEMBER)
MANY = 10_000


async def fill(database: Database, count: int, **place: int) -> None:
    """Insert finished jobs 1 to `count`; two at a time are as old as each other."""
    rows = [
        {
            **columns_of(new_job(number, **place)),
            "request": {"prompt": f"fox number {number}"},
            "state": State.DONE,
            "message_id": 10**6 + number,
            "message_channel_id": 11,
            "created_at": NOON + timedelta(seconds=number // 2),
            "owner": "ours",
            "leased_until": NOON,
        }
        for number in range(1, count + 1)
    ]
    async with database.write() as connection:
        await connection.execute(insert(jobs), rows)


async def change(database: Database, *job_ids: int, **values: object) -> None:
    async with database.write() as connection:
        await connection.execute(update(jobs).where(jobs.c.id.in_(job_ids)).values(**values))


async def ids(
    book: PictureBookStore, search: BookSearch = MINE, count: int = 50, cursor: int | None = None
) -> list[int]:
    return [job.id for job in await book.older(search, count, cursor)]


async def walk(book: PictureBookStore, search: BookSearch, size: int) -> list[Sequence[int]]:
    """Return all pages from the newest to the oldest."""
    pages, cursor = list[Sequence[int]](), None
    while page := await ids(book, search, size, cursor):
        pages.append(page)
        cursor = page[-1]
    return pages


@pytest.fixture
def book(database: Database) -> PictureBookStore:
    return PictureBookStore(database)


async def test_pages_are_whole_and_in_order_both_ways(
    database: Database, book: PictureBookStore
) -> None:
    await fill(database, 10)

    assert await walk(book, MINE, 4) == [[10, 9, 8, 7], [6, 5, 4, 3], [2, 1]]

    for cursor in (2, 6, 9, 10):
        page = [job.id for job in await book.newer(MINE, 4, cursor)]
        assert page == [*range(min(10, cursor + 4), cursor, -1)]

    assert [job.id for job in await book.older(MINE, 3, 7, including=True)] == [7, 6, 5]


async def test_cursor_that_is_gone_leads_nowhere(
    database: Database, book: PictureBookStore
) -> None:
    await fill(database, 3)
    assert await ids(book, cursor=404) == []
    assert await book.newer(MINE, 4, 404) == []


async def test_others_and_other_servers_and_emptied_jobs_are_left_out(
    database: Database, book: PictureBookStore, store: JobStore
) -> None:
    await fill(database, 5)
    await change(database, 1, member_id=MEMBER + 1)
    await change(database, 2, guild_id=GUILD + 1)
    await change(database, 3, guild_id=None)
    assert await ids(book) == [5, 4]

    await MemberDataStore(database).forget(MEMBER, later(0))

    assert await ids(book) == []
    assert await store.get(5) is not None


async def test_hidden_pictures_are_left_out_until_they_are_restored(
    database: Database, book: PictureBookStore
) -> None:
    await fill(database, 4)
    reports = ReportStore(database)
    for message_id, job_id in ((10**6 + 2, 2), (77, 3)):
        await reports.file(Report(message_id, 11, GUILD, job_id, 9, NOON, Verdict.OPEN, None, None))
    assert await ids(book) == [4, 1]
    await reports.restore(77, entry())
    assert await ids(book) == [4, 3, 1]


async def test_conditions_hold_together(database: Database, book: PictureBookStore) -> None:
    await fill(database, 8)
    await change(database, 2, 3, operation="qwen-generate")
    await change(database, 3, 4, channel_id=20, message_channel_id=21)
    await change(database, 5, state=State.FAILED)

    assert await ids(book, replace(MINE, operations=("qwen-generate", "qwen-edit"))) == [3, 2]
    assert await ids(book, replace(MINE, operations=())) == []
    for channel in (20, 21):
        assert await ids(book, replace(MINE, channel_id=channel)) == [4, 3]
    assert await ids(book, replace(MINE, channel_id=20, operations=("flux",))) == [4]
    assert await ids(book, replace(MINE, finished=True)) == [8, 7, 6, 4, 3, 2, 1]


async def test_words_are_found_however_they_are_cased(
    database: Database, book: PictureBookStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_book, "_BATCH_SIZE", 3)
    await fill(database, 20)
    await change(database, 4, 9, request={"prompt": "Ein ÄRGERLICHER 100%_Fuchs"})

    for words in (("ärgerlicher",), ("FUCHS", "ein"), ("100%_",)):
        assert await ids(book, replace(MINE, words=words)) == [9, 4]
    assert await ids(book, replace(MINE, words=("_",)), 1) == [9]
    assert await ids(book, replace(MINE, words=("_",)), 5, cursor=9) == [4]
    assert [job.id for job in await book.newer(replace(MINE, words=("_",)), 5, 4)] == [9]
    assert await ids(book, replace(MINE, words=("fuchs", "fox"))) == []


async def test_each_page_of_many_reads_no_more_than_it_shows(
    database: Database, book: PictureBookStore
) -> None:
    await fill(database, MANY)
    with recorded_statements(database) as statements:
        assert await ids(book, count=5, cursor=6) == [5, 4, 3, 2, 1]
        assert len(await book.newer(MINE, 5, 5000)) == 5

    selects = [sql for sql in statements if "FROM jobs" in sql]
    assert len(selects) == 4
    assert all("LIMIT" in sql for sql in selects if "ORDER BY" in sql)
    if database.dialect == "sqlite":
        plans = "\n".join([await query_plan(database, sql) for sql in selects])
        assert "SCAN jobs" not in plans, plans
        assert plans.count("INDEX ix_jobs_book") == 2, plans
        assert "USE TEMP B-TREE" not in plans, plans


@pytest.mark.slow
async def test_words_that_are_nowhere_among_many_are_looked_for_in_batches(
    database: Database, book: PictureBookStore
) -> None:
    await fill(database, MANY)

    with recorded_statements(database) as statements:
        assert await ids(book, replace(MINE, words=("owl",))) == []
        assert await ids(book, replace(MINE, words=("number 7",)), 3) == [7999, 7998, 7997]

    assert len([sql for sql in statements if "FROM jobs" in sql]) <= 2 + MANY // 1000 + 5
