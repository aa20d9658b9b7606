"""Concurrent requests cannot exceed a limit together, in one process or in several."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.errors import UserError
from bot.storage.database import Database
from bot.storage.job_search import JobFilter, newest_jobs
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from tests.bot.workshop import GUILD, MEMBER, Channel, open_workshop, running_relay, until
from tests.postgres import Postgres
from tests.storage.racer import CROWDED, LIMIT, PRICE, ROOMY, Racer, accept_many, limits_named

pytestmark = pytest.mark.slow

ASKED = 200


async def counted(store: JobStore) -> int:
    """Count the member's jobs."""
    return len(await store.recent(GUILD, MEMBER, 10 * ASKED))


async def test_one_process_does_not_exceed_a_limit(database_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, limit=LIMIT, **ROOMY) as shop,
    ):
        outcomes = await accept_many(shop, range(1, ASKED + 1))
        assert outcomes == {"accepted": 100, "refused-limit": 100}
        assert await counted(shop.store) == 100
        # Each job that no longer counts frees quota for one other.
        waiting = shop.runner._fair_queue.waiting()
        assert await shop.runner.cancel(waiting[0], MEMBER)
        again = await accept_many(shop, range(1000, 1010))
        assert again == {"accepted": 1, "refused-limit": 9}


@pytest.mark.parametrize(("limit", "members"), [("member", 1), ("dollars", 1), ("server", 5)])
async def test_two_processes_together_do_not_exceed_a_limit(
    postgres: Postgres, limit: str, members: int
) -> None:
    async with running_relay() as relay, postgres.database(migrated=False) as url:
        racers = [Racer(url, relay.url, limit, members) for _ in range(2)]
        async with racers[0] as first, racers[1] as second:
            await asyncio.gather(first.ready(), second.ready())
            outcomes = await asyncio.gather(first.race(range(1, 121)), second.race(range(121, 241)))
        assert sum(outcomes, Counter()) == {"accepted": 100, "refused-limit": 140}
        assert all(outcome["accepted"] for outcome in outcomes), "they did not overlap"
        async with Database.open(url) as database:
            account, before = Account(GUILD), datetime.min.replace(tzinfo=UTC)
            store = JobStore(database, "test")
            totals = await store.ledger_view(lambda ledger: ledger.totals(account, [before]))
        assert totals == [(100, 100 * PRICE)]


REFUSALS = {"ceiling": "refused-limit", "budget": "refused-operator-budget"}


@pytest.mark.parametrize(("limit", "members"), [("ceiling", 1), ("budget", 5)])
async def test_one_process_does_not_exceed_a_limit_over_all_servers(
    database_url: str, limit: str, members: int
) -> None:
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, **limits_named(limit), **ROOMY) as shop,
    ):
        outcomes = await accept_many(shop, range(1, 141), members, guilds=7)
        assert outcomes == {"accepted": 100, REFUSALS[limit]: 40}


@pytest.mark.parametrize(("limit", "members"), [("ceiling", 1), ("budget", 5)])
async def test_direct_messages_and_servers_do_not_exceed_a_limit_together(
    database_url: str, limit: str, members: int
) -> None:
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, **limits_named(limit), **ROOMY) as shop,
    ):
        outcomes = await accept_many(shop, range(1, 141), members, guilds=7, direct_every=2)
        assert outcomes == {"accepted": 100, REFUSALS[limit]: 40}


async def test_direct_messages_alone_do_not_exceed_the_default(database_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, limit=LIMIT, **ROOMY) as shop,
    ):
        outcomes = await accept_many(shop, range(1, 141), direct_every=1)
        assert outcomes == {"accepted": 100, "refused-limit": 40}
        # A server counts for itself.
        assert await accept_many(shop, range(141, 144)) == {"accepted": 3}


@pytest.mark.parametrize(("limit", "members"), [("ceiling", 1), ("budget", 5)])
async def test_two_processes_do_not_exceed_a_limit_over_all_servers(
    postgres: Postgres, limit: str, members: int
) -> None:
    async with running_relay() as relay, postgres.database(migrated=False) as url:
        racers = [Racer(url, relay.url, limit, members) for _ in range(2)]
        async with racers[0] as first, racers[1] as second:
            await asyncio.gather(first.ready(), second.ready())
            outcomes = await asyncio.gather(first.race(range(1, 121)), second.race(range(121, 241)))
        assert sum(outcomes, Counter()) == {"accepted": 100, REFUSALS[limit]: 140}
        assert all(outcome["accepted"] for outcome in outcomes), "they did not overlap"


async def test_the_same_event_in_two_processes_is_one_job(database_url: str) -> None:
    channel = Channel()
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, channel=channel, owner="first") as first,
        open_workshop(database_url, relay.url, channel=channel, owner="second") as second,
    ):
        outcomes = await asyncio.gather(
            *(shop.accept(job_id=77) for shop in (first, second) * 3), return_exceptions=True
        )
        assert [type(o).__name__ for o in outcomes].count("AlreadyAcceptedError") == 5
        await asyncio.gather(first.ended(77), second.ended(77))
        assert channel.posted == [77]
        assert relay.created == 1


@pytest.mark.slow
@pytest.mark.parametrize("members", [3, 9])
async def test_two_processes_do_not_exceed_the_bounds_of_the_line(
    postgres: Postgres, members: int
) -> None:
    async with running_relay() as relay, postgres.database(migrated=False) as url:
        racers = [Racer(url, relay.url, "line", members) for _ in range(2)]
        running = min(CROWDED["running_jobs"], 2 * members)
        async with racers[0] as first, racers[1] as second:
            await asyncio.gather(first.ready(), second.ready())
            outcomes = await asyncio.gather(first.race(range(1, 81)), second.race(range(81, 161)))
            await until(lambda: relay.created == running)
        total = sum(outcomes, Counter())
        bound = CROWDED["running_jobs"] + CROWDED["waiting_jobs"]
        each = CROWDED["running_jobs_per_member"] + CROWDED["waiting_jobs_per_member"]
        assert total["accepted"] == min(bound, members * each)
        assert all(outcome["accepted"] for outcome in outcomes), "they did not overlap"
        async with Database.open(url) as database:
            jobs = await newest_jobs(database, JobFilter(), 200)
        started = Counter(job.member_id for job in jobs if job.started_at)
        assert started.total() == relay.created == running
        assert max(started.values()) <= CROWDED["running_jobs_per_member"]
        assert max(Counter(job.member_id for job in jobs).values()) <= each


async def test_the_limit_on_all_jobs_holds_for_concurrent_members(database_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(database_url, relay.url, running_jobs=1, waiting_jobs=4) as shop,
    ):
        requests = [
            shop.accept("[fault:hang]", member=member) for member in range(3) for _ in range(3)
        ]
        outcomes = await asyncio.gather(*requests, return_exceptions=True)
        assert len([o for o in outcomes if isinstance(o, UserError)]) == 9 - 5
