"""Cases: the figures that they measure, and the targets of these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Rounds = Mapping[str, Sequence[float]]
"""The numbers of one figure at one size, by contender: one a round."""
Sizes = Mapping[float, Rounds]
"""The same, by size."""


@dataclass(frozen=True)
class AtMost:
    """An upper bound: `limit`, or `limit` times the number of something else.

    That is another contender (`of`) at the same size, or the same one at another size (`than_at`).
    Such a ratio is taken round by round, so that changes of the machine's speed affect both.
    """

    limit: float
    of: str | None = None
    than_at: float | None = None

    @property
    def relative(self) -> bool:
        """True if a ratio is compared with `limit`."""
        return self.of is not None or self.than_at is not None

    def value(self, sizes: Sizes, contender: str, size: float) -> float | None:
        """Return the number to compare with `limit`; None if it was not measured."""
        own = sizes.get(size, {}).get(contender, ())
        if self.relative:
            rounds = sizes.get(size if self.than_at is None else self.than_at, {})
            base = rounds.get(self.of or contender, ())
            own = [value / other for value, other in zip(own, base, strict=False) if other > 0]
        return median(own) if own else None


@dataclass(frozen=True)
class Figure:
    """A number that every process of a case prints under `name`.

    `bounds` apply to the case's first contender at the sizes `at` (empty: all). `drawn` has it
    plotted over the size. `title` and `unit` are for the reader.
    """

    name: str
    title: str
    unit: str
    bounds: Sequence[AtMost] = ()
    at: Sequence[float] = ()
    drawn: bool = True

    def bounds_at(self, size: float) -> Sequence[AtMost]:
        """Return the bounds that apply at this size."""
        return self.bounds if not self.at or size in self.at else ()


@dataclass(frozen=True)
class Case:
    """The same work for each contender at each size, in a fresh process each time.

    `contenders` has the arguments of `python -m` (module first), Easel's first. Each process also
    gets `--size N`, and `--quick` if it has to end within a second or so. It prints one line of
    JSON: a number for each figure, unless it cannot measure it. `sizes` are numbers of `work`
    ("tasks at once"), `quick` the sizes of the tests. `rounds` is the default number of runs,
    `timeout` the seconds of one process. `how` is a description for docs/performance.md.
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
        """The contender that the bounds apply to."""
        return next(iter(self.contenders))
