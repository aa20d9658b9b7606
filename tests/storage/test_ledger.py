"""The sums of the ledger are answered by covering indexes, however long the ledger is."""

from datetime import timedelta

import pytest

from bot.storage.acceptance import Acceptance
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job
from tests.storage.statements import query_plan, recorded_statements

DAY = timedelta(days=1)
ACCOUNTS = [
    (Account(GUILD, MEMBER), "ix_jobs_of_member"),
    (Account(None, MEMBER), "ix_jobs_of_member"),
    (Account(GUILD), "ix_jobs_of_server"),
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
        acceptance.state(1, GUILD, MEMBER)

    with recorded_statements(database) as statements:
        await store.accept(GUILD, read)
    [sql] = [sql for sql in statements if "servers" in sql]
    if database.dialect == "sqlite":
        plan = await query_plan(database, sql)
        assert "jobs USING COVERING INDEX ix_jobs_unfinished" in plan
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


async def test_an_acceptance_is_three_statements(store: JobStore, database: Database) -> None:
    def decide(acceptance: Acceptance) -> None:
        acceptance.state(1, GUILD, MEMBER)
        acceptance.totals(Account(GUILD, MEMBER), [NOON - DAY])
        acceptance.insert(new_job(), (), NOON)

    with recorded_statements(database) as statements:
        await store.accept(GUILD, decide)
    # PostgreSQL locks the server first.
    assert len([sql for sql in statements if "advisory" not in sql]) == 3
