"""The way into the image workers, for async code.

Two lanes have workers of their own, so that no member's file is ever in the way of a picture that
was paid for: neither by the time it takes, nor by its memory, nor by what it does to a decoder.
"""

import asyncio
import atexit
import functools
import os
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import Any, TypeVar

from bot.imaging.workers.messages import Request
from bot.imaging.workers.pool import Place, WorkerPool
from bot.imaging.workers.turns import Bounds

T = TypeVar("T")

SMALL_TASK = 32_000_000
"""Bytes of memory that a picture of a megapixel makes do with."""


class Lane(StrEnum):
    """Kinds of image work, each with workers of its own."""

    PAID = "paid"
    """Pictures from the relay, and what is posted of them."""
    MEMBERS = "members"
    """Files of members, and what they ask to be drawn."""


def _cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# One more than cores, so that a small task need not wait for large ones. More than a few only take
# memory: a picture needs a fraction of a second, and the relay many seconds for it.
_WORKERS = min(8, 1 + _cores())
_PLACES = {
    # One picture of 100 megapixels at a time, or several of the usual ones.
    Lane.PAID: Place(_WORKERS, Bounds(SMALL_TASK, _WORKERS, large_memory=640_000_000), kept=1),
    # So that two hostile files at once stay below 400 MB in all, with what the workers take.
    Lane.MEMBERS: Place(
        _WORKERS,
        Bounds(SMALL_TASK, max(1, _WORKERS - 1), large_memory=300_000_000),
        nice=5,
        kept=1,
    ),
}
# Work is bounded before it begins, so this is for what the bounds do not know of. A picture that
# was paid for gets all the time that a slow machine may need.
_SECONDS = {Lane.PAID: 120.0, Lane.MEMBERS: 30.0}


async def run_in_image_executor(
    work: Callable[..., T],
    /,
    *args: Any,
    lane: Lane = Lane.MEMBERS,
    key: Hashable = None,
    memory: int = SMALL_TASK,
    alone: bool = False,
    **named: Any,
) -> T:
    """Run image work in a worker; return what `work` returns, raise what it raises.

    `work` and its arguments are pickled. `key` is the member that the work is for: members take
    turns. `memory` is all that the work may take, in bytes; `alone` gives it a fresh worker.
    If the caller is cancelled, the work is stopped.

    Raises `WorkerStoppedError`, an `UnreadableError`, if the work takes too long or crashes.
    """
    request = Request(work, args, named, memory, _SECONDS[lane])
    submitted = _pool(lane).submit(request, key, alone=alone)
    try:
        result: T = await asyncio.wrap_future(submitted.future)
    except asyncio.CancelledError:
        submitted.cancel()
        raise
    return result


@asynccontextmanager
async def image_workers() -> AsyncIterator[None]:
    """Start a worker of each lane in the background, and end all workers with the context."""
    for lane in Lane:
        _pool(lane).warm_up()
    try:
        yield
    finally:
        await asyncio.to_thread(_close)


def worker_pids(lane: Lane) -> set[int]:
    """Return the numbers of the processes that a lane has at present."""
    return _pool(lane).pids


@functools.cache
def _pool(lane: Lane) -> WorkerPool:
    pool = WorkerPool(f"imaging-{lane}", _PLACES[lane])
    atexit.register(pool.close)
    return pool


def _close() -> None:
    pools = [_pool(lane) for lane in Lane]
    # Whoever comes later gets new ones.
    _pool.cache_clear()
    for pool in pools:
        pool.close()
        atexit.unregister(pool.close)
