"""Marks of origin in pictures that are posted: made by AI, and by which job.

The mark is an XMP packet with IPTC's digital source type, which search engines and social networks
read, and the job's id. All other metadata is removed, but for what viewers need to show the pixels
as they are meant, and for a signed manifest (C2PA). No pixel is decoded or changed.

A mark is a hint: anybody can write one into a file.
"""

from bot.imaging.flaws import UnreadableError
from bot.imaging.provenance import gif, jpeg, png, webp
from bot.imaging.provenance.parts import Parts
from bot.imaging.provenance.xmp import job_in, packet, source_type_in
from providers.signature import Format, sniff

MAX_MARK_BYTES = 1024
"""Bytes that a mark adds to a file without metadata, at most."""

_PARTS = {
    Format.PNG: png.parts,
    Format.JPEG: jpeg.parts,
    Format.WEBP: webp.parts,
    Format.GIF: gif.parts,
}
_JOIN = {
    Format.PNG: png.join,
    Format.JPEG: jpeg.join,
    Format.WEBP: webp.join,
    Format.GIF: gif.join,
}


def mark(content: bytes, job_id: int, source_type: str | None = None) -> bytes:
    """Return the picture with the mark of a job, and without any other metadata.

    `source_type` is a digital source type; None keeps the file's own, if it says that AI was used.
    A file with a manifest and nothing to remove is returned itself, since a single changed byte
    would break the manifest's signature. A file of another format is returned itself, too.

    Marking is done once: a marked picture is returned with the same bytes. Raises `UnreadableError`
    for a file whose structure cannot be followed.
    """
    parts = _parts_of(content)
    if parts is None or (parts.has_manifest and parts.size == len(content)):
        return content
    xmp = packet(job_id, source_type or source_type_in(parts.xmp))
    return _JOIN[parts.format](parts, xmp)


def job_id_of(content: bytes) -> int | None:
    """Return the job's id in the mark of a picture from anywhere, None if there is none."""
    try:
        parts = _parts_of(content)
    except UnreadableError:
        return None
    return job_in(parts.xmp) if parts else None


def source_type_of(content: bytes) -> str | None:
    """Return the digital source type in the XMP, None if it does not say that AI was used."""
    try:
        parts = _parts_of(content)
    except UnreadableError:
        return None
    return source_type_in(parts.xmp) if parts else None


def _parts_of(content: bytes) -> Parts | None:
    kind = sniff(content)
    return _PARTS[kind](content) if kind in _PARTS else None
