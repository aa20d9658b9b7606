"""PNG: XMP is a text chunk in front of the pixels, a manifest the chunk `caBX`."""

import zlib

from bot.imaging.formats import png
from bot.imaging.formats.header import MAX_PROFILE
from bot.imaging.pixels import exif_orientation, orientation_exif
from bot.imaging.provenance.parts import MAX_MANIFEST, MAX_XMP, Parts
from providers.signature import Format

_DATA = (b"IDAT", b"fdAT")
# Chunks that decide how the pixels look, and the most bytes that each can have (section 11.3).
_SHOWN = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"cICP": 4,
    b"iCCP": MAX_PROFILE,
    b"sBIT": 4,
    b"mDCV": 24,
    b"cLLI": 8,
    b"pHYs": 9,
    b"acTL": 8,
    b"fcTL": 26,
    b"caBX": MAX_MANIFEST,
    b"IEND": 0,
}
_XMP_KEYWORD = b"XML:com.adobe.xmp\0"


def parts(content: bytes) -> Parts:
    """Split a file whose structure is sound."""
    view, found = memoryview(content), Parts(Format.PNG)
    found.keep(view[:8], before=True)
    in_front = True
    # Without the checksums, which were compared when the picture was verified.
    for chunk in png.salvaged(content):
        in_front = in_front and chunk.kind != b"IDAT"
        size = chunk.end - chunk.start - 12
        if chunk.kind in _DATA or size <= _SHOWN.get(chunk.kind, -1):
            found.keep(view[chunk.start : chunk.end], before=in_front)
            found.has_manifest |= chunk.kind == b"caBX"
        elif chunk.kind == b"iTXt" and content.startswith(_XMP_KEYWORD, chunk.start + 8):
            found.xmp = found.xmp or _xmp(content[chunk.body])
        elif chunk.kind == b"eXIf" and (turn := exif_orientation(content[chunk.body])) != 1:
            piece = png.encode_chunk(b"eXIf", orientation_exif(turn))
            (found.before if in_front else found.after).append(piece)
        if chunk.kind == b"IEND":
            break
    return found


def join(parts: Parts, xmp: bytes) -> bytes:
    """Return the file with the XMP."""
    # Not compressed, no language, no translated keyword (section 11.3.3.4).
    chunk = png.encode_chunk(b"iTXt", _XMP_KEYWORD + bytes(4) + xmp)
    return b"".join([*parts.before, chunk, *parts.after])


def _xmp(body: bytes) -> bytes:
    _, _, rest = body.partition(b"\0")
    _, _, text = rest[2:].partition(b"\0")
    _, _, text = text.partition(b"\0")
    if rest[:1] != b"\1":
        return text[:MAX_XMP]
    try:
        return zlib.decompressobj().decompress(text, MAX_XMP)
    except zlib.error:
        return b""
