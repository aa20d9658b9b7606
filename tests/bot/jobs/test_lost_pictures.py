"""Pictures that were paid for and reach nobody: what they count, and where that ends."""

from datetime import timedelta

import pytest

from bot.errors import Reason, UserError
from bot.jobs.outcome import UndeliverableError
from bot.jobs.runner import MAX_LOST_PICTURES
from bot.storage.ledger import Account
from tests.bot.workshop import GUILD, MEMBER, Workshop, open_workshop, running_relay

PRICE = 36_000


async def sums(shop: Workshop) -> tuple[int, int]:
    """Return the pictures and micro-dollars that count for the member."""
    since = shop.clock.now - timedelta(days=1)
    [found] = await shop.store.ledger_view(
        lambda ledger: ledger.totals(Account(GUILD, MEMBER), [since])
    )
    return found


async def lose(shop: Workshop, estimate: int = PRICE) -> None:
    """Make a picture that cannot be posted anywhere."""
    shop.channel.next_post(UndeliverableError(Reason("failed-no-place")))
    await shop.ended(await shop.accept(estimate=estimate))


async def test_lost_pictures_count_as_dollars_and_then_stop_their_member(sqlite_url: str) -> None:
    async with running_relay() as relay, open_workshop(sqlite_url, relay.url) as shop:
        for lost in range(MAX_LOST_PICTURES):
            await lose(shop)
            assert await sums(shop) == (0, (lost + 1) * PRICE)
        with pytest.raises(UserError) as caught:
            await shop.accept(estimate=PRICE)
        assert caught.value.reason.key == "refused-lost"
        # What costs nothing goes on, and so do others; a day later the member does, too.
        free, other = await shop.accept(estimate=0), await shop.accept(estimate=PRICE, member=1)
        shop.clock.pass_(24 * 3600 + 1)
        await shop.ended(free, other, await shop.accept(estimate=PRICE))
        assert await sums(shop) == (1, PRICE)


async def test_lost_pictures_that_cost_nothing_stop_nobody(sqlite_url: str) -> None:
    async with running_relay() as relay, open_workshop(sqlite_url, relay.url) as shop:
        for _ in range(MAX_LOST_PICTURES):
            await lose(shop, estimate=0)
        await shop.ended(await shop.accept(estimate=PRICE))
        assert await sums(shop) == (1, PRICE)


async def test_failure_before_the_pictures_are_made_charges_nothing(sqlite_url: str) -> None:
    async with running_relay() as relay, open_workshop(sqlite_url, relay.url) as shop:
        await shop.ended(await shop.accept("[fault:content]", estimate=PRICE))
        assert await sums(shop) == (0, 0)
