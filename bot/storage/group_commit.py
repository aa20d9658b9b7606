"""Group commit: concurrent writers share one fsync, so that a durable SQLite stays fast.

A commit waits for the disk, however little was written, and each hand-over between a task and the
driver's thread costs more than most statements. So short work is a function: one thread runs all
functions that wait, one after the other on one connection, and commits them together. Each runs in
a savepoint, so that a failure rolls back its own part only. Each caller gets its result after the
commit: what is reported as stored is stored.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

from sqlalchemy.engine import Connection, Engine

T = TypeVar("T")
Work = Callable[[Connection], T]
"""A function that runs statements and returns a value from their results, in any thread."""

MAX_SECONDS = 0.02
"""Seconds after which a transaction takes no more work, so that its first caller does not wait."""


class _WorkItem(Generic[T]):
    """One piece of work in a shared transaction, and the future that its caller awaits."""

    def __init__(self, work: Work[T]) -> None:
        self._work = work
        self._result: T
        self._error: BaseException | None = None
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.dropped = False
        """True if the caller was cancelled; the work is then skipped if it has not begun."""

    def attempt(self, connection: Connection) -> None:
        """Run the work in a savepoint; raises only if the whole transaction is lost."""
        if self.dropped:
            return
        # Directly on the driver: through SQLAlchemy, the savepoint costs as much as the work.
        driver: Any = connection.connection.dbapi_connection
        driver.execute("SAVEPOINT part")
        try:
            self._result = self._work(connection)
        except BaseException as error:
            if not driver.in_transaction:
                # SQLite has rolled back the whole transaction, for example on a full disk.
                raise
            driver.execute("ROLLBACK TO part")
            self._error = error
        driver.execute("RELEASE part")

    def fail(self, error: BaseException) -> None:
        """Set the error to raise: nothing of this work is stored."""
        self._error = error

    def settle(self) -> None:
        """Wake the caller."""
        if not self.settled.done():
            self.settled.set_result(None)

    def result(self) -> T:
        """Return what the work returned, or raise what it raised."""
        if self._error is not None:
            raise self._error
        return self._result


class GroupCommit:
    """Runs work in shared transactions; `engine` begins each with SQLite's write lock held.

    `write_lock` is held for each transaction, so that other connections' writers take turns.
    """

    def __init__(self, engine: Engine, write_lock: asyncio.Lock) -> None:
        self._engine = engine
        self._write_lock = write_lock
        self._thread = ThreadPoolExecutor(1, "storage-writer")
        self._waiting: deque[_WorkItem[Any]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def run(self, work: Work[T]) -> T:
        """Return what `work` returns, once it is committed.

        If it raises, the exception is raised here and nothing of it is stored. On cancellation,
        wait until the outcome of the work is known.
        """
        item = _WorkItem(work)
        self._waiting.append(item)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="group commit")
            self._task.add_done_callback(self._wake_all_if_unstarted)
        try:
            await asyncio.wait({item.settled})
        except asyncio.CancelledError:
            item.dropped = True
            await asyncio.wait({item.settled})
            raise
        return item.result()

    async def close(self) -> None:
        """Finish the waiting work, and close the connection."""
        if self._task is not None:
            await asyncio.wait({self._task})
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                taken: list[_WorkItem[Any]] = []
                async with self._write_lock:
                    transaction = loop.run_in_executor(self._thread, self._commit, taken)
                    # However this task ends: until the thread has ended, it takes what waits.
                    transaction.add_done_callback(partial(_settle_all, taken))
                    await _finish(transaction)
        except BaseException as error:
            # The event loop ends, or this was closed: wake all callers, since nothing will come.
            for item in self._waiting:
                item.fail(error)
                item.settle()
            self._waiting.clear()
            if not isinstance(error, Exception):
                raise
        finally:
            self._task = None

    def _wake_all_if_unstarted(self, task: asyncio.Task[None]) -> None:
        """Wake all callers of a task that was cancelled before its first step: it ran no line."""
        if self._task is not task:
            return
        self._task = None
        for item in self._waiting:
            item.fail(asyncio.CancelledError())
            item.settle()
        self._waiting.clear()

    def _commit(self, taken: list[_WorkItem[Any]]) -> None:
        """Run one transaction with all work that comes in time; append it to `taken`. Blocks."""
        try:
            with self._engine.begin() as connection:
                until = monotonic() + MAX_SECONDS
                while self._waiting and (not taken or monotonic() < until):
                    self._take(taken).attempt(connection)
        except BaseException as error:  # noqa: BLE001 - it is raised to every caller
            if not taken:
                # The transaction did not begin: the others would only wait as long and fail too.
                while self._waiting:
                    self._take(taken)
            for item in taken:
                item.fail(error)

    def _take(self, taken: list[_WorkItem[Any]]) -> _WorkItem[Any]:
        # In this order the event loop finds each item at every moment, in one list or both.
        item = self._waiting[0]
        taken.append(item)
        self._waiting.popleft()
        return item


def _settle_all(taken: Sequence[_WorkItem[Any]], _transaction: asyncio.Future[None]) -> None:
    for item in taken:
        item.settle()


async def _finish(transaction: asyncio.Future[None]) -> None:
    """Wait for the end of a transaction, also when cancelled: it has the write lock until then."""
    try:
        await asyncio.shield(transaction)
    except asyncio.CancelledError:
        await asyncio.wait({transaction})
        raise
