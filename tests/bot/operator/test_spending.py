"""`easel spend`."""

from bot.common.clock import utc_now
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from tests.bot.operator.conftest import Studio
from tests.storage.rows import accept, new_job


async def test_spending_is_a_table_with_a_total_or_json(studio: Studio) -> None:
    assert (await studio.easel("spend")).out == "nothing counts in the last 30 days\n"
    async with Database.attach(studio.url) as database:
        store = JobStore(database, "ours")
        for number in range(3):
            job = new_job(number + 1, guild_id=5 + number // 2, estimate=36_000)
            await accept(store, job, utc_now())
    shown = await studio.easel("spend", "--by", "server", "--json")
    names = ("server", "jobs", "pictures", "estimated_dollars", "without_price")
    assert [tuple(row.items()) for row in shown.document] == [
        tuple(zip(names, ("5", 2, 2, "0.072", 0), strict=True)),
        tuple(zip(names, ("6", 1, 1, "0.036", 0), strict=True)),
    ]
    lines = (await studio.easel("spend", "--by", "server", "--days", 2)).out.splitlines()
    assert lines[-1] == "about $0.108 for 3 pictures in the last 2 days"
    assert lines[0].split() == " ".join(names).replace("_", " ").split()
    assert (await studio.easel("spend", "--by", "colour")).status == 2
