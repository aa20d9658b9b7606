"""The relay's clients, each asked for the same in the way its users ask: `make` and `read`."""

import importlib
from collections.abc import Awaitable, Callable, Sequence, Sized
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from benchmarks.wish import EditInstruction

KEY = "relay_sk_benchmarks"


@dataclass(frozen=True)
class Made:
    """A task's name and its pictures, each a function that reads its bytes."""

    task: str
    pictures: Sequence[Callable[[], Awaitable[Sized]]]


class Client(Protocol):
    """What a contender's `client(url)` opens."""

    async def make(self, wish: EditInstruction) -> Made:
        """Submit, and wait until the pictures are known, though not yet read."""
        ...


def open_client(contender: str, url: str) -> AbstractAsyncContextManager[Client]:
    """The client of the module here that is called so. Only that one is imported."""
    module = importlib.import_module(f"{__name__}.{contender}")
    opened: AbstractAsyncContextManager[Client] = module.client(url)
    return opened
