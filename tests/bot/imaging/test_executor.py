"""The thread pool for image work."""

import asyncio
import threading

import pytest

from bot.imaging.executor import IMAGE_THREADS, run_in_image_executor


async def test_results_and_exceptions_are_passed_on() -> None:
    assert await run_in_image_executor(divmod, 7, 2) == (3, 1)
    assert await run_in_image_executor(sorted, [1, 3, 2], reverse=True) == [3, 2, 1]
    with pytest.raises(ZeroDivisionError):
        await run_in_image_executor(divmod, 7, 0)


async def test_image_work_leaves_the_default_executor_free() -> None:
    done, lock = threading.Event(), threading.Lock()
    thread_names: list[str] = []

    def paint() -> None:
        with lock:
            thread_names.append(threading.current_thread().name)
        done.wait(10)

    painting = [asyncio.create_task(run_in_image_executor(paint)) for _ in range(10)]
    try:
        async with asyncio.timeout(10):
            while len(thread_names) < IMAGE_THREADS:  # noqa: ASYNC110 - threads set no event
                await asyncio.sleep(0)
            await asyncio.to_thread(int)
        assert len(thread_names) == IMAGE_THREADS
    finally:
        done.set()
    await asyncio.gather(*painting)
    assert len({*thread_names}) == IMAGE_THREADS
