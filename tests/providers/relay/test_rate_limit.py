"""The gate that a rate limit closes for everybody."""

import asyncio

import pytest

from providers.relay.rate_limit import RateGate


async def test_an_open_gate_lets_everybody_through_at_once() -> None:
    gate = RateGate(gap=60, gap_cap=60)
    async with asyncio.timeout(1):
        await asyncio.gather(*(gate.enter() for _ in range(1000)))


async def test_a_closed_gate_holds_everybody_until_it_reopens() -> None:
    gate = RateGate(gap=0, gap_cap=0)
    now = asyncio.get_running_loop().time
    opens = now() + 0.01
    gate.close(0.01)
    times = []

    async def enter() -> None:
        await gate.enter()
        times.append(now())

    await asyncio.gather(*(enter() for _ in range(10)))
    # The clock's own resolution is what a timer may be early by.
    assert min(times) >= opens - 0.001


async def test_after_reopening_requests_go_one_by_one() -> None:
    gate = RateGate(gap=0.004, gap_cap=1)
    now = asyncio.get_running_loop().time
    gate.close(0)
    times = []
    for _ in range(3):
        await gate.enter()
        times.append(now())
    assert times[1] - times[0] >= 0.003
    assert times[2] - times[1] >= 0.002


async def test_success_makes_it_free_again() -> None:
    gate = RateGate(gap=0.0001, gap_cap=1)
    gate.close(0)
    for _ in range(50):
        await gate.enter()
    assert gate._gap == 0


async def test_refusals_of_one_moment_count_as_one_limit() -> None:
    gate = RateGate(gap=0.1, gap_cap=10)
    for _ in range(32):
        gate.close(60)
    assert gate._gap == 0.1


async def test_a_shorter_limit_does_not_reopen_a_closed_gate() -> None:
    gate = RateGate(gap=0, gap_cap=0)
    gate.close(60)
    gate.close(0)
    assert gate.closed_for > 50


async def test_a_cancelled_waiter_does_not_hold_up_the_others() -> None:
    gate = RateGate(gap=0, gap_cap=0)
    gate.close(0.005)
    first, second = asyncio.create_task(gate.enter()), asyncio.create_task(gate.enter())
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    async with asyncio.timeout(1):
        await second
