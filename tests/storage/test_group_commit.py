"""Group commit: shared transactions, separate failures, results only after the commit."""

import asyncio
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Connection

from bot.storage.database import Database, StorageError

ROOT = Path(__file__).resolve().parents[2]
PUT = text("INSERT INTO facts (name, value) VALUES (:name, :value)")
# Migrations leave a row of their own.
COUNT = text("SELECT count(*) FROM facts WHERE value = 'here'")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db") as opened:
        yield opened


def put(name: str, fault: Exception | None = None) -> Callable[[Connection], int]:
    """Return work that writes a row, and returns how many there were or raises `fault`."""

    def work(connection: Connection) -> int:
        count = connection.execute(COUNT).scalar_one()
        connection.execute(PUT, {"name": name, "value": "here"})
        if fault is not None:
            raise fault
        return int(count)

    return work


async def names(database: Database) -> set[str]:
    async with database.read() as connection:
        return {*await connection.scalars(text("SELECT name FROM facts WHERE value = 'here'"))}


@contextmanager
def commits(database: Database, hook: Callable[[], None] = lambda: None) -> Iterator[list[str]]:
    """Yield the thread names of the shared connection's commits; `hook` is called before each."""
    threads: list[str] = []

    def on_commit(_connection: Connection) -> None:
        threads.append(threading.current_thread().name)
        hook()

    engine = database._engine.writers[-1]
    event.listen(engine, "commit", on_commit)
    yield threads
    event.remove(engine, "commit", on_commit)


