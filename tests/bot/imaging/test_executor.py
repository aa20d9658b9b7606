"""Pixels are worked on in threads of their own, and few of them."""

import asyncio
import threading

import pytest

from bot.imaging.executor import THREADS, in_studio


async def test_what_it_returns_or_raises_comes_back() -> None:
    assert await in_studio(divmod, 7, 2) == (3, 1)
    assert await in_studio(sorted, [1, 3, 2], reverse=True) == [3, 2, 1]
    with pytest.raises(ZeroDivisionError):
        await in_studio(divmod, 7, 0)


async def test_ten_large_pictures_keep_nobody_else_from_a_thread() -> None:
    done, lock = threading.Event(), threading.Lock()
    at_work: list[str] = []

    def paint() -> None:
        with lock:
            at_work.append(threading.current_thread().name)
        done.wait(10)

    painting = [asyncio.create_task(in_studio(paint)) for _ in range(10)]
    try:
        async with asyncio.timeout(10):
            while len(at_work) < THREADS:  # noqa: ASYNC110 - threads ring no bell
                await asyncio.sleep(0)
            await asyncio.to_thread(int)
        assert len(at_work) == THREADS
    finally:
        done.set()
    await asyncio.gather(*painting)
    assert len({*at_work}) == THREADS
