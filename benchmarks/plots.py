"""Plots of the figures over the work: an SVG for each case that has several sizes."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Sheet
from matplotlib.ticker import FuncFormatter, LogLocator

from benchmarks.case import Case, Figure, Sizes
from benchmarks.runner import Outcome

# Okabe and Ito's palette for the colour-blind; Easel's colour first.
_COLOURS = ("#0072B2", "#D55E00", "#7F7F7F", "#009E73", "#CC79A7", "#E69F00")
_WIDTH, _HEIGHT = 4.2, 3.4
_SETTINGS: dict[Any, Any] = {
    # Equal figures give equal files.
    "svg.hashsalt": "easel",
    "svg.fonttype": "none",
    "font.size": 9,
}


def drawable(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes that have something to draw."""
    return [outcome for outcome in outcomes if _figures(outcome)]


def draw(outcome: Outcome, path: Path) -> None:
    """Write the plot of one case: a panel for each of its figures, with logarithmic axes."""
    figures = _figures(outcome)
    with mpl.rc_context(_SETTINGS):
        sheet = Sheet(figsize=(_WIDTH * len(figures), _HEIGHT), layout="constrained")
        for column, figure in enumerate(figures, start=1):
            axes = sheet.add_subplot(1, len(figures), column)
            _panel(axes, outcome.case, figure, outcome.figures[figure.name])
        sheet.suptitle(outcome.case.title)
        sheet.savefig(path, metadata={"Date": None})


def _figures(outcome: Outcome) -> list[Figure]:
    return [
        figure
        for figure in outcome.case.figures
        if figure.drawn and sum(any(r.values()) for r in outcome.figures[figure.name].values()) > 1
    ]


def _panel(axes: Axes, case: Case, figure: Figure, sizes: Sizes) -> None:
    """Draw a line for each contender through its medians, with bars from minimum to maximum."""
    for contender, colour in zip(case.contenders, _COLOURS, strict=False):
        points = [(size, rounds[contender]) for size, rounds in sizes.items() if rounds[contender]]
        if not points:
            continue
        middles = [median(numbers) for _, numbers in points]
        spread = [
            [middle - min(numbers) for middle, (_, numbers) in zip(middles, points, strict=True)],
            [max(numbers) - middle for middle, (_, numbers) in zip(middles, points, strict=True)],
        ]
        axes.errorbar(
            [size for size, _ in points],
            middles,
            yerr=spread,
            label=contender,
            color=colour,
            marker="o",
            markersize=4,
            capsize=2,
        )
    for bound in figure.bounds:
        if not bound.relative:
            axes.axhline(bound.limit, color="black", linestyle=":", linewidth=1, label="target")
    axes.set_xscale("log")
    axes.set_yscale("log", nonpositive="clip")
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(FuncFormatter(_plain))
    axes.set_xticks([*sizes], [f"{size:,g}" for size in sizes])
    axes.minorticks_off()
    axes.set_xlabel(case.work)
    axes.set_ylabel(figure.unit)
    axes.set_title(figure.title, fontsize=9)
    axes.grid(visible=True, color="#DDDDDD", linewidth=0.6)
    axes.legend(fontsize=8)


def _plain(value: float, _position: int | None = None) -> str:
    return f"{value:,.12g}"