class Door:
    """Work that blocks until it is opened, so that other work queues behind it."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._open = threading.Event()

    def __call__(self, _connection: Connection) -> None:
        self._loop.call_soon_threadsafe(self.entered.set)
        assert self._open.wait(10)

    def open(self) -> None:
        self._open.set()


async def together(database: Database, *works: Callable[[Connection], Any]) -> list[Any]:
    """Queue works behind a running transaction; return their results and exceptions."""
    async with database.write():
        waiting = [asyncio.create_task(database.run_write(work)) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_waiting_works_share_a_commit_and_see_each_other(database: Database) -> None:
    with commits(database) as threads:
        results = await together(database, *(put(f"{number}") for number in range(20)))
    assert results == [*range(20)]
    assert len(threads) == 1
    assert len(await names(database)) == 20


async def test_a_single_work_does_not_wait_for_others(database: Database) -> None:
    with commits(database) as threads:
        assert [await database.run_write(put(name)) for name in "ab"] == [0, 1]
    assert len(threads) == 2


async def test_a_failing_work_rolls_back_its_own_part_only(database: Database) -> None:
    fault = LookupError("refused")
    results = await together(database, put("a"), put("b", fault), put("c"))
    assert results == [0, fault, 1]
    assert await names(database) == {"a", "c"}


async def test_a_refused_statement_fails_alone(database: Database) -> None:
    first, second, third = await together(database, put("a"), put("a"), put("c"))
    assert (first, third) == (0, 1)
    assert isinstance(second, StorageError)
    assert "UNIQUE" in str(second)
    assert await names(database) == {"a", "c"}


async def test_a_failing_commit_fails_all_its_works_and_no_later_ones(database: Database) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with commits(database, fail):
        results = await together(database, put("a"), put("b"), put("c"))
    assert [str(error) for error in results] == ["OperationalError: disk I/O error"] * 3
    assert all(isinstance(error, StorageError) for error in results)
    assert await names(database) == set()
    assert await database.run_write(put("a")) == 0


async def test_a_rollback_by_sqlite_fails_all_works_of_the_transaction(database: Database) -> None:
    def lose(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    results = await together(database, put("a"), lose, put("c"))
    # The work that was not begun runs in the next transaction.
    assert [isinstance(result, StorageError) for result in results] == [True, True, False]
    assert await names(database) == {"c"}


async def test_callers_get_results_only_after_the_commit(database: Database) -> None:
    order: list[str] = []

    async def write(name: str) -> None:
        await database.run_write(put(name))
        order.append(name)

    with commits(database, lambda: order.append("commit")):
        await asyncio.gather(write("a"), write("b"))
    assert order == ["commit", "a", "b"]


async def test_a_work_cancelled_while_it_waits_is_skipped(database: Database) -> None:
    async with database.write():
        first, second, third = [
            asyncio.create_task(database.run_write(put(name))) for name in "abc"
        ]
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0)
        assert not second.done()
    results = await asyncio.gather(first, second, third, return_exceptions=True)
    assert results[::2] == [0, 1]
    assert isinstance(results[1], asyncio.CancelledError)
    assert await names(database) == {"a", "c"}


async def test_a_caller_cancelled_during_its_work_waits_for_the_outcome(database: Database) -> None:
    door = Door()
    inside = asyncio.create_task(database.run_write(door))
    after = asyncio.create_task(database.run_write(put("a")))
    await door.entered.wait()
    inside.cancel()
    await asyncio.sleep(0)
    assert not inside.done()
    door.open()
    with pytest.raises(asyncio.CancelledError):
        await inside
    assert await after == 0


async def test_late_work_gets_another_transaction(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.group_commit.MAX_SECONDS", 0)
    with commits(database) as threads:
        assert await together(database, put("a"), put("b"), put("c")) == [0, 1, 2]
    assert len(threads) == 3


async def test_a_long_transaction_takes_turns_with_the_shared_ones(database: Database) -> None:
    door = Door()
    inside = asyncio.create_task(database.run_write(door))
    await door.entered.wait()

    async def write() -> int:
        async with database.write() as connection:
            await connection.execute(PUT, {"name": "long", "value": "here"})
            await asyncio.sleep(0)
            return int((await connection.execute(COUNT)).scalar_one())

    writing = asyncio.create_task(write())
    await asyncio.sleep(0)
    later = asyncio.create_task(database.run_write(put("later")))
    door.open()
    await inside
    # In either order, neither sees half of the other.
    assert {await writing, await later} in ({1}, {2, 0})


async def test_closing_finishes_waiting_work(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    async with Database.open(url) as database:
        task = asyncio.create_task(database.run_write(put("a")))
        await asyncio.sleep(0)
    assert await task == 0
    for late in (database.run_write, database.run_read):
        with pytest.raises(StorageError, match="closed"):
            await late(put("b"))
    async with Database.open(url) as database:
        assert await names(database) == {"a"}


def test_the_end_of_the_loop_ends_waiting_callers(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys, tests.storage.test_group_commit as t; from pathlib import Path\n"
        "asyncio.run(t.abandon(Path(sys.argv[1])))"
    )
    done = run(  # noqa: S603
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 0


async def abandon(folder: Path) -> None:
    """Let the event loop end while a caller waits for the write lock."""
    database = await Database.open(f"sqlite+aiosqlite:///{folder}/easel.db").__aenter__()
    lock = database._engine._write_lock  # type: ignore[union-attr]
    await lock.acquire()
    waiting = asyncio.create_task(database.run_write(put("a")))
    await asyncio.sleep(0)
    for engine in (database._engine._writer, database._engine._reader):  # type: ignore[union-attr]
        await engine.dispose()
    assert not waiting.done()


def test_a_process_killed_before_the_commit_stores_none_of_its_works(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys, tests.storage.test_group_commit as t\n"
        "asyncio.run(t.killed_before_the_commit(sys.argv[1]))"
    )
    url = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    done = run([sys.executable, "-c", script, url], cwd=ROOT, timeout=60, check=False)  # noqa: S603
    assert done.returncode == -signal.SIGKILL

    async def read() -> set[str]:
        async with Database.open(url) as database:
            assert await database.run_write(put("after")) == 1
            return await names(database)

    assert asyncio.run(read()) == {"before", "after"}


async def killed_before_the_commit(url: str) -> None:
    """Commit one work, and die when two others have written without their commit."""
    async with Database.open(url) as database:
        await database.run_write(put("before"))
        with commits(database, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            await together(database, put("a"), put("b"))


async def test_callers_end_if_the_shared_transaction_is_cancelled_before_it_begins(
    database: Database,
) -> None:
    caller = asyncio.create_task(database.run_write(put("never")))
    # The caller has run, and what it has started has not.
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.wait({caller}, timeout=5)
    assert caller.cancelled()
    assert await database.run_write(put("later")) == 0
    assert await names(database) == {"later"}
