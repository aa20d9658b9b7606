"""Image work in processes of its own: deadlines, memory, crashes, turns, and what is cancelled."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
import types
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.imaging import executor
from bot.imaging.decoding import Flaw, UnreadableError
from bot.imaging.executor import SMALL_TASK, Lane, image_workers, run_in_image_executor
from bot.imaging.inputs import InputBounds, normalise
from bot.imaging.workers.messages import (
    Answer,
    MessageError,
    Request,
    is_plain,
    pack,
    receive,
)
from bot.imaging.workers.pool import Place, WorkerPool
from bot.imaging.workers.process import Worker, WorkerStoppedError
from bot.imaging.workers.turns import Bounds, Task, Turns
from tests.bot.imaging.hostile import noise, saved
from tests.processes import is_running

BOUNDS = Bounds(small=100, large_tasks=1, large_memory=1000)


# What workers run in these tests: found by its name in another process.


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def spin() -> None:
    while True:
        time.process_time()


def take(size: int) -> int:
    return len(bytearray(size))


def own_pid() -> int:
    return os.getpid()


def environment() -> dict[str, str]:
    return dict(os.environ)


def write_file(path: str) -> None:
    with Path(path).open("wb") as file:
        file.write(bytes(1000))
        file.flush()


def unknown_error() -> None:
    raise OddError("what is odd")


def say_something() -> str:
    print("a decoder says something")  # noqa: T201
    os.write(1, b"and a library")
    return "done"


class OddError(Exception):
    """An exception that the bot reads from no worker."""


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool("test", Place(2, Bounds(SMALL_TASK, 1, 300_000_000)))
    yield pool
    pool.close()


def request(work: object, *args: object, memory: int = SMALL_TASK, seconds: float = 60) -> Request:
    return Request(work, args, {}, memory, seconds)  # type: ignore[arg-type]


async def done(pool: WorkerPool, asked: Request, *, alone: bool = False) -> object:
    return await asyncio.wrap_future(pool.submit(asked, alone=alone).future)


@pytest.mark.parametrize("lane", Lane)
async def test_results_and_exceptions_are_passed_on(lane: Lane) -> None:
    run = partial(run_in_image_executor, lane=lane)
    assert await run(divmod, 7, 2) == (3, 1)
    assert await run(sorted, [1, 3, 2], reverse=True) == [3, 2, 1]
    with pytest.raises(ZeroDivisionError) as error:
        await run(divmod, 7, 0)
    # Where it happened, for the log.
    assert any("divmod" in note or "child.py" in note for note in error.value.__notes__)
    assert await run(own_pid) != os.getpid()


async def test_refusals_keep_their_reason_and_facts() -> None:
    content, bounds = saved(noise("RGB", 9, 9), "png"), InputBounds(10**6, 80, 100)
    with pytest.raises(UnreadableError) as error:
        await run_in_image_executor(normalise, content, bounds=bounds)
    assert error.value.reason is Flaw.TOO_MANY_PIXELS
    assert error.value.facts == {"width": 9, "height": 9, "limit": 80}


async def test_large_contents_are_passed_on_unchanged() -> None:
    content = noise("RGB", 1000, 1000).tobytes()
    assert await run_in_image_executor(bytes.upper, content) == content.upper()


async def test_content_that_stays_as_it_came_is_not_sent_back() -> None:
    content = noise("RGB", 1000, 1000).tobytes()
    found = await run_in_image_executor(list, (content, content[::-1]))
    assert found == [content, content[::-1]]
    assert found[0] is content
    small = pack(Answer(found), [content])
    assert [*map(len, small.contents)] == [len(content)]


async def test_work_that_cannot_be_sent_is_an_error_of_that_work_alone() -> None:
    with pytest.raises(Exception, match=r"pickle|local object"):
        await run_in_image_executor(lambda: 1)
    with pytest.raises(RuntimeError, match="OddError: what is odd"):
        await run_in_image_executor(unknown_error)
    assert await run_in_image_executor(len, b"abc") == 3


async def test_work_that_a_worker_cannot_find_is_an_error_of_that_work_alone(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await done(pool, request(own_pid))
    module = types.ModuleType("known_here_alone")
    exec("def work(): pass", vars(module))  # noqa: S102
    monkeypatch.setitem(sys.modules, module.__name__, module)
    with pytest.raises(ModuleNotFoundError, match="known_here_alone"):
        await done(pool, request(module.work))
    assert await done(pool, request(own_pid)) == first


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
async def test_crash_is_an_error_of_that_file_alone(pool: WorkerPool, number: int) -> None:
    others = [pool.submit(request(len, b"abc")) for _ in range(5)]
    with pytest.raises(WorkerStoppedError) as error:
        await done(pool, request(die, number))
    assert error.value.reason is Flaw.TOO_COMPLEX
    assert error.value.facts == {"part": "crash"}
    others += [pool.submit(request(len, b"abc")) for _ in range(5)]
    assert [await asyncio.wrap_future(other.future) for other in others] == [3] * 10


async def test_work_that_takes_too_long_is_stopped(pool: WorkerPool) -> None:
    with pytest.raises(WorkerStoppedError) as error:
        await done(pool, request(spin, seconds=0.2))
    assert error.value.facts == {"part": "deadline"}
    assert await done(pool, request(len, b"abc")) == 3


async def test_work_takes_no_more_memory_than_it_may(pool: WorkerPool) -> None:
    assert await done(pool, request(take, 100_000_000, memory=120_000_000)) == 100_000_000
    if sys.platform == "linux":
        # Elsewhere the limit can be set, and has no effect.
        with pytest.raises(UnreadableError) as error:
            await done(pool, request(take, 300_000_000, memory=120_000_000))
        assert error.value.facts == {"part": "memory"}
    assert await done(pool, request(take, 300_000_000, memory=320_000_000)) == 300_000_000


async def test_cancelled_work_is_stopped_or_never_begins() -> None:
    running = asyncio.create_task(run_in_image_executor(spin, key="a"))
    waiting = asyncio.create_task(run_in_image_executor(spin, key="a"))
    # The lane is not taken up by them: something else passes.
    assert await run_in_image_executor(len, b"abc", key="b") == 3
    for task in (waiting, running):
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await run_in_image_executor(len, b"abc", key="a") == 3


async def test_cancelling_what_is_done_harms_nobody(pool: WorkerPool) -> None:
    submitted = pool.submit(request(own_pid))
    first = await asyncio.wrap_future(submitted.future)
    submitted.cancel()
    assert await done(pool, request(own_pid)) == first


async def test_workers_are_reused_and_a_fresh_one_is_had_for_the_asking(pool: WorkerPool) -> None:
    first = await done(pool, request(own_pid))
    assert await done(pool, request(own_pid)) == first
    alone = await done(pool, request(own_pid), alone=True)
    assert alone != first
    assert alone != await done(pool, request(own_pid))


async def test_worker_that_died_while_idle_is_replaced(pool: WorkerPool) -> None:
    first = await done(pool, request(own_pid))
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    while first in alive(pool):  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0)
    assert await done(pool, request(own_pid)) != first


def alive(pool: WorkerPool) -> set[int]:
    """Return the processes of the pool that have not ended."""
    with pool._changed:
        return {worker.pid for worker in pool._workers if worker.is_usable}


async def test_idle_workers_end() -> None:
    pool = WorkerPool("test", Place(1, Bounds(SMALL_TASK, 1, 0), idle_seconds=0.05))
    pid = await done(pool, request(own_pid))
    assert pool.pids == {pid}
    async with asyncio.timeout(30):
        while pool.pids:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    assert await done(pool, request(own_pid)) != pid
    pool.close()


async def test_task_that_comes_while_an_idle_worker_ends_gets_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = WorkerPool("test", Place(1, Bounds(SMALL_TASK, 1, 0), idle_seconds=0.01))
    ending, may_end = threading.Event(), threading.Event()
    end = pool._end

    def end_slowly(worker: Worker | None) -> None:
        ending.set()
        may_end.wait()
        end(worker)

    first = await done(pool, request(own_pid))
    monkeypatch.setattr(pool, "_end", end_slowly)
    await asyncio.to_thread(ending.wait)
    assert await done(pool, request(own_pid)) != first
    may_end.set()
    pool.close()


async def test_kept_workers_stay_and_are_replaced_before_they_are_needed() -> None:
    pool = WorkerPool("test", Place(2, Bounds(SMALL_TASK, 2, 0), idle_seconds=0.01, kept=1))
    first = await done(pool, request(own_pid))
    with pytest.raises(WorkerStoppedError):
        await done(pool, request(die, signal.SIGKILL))
    async with asyncio.timeout(30):
        while not (alive(pool) and first not in pool.pids):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    for _ in range(20):
        await asyncio.sleep(0.01)
    assert len(alive(pool)) == 1
    pool.close()


async def test_closing_ends_work_in_flight_and_takes_no_more(pool: WorkerPool) -> None:
    running, waiting = [pool.submit(request(spin), key="a") for _ in range(2)]
    while running._worker is None:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0)
    pool.close()
    assert not pool.pids
    with pytest.raises(WorkerStoppedError):
        await asyncio.wrap_future(running.future)
    assert waiting.future.cancelled()
    with pytest.raises(RuntimeError):
        pool.submit(request(len, b""))


async def test_bot_starts_a_worker_a_lane_ahead_of_work_and_leaves_none() -> None:
    executor._close()
    async with image_workers():
        pools = [executor._pool(lane) for lane in Lane]
        first = [pool.pids for pool in pools]
        while not all(first):
            await asyncio.sleep(0)
            first = [pool.pids for pool in pools]
        for lane, pids in zip(Lane, first, strict=True):
            assert {await run_in_image_executor(own_pid, lane=lane)} == pids
    for (pid,) in first:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    # Whoever comes later is served, too.
    assert await run_in_image_executor(len, b"abc") == 3


async def test_worker_that_starts_while_the_bot_stops_is_ended() -> None:
    executor._close()
    async with image_workers():
        pools = [executor._pool(lane) for lane in Lane]
    assert not any(pool.pids for pool in pools)
    assert not any(pool._alive for pool in pools)


async def test_lanes_share_no_worker() -> None:
    pids = {await run_in_image_executor(own_pid, lane=lane) for lane in Lane}
    assert len(pids) == len(Lane)


async def test_worker_knows_no_secret_and_writes_no_file(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EASEL_DISCORD_TOKEN", "a secret")
    found = await done(pool, request(environment), alone=True)
    assert isinstance(found, dict)
    assert not [name for name in found if name.startswith("EASEL")]
    assert "a secret" not in found.values()
    with pytest.raises(OSError, match="large"):
        await done(pool, request(write_file, str(tmp_path / "file")))


async def test_worker_may_print_and_survives_the_signals_of_a_stop(pool: WorkerPool) -> None:
    assert await done(pool, request(say_something)) == "done"
    pid = await done(pool, request(own_pid))
    assert isinstance(pid, int)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(pid, number)
    assert await done(pool, request(own_pid)) == pid


_BOT_THAT_IS_KILLED = """
import asyncio, os, signal
from bot.imaging.executor import Lane, image_workers, run_in_image_executor, worker_pids
from tests.bot.imaging.test_executor import spin

