"""AVIF (a profile of HEIF, ISO/IEC 23008-12): boxes, and the work that they ask for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from bot.imaging.formats.header import Header, broken, check_header, too_complex

# A grid of 16 x 16 tiles has 257 items, each with a box; 1000 properties on top are plenty.
_MAX_BOXES = 4096
# Boxes that hold boxes, with the bytes in front of these: version and flags, and a count.
_PARENTS = {
    **dict.fromkeys((b"iprp", b"ipco", b"moov", b"trak", b"mdia", b"minf", b"stbl"), 0),
    b"meta": 4,
    b"iref": 4,
}
_MAX_DEPTH = 8
# Measured, with the most that a picture can have: 12 bits a sample, no chroma subsampling, alpha.
_PIXEL_BYTES = 20


class Box(NamedTuple):
    """A box's type, and the offsets of its start, body and end."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(content: bytes) -> Iterator[Box]:
    """Yield each box, and the boxes inside of those that describe pictures.

    Raises `UnreadableError`: `BROKEN` for a box that exceeds its parent, `TOO_COMPLEX` for
    too many boxes.
    """
    for number, box in enumerate(_within(content, 0, len(content), _MAX_DEPTH)):
        if number == _MAX_BOXES:
            raise too_complex("boxes")
        yield box


def _within(content: bytes, start: int, end: int, depth: int) -> Iterator[Box]:
    while start + 8 <= end:
        box = _box(content, start, end)
        yield box
        if depth and box.kind in _PARENTS:
            yield from _within(content, box.body + _PARENTS[box.kind], box.end, depth - 1)
        elif depth and box.kind == b"iinf":
            yield from _within(content, box.body + _items_offset(content, box), box.end, depth - 1)
        start = box.end


def _box(content: bytes, start: int, end: int) -> Box:
    """Read a box's size and type (ISO/IEC 14496-12, section 4.2)."""
    size, body = int.from_bytes(content[start : start + 4]), start + 8
    if size == 1:
        size, body = int.from_bytes(content[start + 8 : start + 16]), start + 16
    elif size == 0:
        size = end - start
    if not body <= start + size <= end:
        raise broken()
    return Box(content[start + 4 : start + 8], start, body, start + size)


def _items_offset(content: bytes, box: Box) -> int:
    """Return where the entries of `iinf` begin (section 8.11.6): behind version and count."""
    return 6 if content[box.body : box.body + 1] == b"\0" else 8


def read_header(content: bytes) -> Header:
    """Return the header with the largest size that a property (`ispe`) or a track (`tkhd`) names.

    The tiles of a grid and thumbnails have smaller ones. Raises `UnreadableError`.
    """
    header = Header(0, 0, _PIXEL_BYTES)
    for box in boxes(content):
        header = with_size(header, content, box)
    return header


def with_size(header: Header, content: bytes, box: Box) -> Header:
    """Return the header with the size or the number of frames that a box names, if it is larger."""
    width = height = 0
    if box.kind == b"ispe" and box.end - box.body >= 12:
        width, height = _two(content, box.body + 4)
    elif box.kind == b"tkhd" and box.end - box.body >= 8:
        # The last eight bytes, with 16 bits behind the point.
        width, height = (side >> 16 for side in _two(content, box.end - 8))
    elif box.kind == b"stsz" and box.end - box.body >= 12:
        frames = _two(content, box.body + 4)[1]
        return replace(header, frames=max(header.frames, frames))
    if width * height <= header.pixels:
        return header
    return replace(header, width=width, height=height)


def _two(content: bytes, offset: int) -> tuple[int, int]:
    return int.from_bytes(content[offset : offset + 4]), int.from_bytes(
        content[offset + 4 : offset + 8]
    )


def inspect(content: bytes) -> Header:
    """Return the header of a file whose boxes are sound, with the number of its frames.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    header = read_header(content)
    check_header(header)
    return header


def without_exif(content: bytes) -> tuple[bytes, bool]:
    """Return the file with its Exif and XMP items renamed, and True if it had any.

    Readers skip items of unknown types. An orientation in Exif is not for AVIF or HEIC (ISO/IEC
    23008-12, annex A.2.1): the properties `irot` and `imir` have it.
    """
    patched = bytearray(content)
    found = False
    for box in boxes(content):
        if box.kind != b"infe" or box.end - box.body < 12:
            continue
        # Version 2 has an identifier of two bytes, version 3 one of four (14496-12, 8.11.6).
        at = box.body + (8 if content[box.body] == 2 else 10)
        if content[at : at + 4] in {b"Exif", b"mime"}:
            patched[at : at + 4] = b"skip"
            found = True
    return (bytes(patched), True) if found else (content, False)
