"""Image formats recognised by content, and the only safe way to open an image file.

A file is judged by the work that it asks for, from its structure alone, before a decoder sees it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile

# Re-exported, so that modules that handle images need one import.
from bot.imaging.flaws import Flaw as Flaw
from bot.imaging.flaws import UnreadableError as UnreadableError
from bot.imaging.formats import avif, bmp, gif, heic, jpeg, png, webp
from bot.imaging.formats.header import Header, check_header, check_pixels, too_many_pixels
from providers.signature import Format as Format
from providers.signature import sniff as sniff

# The size is behind metadata in some formats; of a JPEG it may be a colour profile or a thumbnail.
# To look further would keep the event loop waiting, and saves only memory.
_HEADER_PART = 2**14
_JPEG_HEADER_PART = 2**20
_JPEG_SCALES = (1, 2, 4, 8)
png_chunks = png.chunks

# The plugins are used directly, since the bomb check of `Image.open` is a global that warns where
# we raise. TIFF is left out: nobody needs it here, and its plugin warns about every oddity.
_PLUGINS = {
    Format.PNG: "Png",
    Format.JPEG: "Jpeg",
    Format.WEBP: "WebP",
    Format.GIF: "Gif",
    Format.AVIF: "Avif",
    Format.HEIC: "Heif",
    Format.BMP: "Bmp",
}
_READ_HEADER: dict[Format, Callable[[bytes], Header]] = {
    Format.PNG: png.read_header,
    Format.JPEG: jpeg.read_header,
    Format.WEBP: webp.read_header,
    Format.GIF: gif.read_header,
    Format.AVIF: avif.read_header,
    Format.HEIC: heic.read_header,
    Format.BMP: bmp.read_header,
}
_INSPECT: dict[Format, Callable[[bytes], Header]] = {
    Format.PNG: png.inspect,
    Format.JPEG: jpeg.inspect,
    Format.WEBP: webp.inspect,
    Format.GIF: gif.inspect,
    Format.AVIF: avif.inspect,
    Format.HEIC: heic.inspect,
    Format.BMP: bmp.inspect,
}


@dataclass(frozen=True, slots=True)
class Shrink:
    """Permission to decode a JPEG at a half, a quarter or an eighth of its size.

    It is used above `above` pixels, as long as the longer side keeps more than `to` pixels. The
    decoder skips the detail, so that a large photo costs little memory.
    """

    to: int
    above: int

    def scale(self, header: Header) -> int:
        """Return the smallest scale that is small enough, else the largest that is allowed."""
        chosen = 1
        for scale in _JPEG_SCALES if header.can_shrink else ():
            if max(header.width, header.height) <= self.to * scale:
                break
            chosen = scale
            if header.pixels_at(scale) <= self.above:
                break
        return chosen


def is_lossy(content: bytes) -> bool:
    """Return True if the file's encoding is a lossy one."""
    match sniff(content):
        case Format.WEBP:
            return webp.is_lossy(content)
        case kind:
            return kind in {Format.JPEG, Format.AVIF, Format.HEIC}


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn every failure of Pillow inside the `with` block into an `UnreadableError`."""
    try:
        yield
    except UnreadableError:
        raise
    except MemoryError:
        raise UnreadableError(Flaw.TOO_COMPLEX, part="memory") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError(Flaw.TOO_MANY_PIXELS) from error
    except Exception as error:  # Pillow does not document what damaged files raise
        raise UnreadableError(Flaw.BROKEN) from error


def accepted_format(content: bytes) -> Format:
    """Return the format of an image that can be opened.

    Raises `UnreadableError`: `UNKNOWN` or `UNSUPPORTED`.
    """
    kind = sniff(content)
    if kind is None:
        raise UnreadableError(Flaw.UNKNOWN)
    if kind not in _PLUGINS:
        raise UnreadableError(Flaw.UNSUPPORTED, format=kind.value)
    return kind


def inspect(content: bytes) -> Header:
    """Return the header of a file that asks for a reasonable amount of work.

    Raises `UnreadableError`: as `accepted_format`, and `BROKEN`, `TOO_COMPLEX`, `TOO_MANY_PIXELS`.
    """
    return _INSPECT[accepted_format(content)](content)


def has_enough_data(content: bytes) -> bool:
    """Return False if a PNG or JPEG has too little data for its pixels, whatever they show."""
    match sniff(content):
        case Format.PNG:
            return png.has_enough_data(content)
        case Format.JPEG:
            return jpeg.has_enough_data(content)
        case _:
            return True


def read_header(content: bytes) -> Header | None:
    """Return the header, or None for a file without a reasonable one near its start.

    It reads little and raises nothing, to judge a file before it is handed to a worker.
    """
    try:
        kind = accepted_format(content)
        part = _JPEG_HEADER_PART if kind is Format.JPEG else _HEADER_PART
        header = _READ_HEADER[kind](content[:part])
        check_header(header)
    except UnreadableError:
        return None
    return header


def decoding_memory(content: bytes, most: int, shrink: Shrink | None = None) -> int:
    """Return an estimate of the bytes of memory that decoding the file takes.

    It is `most` for a file without a header near its start, and for one that would need more.
    """
    header = read_header(content)
    if header is None:
        return most
    return min(most, header.memory_at(shrink.scale(header) if shrink else 1))


def open_image(
    content: bytes,
    *,
    max_pixels: int,
    max_memory: int | None = None,
    shrink: Shrink | None = None,
) -> ImageFile.ImageFile:
    """Open an image: its pixels are not decoded yet. Decode them inside `translate_errors()`.

    `max_pixels` is for the pixels that are decoded, after a JPEG was made smaller by `shrink`, and
    `max_memory` for the bytes that they and the decoder's buffers take.

    Raises `UnreadableError` as `inspect` does.
    """
    header = inspect(content)
    scale = shrink.scale(header) if shrink else 1
    check_pixels(header, max_pixels, scale)
    if max_memory is not None and header.memory_at(scale) > max_memory:
        raise too_many_pixels(header, max(0, max_memory - header.buffer) // header.pixel_bytes)
    kind = accepted_format(content)
    if kind is Format.HEIC:
        content, _ = heic.without_metadata(content)
    with translate_errors():
        image = load_plugin(kind)(BytesIO(content))
        # The decoder has the last word about the size.
        check_pixels(replace(header, width=image.width, height=image.height), max_pixels, scale)
        if scale > 1:
            # Pillow divides by the size that is wanted, and a thin picture has none at a scale.
            image.draft(None, (max(1, image.width // scale), max(1, image.height // scale)))
    return image


def load_plugin(kind: Format) -> type[ImageFile.ImageFile]:
    """Import the plugin for an accepted format, reader and writer, and return the reader.

    Plugins are imported on demand, since all of them take a megabyte that an idle bot does not
    need. Saving needs this call too: without the format's plugin Pillow imports all it has.
    """
    name = _PLUGINS[kind]
    if kind is Format.HEIC:
        return _heic_plugin()
    plugin: Any = import_module(f"PIL.{name}ImagePlugin")
    if kind is Format.AVIF:
        # One for each core otherwise, each with a stack of its own.
        plugin.DEFAULT_MAX_THREADS = 1
    reader: type[ImageFile.ImageFile] = getattr(plugin, f"{name}ImageFile")
    return reader


def _heic_plugin() -> type[ImageFile.ImageFile]:
    """Return the reader of pi-heif, which reads the picture alone and none of what is beside it."""
    plugin: Any = import_module("pi_heif")
    options: Any = import_module("pi_heif.options")
    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    options.DECODE_THREADS = 1
    reader: type[ImageFile.ImageFile] = plugin.HeifImageFile
    # That of HEIC alone, since AVIF has a plugin of its own.
    reader.format = Format.HEIC.value.upper()
    return reader


def load(image: ImageFile.ImageFile) -> None:
    """Decode an image in full; call it in `translate_errors()`."""
    image.load()
    # WebP's decoder holds two more copies of the picture for frames that nobody asks for.
    vars(image).pop("_decoder", None)


def format_of(image: ImageFile.ImageFile) -> Format:
    """Return the file format of an image from `open_image`."""
    return Format(str(image.format).lower())


def is_animated(image: ImageFile.ImageFile) -> bool:
    """Return True if the image has more than one frame; raises `UnreadableError`."""
    with translate_errors():
        return bool(getattr(image, "is_animated", False))
