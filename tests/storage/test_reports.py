"""Reports of pictures, decisions about them, and removed pictures."""

import asyncio
from dataclasses import replace

import pytest

from bot.storage.audit import AuditStore, Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.erasure import ANONYMOUS, MAX_WINDOW
from bot.storage.jobs import JobStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.member_data import MemberDataStore
from bot.storage.member_record import MemberRecord
from bot.storage.reports import Report, ReportStore, Verdict
from tests.storage.rows import GUILD, MEMBER, NOON, bring, entry, later, new_job

REPORTER = MEMBER + 1
ONE, OTHER, THIRD = "1" * 64, "2" * 64, "3" * 64
REPORT = Report(
    message_id=99,
    channel_id=12,
    guild_id=GUILD,
    job_id=1,
    reported_by=REPORTER,
    reported_at=NOON,
    state=Verdict.OPEN,
    notice_channel_id=13,
    notice_message_id=100,
    digests=(ONE, OTHER),
)


@pytest.fixture
def reports(database: Database) -> ReportStore:
    return ReportStore(database)


async def recorded(database: Database) -> list[Entry]:
    return await AuditStore(database).newest(GUILD, 10)


async def test_report_reads_back_as_it_was_filed(reports: ReportStore) -> None:
    assert await reports.get(99) is None
    await reports.file(REPORT)
    assert await reports.get(99) == REPORT


async def test_report_filed_again_keeps_its_state(reports: ReportStore) -> None:
    await reports.file(REPORT)
    assert await reports.restore(99, entry())
    again = replace(REPORT, reported_by=MEMBER, reported_at=later(5), notice_message_id=101)

    await reports.file(again)

    assert await reports.get(99) == replace(again, state=Verdict.RESTORED)


async def test_of_reports_at_once_only_as_many_are_claimed_as_may_be_open(
    reports: ReportStore,
) -> None:
    claims = [replace(REPORT, message_id=number) for number in range(100, 109)]

    claimed = await asyncio.gather(*(reports.claim(claim, 5) for claim in claims))

    assert sum(claimed) == 5
    assert await reports.count_open(GUILD, REPORTER) == 5
    # Other members and moderators are not kept from reporting.
    assert await reports.claim(replace(REPORT, message_id=200, reported_by=MEMBER), 5)
    assert await reports.claim(replace(REPORT, message_id=201), None)


async def test_a_claim_becomes_a_report_or_is_withdrawn(reports: ReportStore) -> None:
    assert await reports.claim(REPORT, 5)
    claimed = await reports.get(99)
    assert claimed is not None
    assert claimed.notice_message_id is None
    await reports.file(REPORT)
    await reports.withdraw(99)
    assert await reports.get(99) == REPORT

    assert await reports.claim(replace(REPORT, message_id=98), 5)
    await reports.withdraw(98)
    assert await reports.get(98) is None


async def test_open_reports_are_counted_by_server_and_member(reports: ReportStore) -> None:
    await reports.file(REPORT)
    await reports.file(replace(REPORT, message_id=98))
    await reports.file(replace(REPORT, message_id=97, guild_id=GUILD + 1))
    await reports.file(replace(REPORT, message_id=96, reported_by=MEMBER))
    assert await reports.count_open(GUILD, REPORTER) == 2
    await reports.restore(99, entry())
    assert await reports.count_open(GUILD, REPORTER) == 1
    await reports.remove(replace(REPORT, message_id=98), entry())
    assert await reports.count_open(GUILD, REPORTER) == 0


async def test_each_decision_is_recorded_once(reports: ReportStore, database: Database) -> None:
    await reports.file(REPORT)
    restored, removed = entry(action="report restored"), entry(action="report removed")

    assert await reports.restore(99, restored)
    assert not await reports.restore(99, restored)
    assert await reports.remove(REPORT, removed)
    assert not await reports.remove(REPORT, removed)
    assert not await reports.restore(99, restored)

    assert await recorded(database) == [removed, restored]
    report = await reports.get(99)
    assert report is not None
    assert report.state is Verdict.REMOVED


async def test_without_a_report_nothing_is_decided(
    reports: ReportStore, database: Database
) -> None:
    assert not await reports.restore(99, entry())
    assert not await reports.remove(REPORT, entry())
    assert await recorded(database) == []
    assert not await reports.has_removed(GUILD)


async def test_removed_pictures_are_found_in_their_server_only(reports: ReportStore) -> None:
    await reports.file(REPORT)
    assert not await reports.has_removed(GUILD)
    assert await reports.find_removed(GUILD, [ONE]) == set()

    await reports.remove(REPORT, entry())

    assert await reports.has_removed(GUILD)
    assert await reports.find_removed(GUILD, [ONE, THIRD]) == {ONE}
    assert not await reports.has_removed(GUILD + 1)
    assert await reports.find_removed(GUILD + 1, [ONE]) == set()


async def test_a_picture_can_be_removed_in_two_messages(reports: ReportStore) -> None:
    for report in (REPORT, replace(REPORT, message_id=98)):
        await reports.file(report)
        assert await reports.remove(report, entry())
    assert await reports.find_removed(GUILD, [ONE, OTHER]) == {ONE, OTHER}


async def test_member_data_has_the_records_of_servers(
    database: Database, store: JobStore, reports: ReportStore
) -> None:
    await bring(store, new_job(1), "done")
    await reports.file(REPORT)
    mine = replace(REPORT, message_id=98, job_id=2, reported_by=MEMBER)
    await reports.file(mine)
    block, limit = (
        Block(MEMBER, "spam", NOON),
        SetLimit(TargetKind.MEMBER, MEMBER, "pictures", "day", 5),
    )
    # `entry` records changes by the member.
    changes = [entry(action="block"), entry(action="limits set")]
    await BlockStore(database).put(block, changes[0])
    await LimitStore(database).put(limit, changes[1])
    member_data = MemberDataStore(database)

    assert (await member_data.of(MEMBER)).record == MemberRecord(
        blocks=((GUILD, block),),
        limits=((GUILD, limit),),
        changes=tuple(changes),
        reports_made=(mine,),
        reports_about=(REPORT,),
    )
    assert (await member_data.of(MEMBER + 9)).record == MemberRecord()


async def test_erasure_anonymises_reports(
    database: Database, store: JobStore, reports: ReportStore
) -> None:
    await bring(store, new_job(1), "done")
    await reports.file(REPORT)
    await reports.file(replace(REPORT, message_id=98))
    await reports.restore(98, entry())
    await reports.file(replace(REPORT, message_id=97, job_id=2, reported_by=MEMBER))
    await BlockStore(database).put(Block(MEMBER, "spam", None), entry(action="block"))
    member_data = MemberDataStore(database)

    await member_data.forget(MEMBER, later(10) - MAX_WINDOW)

    assert [await reports.get(message_id) for message_id in (99, 98, 97)] == [
        REPORT,
        replace(REPORT, message_id=98, job_id=0, state=Verdict.RESTORED),
        replace(REPORT, message_id=97, job_id=2, reported_by=ANONYMOUS),
    ]
    member_record = (await member_data.of(MEMBER)).record
    assert [block.reason for _, block in member_record.blocks] == ["spam"]
    assert [change.action for change in member_record.changes] == ["by hand", "block"]
    assert member_record.reports_made == ()
