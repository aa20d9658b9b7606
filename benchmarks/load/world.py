"""The world around the bot: a Discord in this process, the relay and the bot in others."""

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from benchmarks.load.doors import TimedDiscord
from benchmarks.load.left import Left
from benchmarks.servers import serving

FOR_EVER = 3000.0
_SETTINGS = {
    "EASEL_RELAY_KEY": "relay_sk_load",
    "EASEL_DAILY_PICTURES": "1000000",
    "EASEL_RUNNING_JOBS_PER_MEMBER": "100000",
    "EASEL_WAITING_JOBS_PER_MEMBER": "100000",
    "EASEL_DRAIN_TIMEOUT": "2",
}
_LOOK_EVERY = 0.1
_PATIENCE = 120.0


@dataclass(frozen=True)
class Seen:
    """What the bot saw of itself between two moments: seconds, bytes, processor seconds."""

    lags: list[float]
    turns: list[float]
    memory: list[int]
    processor: float


class World:
    """A Discord, a relay and a bot."""

    def __init__(self, discord: TimedDiscord, relay: str, folder: Path) -> None:
        self.discord = discord
        self.left = Left(discord, folder / "easel.db", time.monotonic() + FOR_EVER)
        self.asked: dict[int, float] = {}
        """When the event of each command was sent, by its id, which becomes the job's."""
        self._relay = relay
        self._folder = folder
        self._bot: asyncio.subprocess.Process | None = None

    @contextlib.asynccontextmanager
    async def bot(self, **settings: object) -> AsyncIterator[None]:
        """The bot, connected, until it ends in order; `running_jobs=5` sets EASEL_RUNNING_JOBS."""
        environment = {
            **os.environ,
            **self.discord.patch_environment(),
            **_SETTINGS,
            "EASEL_RELAY_URL": self._relay,
            "EASEL_DATABASE_URL": self.left.url,
            **{f"EASEL_{name.upper()}": str(value) for name, value in settings.items()},
        }
        with (self._folder / "bot.log").open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "benchmarks.load.child", str(self._folder / "seen.json")),
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            await self.until(lambda: self.discord.gateway_server.live)
            yield
        except BaseException:
            sys.stderr.write((self._folder / "bot.log").read_text()[-3000:])
            raise
        finally:
            if self._bot.returncode is None:
                self._bot.terminate()
            await self._bot.wait()

    async def until(self, condition: Callable[[], object]) -> None:
        """Raises `RuntimeError` where the bot ends meanwhile, `TimeoutError` in the end."""
        async with asyncio.timeout(_PATIENCE):
            while not condition():
                if self._bot is not None and self._bot.returncode is not None:
                    raise RuntimeError("the bot has ended")
                await asyncio.sleep(_LOOK_EVERY)

    async def ask(self, seconds: float, kilobytes: int) -> None:
        """The next member asks for a picture that takes so long and becomes so large."""
        member, channel = next(self.discord.turns)
        options = {"prompt": f"a fox @{seconds}s {kilobytes}kB", "width": 64, "height": 64}
        interaction = await self.discord.slash(channel, member, "flux", **options)
        self.asked[interaction.id] = time.monotonic()

    async def ask_steadily(
        self, a_second: float, seconds: float, takes: float, kilobytes: int
    ) -> None:
        """So many commands a second, until all of them are acknowledged."""
        began = time.monotonic()
        for n in range(max(1, int(a_second * seconds))):
            await asyncio.sleep(max(0.0, began + n / a_second - time.monotonic()))
            await self.ask(takes, kilobytes)
        await self.until(lambda: self.asked.keys() <= self.discord.door.acknowledged.keys())

    @property
    def answered(self) -> list[float]:
        """Seconds from sending the event of each command to the head of its acknowledgement."""
        return [self.discord.door.acknowledged[key] - at for key, at in self.asked.items()]

    async def relay_seen(self) -> Any:
        """The relay's book."""
        address = f"{self._relay}/seen"
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            return orjson.loads(await response.read())

    def bot_seen(self, since: float, until: float) -> Seen:
        """Once the bot has ended."""
        seen = orjson.loads((self._folder / "seen.json").read_bytes())

        def during(name: str) -> list[Any]:
            return [value for at, value in seen[name] if since <= at <= until]

        used = during("processor")
        spent = used[-1] - used[0] if used else 0.0
        return Seen(during("lags"), during("turns"), during("memory"), spent)


@contextlib.asynccontextmanager
async def open_world() -> AsyncIterator[World]:
    """With nothing left behind, and no bot yet."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving("benchmarks.load.relay") as relay, TimedDiscord() as discord:
            yield World(discord, relay, Path(folder))
