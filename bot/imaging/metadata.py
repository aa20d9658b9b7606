"""Metadata cut out of image files without touching a pixel.

It goes before the file is decoded, so that what a stranger wrote into it is never parsed.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.imaging.decoding import Flaw, Format, UnreadableError, png_chunks, sniff
from bot.imaging.pixels import orientation


@dataclass(frozen=True, slots=True)
class Bare:
    """A file without metadata, and what of the metadata matters to its pixels.

    `turned` is the EXIF orientation, `profile` the ICC profile, `animated` says that frames were
    dropped, `dropped` that anything was.
    """

    content: bytes
    turned: int = 1
    profile: bytes | None = None
    animated: bool = False
    dropped: bool = False


def strip(content: bytes) -> Bare:
    """A PNG or JPEG without metadata; other formats come back as they are.

    Raises `UnreadableError` (`BROKEN`) where the file cannot be followed to its end.
    """
    match sniff(content):
        case Format.PNG:
            return _strip_png(content)
        case Format.JPEG:
            return _strip_jpeg(content)
        case _:
            return Bare(content)


_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_LARGEST_PROFILE = 4 * 2**20


def _strip_png(content: bytes) -> Bare:
    view = memoryview(content)
    kept = [view[:8]]
    turned, profile, animated = 1, None, False
    for kind, start, end in png_chunks(content):
        body = view[start + 8 : end - 4]
        if kind in _PNG_KEPT:
            kept.append(view[start:end])
        elif kind == b"eXIf":
            turned = orientation(bytes(body))
        elif kind == b"iCCP":
            profile = _png_profile(bytes(body))
        elif kind == b"acTL":
            animated = int.from_bytes(body[:4]) > 1
    bare = b"".join(kept)
    return Bare(bare, turned, profile, animated, dropped=len(bare) != len(content))


def _png_profile(body: bytes) -> bytes | None:
    """PNG 11.3.2.3: a name, a zero, the method (0), a zlib stream."""
    _, _, packed = body.partition(b"\0")
    try:
        return zlib.decompressobj().decompress(packed[1:], _LARGEST_PROFILE) or None
    except zlib.error:
        return None


class _Segment(NamedTuple):
    """A JPEG segment: its code, and where it, its body and its scan (if it has one) lie."""

    code: int
    start: int
    body: int
    end: int
    scan_end: int


_MARKER = re.compile(rb"\xff[^\x00\xff]")
_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# ITU T.81, table B.1.
_EOI, _SOS, _APP0, _APP1, _APP2, _APP14 = 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_WITHOUT_BODY = {0x01, *range(0xD0, 0xD9)}
_JPEG_KEPT = {*range(0xC0, 0xC8), *range(0xC9, 0xD0), _SOS, 0xDB, 0xDC, 0xDD}
# JFIF 1.01, no density, no thumbnail.
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# Adobe's segment says how the colours are coded; nothing may follow its first 12 bytes.
_ADOBE_SIZE = 12
_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"


def _segments(content: bytes) -> Iterator[_Segment]:
    """Every segment up to the end marker, which comes last, without a body."""
    at = 2
    while found := _MARKER.search(content, at):
        code, body = content[found.start() + 1], found.end()
        if code in _WITHOUT_BODY:
            at = body
            continue
        if code == _EOI:
            yield _Segment(code, found.start(), body, body, body)
            return
        end = body + int.from_bytes(content[body : body + 2])
        scan_end = end
        if code == _SOS:
            after = _MARKER_AFTER_SCAN.search(content, end)
            scan_end = after.start() if after else len(content)
        if not body + 2 <= end < len(content):
            break
        yield _Segment(code, found.start(), body + 2, end, scan_end)
        at = scan_end
    raise UnreadableError(Flaw.BROKEN)


def _strip_jpeg(content: bytes) -> Bare:
    view = memoryview(content)
    kept: list[bytes | memoryview] = [view[:2]]
    profile: dict[int, bytes] = {}
    turned, dropped, ending = 1, False, len(content)
    for code, start, body, end, scan_end in _segments(content):
        head = content[body : min(end, body + len(_ICC) + 2)]
        if code == _EOI:
            kept.append(view[start:end])
            ending = end
        elif code in _JPEG_KEPT:
            kept.append(view[start:scan_end])
        elif code == _APP0 and head.startswith(b"JFIF\0"):
            kept.append(_JFIF)
        elif code == _APP14 and head.startswith(b"Adobe") and end - body >= _ADOBE_SIZE:
            kept.append(struct.pack(">HH", 0xFFEE, 2 + _ADOBE_SIZE))
            kept.append(view[body : body + _ADOBE_SIZE])
        else:
            dropped = True
            if code == _APP1 and head.startswith(_EXIF) and turned == 1:
                turned = orientation(content[body:end])
            elif code == _APP2 and head.startswith(_ICC) and len(head) > len(_ICC) + 1:
                profile[head[len(_ICC)]] = content[body + len(_ICC) + 2 : end]
    whole = b"".join(profile[part] for part in sorted(profile)) or None
    return Bare(b"".join(kept), turned, whole, dropped=dropped or ending < len(content))