async def main():
    async with image_workers():
        # One that is within a task and looks at no pipe, and one that waits.
        asyncio.create_task(run_in_image_executor(spin))
        await run_in_image_executor(len, b"", lane=Lane.PAID)
        while not worker_pids(Lane.MEMBERS):
            await asyncio.sleep(0)
        print(*worker_pids(Lane.MEMBERS), *worker_pids(Lane.PAID), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def test_workers_end_with_a_bot_that_is_killed() -> None:
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _BOT_THAT_IS_KILLED],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert found.returncode == -signal.SIGKILL, found.stderr
    pids = [int(pid) for pid in found.stdout.split()]
    assert len(pids) == len(Lane)
    deadline = time.monotonic() + 30
    while any(map(is_running, pids)):
        assert time.monotonic() < deadline, "a worker outlived the bot"


def test_answers_hold_nothing_but_plain_values() -> None:
    assert is_plain("bot.imaging.inputs", "Input")
    assert is_plain("bot.imaging.flaws", "UnreadableError")
    assert is_plain("builtins", "ValueError")
    for module, name in (
        *(("builtins", "eval"), ("builtins", "getattr"), ("os", "system")),
        *(("bot.imaging.workers.process", "Worker"), ("bot.imaging.inputs", "normalise")),
        *(("bot.imaging.workers.child", "os.system"), ("bot.settings", "Settings")),
    ):
        assert not is_plain(module, name)


