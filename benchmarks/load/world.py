"""The bot and its services: a fake Discord in this process, relay and bot in others."""

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

from benchmarks.load.leftover_jobs import LeftoverJobs
from benchmarks.load.timed_discord import TimedDiscord
from benchmarks.servers import serving

FAR_FUTURE_SECONDS = 3000.0
_SETTINGS = {
    "EASEL_RELAY_KEY": "relay_sk_load",
    "EASEL_DAILY_PICTURES": "1000000",
    "EASEL_RUNNING_JOBS_PER_MEMBER": "100000",
    "EASEL_WAITING_JOBS_PER_MEMBER": "100000",
    "EASEL_DRAIN_TIMEOUT": "2",
}
_CHECK_INTERVAL = 0.1
_TIMEOUT = 120.0


@dataclass(frozen=True)
class BotMetrics:
    """Measurements of the bot between two moments: seconds, bytes, processor seconds."""

    lags: list[float]
    turns: list[float]
    memory: list[int]
    processor: float
    tasks: list[int]


class World:
    """A Discord, a relay and a bot."""

    def __init__(self, discord: TimedDiscord, relay: str, folder: Path) -> None:
        self.discord = discord
        self.leftovers = LeftoverJobs(
            discord, folder / "easel.db", time.monotonic() + FAR_FUTURE_SECONDS
        )
        self.requested: dict[int, float] = {}
        """The time at which each command's event was sent, by its id, which becomes the job's."""
        self._relay = relay
        self.folder = folder
        self._bot: asyncio.subprocess.Process | None = None

    @contextlib.asynccontextmanager
    async def bot(self, *, light: bool = False, **settings: object) -> AsyncIterator[None]:
        """Run the bot, connected, for the body; `running_jobs=5` sets EASEL_RUNNING_JOBS.

        With a `light` monitor there are no figures of the event loop.
        """
        environment = {
            **os.environ,
            **self.discord.patch_environment(),
            **_SETTINGS,
            "EASEL_RELAY_URL": self._relay,
            "EASEL_DATABASE_URL": self.leftovers.url,
            **{f"EASEL_{name.upper()}": str(value) for name, value in settings.items()},
        }
        with (self.folder / "bot.log").open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "benchmarks.load.monitored_bot", str(self.folder / "metrics.json")),
                *(["light"] if light else []),
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            await self.wait_until(lambda: self.discord.gateway_server.live)
            yield
        except BaseException:
            sys.stderr.write((self.folder / "bot.log").read_text()[-3000:])
            raise
        finally:
            if self._bot.returncode is None:
                self._bot.terminate()
            await self._bot.wait()

    @property
    def bot_pid(self) -> int:
        """The number of the bot's process."""
        if self._bot is None:
            raise LookupError("there is no bot yet")
        return self._bot.pid

    async def wait_until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition. Raises `RuntimeError` if the bot ends, `TimeoutError`."""
        async with asyncio.timeout(_TIMEOUT):
            while not condition():
                if self._bot is not None and self._bot.returncode is not None:
                    raise RuntimeError("the bot has ended")
                await asyncio.sleep(_CHECK_INTERVAL)

    async def request_picture(self, seconds: float, kilobytes: int) -> None:
        """Send the next member's command for a picture with this time and size."""
        member, channel = next(self.discord.turns)
        options = {"prompt": f"a fox @{seconds}s {kilobytes}kB", "width": 64, "height": 64}
        interaction = await self.discord.slash(channel, member, "flux", **options)
        self.requested[interaction.id] = time.monotonic()

    async def request_steadily(
        self, per_second: float, seconds: float, takes: float, kilobytes: int
    ) -> None:
        """Send commands at a steady rate, and wait until all are acknowledged."""
        began = time.monotonic()
        for n in range(max(1, int(per_second * seconds))):
            await asyncio.sleep(max(0.0, began + n / per_second - time.monotonic()))
            await self.request_picture(takes, kilobytes)
        await self.wait_until(
            lambda: self.requested.keys() <= self.discord.door.acknowledged.keys()
        )

    @property
    def acknowledged_after(self) -> list[float]:
        """The seconds from each command's event to the head of its acknowledgement."""
        return [self.discord.door.acknowledged[key] - at for key, at in self.requested.items()]

    async def relay_metrics(self) -> Any:
        """Return the relay's record."""
        address = f"{self._relay}/metrics"
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            return orjson.loads(await response.read())

    def bot_metrics(self, since: float, until: float) -> BotMetrics:
        """Return the bot's measurements, after it has ended."""
        metrics = orjson.loads((self.folder / "metrics.json").read_bytes())

        def during(name: str) -> list[Any]:
            return [value for at, value in metrics[name] if since <= at <= until]

        used = during("processor")
        spent = used[-1] - used[0] if used else 0.0
        return BotMetrics(during("lags"), during("turns"), during("memory"), spent, during("tasks"))


@contextlib.asynccontextmanager
async def open_world() -> AsyncIterator[World]:
    """Open a temporary world, without a bot yet."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving("benchmarks.load.relay") as relay, TimedDiscord() as discord:
            yield World(discord, relay, Path(folder))
