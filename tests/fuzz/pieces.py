"""The parts that a file of each format is made of, to be moved, repeated and left out."""

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress

from bot.imaging.decoding import UnreadableError
from bot.imaging.formats import gif, jpeg, png, webp

_SLICE = 64


def split(kind: str, content: bytes) -> list[bytes]:
    """Return the parts of a file, the first one with everything that has to be in front."""
    starts: list[int] = []
    with suppress(UnreadableError, IndexError, struct.error):
        starts.extend(_starts(kind, content))
    if not starts:
        return [content]
    ends = [*starts[1:], len(content)]
    parts = (content[start:end] for start, end in zip(starts, ends, strict=True))
    return [content[: starts[0]], *filter(None, parts)]


def join(kind: str, parts: Iterable[bytes], *, signed: bool) -> bytes:
    """Return a file of parts; `signed` sets its sizes and checksums right."""
    head, *others = parts
    if kind == "png" and signed:
        others = [*map(_signed_chunk, others)]
    content = b"".join([head, *others])
    if kind == "webp" and signed:
        content = content[:4] + struct.pack("<I", max(0, len(content) - 8)) + content[8:]
    return content


def _signed_chunk(chunk: bytes) -> bytes:
    if len(chunk) < len(b"sizeKINDsums"):
        return chunk
    body = chunk[8:-4]
    return png.encode_chunk(chunk[4:8], body)


def _starts(kind: str, content: bytes) -> Iterator[int]:
    match kind:
        case "png":
            yield from (chunk.start for chunk in png.salvaged(content))
        case "jpeg":
            yield from (segment.start for segment in jpeg.segments(content))
        case "webp":
            yield from (chunk.start for chunk in webp.salvaged(content))
        case "gif":
            yield from (block.start for block in gif.blocks(content))
        case "avif" | "heic":
            yield from _boxes(content)
        case _:
            # Without any parts: the header of a bitmap, then rows.
            yield from range(54, len(content), _SLICE)


def _boxes(content: bytes) -> Iterator[int]:
    start = 0
    while start + 8 <= len(content):
        yield start
        start += max(8, int.from_bytes(content[start : start + 4]))
