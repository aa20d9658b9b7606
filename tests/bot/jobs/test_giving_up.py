"""Jobs that hang: their member reads so, and may give them up, which may cost."""

from datetime import timedelta

import pytest

from bot.errors import UserError
from bot.jobs.outcome import GivenUp, Running
from bot.jobs.pace import UNKNOWN_STUCK_SECONDS, Phase
from bot.storage.ledger import Account
from bot.storage.records import State
from tests.bot.workshop import GUILD, MEMBER, Workshop, open_workshop, running_relay, until

PRICE = 36_000


async def sums(shop: Workshop) -> tuple[int, int]:
    """Return the pictures and micro-dollars that count for the member."""
    since = shop.clock.now - timedelta(days=1)
    [found] = await shop.store.ledger_view(
        lambda ledger: ledger.totals(Account(GUILD, MEMBER), [since])
    )
    return found


async def hanging(shop: Workshop, estimate: int = PRICE) -> int:
    """Return a job whose task never ends, long after it began."""
    job_id = await shop.accept("a fox [fault:task/hang]", estimate=estimate)
    await until(lambda: "Running" in shop.shown(job_id))
    while (await shop.row(job_id)).state is not State.SUBMITTED:
        await shop.board.settle(0)
    shop.clock.pass_(UNKNOWN_STUCK_SECONDS + 1)
    return job_id


async def test_its_member_is_shown_that_it_hangs_once(sqlite_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(sqlite_url, relay.url, job_timeout=7200) as shop,
    ):
        job_id = await hanging(shop)
        for _ in range(3):
            shop.runner.refresh_statuses()
            await shop.board.settle(5)

        phases = [one.phase for one in shop.channel.statuses[job_id] if isinstance(one, Running)]
        assert phases == [Phase.USUAL, Phase.STUCK]


async def test_given_up_it_counts_as_dollars_and_not_as_a_picture(sqlite_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(sqlite_url, relay.url, job_timeout=7200) as shop,
    ):
        job_id = await hanging(shop)

        assert await shop.runner.give_up(job_id, MEMBER) == PRICE

        [row] = await shop.ended(job_id)
        assert row.state is State.FAILED
        assert row.reason == {"key": "failed-given-up", "price": "0.036"}
        assert shop.channel.statuses[job_id][-1] == GivenUp(PRICE)
        assert await sums(shop) == (0, PRICE)
        assert shop.channel.posted == []
        # The slot is free, and nothing more happens to the job.
        await shop.ended(await shop.accept())
        with pytest.raises(UserError) as caught:
            await shop.runner.give_up(job_id, MEMBER)
        assert caught.value.reason.key == "refused-give-up"


async def test_what_costs_nothing_is_given_up_for_nothing(sqlite_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(sqlite_url, relay.url, job_timeout=7200) as shop,
    ):
        job_id = await hanging(shop, estimate=0)
        assert await shop.runner.give_up(job_id, MEMBER) == 0
        assert await sums(shop) == (0, 0)


async def test_only_its_member_may_and_not_too_early(sqlite_url: str) -> None:
    async with (
        running_relay() as relay,
        open_workshop(sqlite_url, relay.url, job_timeout=7200) as shop,
    ):
        job_id = await hanging(shop)
        with pytest.raises(UserError):
            await shop.runner.give_up(job_id, MEMBER + 1)
        shop.clock.pass_(-UNKNOWN_STUCK_SECONDS)
        with pytest.raises(UserError) as caught:
            await shop.runner.give_up(job_id, MEMBER)
        assert caught.value.reason.key == "refused-give-up-early"
        assert (await shop.row(job_id)).state is State.SUBMITTED


async def test_what_is_being_posted_is_not_given_up(sqlite_url: str) -> None:
    async with running_relay() as relay, open_workshop(sqlite_url, relay.url) as shop:
        shop.channel.open.clear()
        job_id = await shop.accept(estimate=PRICE)
        await until(lambda: shop.channel.tries == 1)
        shop.clock.pass_(UNKNOWN_STUCK_SECONDS + 1)
        with pytest.raises(UserError) as caught:
            await shop.runner.give_up(job_id, MEMBER)
        assert caught.value.reason.key == "refused-give-up"
        shop.channel.open.set()
        await shop.ended(job_id)
        assert await sums(shop) == (1, PRICE)
