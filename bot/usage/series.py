"""Data and colours of a chart.

The colours are from Okabe and Ito's palette, which colour-blind people can distinguish. Each has a
contrast of at least 3:1 to the chart's background.
"""

from collections.abc import Sequence
from dataclasses import dataclass

COLOURS = (
    *("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#D55E00", "#CC79A7", "#0072B2", "#F5F5F5"),
)
OTHERS = "#8A8D93"
"""The colour of the series that sums up all others."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value per bar; `mark` is written into the bars that are large enough."""

    label: str
    values: Sequence[int]
    colour: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot; the first series is at the bottom of the bars.

    Its values are numbers of pictures, or micro-dollars if `is_money`.
    """

    title: str
    series: Sequence[Series]
    is_money: bool = False
