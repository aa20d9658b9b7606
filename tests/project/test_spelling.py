"""What is written in one way everywhere is written by one function."""

import re

import pytest

from tests.project.sources import ROOT

# A pattern of what is written out by hand, and the modules that may.
WRITERS = {
    "mention": (r'"<(@&?|#)\{', {"bot/ui/links.py"}),
    "message link": (r'"https://discord\.com/channels/', {"bot/ui/links.py"}),
    "timestamp": (r"int\([\w.]+\.timestamp\(\)", {"bot/common/clock.py"}),
    "price": (r"/ _?MICRO(_PER_DOLLAR)?\b", {"bot/common/money.py"}),
    "server language": (r"\.preferred_locale\b", {"bot/ui/locales.py"}),
    # These cut between words, or to a width in pixels.
    "ellipsis": (
        r'\+ "…"',
        {
            "bot/common/shortening.py",
            "bot/delivery/threads.py",
            "bot/imaging/outputs.py",
            "bot/usage/chart.py",
        },
    ),
}


@pytest.mark.parametrize("name", WRITERS)
def test_only_one_function_writes_it(name: str) -> None:
    pattern, allowed = WRITERS[name]
    writers = {
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "cogs")
        for path in (ROOT / package).rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert writers
    assert writers - allowed == set()
