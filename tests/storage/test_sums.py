"""What every acceptance looks up is found in indexes alone, however long the ledger is."""

from datetime import timedelta

import pytest

from bot.storage.acceptance import Acceptance
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from tests.storage.asked import listening, plan
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job

DAY = timedelta(days=1)
ACCOUNTS = [
    (Account(GUILD, MEMBER), "ix_jobs_of_member"),
    (Account(None, MEMBER), "ix_jobs_of_member"),
    (Account(GUILD), "ix_jobs_of_server"),
]


@pytest.mark.parametrize(("account", "index"), ACCOUNTS)
async def test_sums_need_no_row(
    store: JobStore, database: Database, account: Account, index: str
) -> None:
    with listening(database) as asked:
        await store.books(lambda books: books.totals(account, [NOON, NOON - DAY]))
    [sql] = [sql for sql in asked if "sum(" in sql]
    # As it stands, with no value bound: of a list of values each length would be a new statement.
    assert "state IN ('queued', 'submitted', 'done')" in sql
    if database.dialect == "sqlite":
        found = await plan(database, sql)
        assert f"SEARCH jobs USING COVERING INDEX {index}" in found
        assert "created_at>?" in found


async def test_what_there_is_before_a_job_needs_no_row(store: JobStore, database: Database) -> None:
    def look(acceptance: Acceptance) -> None:
        acceptance.before(1, GUILD, MEMBER)

    with listening(database) as asked:
        await store.accepting(GUILD, look)
    [sql] = [sql for sql in asked if "servers" in sql]
    if database.dialect == "sqlite":
        found = await plan(database, sql)
        assert "jobs USING COVERING INDEX ix_jobs_unfinished" in found
        assert "SCAN jobs" not in found


async def test_several_windows_are_summed_at_one_look(store: JobStore, database: Database) -> None:
    for job_id, seconds in enumerate((0, 10, 20), start=1):
        await accept(store, new_job(job_id, pictures=job_id, estimate=job_id), later(seconds))
    since = [later(10), NOON - DAY, later(20), NOON]
    with listening(database) as asked:
        found = await store.books(lambda books: books.totals(Account(GUILD, MEMBER), since))
    assert found == [(3, 3), (6, 6), (0, 0), (5, 5)]
    assert sum("sum(" in sql for sql in asked) == 1


async def test_an_acceptance_is_three_statements(store: JobStore, database: Database) -> None:
    def decide(acceptance: Acceptance) -> None:
        acceptance.before(1, GUILD, MEMBER)
        acceptance.totals(Account(GUILD, MEMBER), [NOON - DAY])
        acceptance.insert(new_job(), (), NOON)

    with listening(database) as asked:
        await store.accepting(GUILD, decide)
    # PostgreSQL locks the server first.
    assert len([sql for sql in asked if "advisory" not in sql]) == 3
