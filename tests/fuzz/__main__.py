"""`make fuzz`: mutated image files, as many as wanted; the status is 1 if one does harm."""

import argparse
import os
import sys
from pathlib import Path

from tests.fuzz.campaign import run
from tests.fuzz.files import mutated


def main() -> int:
    """Run a campaign, or write one of its files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=20_000, help="how many")
    options.add_argument("--seed", type=int, default=1, help="another seed gives other files")
    options.add_argument("--first", type=int, default=0, help="the number of the first one")
    options.add_argument("--write", type=Path, help="write the first file there, and end")
    chosen = options.parse_args()
    if chosen.write:
        chosen.write.write_bytes(mutated(chosen.seed, chosen.first).content)
        return 0
    numbers = range(chosen.first, chosen.first + chosen.files)
    report = run(chosen.seed, numbers, workers=os.cpu_count() or 1)
    sys.stdout.write("\n".join([*report.lines(), ""]))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
