"""JPEG: XMP is a segment APP1 behind JFIF's, a manifest a row of segments APP11."""

from bot.imaging.formats import jpeg
from bot.imaging.pixels import exif_orientation, orientation_exif
from bot.imaging.provenance.parts import MAX_MANIFEST, MAX_XMP, Parts
from providers.signature import Format

_SHOWN = jpeg.FRAMES | {jpeg.DHT, jpeg.DAC, jpeg.SOS, jpeg.DQT, jpeg.DNL, jpeg.DRI, jpeg.EOI}
_SHOWN |= {jpeg.SCAN_DATA}
# JFIF 1.01, no density, no thumbnail.
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_JFIF_BYTES, _ADOBE_BYTES = 14, 12
_JUMBF = b"JP"
# The universal identifier of a manifest store, in the description box that comes first.
_C2PA = bytes.fromhex("6332706100110010800000aa00389b71")
_BOX_HEAD = 64


def parts(content: bytes) -> Parts:
    """Split a file whose structure is sound; raises `UnreadableError` otherwise."""
    view, found = memoryview(content), Parts(Format.JPEG)
    found.keep(view[:2], before=True)
    manifests: set[bytes] = set()
    manifest_bytes, turned = 0, False
    for code, start, body, end in jpeg.segments(content):
        segment, head = view[start:end], content[body : min(end, body + _BOX_HEAD)]
        if code in _SHOWN or _is_colour(code, head, end - body):
            found.keep(segment)
        elif code == jpeg.APP0 and head.startswith(b"JFIF\0"):
            _keep_jfif(found, segment, end - body)
        elif code == jpeg.APP11 and head.startswith(_JUMBF):
            if _C2PA in head:
                manifests.add(head[2:4])
            manifest_bytes += len(segment)
            if head[2:4] in manifests and manifest_bytes <= MAX_MANIFEST:
                found.keep(segment)
                found.has_manifest = True
        elif code == jpeg.APP1 and head.startswith(jpeg.XMP):
            found.xmp = found.xmp or content[body + len(jpeg.XMP) : end][:MAX_XMP]
        elif code == jpeg.APP1 and head.startswith(jpeg.EXIF) and not turned:
            turned = True
            if (turn := exif_orientation(content[body:end])) != 1:
                found.after.append(_segment(jpeg.APP1, jpeg.EXIF + orientation_exif(turn)))
    return found


def _is_colour(code: int, head: bytes, size: int) -> bool:
    """Return True for a profile, and for Adobe's note about the colour transform."""
    if code == jpeg.APP2:
        return head.startswith(jpeg.ICC)
    return code == jpeg.APP14 and head.startswith(b"Adobe") and size == _ADOBE_BYTES


def _keep_jfif(found: Parts, segment: memoryview, size: int) -> None:
    # It has to be the first segment, so the XMP goes behind it.
    in_front = len(found.before) == 1 and not found.after
    if size == _JFIF_BYTES:
        found.keep(segment, before=in_front)
    else:
        (found.before if in_front else found.after).append(_JFIF)


def join(parts: Parts, xmp: bytes) -> bytes:
    """Return the file with the XMP."""
    return b"".join([*parts.before, _segment(jpeg.APP1, jpeg.XMP + xmp), *parts.after])


def _segment(code: int, body: bytes) -> bytes:
    return bytes([0xFF, code]) + (len(body) + 2).to_bytes(2) + body
