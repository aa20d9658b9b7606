"""Database transactions of one request: each is a wait, so that none may be needless."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.storage.database import Database
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import png

METHODS = ("read", "run_read", "write", "run_write")
# Nothing else happens meanwhile.
QUIET = {"upkeep_interval": 3600, "status_interval": 3600}


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count the transactions that are begun meanwhile, as reads and writes."""
    begun: Counter[str] = Counter()

    def counted(name: str) -> Any:
        original = getattr(Database, name)

        def begin(database: Database, *args: Any) -> Any:
            begun[name.removeprefix("run_")] += 1
            return original(database, *args)

        return begin

    with monkeypatch.context() as patch:
        for name in METHODS:
            patch.setattr(Database, name, counted(name))
        yield begun


async def test_plain_request_takes_three_reads_and_six_writes(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(**QUIET) as world:
        with counting(monkeypatch) as begun:
            result = await world.maya.slash(world.pictures, "flux", prompt="a red fox")
        assert said(result).startswith("✅ Done")
        # Read: policy, upload limit, log channel.
        # Written: the acceptance, and each step: started, submitted, posting, done, and that its
        # member knows.
        assert begun == {"read": 3, "write": 6}


async def test_an_image_costs_three_reads_more(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(**QUIET) as world:
        image = ("fox.png", png(64, 64))
        with counting(monkeypatch) as begun:
            result = await world.maya.slash(
                world.pictures, "flux", prompt="a red fox", input_image=image
            )
        assert said(result).startswith("✅ Done")
        # The limits before its bytes, the digests of removed pictures, and the inputs.
        assert begun == {"read": 6, "write": 6}


async def test_a_budget_with_a_fallback_costs_one_read_more(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(**QUIET) as world:
        await world.noor.slash(world.pictures, "easel budget", dollars=5.0, then="qwen")
        with counting(monkeypatch) as begun:
            result = await world.maya.slash(world.pictures, "flux", prompt="a red fox")
        assert said(result).startswith("✅ Done")
        # What the month has cost so far.
        assert begun == {"read": 4, "write": 6}
