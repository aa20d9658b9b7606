"""What is dropped by its age is found without a look at the whole ledger."""

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import MembershipStore
from tests.storage.asked import listening, plan
from tests.storage.rows import GUILD, later

NAMES = ("ix_jobs_kept", "ix_jobs_counted_only")


async def asked_of(database: Database, store: JobStore) -> list[str]:
    """What a round of forgetting asks of the engine."""
    with listening(database) as asked:
        await store.drop_inputs(later(0))
        await store.drop_requests(later(0), later(0))
        await LeftServerStore(database).forget(later(0), ())
    return [sql for sql in asked if sql.startswith(("UPDATE", "DELETE"))]


async def test_old_jobs_are_found_by_small_indexes(database: Database, store: JobStore) -> None:
    await MembershipStore(database).left(GUILD, later(-1))
    asked = await asked_of(database, store)

    assert len(asked) > 8
    # As it stands in the index, with no value bound: else no engine can tell that it applies.
    assert sum("channel_id <> 0" in sql for sql in asked) == 1
    assert sum("channel_id = 0 AND member_id <> 0" in sql for sql in asked) == 1
    if database.dialect == "sqlite":
        plans = "\n".join([await plan(database, sql) for sql in asked])
        assert "SCAN jobs" not in plans
        assert all(f"USING INDEX {name}" in plans for name in NAMES), plans
