"""Commits shared by those who wait together: what makes a durable SQLite quick.

A commit waits for the disk, however little was written, and every word between a task and the
driver's thread costs more than most statements. So short pieces of work are functions: one thread
does all that wait, one after the other on one connection, and commits them together. Each stands in
a savepoint of its own, so that its fault takes back its own part only, and each is told how it went
when the commit is done: what was said to be stored is stored.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any, Generic, TypeVar

from sqlalchemy.engine import Connection, Engine

T = TypeVar("T")
Work = Callable[[Connection], T]
"""Statements, and what is made of their answers; it may run in any thread."""

LONGEST = 0.02
"""Seconds after which a transaction takes nothing more in: who was first should not wait long."""


class _Part(Generic[T]):
    """One piece of work in a transaction, and who waits for it."""

    def __init__(self, work: Work[T]) -> None:
        self._work = work
        self._result: T
        self._error: BaseException | None = None
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.dropped = False
        """Whether nobody wants it any more; it is not begun then."""

    def attempt(self, connection: Connection) -> None:
        """Do it in a savepoint. Raises only where the transaction itself is lost."""
        if self.dropped:
            return
        # Of the driver itself: by SQLAlchemy, the savepoint costs as much as the work.
        driver: Any = connection.connection.dbapi_connection
        driver.execute("SAVEPOINT part")
        try:
            self._result = self._work(connection)
        except BaseException as error:
            if not driver.in_transaction:
                # SQLite takes everything back by itself, for one when the disk is full.
                raise
            driver.execute("ROLLBACK TO part")
            self._error = error
        driver.execute("RELEASE part")

    def fail(self, error: BaseException) -> None:
        """Nothing of it is stored."""
        self._error = error

    def settle(self) -> None:
        """Let who waits go on."""
        if not self.settled.done():
            self.settled.set_result(None)

    def result(self) -> T:
        """What the work gave; raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._result


class GroupCommit:
    """Does work in shared transactions; `engine` begins them with the write lock held.

    `turns` is held meanwhile: whoever else writes by other connections takes turns with it.
    """

    def __init__(self, engine: Engine, turns: asyncio.Lock) -> None:
        self._engine = engine
        self._turns = turns
        self._thread = ThreadPoolExecutor(1, "storage-writer")
        self._waiting: deque[_Part[Any]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def run(self, work: Work[T]) -> T:
        """Give what `work` gave, once it is committed; raises what it raised, and nothing of it is
        stored then.

        Who is cancelled goes on only when it is certain whether the work was done.
        """
        part = _Part(work)
        self._waiting.append(part)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="shared commits")
        try:
            await asyncio.wait({part.settled})
        except asyncio.CancelledError:
            part.dropped = True
            await asyncio.wait({part.settled})
            raise
        return part.result()

    async def close(self) -> None:
        """Finish what waits, and close the connection."""
        if self._task is not None:
            await asyncio.wait({self._task})
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        taken: list[_Part[Any]] = []
        try:
            while self._waiting:
                taken = []
                async with self._turns:
                    await loop.run_in_executor(self._thread, self._commit, taken)
                for part in taken:
                    part.settle()
        except BaseException as error:
            # The event loop ends, or this was closed: nobody is to wait for what will not come.
            for part in (*taken, *self._waiting):
                part.fail(error)
                part.settle()
            self._waiting.clear()
            if not isinstance(error, Exception):
                raise
        finally:
            self._task = None

    def _commit(self, taken: list[_Part[Any]]) -> None:
        """One transaction with as many as come in time, who are then in `taken`. Blocks."""
        try:
            with self._engine.begin() as connection:
                until = monotonic() + LONGEST
                while self._waiting and (not taken or monotonic() < until):
                    self._take(taken).attempt(connection)
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            if not taken:
                # It was not even begun: each of them would only wait as long for nothing.
                while self._waiting:
                    self._take(taken)
            for part in taken:
                part.fail(error)

    def _take(self, taken: list[_Part[Any]]) -> _Part[Any]:
        # In this order: at every moment, each is where the event loop finds it.
        part = self._waiting[0]
        taken.append(part)
        self._waiting.popleft()
        return part
