"""Poolers: found by their number of the server's process, and refused unless they keep sessions."""

import asyncio
import os
import pwd
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.database import Database, StorageError
from bot.storage.jobs import JobStore
from bot.storage.pooler import PoolerError, check_pooler
from tests.postgres import Postgres
from tests.storage.rows import GUILD, MEMBER, accept, new_job

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
# Not a dependency: `.ci/run` installs it.
needs_pgbouncer = pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer is not installed")


class Pool:
    """A server's sessions, the one that was returned last being lent first."""

    def __init__(self, sessions: int, *, by_transaction: bool) -> None:
        self.free = [*range(1, sessions + 1)]
        self.by_transaction = by_transaction
        self.named: int | None = None
        """The server's process as clients are told at the start, None for the real one."""

    async def connect(self) -> "Client":
        """Connect one more client."""
        return Client(self)


class Client:
    """A connection of a client."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._session: int | None = None if pool.by_transaction else pool.free.pop()

    def get_server_pid(self) -> int:
        """See `bot.storage.pooler.Session`."""
        return self._pool.named or self._session or 0

    async def fetchval(self, query: str) -> int | None:
        """See `bot.storage.pooler.Session`."""
        assert query == "SELECT pg_backend_pid()"
        return self._session

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """See `bot.storage.pooler.Session`."""
        if not self._pool.by_transaction:
            yield
            return
        self._session = self._pool.free.pop()
        yield
        self._pool.free.append(self._session)

    async def close(self) -> None:
        """See `bot.storage.pooler.Session`."""
        if not self._pool.by_transaction and self._session is not None:
            self._pool.free.append(self._session)


async def test_the_server_itself_is_no_pooler() -> None:
    pool = Pool(1, by_transaction=False)
    # There is no second session to look at.
    assert not await check_pooler(await pool.connect(), pool.connect)


async def test_a_pooler_that_keeps_the_session_is_accepted() -> None:
    pool = Pool(2, by_transaction=False)
    pool.named = 4711
    assert await check_pooler(await pool.connect(), pool.connect)
    assert len(pool.free) == 1, "the second one is not closed"


async def test_a_pooler_that_lends_by_the_transaction_is_refused() -> None:
    pool = Pool(2, by_transaction=True)
    pool.named = 4711
    with pytest.raises(PoolerError, match="pool_mode = session"):
        await check_pooler(await pool.connect(), pool.connect)


async def test_statements_of_two_clients_in_one_session_are_such_a_pooler() -> None:
    class DuplicatePreparedStatementError(Exception):
        pass

    class MixedUp(Client):
        async def fetchval(self, query: str) -> int | None:
            raise DuplicatePreparedStatementError(query)

    pool = Pool(2, by_transaction=True)
    with pytest.raises(PoolerError):
        await check_pooler(MixedUp(pool), pool.connect)


def _configuration(postgres: Postgres, mode: str) -> tuple[Path, str, int]:
    """Write pgbouncer's configuration; return its path, the user who may read it, and the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Path(postgres.socket)
    # Beside the server's files, whose owner runs it: pytest's folder is for another user.
    path = server.parent / f"pgbouncer-{port}.ini"
    path.write_text(
        f"[databases]\n* = host={server} user=postgres\n"
        f"[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port={port}\nunix_socket_dir=\n"
        f"auth_type=any\npool_mode={mode}\n"
    )
    path.chmod(0o644)
    return path, pwd.getpwuid((server / ".s.PGSQL.5432").stat().st_uid).pw_name, port


@asynccontextmanager
async def pgbouncer(postgres: Postgres, mode: str) -> AsyncIterator[str]:
    """Run pgbouncer before the tests' server; yield the address of its databases."""
    path, owner, port = _configuration(postgres, mode)
    user = ("-u", owner) if os.getuid() == 0 else ()
    process = await asyncio.create_subprocess_exec(
        *(PGBOUNCER or "", "-q", *user, str(path)), stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await _listening(port)
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()
        path.unlink()


async def _listening(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                await writer.wait_closed()
                return


@pytest.mark.slow
@needs_pgbouncer
async def test_pgbouncer_with_its_pooling_by_session_works(postgres: Postgres) -> None:
    async with postgres.database() as direct, pgbouncer(postgres, "session") as url:
        name = direct.partition("?")[0].rpartition("/")[2]
        async with Database.open(f"{url}/{name}") as database:
            store = JobStore(database, "a")
            await asyncio.gather(*(accept(store, new_job(number)) for number in range(1, 30)))
            assert len(await store.recent(GUILD, MEMBER, 100)) == 29
            async with database.read() as connection:
                # pgbouncer takes no parameters at the start of a session.
                assert await connection.scalar(text("SHOW statement_timeout")) == "15s"
            async with Database.open(f"{url}/{name}") as second:
                assert (database.alone, second.alone) == (True, False)


@pytest.mark.slow
@needs_pgbouncer
async def test_pgbouncer_with_its_pooling_by_transaction_is_refused(postgres: Postgres) -> None:
    async with postgres.database() as direct, pgbouncer(postgres, "transaction") as url:
        name = direct.partition("?")[0].rpartition("/")[2]
        with pytest.raises(StorageError, match="pool_mode = session"):
            async with Database.open(f"{url}/{name}"):
                pass