@pytest.mark.parametrize("value", [os.system, Worker, WorkerPool, OddError("x"), {"a": print}])
def test_answer_with_anything_else_is_no_message(value: object, tmp_path: Path) -> None:
    file = tmp_path / "message"
    message = pack(value)
    file.write_bytes(b"".join([message.head, *message.contents]))
    with file.open("rb") as stream, pytest.raises(MessageError):
        receive(stream, careful=True)


@pytest.mark.parametrize("content", [b"\xff" * 12, b"\0" * 7 + b"\4\0\0\0\0abcd", b"", b"\0"])
def test_bytes_that_are_no_message_are_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "message"
    file.write_bytes(content)
    with file.open("rb") as stream, pytest.raises((MessageError, EOFError)):
        receive(stream, careful=True)


def task(key: str | None, memory: int = 1) -> Task:
    return Task(Request(len, (), {}, memory, 1.0), key)


def taken(turns: Turns) -> list[Task]:
    found = []
    while one := turns.take():
        found.append(one)
    return found


def test_members_take_turns_and_have_one_task_running() -> None:
    turns = Turns(BOUNDS)
    anna, ben = [task("anna") for _ in range(3)], [task("ben") for _ in range(2)]
    for one in (*anna, *ben):
        turns.add(one)
    assert taken(turns) == [anna[0], ben[0]]
    turns.done(anna[0])
    assert taken(turns) == [anna[1]]
    for one in (ben[0], anna[1]):
        turns.done(one)
    # Ben's other one has waited for longer than Anna's third.
    assert taken(turns) == [ben[1], anna[2]]


