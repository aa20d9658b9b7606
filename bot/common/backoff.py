"""Exponential backoff: the pauses between retries."""

import random
from collections.abc import Iterator


def backoff(first: float, maximum: float = 30) -> Iterator[float]:
    """Yield pauses in seconds without end: doubling from `first` to `maximum`, each ±25 %."""
    pause = first
    while True:
        yield pause * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, keeps no secret
        pause = min(pause * 2, maximum)
