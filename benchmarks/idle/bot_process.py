"""An idle bot: connected, with nothing to do. Easel, or discord.py with the same intents.

It prints its memory, unshared (USS) and with shared pages (RSS), that of its image workers (PSS),
and the number of timers of less than a second that were set while it was observed.
"""

import asyncio
import gc
import os
import sys
from asyncio.base_events import BaseEventLoop
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
from discord.ext import commands

from benchmarks.process import children, memory, parser, proportional_memory, report
from tests.wire.redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord

_SHORT = 1.0
_SETTLING_SECONDS = 1.0
# Easel's slowest loop runs every ten seconds.
_OBSERVED_SECONDS = 21.0


def main() -> None:
    """Run the bot until it has been observed."""
    arguments = _arguments()
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    seconds = 0.1 if arguments.quick else _OBSERVED_SECONDS
    if arguments.bot == "easel":
        _run_easel(seconds)
    else:
        _run_alone(seconds)


def _arguments() -> Any:
    arguments = parser(__doc__)
    arguments.add_argument("bot", choices=("easel", "alone"))
    return arguments.parse_args()


def _run_easel(seconds: float) -> None:
    # Not at the top: the process of discord.py alone must not import it.
    from bot.__main__ import main as easel
    from bot.app import EaselBot

    ready = EaselBot.on_ready

    async def on_ready(self: EaselBot) -> None:
        await ready(self)
        await observe(seconds)

    EaselBot.on_ready = on_ready  # type: ignore[method-assign]
    sys.exit(easel(["run"]))


def _run_alone(seconds: float) -> None:
    """Run a bot with the same intents, and without caches."""

    class Alone(commands.Bot):
        async def on_ready(self) -> None:
            await observe(seconds)

    bot = Alone(
        command_prefix=commands.when_mentioned,
        help_command=None,
        intents=discord.Intents(guilds=True, guild_messages=True),
        allowed_mentions=discord.AllowedMentions.none(),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
    )
    bot.run(os.environ["EASEL_DISCORD_TOKEN"], log_handler=None)


async def observe(seconds: float) -> None:
    """Observe the process for so many seconds, report, and end it."""
    await asyncio.sleep(min(seconds, _SETTLING_SECONDS))
    over = asyncio.create_task(asyncio.sleep(seconds))
    await asyncio.sleep(0)
    delays = _noted_delays()
    await over
    gc.collect()
    report(
        resident=memory() / 1e6,
        own=own_memory() / 1e6,
        workers=sum(map(proportional_memory, children())) / 1e6,
        timers=len([delay for delay in delays if delay < _SHORT]),
    )
    sys.stdout.flush()
    os._exit(0)


def own_memory() -> int:
    """Return the bytes in memory that no other process shares (proc(5), `smaps_rollup`)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    kilobytes = {
        name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)
    }
    return 1024 * (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"])


def _noted_delays() -> list[float]:
    """Record from now on how many seconds ahead each timer is set."""
    delays: list[float] = []
    call_at: Callable[..., asyncio.TimerHandle] = BaseEventLoop.call_at

    def noting(self: BaseEventLoop, when: float, *rest: Any, **named: Any) -> asyncio.TimerHandle:
        delays.append(when - self.time())
        return call_at(self, when, *rest, **named)

    BaseEventLoop.call_at = noting  # type: ignore[assignment, method-assign]
    return delays


if __name__ == "__main__":
    main()
