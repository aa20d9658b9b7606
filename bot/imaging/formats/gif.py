"""GIF (CompuServe, version 89a): blocks, and the work that they ask for."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from bot.imaging.formats.header import Header, broken, check_header, too_complex

IMAGE, EXTENSION, TRAILER = 0x2C, 0x21, 0x3B
CONTROL, COMMENT, PLAIN_TEXT, APPLICATION = 0xF9, 0xFE, 0x01, 0xFF
_SCREEN_BYTES = 13
_DESCRIPTOR_BYTES = 10

# Data comes in sub-blocks of up to 255 bytes (section 15), and encoders fill all but the last one.
_SPARE_PARTS = 4096
_MEAN_PART_BYTES = 32
_PARTS_FOR_FREE = 4
_MAX_BLOCKS = 50_000
"""Of each frame: its data, its delay, and rarely a comment."""
# Pillow keeps palettes for one frame. From the second one on it keeps two more, with all colours.
_STILL_BYTES, _ANIMATED_BYTES = 2, 12


class Block(NamedTuple):
    """A block: its introducer, an extension's label, its start, and its end.

    `corner` of an image is the right and lower edge, in pixels from the left and upper edge.
    """

    kind: int
    label: int
    start: int
    end: int
    corner: tuple[int, int] = (0, 0)


def blocks(content: bytes) -> Iterator[Block]:
    """Yield each block behind the screen's description, up to and including the trailer.

    Raises `UnreadableError`: `BROKEN` for a truncated file, `TOO_COMPLEX` for too many blocks.
    """
    start = first_block(content)
    left = _SPARE_PARTS + len(content) // _MEAN_PART_BYTES
    try:
        for _ in range(_MAX_BLOCKS):
            kind, label, corner = content[start], 0, (0, 0)
            if kind == TRAILER:
                yield Block(kind, label, start, start + 1)
                return
            if kind == IMAGE:
                corner, data = _image(content, start)
            elif kind == EXTENSION:
                label, data = content[start + 1], start + 2
            else:
                raise broken()
            end, parts = _past_parts(content, data, left + _PARTS_FOR_FREE)
            left -= max(0, parts - _PARTS_FOR_FREE)
            yield Block(kind, label, start, end, corner)
            start = end
    except (IndexError, struct.error):
        raise broken() from None
    raise too_complex("blocks")


def first_block(content: bytes) -> int:
    """Return the offset behind the screen's description and its colours."""
    if len(content) < _SCREEN_BYTES:
        raise broken()
    return _SCREEN_BYTES + _colours(content[10])


def _colours(flags: int) -> int:
    """Return the bytes of a colour table (sections 18 and 20)."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _image(content: bytes, start: int) -> tuple[tuple[int, int], int]:
    """Return the right and lower edge of an image, and the offset of its data."""
    left, top, width, height, flags = struct.unpack_from("<HHHHB", content, start + 1)
    # One byte on top: how many bits the shortest code has.
    return (left + width, top + height), start + _DESCRIPTOR_BYTES + _colours(flags) + 1


def _past_parts(content: bytes, offset: int, most: int) -> tuple[int, int]:
    """Return the offset behind a row of sub-blocks, and their number."""
    for parts in range(1, most + 1):
        size = content[offset]
        offset += 1 + size
        if not size:
            return offset, parts
    raise too_complex("blocks")


def read_header(content: bytes) -> Header:
    """Return the header with the first frame; raises `UnreadableError`."""
    for block in blocks(content):
        if block.kind == IMAGE:
            return _header(content, [block])
    raise broken()


def _header(content: bytes, images: list[Block]) -> Header:
    width, height = struct.unpack_from("<HH", content, 6)
    # Pillow makes the screen as large as the frames are.
    width = max([width, *(image.corner[0] for image in images)])
    height = max([height, *(image.corner[1] for image in images)])
    pixel_bytes = _STILL_BYTES if len(images) == 1 else _ANIMATED_BYTES
    return Header(width, height, pixel_bytes, frames=len(images))


def inspect(content: bytes) -> Header:
    """Return the header of a file whose blocks are sound, with the number of its frames.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    images = [block for block in blocks(content) if block.kind == IMAGE]
    if not images:
        raise broken()
    header = _header(content, images)
    check_header(header)
    return header


def first_frame(content: bytes) -> bytes:
    """Return the file with its first frame alone, and without comments and other extensions.

    Raises `UnreadableError` as `blocks` does.
    """
    kept = [content[: first_block(content)]]
    for block in blocks(content):
        if block.kind == IMAGE or block.label == CONTROL:
            kept.append(content[block.start : block.end])
        if block.kind == IMAGE:
            break
    return b"".join([*kept, bytes([TRAILER])])
