"""Reasons to refuse an image, and the error that carries one."""

from enum import StrEnum


class Flaw(StrEnum):
    """Reasons to refuse an image; the sentences for members are in the texts."""

    UNKNOWN = "unknown"
    """Not an image, or not of a known format."""
    UNSUPPORTED = "unsupported"
    """A known format that is not accepted; fact `format`."""
    BROKEN = "broken"
    """Truncated or damaged."""
    TOO_COMPLEX = "too-complex"
    """More work to read than a picture of its size is worth; fact `part`, for the log."""
    TOO_MANY_PIXELS = "too-many-pixels"
    """More pixels than accepted; facts `width`, `height` and `limit`, as far as they are known."""
    TOO_MANY_BYTES = "too-many-bytes"
    """More bytes than accepted; facts `size` and `limit`."""
    MASK_SHAPE = "mask-shape"
    """A mask whose aspect ratio differs from its image's.

    Facts `width`, `height`, `wanted_width`, `wanted_height`, in pixels.
    """
    MASK_EMPTY = "mask-empty"
    """A mask that marks nothing."""


class UnreadableError(ValueError):
    """An image that was refused: `reason`, and `facts` for the sentence about it."""

    def __init__(self, reason: Flaw, **facts: str | int) -> None:
        # Only the reason is an argument, so that the error can be sent from one process to another.
        super().__init__(reason)
        self.reason = reason
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name} {fact}" for name, fact in self.facts.items())
        return f"{self.reason} ({facts})" if facts else str(self.reason)
