"""Batches: how a job with several tasks was asked for.

Either the same `count` times, or by several `operations`, or with the alternatives of a `prompt`,
such as `{red|blue} cat`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_TASKS = 4
MODEL_OPTIONS = ("first", "second", "third", "fourth")
"""The options of `/compare` that name models."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Request of a job with several tasks; `prompt` is as it was typed.

    With `poll` the members of the channel are asked which of the pictures is best.
    """

    count: int = 1
    operations: tuple[str, ...] = ()
    prompt: str | None = None
    poll: bool = False

    @property
    def makes_several(self) -> bool:
        """True if it comes to more than one task."""
        return self.count > 1 or len(self.operations) > 1 or self.prompt is not None

    @property
    def is_comparison(self) -> bool:
        """True if several models make the same."""
        return len(self.operations) > 1

    def stored(self) -> dict[str, Any]:
        """Return the JSON value of the row."""
        values = {
            "count": self.count if self.count > 1 else None,
            "operations": [*self.operations] or None,
            "prompt": self.prompt,
            "poll": self.poll or None,
        }
        return {name: value for name, value in values.items() if value is not None}

    @staticmethod
    def of(stored: Mapping[str, Any] | None) -> "Batch | None":
        """Return the batch of a row; None for a job with one task."""
        if not stored:
            return None
        return Batch(
            int(stored.get("count", 1)),
            tuple(map(str, stored.get("operations", ()))),
            stored.get("prompt"),
            bool(stored.get("poll")),
        )
