"""The lock by which a process detects other processes on its database."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.storage.database import Database
from tests.sqlite import address

ROOT = Path(__file__).resolve().parents[2]
_HOLDER = """
import asyncio, sys
from bot.storage.database import Database

async def hold():
    async with Database.open(sys.argv[1]) as database:
        print(database.alone, flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""


async def test_only_the_first_process_is_alone(database_url: str) -> None:
    async with Database.open(database_url) as first:
        async with Database.open(database_url) as second:
            assert (first.alone, second.alone) == (True, False)
        async with Database.open(database_url) as third:
            assert not third.alone
    async with Database.open(database_url) as later:
        assert later.alone


async def test_a_process_is_not_alone_with_one_that_came_second(database_url: str) -> None:
    first = Database.open(database_url)
    await first.__aenter__()
    async with Database.open(database_url):
        await first.__aexit__(None, None, None)
        async with Database.open(database_url) as third:
            assert not third.alone


async def test_a_killed_process_holds_no_lock(database_url: str) -> None:
    command = [sys.executable, "-c", _HOLDER, database_url]
    holder = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220, S603
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    async with Database.open(database_url) as beside:
        assert not beside.alone
    holder.send_signal(signal.SIGKILL)
    holder.wait(30)
    holder.stdout.close()
    if database_url.startswith("postgresql"):
        # The server notices on its own time that the client's socket is closed.
        for _ in range(200):
            async with Database.open(database_url) as after:
                if after.alone:
                    return
        raise AssertionError("the dead process's lock is still held")
    async with Database.open(database_url) as after:
        assert after.alone


async def test_the_lock_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    async with Database.open(address(path)):
        mode = os.stat(f"{path}.lock").st_mode & 0o777  # noqa: PTH116
    assert mode == 0o600
