"""Pictures that are posted once more: once in a channel, and hidden in all of them at once."""

import asyncio
import json

import pytest

from bot.privacy.export import export_files
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.reports import Report, ReportStore, Verdict
from bot.storage.reposts import Repost, RepostStore
from tests.storage.rows import GUILD, MEMBER, NOON, accept, bring, entry, finish, later, new_job

HERE, THERE, ASKED = 12, 13, 2**62


@pytest.fixture
async def reposts(database: Database, store: JobStore) -> RepostStore:
    await bring(store, new_job(), "posting")
    await finish(store, 1)
    return RepostStore(database)


async def original(store: JobStore) -> int:
    job = await store.get(1)
    assert job is not None
    assert job.message_id is not None
    return job.message_id


async def test_of_several_at_once_one_begins(reposts: RepostStore) -> None:
    begun = await asyncio.gather(*(reposts.begin(1, HERE, ASKED + n) for n in range(5)))

    [first] = [number for number, known in enumerate(begun) if known is None]
    known = [one for one in begun if one is not None]
    assert known == [Repost(None, ASKED + first)] * 4


async def test_each_channel_has_one_message(
    reposts: RepostStore, database: Database, store: JobStore
) -> None:
    for channel, message in ((HERE, 70), (THERE, 60)):
        assert await reposts.begin(1, channel, ASKED) is None
        assert await reposts.keep(1, channel, message)
        assert not await reposts.keep(1, channel, 5)

    assert await reposts.begin(1, HERE, ASKED + 1) == Repost(70, ASKED)
    assert await PublicPostStore(database).reposts(1) == [(THERE, 60), (HERE, 70)]
    found = await store.of_message(70)
    assert found is not None
    assert found.id == 1
    assert await store.of_message(71) is None


async def test_message_that_was_not_posted_can_begin_again(reposts: RepostStore) -> None:
    await reposts.begin(1, HERE, ASKED)
    await reposts.drop(1, HERE)
    assert await reposts.begin(1, HERE, ASKED) is None
    await reposts.keep(1, HERE, 70)
    # What was posted stays.
    await reposts.drop(1, HERE)
    assert await reposts.begin(1, HERE, ASKED) == Repost(70, ASKED)


async def test_message_is_recognised_in_its_channel(reposts: RepostStore, store: JobStore) -> None:
    assert not await store.is_posted_in(1, HERE)
    await reposts.begin(1, HERE, ASKED)
    # Posted a moment ago, and not recorded yet.
    assert await store.is_posted_in(1, HERE, 70)
    await reposts.keep(1, HERE, 70)
    assert await store.is_posted_in(1, HERE)
    assert await store.is_posted_in(1, HERE, 70)
    assert not await store.is_posted_in(1, HERE, 71)
    assert not await store.is_posted_in(1, THERE, 70)
    assert not await store.is_posted_in(2, HERE, 70)


async def test_job_that_is_not_done_begins_nothing(reposts: RepostStore, store: JobStore) -> None:
    await accept(store, new_job(2))
    for job_id in (2, 404):
        with pytest.raises(LookupError):
            await reposts.begin(job_id, HERE, ASKED)


async def test_erasure_forgets_the_messages_that_an_export_names(
    reposts: RepostStore, database: Database, store: JobStore
) -> None:
    await reposts.begin(1, HERE, ASKED)
    await reposts.keep(1, HERE, 70)
    data = await MemberDataStore(database).of(MEMBER)
    assert data.reposts == {1: [(HERE, 70)]}
    [document] = export_files(data, MEMBER, NOON)
    again = json.loads(document)["jobs"][0]["posted_again"]
    assert again == [{"channel": str(HERE), "message": "70"}]

    await MemberDataStore(database).forget(MEMBER, later(1))

    assert (await MemberDataStore(database).of(MEMBER)).reposts == {}
    assert await PublicPostStore(database).reposts(1) == []
    assert await store.of_message(70) is None


def report(message_id: int) -> Report:
    return Report(message_id, HERE, GUILD, 1, 9, NOON, Verdict.OPEN, None, None)


@pytest.mark.parametrize("reported", ["original", "repost"])
async def test_report_of_one_message_hides_all(
    reposts: RepostStore, database: Database, store: JobStore, reported: str
) -> None:
    first, reports = await original(store), ReportStore(database)
    await reposts.begin(1, HERE, ASKED)
    await reposts.keep(1, HERE, 70)
    assert await reports.hidden_among([first, 70]) == set()

    about = first if reported == "original" else 70
    await reports.file(report(about))

    assert await reports.hidden_among([first, 70, 71]) == {first, 70}
    await reports.restore(about, entry())
    assert await reports.hidden_among([first, 70]) == set()
