"""Background tasks: waiting, cancelling, logging failures."""

import asyncio
import logging

import pytest

from bot.common.background import BackgroundTasks


async def test_finish_waits_for_all_tasks() -> None:
    tasks, ended = BackgroundTasks("test"), list[int]()

    async def work(n: int) -> None:
        for _ in range(n):
            await asyncio.sleep(0)
        ended.append(n)

    for n in (3, 1, 2):
        tasks.start(work(n), name=str(n))
    await tasks.finish(5)
    assert ended == [1, 2, 3]


async def test_finish_cancels_late_tasks_and_waits_for_their_cleanup() -> None:
    tasks, ends = BackgroundTasks("test"), list[str]()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ends.append("cleaned up")

    task = tasks.start(work(), name="late")
    await tasks.finish(0.001)
    assert task.cancelled()
    assert ends == ["cleaned up"]


async def test_finish_returns_at_once_without_tasks() -> None:
    await asyncio.wait_for(BackgroundTasks("test").finish(1000), 1)


async def test_a_failure_is_logged_and_other_tasks_go_on(caplog: pytest.LogCaptureFixture) -> None:
    tasks, ended = BackgroundTasks("test"), list[str]()

    async def fail() -> None:
        raise LookupError("the reason")

    async def work() -> None:
        await asyncio.sleep(0)
        ended.append("done")

    tasks.start(fail(), name="job 7")
    tasks.start(work(), name="job 8")
    await tasks.finish(5)
    assert ended == ["done"]
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == "test task job 7 failed"
    assert "the reason" in caplog.text


async def test_a_cancelled_task_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    tasks = BackgroundTasks("test")
    tasks.start(asyncio.sleep(1000), name="idle").cancel()
    await tasks.finish(5)
    assert not caplog.records


async def test_a_task_is_referenced_only_while_it_runs() -> None:
    tasks = BackgroundTasks("test")
    task = tasks.start(asyncio.sleep(0), name="short")
    assert tasks._tasks == {task}
    await task
    await asyncio.sleep(0)
    assert not tasks._tasks