def test_tasks_without_a_key_start_in_order_and_at_once() -> None:
    turns, tasks = Turns(BOUNDS), [task(None) for _ in range(4)]
    for one in tasks:
        turns.add(one)
    assert taken(turns) == tasks


def test_large_tasks_leave_a_place_for_small_ones() -> None:
    turns = Turns(BOUNDS)
    large, other, small = task("anna", 600), task("ben", 200), task("cleo", 100)
    for one in (large, other, small):
        turns.add(one)
    assert taken(turns) == [large, small]
    turns.done(large)
    assert taken(turns) == [other]


def test_memory_of_large_tasks_is_bounded_and_none_is_overtaken() -> None:
    turns = Turns(Bounds(small=100, large_tasks=5, large_memory=1000))
    first, huge, later = task("anna", 500), task("ben", 900), task("cleo", 200)
    for one in (first, huge, later):
        turns.add(one)
    assert taken(turns) == [first]
    turns.done(first)
    assert taken(turns) == [huge]
    turns.done(huge)
    assert taken(turns) == [later]


def test_task_above_all_bounds_runs_without_other_large_ones() -> None:
    turns = Turns(BOUNDS)
    first, huge, small = task("anna", 500), task("ben", 5000), task("cleo", 5)
    for one in (first, huge, small):
        turns.add(one)
    assert taken(turns) == [first, small]
    turns.done(first)
    assert taken(turns) == [huge]
