"""Removal of metadata from image files, without changing a pixel.

It runs before the file is decoded, so that untrusted metadata is never parsed by a decoder.
"""

import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass

from bot.imaging.decoding import Format, UnreadableError, sniff
from bot.imaging.formats import avif, gif, heic, jpeg, png, webp
from bot.imaging.formats.header import MAX_PROFILE
from bot.imaging.pixels import exif_orientation


@dataclass(frozen=True, slots=True)
class Stripped:
    """A file without metadata, and the metadata that its pixels need.

    `orientation` is the EXIF orientation (1 to 8), `profile` the ICC profile. `animated` is True if
    frames were dropped, `dropped` if anything was.
    """

    content: bytes
    orientation: int = 1
    profile: bytes | None = None
    animated: bool = False
    dropped: bool = False


def strip_metadata(content: bytes) -> Stripped:
    """Remove the metadata that a decoder would read, and the frames but the first of a GIF.

    Raises `UnreadableError`: `BROKEN` if the file's structure cannot be followed to its end, and
    `TOO_COMPLEX` if it has more parts than any real file.
    """
    match sniff(content):
        case Format.PNG:
            return _strip_png(content)
        case Format.JPEG:
            return _strip_jpeg(content)
        case Format.GIF:
            return _strip_gif(content)
        case Format.WEBP:
            return _read_webp(content)
        case Format.HEIC:
            content, dropped = heic.without_metadata(content)
            return Stripped(content, dropped=dropped)
        case Format.AVIF:
            content, dropped = avif.without_exif(content)
            return Stripped(content, dropped=dropped)
        case _:
            return Stripped(content)


_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def _strip_png(content: bytes) -> Stripped:
    view = memoryview(content)
    kept = [view[:8]]
    orientation, profile, animated = 1, None, False
    for kind, start, end in png.chunks(content):
        body = view[start + 8 : end - 4]
        if kind in _PNG_KEPT:
            kept.append(view[start:end])
        elif kind == b"eXIf":
            orientation = exif_orientation(bytes(body))
        elif kind == b"iCCP":
            profile = _png_profile(bytes(body))
        elif kind == b"acTL":
            animated = int.from_bytes(body[:4]) > 1
    stripped = b"".join(kept)
    dropped = len(stripped) != len(content)
    return Stripped(stripped, orientation, profile, animated, dropped=dropped)


def _png_profile(body: bytes) -> bytes | None:
    """Decompress an iCCP chunk (PNG 11.3.2.3): a name, a zero, the method (0), a zlib stream."""
    _, _, packed = body.partition(b"\0")
    try:
        return zlib.decompressobj().decompress(packed[1:], MAX_PROFILE) or None
    except zlib.error:
        return None


_JPEG_KEPT = jpeg.FRAMES | {jpeg.DHT, jpeg.DAC, jpeg.SOS, jpeg.DQT, jpeg.DNL, jpeg.DRI}
_JPEG_KEPT |= {jpeg.SCAN_DATA}
# JFIF 1.01, no density, no thumbnail.
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# Adobe's segment has the colour transform; anything after its first 12 bytes is dropped.
_ADOBE_SIZE = 12


def _strip_jpeg(content: bytes) -> Stripped:
    view = memoryview(content)
    kept: list[bytes | memoryview] = [view[:2]]
    profile_parts: dict[int, bytes] = {}
    orientation, dropped, image_end = 1, False, len(content)
    for code, start, body, end in jpeg.segments(content):
        head = content[body : min(end, body + len(jpeg.ICC) + 2)]
        if code == jpeg.EOI:
            kept.append(view[start:end])
            image_end = end
        elif code in _JPEG_KEPT:
            kept.append(view[start:end])
        elif code == jpeg.APP0 and head.startswith(b"JFIF\0"):
            kept.append(_JFIF)
        elif code == jpeg.APP14 and head.startswith(b"Adobe") and end - body >= _ADOBE_SIZE:
            kept.append(struct.pack(">HH", 0xFFEE, 2 + _ADOBE_SIZE))
            kept.append(view[body : body + _ADOBE_SIZE])
        else:
            dropped = True
            if code == jpeg.APP1 and head.startswith(jpeg.EXIF) and orientation == 1:
                orientation = exif_orientation(content[body:end])
            elif code == jpeg.APP2 and head.startswith(jpeg.ICC) and len(head) > len(jpeg.ICC) + 1:
                profile_parts[head[len(jpeg.ICC)]] = content[body + len(jpeg.ICC) + 2 : end]
    profile = b"".join(profile_parts[number] for number in sorted(profile_parts))
    dropped = dropped or image_end < len(content)
    return Stripped(b"".join(kept), orientation, _reasonable(profile), dropped=dropped)


def _reasonable(profile: bytes) -> bytes | None:
    return profile if 0 < len(profile) <= MAX_PROFILE else None


def _strip_gif(content: bytes) -> Stripped:
    """Keep the first frame, which is all that is made of a GIF here."""
    first = gif.first_frame(content)
    frames, dropped = 0, False
    # What follows the first frame may be as damaged as it likes.
    with suppress(UnreadableError):
        for block in gif.blocks(content):
            frames += block.kind == gif.IMAGE
            dropped |= block.label in {gif.COMMENT, gif.PLAIN_TEXT}
            if frames > 1:
                break
    return Stripped(first, animated=frames > 1, dropped=dropped)


def _read_webp(content: bytes) -> Stripped:
    """Return the file as it is: Pillow hands its metadata on without a look at it."""
    orientation, profile, dropped, frames = 1, b"", False, 0
    for chunk in webp.chunks(content):
        frames += chunk.kind == b"ANMF"
        dropped |= chunk.kind in {b"EXIF", b"XMP "}
        if chunk.kind == b"EXIF":
            orientation = exif_orientation(content[chunk.body : chunk.end])
        elif chunk.kind == b"ICCP":
            profile = content[chunk.body : chunk.end]
    return Stripped(
        content, orientation, _reasonable(profile), animated=frames > 1, dropped=dropped
    )
