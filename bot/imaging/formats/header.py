"""The part of a file's header that decides how much work its pixels are, and bounds for it."""

from dataclasses import dataclass

from bot.imaging.flaws import Flaw, UnreadableError

MAX_SIDE = 131_072
"""The longest side: twice that of a JPEG (ITU T.81, B.2.2) or a GIF, four times that of a panorama.

Without a bound a picture of one column could have as many rows as pixels, and each row and column
costs memory of its own when a picture is scaled.
"""
MAX_FRAMES = 10_000
"""Frames of an animation: eleven minutes at 15 frames a second."""
MAX_PROFILE = 4 * 2**20
"""Bytes of a colour profile: those of printers, the largest ones, have one to three megabytes."""


@dataclass(frozen=True, slots=True)
class Header:
    """The size of a picture, and the memory that Pillow takes to decode it.

    `pixel_bytes` is taken for every decoded pixel, the decoder's buffers included, and `buffer` for
    the file whatever size it is decoded to. `can_shrink` is True if that may be a smaller size.
    """

    width: int
    height: int
    pixel_bytes: int
    buffer: int = 0
    frames: int = 1
    can_shrink: bool = False

    @property
    def pixels(self) -> int:
        """The number of pixels of one frame."""
        return self.width * self.height

    def pixels_at(self, scale: int) -> int:
        """Return the number of pixels of one frame with sides `scale` times smaller."""
        return -(-self.width // scale) * -(-self.height // scale)

    def memory_at(self, scale: int) -> int:
        """Return the bytes that decoding one frame takes, at a scale."""
        return self.buffer + self.pixel_bytes * self.pixels_at(scale)


def too_complex(part: str) -> UnreadableError:
    """Return the error for a file with too much of something."""
    return UnreadableError(Flaw.TOO_COMPLEX, part=part)


def broken() -> UnreadableError:
    """Return the error for a file whose structure cannot be followed."""
    return UnreadableError(Flaw.BROKEN)


def check_header(header: Header) -> None:
    """Raise `UnreadableError` for sides or frames that no real picture has."""
    if min(header.width, header.height) < 1:
        raise broken()
    if max(header.width, header.height) > MAX_SIDE:
        raise too_many_pixels(header, MAX_SIDE**2)
    if header.frames > MAX_FRAMES:
        raise too_complex("frames")


def check_pixels(header: Header, limit: int, scale: int = 1) -> None:
    """Raise `UnreadableError` for more pixels than `limit`, after scaling down by `scale`."""
    if header.pixels_at(scale) > limit:
        raise too_many_pixels(header, limit)


def too_many_pixels(header: Header, limit: int) -> UnreadableError:
    """Return the error for a picture with more than `limit` pixels."""
    return UnreadableError(
        Flaw.TOO_MANY_PIXELS, width=header.width, height=header.height, limit=limit
    )
