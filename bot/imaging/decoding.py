"""Image formats recognised by content, and the only safe way to open an image file."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageFile

# Re-exported, so that modules that handle images need one import.
from providers.signature import Format as Format
from providers.signature import sniff as sniff


class Flaw(StrEnum):
    """Reasons to refuse an image; the sentences for members are in the texts."""

    UNKNOWN = "unknown"
    """Not an image, or not of a known format."""
    UNSUPPORTED = "unsupported"
    """A known format that is not accepted; fact `format`."""
    HEIC = "heic"
    """The format of iPhones, which Pillow does not read."""
    BROKEN = "broken"
    """Truncated or damaged."""
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
        super().__init__(reason.value, facts)
        self.reason = reason
        self.facts = facts


# The plugins are used directly, since the bomb check of `Image.open` is a global that warns where
# we raise. TIFF is left out: nobody needs it here, and its plugin warns about every oddity.
_PLUGINS = {
    Format.PNG: "Png",
    Format.JPEG: "Jpeg",
    Format.WEBP: "WebP",
    Format.GIF: "Gif",
    Format.AVIF: "Avif",
    Format.BMP: "Bmp",
}


def is_lossy(content: bytes) -> bool:
    """Return True if the file's encoding is a lossy one."""
    match sniff(content):
        case Format.WEBP:
            return any(kind == b"VP8 " for kind in _riff_chunks(content))
        case kind:
            return kind in {Format.JPEG, Format.AVIF, Format.HEIC}


def _riff_chunks(content: bytes) -> Iterator[bytes]:
    offset = 12
    while offset + 8 <= len(content):
        yield content[offset : offset + 4]
        size = int.from_bytes(content[offset + 4 : offset + 8], "little")
        offset += 8 + size + size % 2


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn every failure of Pillow inside the `with` block into an `UnreadableError`."""
    try:
        yield
    except (UnreadableError, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError(Flaw.TOO_MANY_PIXELS) from error
    except Exception as error:  # Pillow does not document what damaged files raise
        raise UnreadableError(Flaw.BROKEN) from error


def open_image(content: bytes, *, max_pixels: int) -> ImageFile.ImageFile:
    """Open an image: only its header is read. Decode it inside `translate_errors()`.

    Raises `UnreadableError`: `UNKNOWN`, `HEIC`, `UNSUPPORTED`, `BROKEN` or `TOO_MANY_PIXELS`.
    """
    kind = sniff(content)
    if kind is None:
        raise UnreadableError(Flaw.UNKNOWN)
    if kind not in _PLUGINS:
        reason = Flaw.HEIC if kind is Format.HEIC else Flaw.UNSUPPORTED
        raise UnreadableError(reason, format=kind.value)
    with translate_errors():
        image = load_plugin(kind)(BytesIO(content))
    if image.width * image.height > max_pixels:
        raise UnreadableError(
            Flaw.TOO_MANY_PIXELS, width=image.width, height=image.height, limit=max_pixels
        )
    return image


def load_plugin(kind: Format) -> type[ImageFile.ImageFile]:
    """Import Pillow's plugin for an accepted format, reader and writer, and return the reader.

    Plugins are imported on demand, since all of them take a megabyte that an idle bot does not
    need. Saving needs this call too: without the format's plugin Pillow imports all it has.
    """
    name = _PLUGINS[kind]
    reader: type[ImageFile.ImageFile] = getattr(
        import_module(f"PIL.{name}ImagePlugin"), f"{name}ImageFile"
    )
    return reader


def format_of(image: ImageFile.ImageFile) -> Format:
    """Return the file format of an image from `open_image`."""
    return Format(str(image.format).lower())


def is_animated(image: ImageFile.ImageFile) -> bool:
    """Return True if the image has more than one frame; raises `UnreadableError`."""
    with translate_errors():
        return bool(getattr(image, "is_animated", False))


def png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the type, start and end offset of each chunk of a PNG, up to and including IEND.

    Raises `UnreadableError` (`BROKEN`) for a wrong checksum or a truncated file. Pillow accepts
    both, but viewers do not.
    """
    view, start = memoryview(content), 8
    while start + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, start)
        end = start + 12 + length
        if end > len(content):
            break
        if zlib.crc32(view[start + 4 : end - 4]) != int.from_bytes(view[end - 4 : end]):
            break
        yield kind, start, end
        if kind == b"IEND":
            return
        start = end
    raise UnreadableError(Flaw.BROKEN)
