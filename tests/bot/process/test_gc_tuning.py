"""Tuning of Python's cycle collector."""

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
assert gc.collect() >= 1, "later objects are collected as usual"
"""


def test_existing_objects_are_frozen_and_later_ones_are_collected() -> None:
    # In another process, since the tests' own objects must not be frozen.
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True, timeout=60)  # noqa: S603 - ours
