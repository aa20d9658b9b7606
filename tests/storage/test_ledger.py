"""The sums of the ledger are answered by covering indexes, however long the ledger is."""

from datetime import timedelta
from functools import partial

import pytest

from bot.storage.acceptance import Acceptance, LedgerView
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account, LedgerEntry
from tests.storage.rows import GUILD, MEMBER, NOON, REASON, accept, later, new_job
from tests.storage.statements import query_plan, recorded_statements

DAY = timedelta(days=1)
ACCOUNTS = [
    (Account(GUILD, MEMBER), "ix_jobs_of_member"),
    (Account(None, MEMBER), "ix_jobs_of_member"),
    (Account(GUILD), "ix_jobs_of_server"),
    (Account(None, MEMBER, everywhere=True), "ix_jobs_of_member"),
    (Account(None, everywhere=True), "ix_jobs_of_everyone"),
]


@pytest.mark.parametrize(("account", "index"), ACCOUNTS)
async def test_sums_read_no_table_rows(
    store: JobStore, database: Database, account: Account, index: str
) -> None:
    with recorded_statements(database) as statements:
        await store.ledger_view(lambda ledger: ledger.totals(account, [NOON, NOON - DAY]))
    [sql] = [sql for sql in statements if "sum(" in sql]
    # As text, without bound values: each length of a bound list would be another statement.
    assert "state IN ('queued', 'submitted', 'done')" in sql
    if database.dialect == "sqlite":
        plan = await query_plan(database, sql)
        assert f"SEARCH jobs USING COVERING INDEX {index}" in plan
        assert "created_at>?" in plan


async def test_the_state_before_an_acceptance_reads_no_table_rows(
    store: JobStore, database: Database
) -> None:
    def read(acceptance: Acceptance) -> None:
        acceptance.state(1, GUILD, MEMBER, NOON)

    with recorded_statements(database) as statements:
        await store.accept(GUILD, read)
    [sql] = [sql for sql in statements if "servers" in sql]
    if database.dialect == "sqlite":
        plan = await query_plan(database, sql)
        assert "jobs USING COVERING INDEX ix_jobs_unfinished" in plan
        assert "SEARCH jobs USING COVERING INDEX ix_jobs_of_member" in plan
        assert "SCAN jobs" not in plan


async def test_several_windows_are_summed_in_one_statement(
    store: JobStore, database: Database
) -> None:
    for job_id, seconds in enumerate((0, 10, 20), start=1):
        await accept(store, new_job(job_id, pictures=job_id, estimate=job_id), later(seconds))
    since = [later(10), NOON - DAY, later(20), NOON]
    account = Account(GUILD, MEMBER)
    with recorded_statements(database) as statements:
        totals = await store.ledger_view(lambda ledger: ledger.totals(account, since))
    assert totals == [(3, 3), (6, 6), (0, 0), (5, 5)]
    assert sum("sum(" in sql for sql in statements) == 1


async def test_sums_over_all_servers_are_by_member_or_of_everyone(store: JobStore) -> None:
    rows = [(1, GUILD, MEMBER), (2, GUILD + 1, MEMBER), (3, GUILD, MEMBER + 1), (4, None, MEMBER)]
    for job_id, guild_id, member_id in rows:
        job = new_job(job_id, guild_id=guild_id, member_id=member_id, estimate=10**job_id)
        await accept(store, job, later(job_id))
    sums = {
        Account(GUILD, MEMBER): (1, 10),
        Account(None, MEMBER): (1, 10_000),
        Account(None, MEMBER, everywhere=True): (3, 10_110),
        Account(None, everywhere=True): (4, 11_110),
    }
    for account, expected in sums.items():
        assert await read_totals(store, account) == expected
        entries = await store.ledger_view(partial(read_entries, account))
        assert (len(entries), sum(entry.dollars for entry in entries)) == expected


@pytest.mark.parametrize("everywhere", [False, True])
async def test_charges_for_undelivered_pictures_count_as_dollars_only(
    store: JobStore, everywhere: bool
) -> None:
    account = Account(None if everywhere else GUILD, MEMBER, everywhere)
    for job_id, charged in enumerate((None, 40, 0), start=1):
        await accept(store, new_job(job_id, pictures=2, estimate=50))
        await store.mark_failed(job_id, REASON, later(9), charged=charged)
    await accept(store, new_job(4, estimate=7))

    assert await read_totals(store, account) == (1, 47)
    entries = await store.ledger_view(partial(read_entries, account))
    assert sorted((entry.pictures, entry.dollars) for entry in entries) == [(0, 0), (0, 40), (1, 7)]
    state = await store.accept(
        GUILD, lambda acceptance: acceptance.state(9, GUILD, MEMBER, later(10))
    )
    assert state.lost == 2
    state = await store.accept(
        GUILD, lambda acceptance: acceptance.state(9, GUILD, MEMBER, NOON + DAY)
    )
    assert state.lost == 0


async def read_totals(store: JobStore, account: Account) -> tuple[int, int]:
    [sums] = await store.ledger_view(lambda ledger: ledger.totals(account, [NOON - DAY]))
    return sums


def read_entries(account: Account, ledger: LedgerView) -> list[LedgerEntry]:
    return ledger.entries(account, NOON - DAY)


async def test_an_acceptance_is_three_statements(store: JobStore, database: Database) -> None:
    def decide(acceptance: Acceptance) -> None:
        acceptance.state(1, GUILD, MEMBER, NOON)
        acceptance.totals(Account(GUILD, MEMBER), [NOON - DAY])
        acceptance.insert(new_job(), (), NOON)

    with recorded_statements(database) as statements:
        await store.accept(GUILD, decide)
    # PostgreSQL locks the server first.
    assert len([sql for sql in statements if "advisory" not in sql]) == 3
