"""What is measured: cases, the figures that they take, and what those are to reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Rounds = Mapping[str, Sequence[float]]
"""What each contender's processes said of one figure at one size: a number a round."""
Sizes = Mapping[float, Rounds]
"""The same for every size."""


@dataclass(frozen=True)
class AtMost:
    """A bound: at most `limit`, or at most `limit` times what something else took.

    That is another contender (`of`) at the same size, or the same one at another size (`than_at`).
    Such a ratio is taken round by round, so that the machine's drift strikes both alike.
    """

    limit: float
    of: str | None = None
    than_at: float | None = None

    @property
    def relative(self) -> bool:
        """Whether a ratio is held against `limit`."""
        return self.of is not None or self.than_at is not None

    def value(self, sizes: Sizes, contender: str, size: float) -> float | None:
        """What is held against `limit`; None where it was not measured."""
        own = sizes.get(size, {}).get(contender, ())
        if self.relative:
            other = sizes.get(size if self.than_at is None else self.than_at, {})
            base = other.get(self.of or contender, ())
            own = [one / two for one, two in zip(own, base, strict=False) if two > 0]
        return median(own) if own else None


@dataclass(frozen=True)
class Figure:
    """One number that every process of a case prints under `name`.

    `bounds` hold for the case's first contender, at the sizes `at` (all where there are none).
    `drawn`: how it grows with the size is plotted. `title` and `unit` are for the reader.
    """

    name: str
    title: str
    unit: str
    bounds: Sequence[AtMost] = ()
    at: Sequence[float] = ()
    drawn: bool = True

    def bounds_at(self, size: float) -> Sequence[AtMost]:
        """The bounds that hold at this size."""
        return self.bounds if not self.at or size in self.at else ()


@dataclass(frozen=True)
class Case:
    """The same work done by each contender, at each size, in a fresh process each time.

    `contenders` names the arguments of `python -m` (module first); ours comes first. Each process
    gets `--size N` on top, with `--quick` where it has to be over within a second or so, and prints
    one line of JSON: a number for each figure (what it cannot measure is left out). `sizes` are
    counts of `work` ("tasks at once"); `quick` is what the tests run instead. `rounds` is how often
    it is done, where nobody says otherwise; `timeout` seconds are what one process may take.
    `how` tells readers of docs/performance.md what is done, in a sentence or two.
    """

    name: str
    title: str
    contenders: Mapping[str, Sequence[str]]
    figures: Sequence[Figure]
    work: str = ""
    sizes: Sequence[float] = (1,)
    quick: Sequence[float] = (1,)
    rounds: int = 3
    timeout: float = 180.0
    environment: Mapping[str, str] = field(default_factory=dict)
    how: str = ""

    @property
    def own(self) -> str:
        """The contender that the bounds hold for."""
        return next(iter(self.contenders))
