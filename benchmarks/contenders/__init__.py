"""The contenders: clients of the relay behind one interface, each used as its users would."""

import importlib
from collections.abc import Awaitable, Callable, Sequence, Sized
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from benchmarks.task_spec import TaskSpec

KEY = "relay_sk_benchmarks"


@dataclass(frozen=True)
class FinishedTask:
    """A finished task: its name, and its pictures as functions that read their bytes."""

    task: str
    pictures: Sequence[Callable[[], Awaitable[Sized]]]


class Client(Protocol):
    """A contender, as its `client(url)` opens it."""

    async def make(self, spec: TaskSpec) -> FinishedTask:
        """Submit, and wait until the pictures are known, but not read."""
        ...


def open_client(contender: str, url: str) -> AbstractAsyncContextManager[Client]:
    """Open the client of a module in this package; no other one is imported."""
    module = importlib.import_module(f"{__name__}.{contender}")
    opened: AbstractAsyncContextManager[Client] = module.client(url)
    return opened
