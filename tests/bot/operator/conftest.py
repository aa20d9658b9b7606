"""A living bot on each engine, with a Discord and a relay, and the command line beside it."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import orjson
import pytest

from bot.__main__ import main
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from sandbox.relay import KEY, RelayEmulator, serve
from tests.crash.life import Life
from tests.postgres import Postgres, postgres
from tests.sqlite import address, make_migrated
from tests.wire.discord import WireDiscord, discord_redirected
from tests.wire.interactions import Interaction

__all__ = ["postgres"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return what it printed as JSON."""
        return orjson.loads(self.out)


class Studio:
    """The bot's surroundings, and the operator's command line."""

    def __init__(
        self, wire: WireDiscord, relay: RelayEmulator, url: str, folder: Path, capsys: Any
    ) -> None:
        self.wire, self.relay, self.url = wire, relay, url
        self._folder, self._capsys = folder, capsys

    def settings(self, **settings: object) -> dict[str, str]:
        """Return the settings as variables; `lease=3` sets EASEL_LEASE."""
        values: dict[str, object] = {
            "discord_token": self.wire.token,
            "relay_url": self.relay.url,
            "relay_key": KEY,
            "database_url": self.url,
            "daily_pictures": 0,
            "lease": 2,
            "upkeep_interval": 0.05,
            "status_interval": 0.05,
            "retry_pause": 0.02,
            **settings,
        }
        return {f"EASEL_{name.upper()}": str(value) for name, value in values.items()}

    @contextlib.asynccontextmanager
    async def running(self, **settings: object) -> AsyncIterator[Life]:
        """A life of the bot that is connected; in the end it stops in order."""
        async with self.life("life.log", **settings) as life:
            await self.wire.connected()
            yield life
            assert await life.stop() == 0, life.output
            await self.wire.connected(0)
        sys.stdout.write(life.output)

    def life(self, log: str, **settings: object) -> Life:
        """Return a life of the bot, to be entered, which writes into this file."""
        environment = {**self.wire.patch_environment(), **self.settings(**settings)}
        return Life(environment, self._folder / log)

    async def easel(self, *argv: object) -> Ended:
        """Run a command beside the bot."""
        self._capsys.readouterr()
        status = await asyncio.to_thread(main, [*map(str, argv)])
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert self.wire.token not in printed.out + printed.err
        return Ended(status, printed.out, printed.err)

    async def ask(self, **options: Any) -> Interaction:
        """The member asks for a small picture."""
        options = {"prompt": "a red fox", "width": 64, "height": 64} | options
        wire = self.wire
        return await wire.slash(wire.channel, wire.member, "flux", **options)

    async def told(self, asked: Interaction, words: str) -> None:
        """Wait until the private answer says these words."""

        def is_told() -> bool:
            shown = [] if asked.original is None else asked.original.revisions
            return any(words in text for text in shown)

        await self.wire.until(is_told)

    async def job(self, job_id: int) -> Job | None:
        """Return a row."""
        async with Database.attach(self.url) as database:
            return await JobStore(database, "a test").get(job_id)

    async def ended(self, job_id: int, state: str = "done") -> Job:
        """Wait until a job is over, in this state."""
        async with asyncio.timeout(20):
            job = await self.job(job_id)
            while job is None or job.ended_at is None:
                await asyncio.sleep(0.02)
                job = await self.job(job_id)
        assert job.state == state, job.reason
        return job

    async def until(self, condition: Callable[[], T]) -> T:
        """Return the first true value of the condition."""
        async with asyncio.timeout(20):
            while not (value := condition()):  # noqa: ASYNC110 - the relay rings no bell
                await asyncio.sleep(0.005)
        return value


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a migrated database, on each engine."""
    if request.param == "sqlite":
        await make_migrated(tmp_path / "easel.db")
        yield address(tmp_path / "easel.db")
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with server.database() as found:
        yield found


@pytest.fixture
async def studio(
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> AsyncIterator[Studio]:
    """Yield the surroundings, with the settings in the environment of the commands."""
    for name in [name for name in os.environ if name.startswith("EASEL_")]:
        monkeypatch.delenv(name)
    async with WireDiscord() as wire, serve(RelayEmulator(delay=0)) as relay:
        with discord_redirected(wire.api, wire.gateway):
            studio = Studio(wire, relay, url, tmp_path, capsys)
            for name, value in studio.settings(backup_dir=tmp_path / "backups").items():
                monkeypatch.setenv(name, value)
            monkeypatch.chdir(tmp_path)
            yield studio
