"""Mutated files by number: the same seed and number give the same file everywhere."""

from dataclasses import dataclass, field
from functools import cache
from random import Random

from tests.fuzz.mutations import MUTATIONS
from tests.fuzz.seeds import SEEDS

_NAMES = (*SEEDS,)
_MAX_MUTATIONS = 3


@dataclass(frozen=True)
class File:
    """A mutated file, and how it was made: the name of its original and of each change."""

    number: int
    name: str
    changes: tuple[str, ...]
    content: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """The format of its original."""
        return self.name.partition("-")[0]

    def __str__(self) -> str:
        changes = ", ".join(self.changes)
        return f"file {self.number} ({self.name}: {changes}; {len(self.content)} bytes)"


def mutated(seed: int, number: int) -> File:
    """Return a file; the originals take turns."""
    random = Random(f"{seed} {number}")  # noqa: S311
    name = _NAMES[number % len(_NAMES)]
    kind, content = name.partition("-")[0], _original(name)
    changes = []
    for _ in range(random.randint(1, _MAX_MUTATIONS)):
        mutation = random.choice(MUTATIONS)
        changes.append(mutation.__name__)
        # A mutation that takes everything away leaves a byte for the next one.
        content = mutation(kind, content, random) or b"\0"
    return File(number, name, tuple(changes), content)


@cache
def _original(name: str) -> bytes:
    return SEEDS[name]()
