"""WebP (RFC 9649): chunks, and the work that they ask for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.imaging.formats.header import MAX_FRAMES, Header, broken, check_header, too_complex

HEADER_BYTES = 12
# Section 2.7: a profile, metadata, an alpha channel, and chunks that nobody knows.
_SPARE_CHUNKS = 100
# Section 2.7.1.2: a frame has its own header, alpha channel and bitstream.
_FRAME_HEADER_BYTES = 16
_FRAME_CHUNKS = 16
# Measured: libwebp's decoder of animations, which Pillow uses for stills too, keeps two canvases;
# Pillow copies one twice.
_PIXEL_BYTES = 17


class Chunk(NamedTuple):
    """A chunk's type, and the offsets of its start, body and end, without the padding."""

    kind: bytes
    start: int
    body: int
    end: int


def chunks(content: bytes) -> Iterator[Chunk]:
    """Yield each chunk of the file.

    Raises `UnreadableError`: `BROKEN` for a truncated file, `TOO_COMPLEX` for too many chunks.
    """
    size = int.from_bytes(content[4:8], "little") + 8
    if size > len(content):
        raise broken()
    yield from _within(content, HEADER_BYTES, size, MAX_FRAMES + _SPARE_CHUNKS)


def salvaged(content: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a damaged file as far as they can be followed; the last may be cut."""
    start = HEADER_BYTES
    for _ in range(MAX_FRAMES + _SPARE_CHUNKS):
        if start + 8 > len(content):
            return
        size = int.from_bytes(content[start + 4 : start + 8], "little")
        chunk = Chunk(content[start : start + 4], start, start + 8, start + 8 + size)
        yield chunk
        start = chunk.end + size % 2


def encode_chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk with its size and padding."""
    return kind + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)


def join(chunks: Iterable[bytes | memoryview]) -> bytes:
    """Return a file of encoded chunks."""
    pieces = [b"WEBP", *chunks]
    return b"".join([b"RIFF", sum(map(len, pieces)).to_bytes(4, "little"), *pieces])


def frame_chunks(content: bytes, frame: Chunk) -> Iterator[Chunk]:
    """Yield each chunk inside an ANMF chunk; raises `UnreadableError` as `chunks` does."""
    start = frame.body + _FRAME_HEADER_BYTES
    yield from _within(content, start, frame.end, _FRAME_CHUNKS)


def _within(content: bytes, start: int, end: int, most: int) -> Iterator[Chunk]:
    for _ in range(most):
        if start + 8 > end:
            return
        size = int.from_bytes(content[start + 4 : start + 8], "little")
        chunk = Chunk(content[start : start + 4], start, start + 8, start + 8 + size)
        if chunk.end > end:
            raise broken()
        yield chunk
        start = chunk.end + size % 2
    raise too_complex("chunks")


def read_header(content: bytes) -> Header:
    """Return the header, from the first bytes alone; raises `UnreadableError` (`BROKEN`)."""
    return Header(*_size(content), pixel_bytes=_PIXEL_BYTES)


def _size(content: bytes) -> tuple[int, int]:
    kind, body = content[12:16], content[20:30]
    if kind == b"VP8X" and len(body) == 10:
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    return bitstream_size(kind, body)


def bitstream_size(kind: bytes, body: bytes) -> tuple[int, int]:
    """Return width and height from the first 10 bytes of a bitstream.

    Raises `UnreadableError` (`BROKEN`).
    """
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a" and len(body) >= 10:
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return width, height
    if kind == b"VP8L" and body[:1] == b"\x2f" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    raise broken()


def inspect(content: bytes) -> Header:
    """Return the header, with the number of frames, of a file whose chunks are sound.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    width, height = _size(content)
    frames = 0
    for chunk in chunks(content):
        if chunk.kind == b"ANMF":
            frames += 1
            for _ in frame_chunks(content, chunk):
                pass
    header = Header(width, height, _PIXEL_BYTES, frames=max(1, frames))
    check_header(header)
    return header


def is_lossy(content: bytes) -> bool:
    """Return True if the picture, or the first frame, is encoded with loss."""
    for chunk in chunks(content):
        inner = frame_chunks(content, chunk) if chunk.kind == b"ANMF" else (chunk,)
        for one in inner:
            if one.kind in {b"VP8 ", b"VP8L"}:
                return one.kind == b"VP8 "
    return False
