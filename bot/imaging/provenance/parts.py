"""Parts of a file that stay when it is marked."""

from dataclasses import dataclass, field

from providers.signature import Format

MAX_XMP = 64 * 1024
"""Bytes of XMP that are read: as many as a JPEG's segment has."""
MAX_MANIFEST = 2 * 2**20
"""Bytes of a manifest: thumbnails are the largest thing in one."""

Piece = bytes | memoryview


@dataclass(slots=True)
class Parts:
    """Pieces in front of the place of the XMP, and behind it, in the order of the file.

    `size` is the number of bytes that stay as they are: that of the file if there is nothing to
    remove or replace. `xmp` is the file's own XMP, which is in no piece.
    """

    format: Format
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    xmp: bytes = b""
    size: int = 0
    has_manifest: bool = False

    def keep(self, piece: memoryview, *, before: bool = False) -> None:
        """Keep a piece of the file as it is."""
        (self.before if before else self.after).append(piece)
        self.size += len(piece)
