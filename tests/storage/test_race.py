"""Parallel commands cannot pass a limit together, in one process or in several."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from tests.bot.workshop import GUILD, MEMBER, Channel, open_workshop, running_relay
from tests.postgres import Postgres
from tests.storage.racer import LIMIT, PRICE, ROOMY, Racer, accept_many

ASKED = 200


async def counted(store: JobStore) -> int:
    """How many jobs there are of the member."""
    return len(await store.recent(GUILD, MEMBER, 10 * ASKED))


async def test_two_hundred_at_once_at_a_limit_of_a_hundred_are_a_hundred(database_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, limit=LIMIT, **ROOMY) as shop,
    ):
        outcomes = await accept_many(shop, range(1, ASKED + 1))
        assert outcomes == {"accepted": 100, "refused-limit": 100}
        assert await counted(shop.store) == 100
        # Room comes back with every job that does not count, and only then.
        waiting = shop.runner._fair_queue.waiting()
        assert await shop.runner.cancel(waiting[0], MEMBER)
        again = await accept_many(shop, range(1000, 1010))
        assert again == {"accepted": 1, "refused-limit": 9}


@pytest.mark.parametrize(("limit", "members"), [("member", 1), ("dollars", 1), ("server", 5)])
async def test_two_processes_together_do_not_pass_a_limit(
    postgres: Postgres, limit: str, members: int
) -> None:
    async with running_relay() as relay, postgres.database(migrated=False) as url:
        racers = [Racer(url, relay.url, limit, members) for _ in range(2)]
        async with racers[0] as one, racers[1] as other:
            await asyncio.gather(one.ready(), other.ready())
            outcomes = await asyncio.gather(one.race(range(1, 121)), other.race(range(121, 241)))
        assert sum(outcomes, Counter()) == {"accepted": 100, "refused-limit": 140}
        assert all(outcome["accepted"] for outcome in outcomes), "they did not overlap"
        async with Database.open(url) as database:
            account, before = Account(GUILD), datetime.min.replace(tzinfo=UTC)
            store = JobStore(database, "test")
            found = await store.books(lambda books: books.totals(account, [before]))
        assert found == [(100, 100 * PRICE)]


async def test_the_same_event_in_two_processes_is_one_job(database_url: str) -> None:
    channel = Channel()
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, channel=channel, owner="one") as one,
        open_workshop(database_url, relay.url, channel=channel, owner="other") as other,
    ):
        outcomes = await asyncio.gather(
            *(shop.accept(job_id=77) for shop in (one, other) * 3), return_exceptions=True
        )
        assert [type(o).__name__ for o in outcomes].count("AlreadyAcceptedError") == 5
        await asyncio.gather(one.ended(77), other.ended(77))
        assert channel.posted == [77]
        assert relay.created == 1


async def test_the_bound_on_all_jobs_is_about_that_number_for_members_side_by_side(
    database_url: str,
) -> None:
    members = 3
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, running_jobs=1, waiting_jobs=4) as shop,
    ):
        asked = [
            shop.accept("[fault:hang]", member=member)
            for member in range(members)
            for _ in range(3)
        ]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        refused = [o for o in outcomes if isinstance(o, Exception)]
        # Members are looked at side by side on PostgreSQL: a few more than the bound are no harm.
        assert 9 - 5 - members < len(refused) <= 9 - 5
