"""What an image file is, told from its bytes alone, and the one safe way to open it."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageFile

# Handed on, so that whoever handles images here needs one import.
from providers.signature import Format as Format
from providers.signature import sniff as sniff


class Flaw(StrEnum):
    """What is wrong with an image; the words are found elsewhere."""

    UNKNOWN = "unknown"
    """No image, or none of a known format."""
    UNSUPPORTED = "unsupported"
    """Another known format that is not taken; fact `format`."""
    HEIC = "heic"
    """An iPhone's own format, which Pillow does not read."""
    BROKEN = "broken"
    """Truncated or damaged."""
    TOO_MANY_PIXELS = "too-many-pixels"
    """Facts `width`, `height` and `limit`, as far as they are known."""
    TOO_MANY_BYTES = "too-many-bytes"
    """Facts `size` and `limit`."""
    MASK_SHAPE = "mask-shape"
    """A mask of another shape than its image.

    Facts `width`, `height`, `wanted_width`, `wanted_height`.
    """
    MASK_EMPTY = "mask-empty"
    """A mask that marks nothing."""


class UnreadableError(ValueError):
    """An image that is not taken, and why."""

    def __init__(self, reason: Flaw, **facts: str | int) -> None:
        super().__init__(reason.value, facts)
        self.reason = reason
        self.facts = facts


# The plugins themselves rather than `Image.open`, whose bomb check is one global for all and warns
# where we decide. Not TIFF: nobody makes it here, and its plugin warns about every oddity.
_PLUGINS = {
    Format.PNG: "Png",
    Format.JPEG: "Jpeg",
    Format.WEBP: "WebP",
    Format.GIF: "Gif",
    Format.AVIF: "Avif",
    Format.BMP: "Bmp",
}


def is_lossy(content: bytes) -> bool:
    """Whether the encoding lost detail already, as far as the format tells."""
    match sniff(content):
        case Format.WEBP:
            return any(kind == b"VP8 " for kind in _riff_chunks(content))
        case kind:
            return kind in {Format.JPEG, Format.AVIF, Format.HEIC}


def _riff_chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        yield content[at : at + 4]
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + size + size % 2


@contextmanager
def reading() -> Iterator[None]:
    """Around anything that makes Pillow read: every failure in it is an `UnreadableError`."""
    try:
        yield
    except (UnreadableError, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError(Flaw.TOO_MANY_PIXELS) from error
    except Exception as error:  # Pillow declares no set of errors for damaged files
        raise UnreadableError(Flaw.BROKEN) from error


def open_image(content: bytes, *, max_pixels: int) -> ImageFile.ImageFile:
    """The image with its header read and nothing decoded; decode it inside `reading()`.

    Raises `UnreadableError`: `UNKNOWN`, `HEIC`, `UNSUPPORTED`, `BROKEN`, `TOO_MANY_PIXELS`.
    """
    kind = sniff(content)
    if kind is None:
        raise UnreadableError(Flaw.UNKNOWN)
    if kind not in _PLUGINS:
        reason = Flaw.HEIC if kind is Format.HEIC else Flaw.UNSUPPORTED
        raise UnreadableError(reason, format=kind.value)
    with reading():
        image = plugin(kind)(BytesIO(content))
    if image.width * image.height > max_pixels:
        raise UnreadableError(
            Flaw.TOO_MANY_PIXELS, width=image.width, height=image.height, limit=max_pixels
        )
    return image


def plugin(kind: Format) -> type[ImageFile.ImageFile]:
    """Pillow's reader of a format that is taken; the writer is there from then on, too.

    Not loaded before it is wanted: with all of them a bot that makes no pictures takes a megabyte
    more, and without its own a writer has Pillow load every plugin it has.
    """
    name = _PLUGINS[kind]
    found: type[ImageFile.ImageFile] = getattr(
        import_module(f"PIL.{name}ImagePlugin"), f"{name}ImageFile"
    )
    return found


def format_of(image: ImageFile.ImageFile) -> Format:
    """The format that an image of `open_image` came in."""
    return Format(str(image.format).lower())


def is_animated(image: ImageFile.ImageFile) -> bool:
    """Whether there is more than one frame. Raises `UnreadableError`."""
    with reading():
        return bool(getattr(image, "is_animated", False))


def png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Type of each chunk of a PNG, and where it begins and ends in the file, to IEND inclusive.

    Raises `UnreadableError` (`BROKEN`) for a wrong checksum or where the file ends too early:
    Pillow forgives both, viewers do not.
    """
    view, at = memoryview(content), 8
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            break
        if zlib.crc32(view[at + 4 : end - 4]) != int.from_bytes(view[end - 4 : end]):
            break
        yield kind, at, end
        if kind == b"IEND":
            return
        at = end
    raise UnreadableError(Flaw.BROKEN)
