"""The table of figures, plain or Markdown: medians, spreads, targets, ✓ and ✗."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from statistics import median

from benchmarks.case import AtMost, Case, Figure, Rounds
from benchmarks.runner import Outcome

FLOOR = "floor"
"""The contender that is a lower bound, if a case has one."""
HEAD = ("what", "at", "Easel", "beside it", "to reach", "came to", "")


@dataclass(frozen=True)
class Row:
    """A row of the table: one figure at one size."""

    what: str
    at: str
    own: str
    others: str
    target: str
    reached: str
    mark: str


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Return a row for each figure at each size of each case."""
    return [row for outcome in outcomes for row in _rows(outcome)]


def plain(table: Sequence[Row]) -> str:
    """Return the table for a terminal."""
    lines = [HEAD, *(astuple(row) for row in table)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def markdown(table: Sequence[Row]) -> str:
    """Return the table for docs/performance.md."""
    lines = [HEAD, ("---",) * len(HEAD), *(astuple(row) for row in table)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """Format a number with three significant digits."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _rows(outcome: Outcome) -> Iterator[Row]:
    for figure in outcome.case.figures:
        for size, measured in outcome.figures[figure.name].items():
            if any(measured.values()):
                yield _row(outcome, figure, size, measured)


def _row(outcome: Outcome, figure: Figure, size: float, measured: Rounds) -> Row:
    case = outcome.case
    bounds = figure.bounds_at(size) if outcome.judged else ()
    sizes = outcome.figures[figure.name]
    values = [bound.value(sizes, case.own, size) for bound in bounds]
    floors = [bound.value(sizes, FLOOR, size) for bound in bounds]
    others = [name for name in case.contenders if name != case.own and measured.get(name)]
    return Row(
        what=f"{case.title}: {figure.title}",
        at=f"{number(size)} {case.work}" if case.work else "",
        own=_spread(measured.get(case.own, ()), figure),
        others="; ".join(f"{name} {_spread(measured[name], figure)}" for name in others),
        target=", ".join(_target(bound, figure, case) for bound in bounds),
        reached=", ".join(_value(*pair) for pair in zip(bounds, values, strict=True)),
        mark=_mark(bounds, values, floors),
    )


def _spread(numbers: Sequence[float], figure: Figure) -> str:
    if not numbers:
        return "not measured"
    middle = f"{number(median(numbers))} {figure.unit}".rstrip()
    if len(numbers) == 1:
        return middle
    return f"{middle} ({number(min(numbers))} to {number(max(numbers))})"


def _target(bound: AtMost, figure: Figure, case: Case) -> str:
    if not bound.relative:
        return f"≤ {number(bound.limit)} {figure.unit}".rstrip()
    base = f" of {bound.of}" if bound.of else ""
    if bound.than_at is not None:
        base += f" of that at {number(bound.than_at)} {case.work}"
    return f"≤ {_share(bound.limit)}{base}"


def _value(bound: AtMost, value: float | None) -> str:
    if value is None:
        return "not measured"
    return _share(value) if bound.relative else number(value)


def _share(value: float) -> str:
    if value >= 1:
        return f"{number(value)} times"
    return f"1/{number(1 / value)}" if value > 0 else "0"


def _mark(
    bounds: Sequence[AtMost], values: Sequence[float | None], floors: Sequence[float | None]
) -> str:
    """Return ✓ or ✗, with the floor's value if even that misses a target."""
    if not bounds or all(map(_holds, bounds, values)):
        return "✓" if bounds else ""
    missed = [_value(*pair) for pair in zip(bounds, floors, strict=True) if not _holds(*pair)]
    return f"✗ floor {', '.join(missed)}" if any(floors) and missed else "✗"


def _holds(bound: AtMost, value: float | None) -> bool:
    return value is not None and value <= bound.limit
