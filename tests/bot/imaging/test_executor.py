"""Pixels are worked on in threads of their own, and few of them."""

import asyncio
import threading

import pytest

from bot.imaging.executor import IMAGE_THREADS, run_in_image_executor


async def test_what_it_returns_or_raises_comes_back() -> None:
    assert await run_in_image_executor(divmod, 7, 2) == (3, 1)
    assert await run_in_image_executor(sorted, [1, 3, 2], reverse=True) == [3, 2, 1]
    with pytest.raises(ZeroDivisionError):
        await run_in_image_executor(divmod, 7, 0)


async def test_ten_large_pictures_keep_nobody_else_from_a_thread() -> None:
    done, lock = threading.Event(), threading.Lock()
    at_work: list[str] = []

    def paint() -> None:
        with lock:
            at_work.append(threading.current_thread().name)
        done.wait(10)

    painting = [asyncio.create_task(run_in_image_executor(paint)) for _ in range(10)]
    try:
        async with asyncio.timeout(10):
            while len(at_work) < IMAGE_THREADS:  # noqa: ASYNC110 - threads ring no bell
                await asyncio.sleep(0)
            await asyncio.to_thread(int)
        assert len(at_work) == IMAGE_THREADS
    finally:
        done.set()
    await asyncio.gather(*painting)
    assert len({*at_work}) == IMAGE_THREADS
