"""Removal of metadata from image files, without changing a pixel.

It runs before the file is decoded, so that untrusted metadata is never parsed by a decoder.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.imaging.decoding import Flaw, Format, UnreadableError, png_chunks, sniff
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
    """Remove the metadata of a PNG or JPEG; return other formats unchanged.

    Raises `UnreadableError` (`BROKEN`) if the file's structure cannot be followed to its end.
    """
    match sniff(content):
        case Format.PNG:
            return _strip_png(content)
        case Format.JPEG:
            return _strip_jpeg(content)
        case _:
            return Stripped(content)


_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_MAX_PROFILE = 4 * 2**20


def _strip_png(content: bytes) -> Stripped:
    view = memoryview(content)
    kept = [view[:8]]
    orientation, profile, animated = 1, None, False
    for kind, start, end in png_chunks(content):
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
        return zlib.decompressobj().decompress(packed[1:], _MAX_PROFILE) or None
    except zlib.error:
        return None


class _Segment(NamedTuple):
    """A JPEG segment: its marker code, and the offsets of its start, body, end and scan data."""

    code: int
    start: int
    body: int
    end: int
    scan_end: int


_MARKER = re.compile(rb"\xff[^\x00\xff]")
_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Marker codes of ITU T.81, table B.1.
_EOI, _SOS, _APP0, _APP1, _APP2, _APP14 = 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_WITHOUT_BODY = {0x01, *range(0xD0, 0xD9)}
_JPEG_KEPT = {*range(0xC0, 0xC8), *range(0xC9, 0xD0), _SOS, 0xDB, 0xDC, 0xDD}
# JFIF 1.01, no density, no thumbnail.
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# Adobe's segment has the colour transform; anything after its first 12 bytes is dropped.
_ADOBE_SIZE = 12
_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"


def _segments(content: bytes) -> Iterator[_Segment]:
    """Yield every segment up to and including the end marker, which has no body."""
    offset = 2
    while marker := _MARKER.search(content, offset):
        code, body = content[marker.start() + 1], marker.end()
        if code in _WITHOUT_BODY:
            offset = body
            continue
        if code == _EOI:
            yield _Segment(code, marker.start(), body, body, body)
            return
        end = body + int.from_bytes(content[body : body + 2])
        scan_end = end
        if code == _SOS:
            next_marker = _MARKER_AFTER_SCAN.search(content, end)
            scan_end = next_marker.start() if next_marker else len(content)
        if not body + 2 <= end < len(content):
            break
        yield _Segment(code, marker.start(), body + 2, end, scan_end)
        offset = scan_end
    raise UnreadableError(Flaw.BROKEN)


def _strip_jpeg(content: bytes) -> Stripped:
    view = memoryview(content)
    kept: list[bytes | memoryview] = [view[:2]]
    profile_parts: dict[int, bytes] = {}
    orientation, dropped, image_end = 1, False, len(content)
    for code, start, body, end, scan_end in _segments(content):
        head = content[body : min(end, body + len(_ICC) + 2)]
        if code == _EOI:
            kept.append(view[start:end])
            image_end = end
        elif code in _JPEG_KEPT:
            kept.append(view[start:scan_end])
        elif code == _APP0 and head.startswith(b"JFIF\0"):
            kept.append(_JFIF)
        elif code == _APP14 and head.startswith(b"Adobe") and end - body >= _ADOBE_SIZE:
            kept.append(struct.pack(">HH", 0xFFEE, 2 + _ADOBE_SIZE))
            kept.append(view[body : body + _ADOBE_SIZE])
        else:
            dropped = True
            if code == _APP1 and head.startswith(_EXIF) and orientation == 1:
                orientation = exif_orientation(content[body:end])
            elif code == _APP2 and head.startswith(_ICC) and len(head) > len(_ICC) + 1:
                profile_parts[head[len(_ICC)]] = content[body + len(_ICC) + 2 : end]
    profile = b"".join(profile_parts[number] for number in sorted(profile_parts)) or None
    dropped = dropped or image_end < len(content)
    return Stripped(b"".join(kept), orientation, profile, dropped=dropped)
