"""GIF: XMP and a manifest are application extensions (version 89a, section 26)."""

from bot.imaging.formats import gif
from bot.imaging.provenance.parts import MAX_MANIFEST, MAX_XMP, Parts
from providers.signature import Format

_APPLICATION_HEAD = 14
"""Introducer, label, size, and the eleven bytes of the name."""
_XMP, _C2PA = b"XMP DataXMP", b"C2PA_GIF"
# How often an animation is repeated: a block of three bytes.
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_LOOP_BYTES = _APPLICATION_HEAD + 5
# XMP is no row of sub-blocks: wherever a reader that takes it for one arrives, it is sent to the
# end (XMP specification, part 3, section 1.1.2).
_MAGIC = bytes([1, *range(255, -1, -1), 0])


def parts(content: bytes) -> Parts:
    """Split a file whose structure is sound; raises `UnreadableError` otherwise."""
    view, found = memoryview(content), Parts(Format.GIF)
    found.keep(view[: gif.first_block(content)], before=True)
    for block in gif.blocks(content):
        piece = view[block.start : block.end]
        if block.kind in {gif.IMAGE, gif.TRAILER} or block.label == gif.CONTROL:
            found.keep(piece)
        elif block.label == gif.APPLICATION:
            _keep_application(found, piece)
    return found


def _keep_application(found: Parts, piece: memoryview) -> None:
    name = bytes(piece[3:_APPLICATION_HEAD])
    is_manifest = name.startswith(_C2PA) and len(piece) <= MAX_MANIFEST
    if is_manifest or (name in _LOOPS and len(piece) == _LOOP_BYTES):
        # In front of the frames, where readers look for XMP, too.
        found.keep(piece, before=not found.after)
        found.has_manifest |= is_manifest
    elif name == _XMP:
        found.xmp = found.xmp or bytes(piece[_APPLICATION_HEAD : _APPLICATION_HEAD + MAX_XMP])


def join(parts: Parts, xmp: bytes) -> bytes:
    """Return the file with the XMP, which makes it one of version 89a."""
    screen, *blocks = parts.before
    head = b"GIF89a" + bytes(screen[6:])
    extension = bytes([gif.EXTENSION, gif.APPLICATION, len(_XMP)]) + _XMP + xmp + _MAGIC
    return b"".join([head, *blocks, extension, *parts.after])
