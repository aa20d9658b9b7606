"""Pauses between tries."""

import random
from collections.abc import Iterator


def backoff(first: float, most: float = 30) -> Iterator[float]:
    """Endless pauses in seconds: doubling from `first` to `most`, each a quarter up or down."""
    pause = first
    while True:
        yield pause * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, keeps no secret
        pause = min(pause * 2, most)
