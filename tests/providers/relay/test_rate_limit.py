"""The limiter that a rate limit pauses for all requests."""

import asyncio

import pytest

from providers.relay.rate_limit import RateLimiter


async def test_without_a_limit_all_requests_go_at_once() -> None:
    limiter = RateLimiter(gap=60, max_gap=60)
    async with asyncio.timeout(1):
        await asyncio.gather(*(limiter.acquire() for _ in range(1000)))


async def test_a_pause_holds_all_requests_back_until_its_end() -> None:
    limiter = RateLimiter(gap=0, max_gap=0)
    now = asyncio.get_running_loop().time
    opens = now() + 0.01
    limiter.pause(0.01)
    times = []

    async def acquire() -> None:
        await limiter.acquire()
        times.append(now())

    await asyncio.gather(*(acquire() for _ in range(10)))
    # The clock's own resolution is what a timer may be early by.
    assert min(times) >= opens - 0.001


async def test_after_a_pause_requests_go_one_by_one() -> None:
    limiter = RateLimiter(gap=0.004, max_gap=1)
    now = asyncio.get_running_loop().time
    limiter.pause(0)
    times = []
    for _ in range(3):
        await limiter.acquire()
        times.append(now())
    assert times[1] - times[0] >= 0.003
    assert times[2] - times[1] >= 0.002


async def test_success_removes_the_gap() -> None:
    limiter = RateLimiter(gap=0.0001, max_gap=1)
    limiter.pause(0)
    for _ in range(50):
        await limiter.acquire()
    assert limiter._gap == 0


async def test_refusals_of_one_moment_count_as_one_limit() -> None:
    limiter = RateLimiter(gap=0.1, max_gap=10)
    for _ in range(32):
        limiter.pause(60)
    assert limiter._gap == 0.1


async def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    limiter = RateLimiter(gap=0, max_gap=0)
    limiter.pause(60)
    limiter.pause(0)
    assert limiter.paused_for > 50


async def test_a_cancelled_waiter_does_not_hold_up_the_others() -> None:
    limiter = RateLimiter(gap=0, max_gap=0)
    limiter.pause(0.005)
    first, second = asyncio.create_task(limiter.acquire()), asyncio.create_task(limiter.acquire())
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    async with asyncio.timeout(1):
        await second
