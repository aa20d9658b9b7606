"""The chart as a task for an image worker, which imports this module to find it.

So nothing is imported here that is slow to load, before there is something to draw.
"""

from collections.abc import Sequence

from bot.usage.series import Panel


def draw_chart(labels: Sequence[str], panels: Sequence[Panel]) -> bytes:
    """Return the chart as PNG."""
    # Only here: what draws letters takes two megabytes, and the bot itself never draws.
    from bot.usage.chart import bar_chart

    return bar_chart(labels, panels)
