"""The periodic cleanup finds old rows by small indexes, without reading the whole ledger."""

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import MembershipStore
from tests.storage.rows import GUILD, later
from tests.storage.statements import query_plan, recorded_statements

NAMES = ("ix_jobs_kept", "ix_jobs_counted_only")


async def cleanup_statements(database: Database, store: JobStore) -> list[str]:
    """Return the statements of one round of cleanup."""
    with recorded_statements(database) as statements:
        await store.drop_inputs(later(0))
        await store.drop_requests(later(0), later(0))
        await LeftServerStore(database).forget(later(0), lambda _: True)
    return [sql for sql in statements if sql.startswith(("UPDATE", "DELETE"))]


async def test_old_jobs_are_found_by_small_indexes(database: Database, store: JobStore) -> None:
    await MembershipStore(database).mark_left(GUILD, later(-1))
    statements = await cleanup_statements(database, store)

    assert len(statements) > 8
    # The index's condition as text, without bound values: otherwise no engine uses the index.
    assert sum("channel_id <> 0" in sql for sql in statements) == 1
    assert sum("channel_id = 0 AND member_id <> 0" in sql for sql in statements) == 1
    if database.dialect == "sqlite":
        plans = "\n".join([await query_plan(database, sql) for sql in statements])
        assert "SCAN jobs" not in plans
        assert all(f"USING INDEX {name}" in plans for name in NAMES), plans
