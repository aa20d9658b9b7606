"""One run: chaos for some minutes, then peace until all is settled, then the audit."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.imaging.provenance import mark
from chaos.audit import JobFacts, Verdict
from chaos.faults import Climate
from chaos.ledger import LedgerRow
from chaos.members import Members
from chaos.plan import Ask, Plan, Weather, shards_of
from chaos.processes import Process
from chaos.watch import Watched
from chaos.world import ChaosWorld, open_world

_MEMBERS, _CHANNELS = 8, 4
_RELEASE_EVERY = 2.0
_SETTLE_SECONDS = 120.0
_STATUS_SECONDS = 10.0
_LOOK_EVERY = 0.5
# Seconds from READY to the post of a picture that was finished before.
_PROMISED = 10.0


@dataclass(frozen=True, slots=True)
class Options:
    """Size and seed of a run."""

    seed: int
    minutes: float
    processes: int
    asks_a_second: float
    shards: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """Result of a run."""

    verdict: Verdict
    circumstances: dict[str, object]


async def run(options: Options, url: str, folder: Path) -> Report:
    """Run on the database at `url`; logs go to `folder`."""
    plan, climate, began = Plan(options.seed), Climate(), time.monotonic()
    shards = shards_of(options.processes, options.shards)
    async with open_world(plan, climate, url, folder, _MEMBERS, _CHANNELS, shards) as world:
        processes = [Process(world, number) for number in range(options.processes)]
        members = Members(world)
        async with _watching(world):
            await _chaos(world, climate, plan, options, processes, members)
            climate.is_over = True
            await _settle(world, members, options.processes)
        circumstances = _circumstances(world, options, processes, members, time.monotonic() - began)
        return Report(await audit(world), circumstances)


async def _chaos(
    world: ChaosWorld,
    climate: Climate,
    plan: Plan,
    options: Options,
    processes: Sequence[Process],
    members: Members,
) -> None:
    until = time.monotonic() + options.minutes * 60
    asks = plan.asks(_MEMBERS, _CHANNELS, 1 / options.asks_a_second)
    async with asyncio.TaskGroup() as group:
        for number, process in enumerate(processes):
            group.create_task(process.run(plan.strikes(number), until))
        group.create_task(_ask(world, members, asks, until))
        group.create_task(_change(world, climate, plan.weather(), until))


def _circumstances(
    world: ChaosWorld,
    options: Options,
    processes: Sequence[Process],
    members: Members,
    seconds: float,
) -> dict[str, object]:
    struck: Counter[str] = Counter()
    for process in processes:
        struck.update(process.struck)
    waits = world.watch.after_ready
    return {
        "seed": options.seed,
        "processes and shards": f"{options.processes} and {options.shards}",
        "seconds": round(seconds),
        "kills and pauses": sum(struck[kind] for kind in ("kill", "pause", "stop")),
        **{f"  {name}": count for name, count in sorted(struck.items())},
        "faults of the relay": world.relay.random_faults.taken.total(),
        "faults of Discord": world.wire.door.taken,
        "requests": members.asked,
        "finished pictures posted after READY": len(waits),
        "  longest wait": f"{max(waits, default=0):.1f} s",
        "  later than 10 s": sum(seconds > _PROMISED for seconds in waits),
    }


@contextlib.asynccontextmanager
async def _watching(world: ChaosWorld) -> AsyncIterator[None]:
    task = asyncio.create_task(world.watch.run())
    try:
        yield
    finally:
        task.cancel()


async def _ask(world: ChaosWorld, members: Members, asks: Iterator[Ask], until: float) -> None:
    """Ask while a bot listens: nobody can send a command to one that is not there."""
    await world.wire.until(lambda: world.wire.world.commands.get(None), 60)
    while time.monotonic() < until:
        ask = next(asks)
        await asyncio.sleep(ask.after)
        if world.wire.is_heard(world.wire.rooms[ask.channel]):
            members.ask(ask)


async def _change(
    world: ChaosWorld, climate: Climate, weather: Iterator[Weather], until: float
) -> None:
    while time.monotonic() < until:
        now = next(weather)
        climate.sky = now.sky
        if now.sky in ("reconnect", "new session"):
            world.wire.gateway_server.resumable = now.sky == "reconnect"
            await world.wire.disconnect()
        for _ in range(1 + int(now.seconds / _RELEASE_EVERY)):
            await asyncio.sleep(_RELEASE_EVERY)
            world.relay.release()


async def _settle(world: ChaosWorld, members: Members, processes: int) -> None:
    """Let every process live in peace until no job is left and every member knows."""
    async with contextlib.AsyncExitStack() as lives:
        for number in range(processes):
            world.clock(number).seconds = 0
            await lives.enter_async_context(world.life(number))
        world.relay.release()
        await members.settle()
        await _until(lambda: _is_settled(world), _SETTLE_SECONDS)
        await _until(lambda: _is_faultless(world), _STATUS_SECONDS)


async def _until(condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Wait for a condition, but no longer than that: the audit tells what is missing."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            # The ledger rings no bell.
            while not await condition():  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_EVERY)


async def _is_faultless(world: ChaosWorld) -> bool:
    return not [*(await audit(world)).findings()]


async def _is_settled(world: ChaosWorld) -> bool:
    rows = await world.ledger.rows()
    return all(row.state not in ("queued", "submitted") and not row.has_token for row in rows)


async def audit(world: ChaosWorld) -> Verdict:
    """Compare what the relay, Discord, the ledger and the members know of each job."""
    world.watch.look()
    requests = world.watch.requests
    rows = await world.ledger.rows()
    return Verdict([_facts(world, row, requests[row.id]) for row in rows if row.id in requests])


def _facts(world: ChaosWorld, row: LedgerRow, watched: Watched) -> JobFacts:
    shown = world.watch.shown(watched)
    return JobFacts(
        id=row.id,
        kind=watched.kind,
        state=row.state,
        asked=watched.pictures,
        counted=row.pictures,
        tasks=world.relay.tasks_a_key(row.id),
        charged=world.relay.charges_of(row.id),
        posts=tuple(len(message.attachments) for message in shown),
        told=world.watch.told(watched),
        silence=watched.silence,
        has_foreign_pictures=_is_foreign(world, row.id, watched),
    )


def _is_foreign(world: ChaosWorld, job_id: int, watched: Watched) -> bool:
    """Return True if a shown picture is not one of the job's own."""
    tasks = world.relay.tasks_of(job_id)
    if not tasks or any(task.result_fault is not None for task in tasks):
        return False
    files = [f.data for message in world.watch.shown(watched) for f in message.attachments]
    own = {mark(picture, job_id) for task in tasks for picture in task.pictures}
    return any(data not in own for data in files)
