"""The document docs/performance.md: figures between its markers, and plots."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.plan import plan
from benchmarks.plots import draw, drawable
from benchmarks.runner import ROOT, Outcome
from benchmarks.table import markdown, rows

DOCUMENT = ROOT / "docs" / "performance.md"
_PROCESSORS = Path("/proc/cpuinfo")


def write(outcomes: Sequence[Outcome], document: Path = DOCUMENT) -> None:
    """Update figures, plots and plan in `document`. Raises ValueError if a marker is missing."""
    table = rows(outcomes)
    judged, others = [row for row in table if row.mark], [row for row in table if not row.mark]
    text = document.read_text(encoding="utf-8")
    text = _between(text, "cases", _cases(outcomes))
    text = _between(text, "machine", machine())
    text = _between(text, "targets", markdown(judged))
    text = _between(text, "others", markdown(others))
    text = _between(text, "plots", _plots(outcomes, document))
    text = _between(text, "plan", plan(outcomes))
    document.write_text(text, encoding="utf-8")


def _cases(outcomes: Sequence[Outcome]) -> str:
    """Return the descriptions of the cases, one for all cases that share it."""
    titles: dict[str, list[str]] = {}
    for outcome in outcomes:
        titles.setdefault(outcome.case.how, []).append(outcome.case.title)
    return "\n".join(f"- **{'; '.join(names)}**: {how}" for how, names in titles.items() if how)


def machine() -> str:
    """Return the date and the machine of the measurement."""
    lines = _PROCESSORS.read_text(encoding="utf-8") if _PROCESSORS.exists() else ""
    named = re.search(r"^model name\s*: (.+)$", lines, re.MULTILINE)
    processor = named[1] if named else platform.machine()
    rivals = ", ".join(f"{name} {version(name)}" for name in ("relaygpu-client", "aiohttp"))
    return (
        f"{datetime.now(UTC):%d %B %Y}: {os.cpu_count()} cores of {processor}, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {rivals}."
    )


def _plots(outcomes: Sequence[Outcome], document: Path) -> str:
    folder = document.with_suffix("")
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    names = draw_plots(outcomes, document)
    return "\n\n".join(f"![{title}]({folder.name}/{name})" for title, name in names)


def draw_plots(outcomes: Sequence[Outcome], document: Path = DOCUMENT) -> list[tuple[str, str]]:
    """Draw the plots of these outcomes beside the document; return their titles and files."""
    drawn = []
    for outcome in drawable(outcomes):
        name = f"{outcome.case.name}.svg"
        draw(outcome, document.with_suffix("") / name)
        drawn.append((outcome.case.title, name))
    return drawn


def _between(text: str, name: str, new: str) -> str:
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"no {start} ... {end}")
    return f"{before}{start}\n\n{new}\n\n{end}{after}"
