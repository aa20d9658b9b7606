"""BMP (Windows bitmaps): the header, and the work that it asks for."""

import struct

from bot.imaging.formats.header import Header, broken, check_header, too_complex

_FILE_HEADER_BYTES = 14
_CORE_HEADER_BYTES, _INFO_HEADER_BYTES = 12, 40
_DEPTHS = {1, 2, 4, 8, 16, 24, 32}
_RUN_LENGTHS = {1, 2}
_UNCOMPRESSED = {0, 3, 6}
# Pillow reads run lengths in Python, at about a megabyte a second.
_MAX_RUN_LENGTH_BYTES = 1_000_000


def read_header(content: bytes) -> Header:
    """Return the header, from the first bytes alone; raises `UnreadableError` (`BROKEN`)."""
    width, height, depth, _ = _layout(content)
    return Header(width, height, pixel_bytes=1 if depth <= 8 else 4)


def _layout(content: bytes) -> tuple[int, int, int, int]:
    """Return width, height, bits a pixel and the kind of compression."""
    size = int.from_bytes(content[14:18], "little")
    try:
        if size == _CORE_HEADER_BYTES:
            width, height, _, depth = struct.unpack_from("<HHHH", content, 18)
            compression = 0
        elif size >= _INFO_HEADER_BYTES:
            width, height, _, depth, compression = struct.unpack_from("<iiHHI", content, 18)
        else:
            raise broken()
    except struct.error:
        raise broken() from None
    if depth not in _DEPTHS:
        raise broken()
    # A negative height says that the rows go downwards.
    return width, abs(height), depth, compression


def inspect(content: bytes) -> Header:
    """Return the header of a file that has the rows of which it speaks.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    header = read_header(content)
    check_header(header)
    width, height, depth, compression = _layout(content)
    if compression in _RUN_LENGTHS and len(content) > _MAX_RUN_LENGTH_BYTES:
        raise too_complex("run lengths")
    # Rows are padded to four bytes.
    rows = height * (-(-width * depth // 32) * 4)
    if compression in _UNCOMPRESSED and rows > len(content) - _FILE_HEADER_BYTES:
        raise broken()
    return header
