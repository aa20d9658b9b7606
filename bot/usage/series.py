"""What a chart shows, in values.

The colours are Okabe and Ito's, which the colour-blind can tell apart; each stands out from the
chart's ground 3:1 or more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

COLOURS = (
    *("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#D55E00", "#CC79A7", "#0072B2", "#F5F5F5"),
)
OTHERS = "#8A8D93"
"""The colour of what is left over."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each bar; `mark` is written into the bars where there is room."""

    label: str
    values: Sequence[int]
    colour: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot; the first series is at the bottom of the bars."""

    title: str
    series: Sequence[Series]
