"""Commits shared by those who wait together: each stands or falls alone, and is told only then."""

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
COUNT = text("SELECT count(*) FROM facts")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db") as opened:
        yield opened


def put(name: str, fault: Exception | None = None) -> Callable[[Connection], int]:
    """Work that writes a row, says how many there were, and then fails if it is to."""

    def work(connection: Connection) -> int:
        found = connection.execute(COUNT).scalar_one()
        connection.execute(PUT, {"name": name, "value": "here"})
        if fault is not None:
            raise fault
        return int(found)

    return work


async def names(database: Database) -> set[str]:
    async with database.read() as connection:
        return {*await connection.scalars(text("SELECT name FROM facts"))}


@contextmanager
def commits(database: Database, answer: Callable[[], None] = lambda: None) -> Iterator[list[str]]:
    """The thread of each commit of the shared connection; `answer` is called before it is made."""
    made: list[str] = []

    def note(_connection: Connection) -> None:
        made.append(threading.current_thread().name)
        answer()

    engine = database._engine.writers[-1]
    event.listen(engine, "commit", note)
    yield made
    event.remove(engine, "commit", note)


class Door:
    """Work that stays inside until it is let go, so that others come to wait behind it."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._open = threading.Event()

    def __call__(self, _connection: Connection) -> None:
        self._loop.call_soon_threadsafe(self.entered.set)
        assert self._open.wait(10)

    def open(self) -> None:
        self._open.set()


async def behind(database: Database, *works: Callable[[Connection], Any]) -> list[Any]:
    """What comes of works that wait together, while a transaction before them is under way."""
    async with database.write():
        waiting = [asyncio.create_task(database.run_write(work)) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_those_who_wait_together_share_a_commit_and_see_each_other(
    database: Database,
) -> None:
    with commits(database) as made:
        found = await behind(database, *(put(f"{number}") for number in range(20)))
    assert found == [*range(20)]
    assert len(made) == 1
    assert len(await names(database)) == 20


async def test_one_alone_does_not_wait_for_others(database: Database) -> None:
    with commits(database) as made:
        assert [await database.run_write(put(name)) for name in "ab"] == [0, 1]
    assert len(made) == 2


async def test_one_refused_among_many_takes_back_its_own_part_only(database: Database) -> None:
    fault = LookupError("refused")
    found = await behind(database, put("a"), put("b", fault), put("c"))
    assert found == [0, fault, 1]
    assert await names(database) == {"a", "c"}


async def test_a_statement_that_the_database_refuses_fails_alone(database: Database) -> None:
    first, second, third = await behind(database, put("a"), put("a"), put("c"))
    assert (first, third) == (0, 1)
    assert isinstance(second, StorageError)
    assert "UNIQUE" in str(second)
    assert await names(database) == {"a", "c"}


async def test_if_the_commit_fails_all_fail_and_the_next_go_on(database: Database) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with commits(database, fail):
        found = await behind(database, put("a"), put("b"), put("c"))
    assert [str(one) for one in found] == ["OperationalError: disk I/O error"] * 3
    assert all(isinstance(one, StorageError) for one in found)
    assert await names(database) == set()
    assert await database.run_write(put("a")) == 0


async def test_if_sqlite_takes_everything_back_all_fail(database: Database) -> None:
    def lose(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    found = await behind(database, put("a"), lose, put("c"))
    # Who came after is on time for the next transaction.
    assert [isinstance(one, StorageError) for one in found] == [True, True, False]
    assert await names(database) == {"c"}


async def test_nobody_is_told_before_the_commit(database: Database) -> None:
    told: list[str] = []

    async def write(name: str) -> None:
        await database.run_write(put(name))
        told.append(name)

    with commits(database, lambda: told.append("commit")):
        await asyncio.gather(write("a"), write("b"))
    assert told == ["commit", "a", "b"]


async def test_one_cancelled_while_it_waits_is_not_done_and_others_are(database: Database) -> None:
    async with database.write():
        first, second, third = [
            asyncio.create_task(database.run_write(put(name))) for name in "abc"
        ]
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0)
        assert not second.done()
    found = await asyncio.gather(first, second, third, return_exceptions=True)
    assert found[::2] == [0, 1]
    assert isinstance(found[1], asyncio.CancelledError)
    assert await names(database) == {"a", "c"}


async def test_one_cancelled_while_it_is_done_goes_on_when_that_is_certain(
    database: Database,
) -> None:
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


async def test_what_comes_late_has_a_transaction_of_its_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.group_commit.LONGEST", 0)
    with commits(database) as made:
        assert await behind(database, put("a"), put("b"), put("c")) == [0, 1, 2]
    assert len(made) == 3


async def test_a_long_transaction_takes_turns_with_the_shared_ones(database: Database) -> None:
    door = Door()
    inside = asyncio.create_task(database.run_write(door))
    await door.entered.wait()

    async def talk() -> int:
        async with database.write() as connection:
            await connection.execute(PUT, {"name": "long", "value": ""})
            await asyncio.sleep(0)
            return int((await connection.execute(COUNT)).scalar_one())

    talking = asyncio.create_task(talk())
    await asyncio.sleep(0)
    later = asyncio.create_task(database.run_write(put("later")))
    door.open()
    await inside
    # Whichever came first: neither saw half of the other.
    assert {await talking, await later} in ({1}, {2, 0})


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
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


def test_the_end_of_the_loop_ends_those_who_wait(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys, tests.storage.test_group_commit as t; from pathlib import Path\n"
        "asyncio.run(t.abandon(Path(sys.argv[1])))"
    )
    done = run(  # noqa: S603
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 0


async def abandon(folder: Path) -> None:
    """Let the event loop end while somebody waits for a turn."""
    database = await Database.open(f"sqlite+aiosqlite:///{folder}/easel.db").__aenter__()
    lock = database._engine._turns  # type: ignore[union-attr]
    await lock.acquire()
    waiting = asyncio.create_task(database.run_write(put("a")))
    await asyncio.sleep(0)
    for engine in (database._engine._writer, database._engine._reader):  # type: ignore[union-attr]
        await engine.dispose()
    assert not waiting.done()


def test_killed_before_the_shared_commit_nothing_of_it_stands(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys, tests.storage.test_group_commit as t\n"
        "asyncio.run(t.killed_before_the_commit(sys.argv[1]))"
    )
    url = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    done = run([sys.executable, "-c", script, url], cwd=ROOT, timeout=60, check=False)  # noqa: S603
    assert done.returncode == -signal.SIGKILL

    async def look() -> set[str]:
        async with Database.open(url) as database:
            assert await database.run_write(put("after")) == 1
            return await names(database)

    assert asyncio.run(look()) == {"before", "after"}


async def killed_before_the_commit(url: str) -> None:
    """Die when two have written and neither is committed; another one was."""
    async with Database.open(url) as database:
        await database.run_write(put("before"))
        with commits(database, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            await behind(database, put("a"), put("b"))
