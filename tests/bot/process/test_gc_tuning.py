"""Python's collector leaves alone what stays."""

import subprocess
import sys

_PROGRAM = """
import gc
from bot.process.gc_tuning import freeze_startup_objects
stays = [[] for _ in range(10_000)]
freeze_startup_objects()
assert gc.get_freeze_count() > 10_000
assert len(gc.get_objects()) < 1_000
later = []
later.append(later)
del later
assert gc.collect() >= 1, "what comes later is collected as ever"
"""


def test_what_is_there_is_looked_at_no_more_and_what_comes_later_is() -> None:
    # In a process of its own: the tests' objects are to be collected.
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True, timeout=60)  # noqa: S603 - ours
