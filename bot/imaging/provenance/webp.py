"""WebP: XMP and a manifest are chunks at the end, which the chunk `VP8X` has to announce."""

from bot.imaging.formats import webp
from bot.imaging.pixels import exif_orientation, orientation_exif
from bot.imaging.provenance.parts import MAX_MANIFEST, MAX_XMP, Parts, Piece
from providers.signature import Format

# Section 2.7.1: what the flags announce.
_PROFILE, _ALPHA, _EXIF, _XMP, _ANIMATION = 0x20, 0x10, 0x08, 0x04, 0x02
_BITSTREAMS = {b"ALPH", b"VP8 ", b"VP8L"}
_SHOWN = _BITSTREAMS | {b"VP8X", b"ICCP", b"ANIM"}
_VP8L_ALPHA = 1 << 28


def parts(content: bytes) -> Parts:
    """Split a file whose structure is sound; raises `UnreadableError` otherwise."""
    view, found = memoryview(content), Parts(Format.WEBP)
    found.size = webp.HEADER_BYTES
    manifests: list[memoryview] = []
    for kind, start, body, end in webp.chunks(content):
        piece = view[start : end + (end - body) % 2]
        if kind in _SHOWN:
            found.keep(piece, before=True)
        elif kind == b"ANMF":
            _keep_frame(content, found, webp.Chunk(kind, start, body, end), piece)
        elif kind == b"C2PA" and len(piece) <= MAX_MANIFEST and not manifests:
            manifests.append(piece)
        elif kind == b"XMP ":
            found.xmp = found.xmp or content[body:end][:MAX_XMP]
        elif kind == b"EXIF" and (turn := exif_orientation(content[body:end])) != 1:
            found.before.append(webp.encode_chunk(b"EXIF", orientation_exif(turn)))
    for piece in manifests:
        found.keep(piece)
        found.has_manifest = True
    return found


def _keep_frame(content: bytes, found: Parts, frame: webp.Chunk, piece: memoryview) -> None:
    inner = [*webp.frame_chunks(content, frame)]
    if all(chunk.kind in _BITSTREAMS for chunk in inner):
        found.keep(piece, before=True)
        return
    shown = [
        webp.encode_chunk(chunk.kind, content[chunk.body : chunk.end])
        for chunk in inner
        if chunk.kind in _BITSTREAMS
    ]
    head = content[frame.body : inner[0].start] if inner else b""
    found.before.append(webp.encode_chunk(b"ANMF", b"".join([head, *shown])))


def join(parts: Parts, xmp: bytes) -> bytes:
    """Return the file with the XMP."""
    kept: list[Piece] = [piece for piece in parts.before if bytes(piece[:4]) != b"VP8X"]
    chunks = [_extended(parts.before), *kept, webp.encode_chunk(b"XMP ", xmp), *parts.after]
    return webp.join(chunks)


def _extended(pieces: list[Piece]) -> bytes:
    """Return the chunk `VP8X`, made new for a file without one."""
    kinds = {bytes(piece[:4]): piece for piece in reversed(pieces)}
    has_exif = _EXIF if b"EXIF" in kinds else 0
    if (known := kinds.get(b"VP8X")) is not None:
        flags = known[8] & (_PROFILE | _ALPHA | _ANIMATION)
        return webp.encode_chunk(
            b"VP8X", bytes([flags | has_exif | _XMP, 0, 0, 0]) + bytes(known[12:18])
        )
    kind = b"VP8L" if b"VP8L" in kinds else b"VP8 "
    body = bytes(kinds[kind][8:18]) if kind in kinds else b""
    width, height = webp.bitstream_size(kind, body)
    lossless_alpha = kind == b"VP8L" and int.from_bytes(body[1:5], "little") & _VP8L_ALPHA
    flags = _XMP | has_exif | (_ALPHA if lossless_alpha else 0)
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp.encode_chunk(b"VP8X", bytes([flags, 0, 0, 0]) + size)
