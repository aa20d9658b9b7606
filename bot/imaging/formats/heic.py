"""HEIC (HEVC in HEIF, ISO/IEC 23008-12), as iPhones save photos: the work that its boxes ask for.

The boxes are those of AVIF. The decoder turns and mirrors the picture by its properties.
"""

from dataclasses import replace

from bot.imaging.flaws import UnreadableError
from bot.imaging.formats import avif
from bot.imaging.formats.header import Header, check_header

# Measured, with a little more on top: the planes, the pixels, and their copy for Pillow.
_PIXEL_BYTES = 8
_FULL_CHROMA_BYTES = 10
_ALPHA_BYTES = 4
_DEEP_FACTOR = 2
"""With more than 8 bits a sample, everything is there in 16 bits first."""
# What the decoder holds whatever the size is: its tables, and the stack of its thread.
_BUFFER = 16_000_000
_ALPHA = (b"urn:mpeg:hevc:2015:auxid:1", b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
# ISO/IEC 14496-15, section 8.3.3: offsets in the decoder's configuration.
_CHROMA_AT, _DEPTH_AT = 16, 17
_DESCRIBES, _SKIPPED = b"cdsc", b"skip"
_HALVED_CHROMA = (0, 1)
_MAX_BODY = 64
"""Bytes of a box that are looked at."""


def read_header(content: bytes) -> Header:
    """Return the header as that of an AVIF; raises `UnreadableError`.

    A file whose pixels were cut off has one as well.
    """
    size = Header(0, 0, _PIXEL_BYTES, buffer=_BUFFER)
    has_alpha = is_deep = False
    try:
        for box in avif.boxes(content):
            body = content[box.body : min(box.end, box.body + _MAX_BODY)]
            size = avif.with_size(size, content, box)
            if box.kind == b"hvcC" and len(body) > _DEPTH_AT:
                is_deep |= body[_DEPTH_AT] & 7 > 0
                if body[_CHROMA_AT] & 3 not in _HALVED_CHROMA:
                    size = replace(size, pixel_bytes=_FULL_CHROMA_BYTES)
            elif box.kind == b"auxC":
                has_alpha |= body[4:].startswith(_ALPHA)
    except UnreadableError:
        if not size.pixels:
            raise
    taken = size.pixel_bytes + _ALPHA_BYTES * has_alpha
    return replace(size, pixel_bytes=taken * (_DEEP_FACTOR if is_deep else 1))


def without_metadata(content: bytes) -> tuple[bytes, bool]:
    """Return the file without what describes it, and True if it had any such data.

    References to descriptions are renamed, too: pi-heif 1.4 crashes where one leads nowhere.
    """
    content, has_any = avif.without_exif(content)
    patched = bytearray(content)
    for box in avif.boxes(content):
        if box.kind == _DESCRIBES:
            patched[box.start + 4 : box.start + 8] = _SKIPPED
    return bytes(patched), has_any


def inspect(content: bytes) -> Header:
    """Return the header of a file whose boxes are sound.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    for _ in avif.boxes(content):
        pass
    header = read_header(content)
    check_header(header)
    return header
