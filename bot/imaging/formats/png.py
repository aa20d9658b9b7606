"""PNG (W3C, Portable Network Graphics, third edition): chunks, and the work that they ask for."""

import contextlib
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.imaging.formats.header import Header, broken, check_header, too_complex

SIGNATURE = b"\x89PNG\r\n\x1a\n"

# libpng writes pixel data in chunks of 8 KiB, most other encoders in larger ones; the few hundred
# chunks that may come on top are text.
_SPARE_CHUNKS = 1024
_MEAN_CHUNK_BYTES = 1024
# Section 11.2.1: channels by colour type, and the allowed depths.
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Section 8.1: first column, first row, column step and row step of each pass of Adam7.
_ADAM7 = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
# Deflate stores what it cannot compress, 5 bytes for each block of at least some kilobytes.
_STORED_SPARE = 65_536
# Its best: one bit of a code for the longest match, 258 bytes (zlib's Technical Details).
_MOST_INFLATED = 1032
_INFLATED_PART = 2**18
# Section 11.3.6: the chunks of an animation, which other viewers skip.
ANIMATION = frozenset({b"acTL", b"fcTL", b"fdAT"})
# Section 9.2: the types of filters, one for each row.
_MAX_FILTER = 4


class Chunk(NamedTuple):
    """A chunk's type, and the offsets of its start and end; the body has 12 bytes less."""

    kind: bytes
    start: int
    end: int

    @property
    def body(self) -> slice:
        """The place of the chunk's data."""
        return slice(self.start + 8, self.end - 4)

    @property
    def is_critical(self) -> bool:
        """True for a chunk that every reader has to know (section 5.4)."""
        return not self.kind[0] & 0x20


class _Layout(NamedTuple):
    """Fields of IHDR (section 11.2.1)."""

    width: int
    height: int
    depth: int
    colour: int
    compression: int
    filter: int
    interlace: int

    @property
    def is_valid(self) -> bool:
        known = (self.compression, self.filter) == (0, 0) and self.interlace <= 1
        return known and self.depth in _DEPTHS.get(self.colour, ())


def chunks(content: bytes) -> Iterator[Chunk]:
    """Yield each chunk, up to and including IEND.

    Raises `UnreadableError`: `BROKEN` for a truncated file or a wrong checksum of a critical chunk,
    which Pillow accepts and viewers do not; `TOO_COMPLEX` for too many chunks.
    """
    view, start = memoryview(content), len(SIGNATURE)
    left = _SPARE_CHUNKS + len(content) // _MEAN_CHUNK_BYTES
    while start + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, start)
        chunk = Chunk(kind, start, start + 12 + length)
        left -= 1
        if left < 0:
            raise too_complex("chunks")
        if chunk.end > len(content) or (chunk.is_critical and not is_sound(view, chunk)):
            break
        yield chunk
        if kind == b"IEND":
            return
        start = chunk.end
    raise broken()


def is_sound(content: bytes | memoryview, chunk: Chunk) -> bool:
    """Return True if the chunk is there in full, with the right checksum."""
    view = memoryview(content)
    checksum = view[chunk.end - 4 : chunk.end]
    return len(checksum) == 4 and zlib.crc32(
        view[chunk.start + 4 : chunk.end - 4]
    ) == int.from_bytes(checksum)


def salvaged(content: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a damaged file as far as they can be followed; the last may be cut."""
    start = len(SIGNATURE)
    left = _SPARE_CHUNKS + len(content) // _MEAN_CHUNK_BYTES
    while start + 8 <= len(content) and left:
        length, kind = struct.unpack_from(">I4s", content, start)
        chunk = Chunk(kind, start, start + 12 + length)
        if not kind.isalpha():
            return
        yield chunk
        start, left = chunk.end, left - 1


def encode_chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk with its length and checksum."""
    head = struct.pack(">I4s", len(body), kind)
    return b"".join([head, body, struct.pack(">I", zlib.crc32(body, zlib.crc32(kind)))])


def read_header(content: bytes) -> Header:
    """Return the header, from the first bytes alone; raises `UnreadableError` (`BROKEN`)."""
    layout = _layout(content)
    # Pillow has one byte for a pixel of one channel with 8 bits at most, two if it has 16 bits.
    single = 2 if layout.depth == 16 else 1
    pixel_bytes = single if layout.colour in {0, 3} else 4
    return Header(layout.width, layout.height, pixel_bytes)


def _layout(content: bytes) -> _Layout:
    if content[8:16] != b"\0\0\0\x0dIHDR" or len(content) < 33:
        raise broken()
    layout = _Layout(*struct.unpack_from(">IIBBBBB", content, 16))
    if not layout.is_valid:
        raise broken()
    return layout


def inspect(content: bytes) -> Header:
    """Return the header of a file whose structure is sound and asks for no more than its pixels.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    header = read_header(content)
    check_header(header)
    packed = 0
    for number, chunk in enumerate(chunks(content)):
        if (chunk.kind == b"IHDR") != (number == 0):
            raise broken()
        if chunk.kind == b"IDAT":
            packed += chunk.end - chunk.start - 12
    if not packed:
        raise broken()
    raw = raw_size(content)
    if packed > raw + raw // 8 + _STORED_SPARE:
        # Data behind the last row: unseen by viewers, and as much work as a whole picture.
        raise too_complex("data")
    return header


def is_animated(content: bytes) -> bool:
    """Return True if the file has more than one frame (section 11.3.6.1); raises as `chunks`."""
    return any(
        chunk.kind == b"acTL" and int.from_bytes(content[chunk.body][:4]) > 1
        for chunk in chunks(content)
    )


class Animation(NamedTuple):
    """The frames of a damaged file that are there in full, behind the first one.

    `control` is the acTL chunk for as many; `moves` is False if there is no more than one frame.
    """

    control: bytes
    frames: Sequence[Chunk]
    moves: bool
    is_whole: bool


def read_animation(content: bytes, head: Sequence[Chunk], tail: Sequence[Chunk]) -> Animation:
    """Return the frames in the chunks behind the first frame, which `head` ends with.

    A still has one frame, and is whole. Nobody can tell that the last frame is, unless a chunk
    follows it.
    """
    control = next((content[chunk.body] for chunk in head if chunk.kind == b"acTL"), b"")
    frames: list[Chunk] = []
    whole, count = 0, int(any(chunk.kind == b"fcTL" for chunk in head))
    for chunk in tail:
        if chunk.kind != b"fdAT" and frames and frames[-1].kind == b"fdAT":
            count, whole = count + 1, len(frames)
        if chunk.kind not in {b"fcTL", b"fdAT"} or not is_sound(content, chunk):
            break
        frames.append(chunk)
    declared = int.from_bytes(control[:4])
    moves = len(control) == 8 and count > 1
    return Animation(
        encode_chunk(b"acTL", count.to_bytes(4) + control[4:]),
        frames[:whole] if moves else (),
        moves,
        declared <= max(1, count),
    )


def has_enough_data(content: bytes) -> bool:
    """Return False if the data is too little for the pixels, however well it was compressed."""
    packed = sum(map(len, data_parts(content)))
    return raw_size(content) <= packed * _MOST_INFLATED


def raw_size(content: bytes) -> int:
    """Return the bytes of the pixels before compression: for each row its filter and data."""
    return sum(rows * stride for rows, stride in _passes(content))


def _passes(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield the number of rows, and the bytes a row, of each pass that has pixels."""
    layout = _layout(content)
    bits = layout.depth * _CHANNELS[layout.colour]
    for left, top, across, down in _ADAM7 if layout.interlace else ((0, 0, 1, 1),):
        columns = -(-(layout.width - left) // across)
        rows = -(-(layout.height - top) // down)
        if columns > 0 and rows > 0:
            yield rows, 1 + -(-columns * bits // 8)


def sound_rows(content: bytes, parts: Iterable[memoryview]) -> Iterator[bytes]:
    """Yield the rows of compressed pixel data, up to the first one that is damaged or missing."""
    pieces = inflated(parts, raw_size(content))
    waiting = b""
    for rows, stride in _passes(content):
        for _ in range(rows):
            while len(waiting) < stride:
                piece = next(pieces, b"")
                if not piece:
                    return
                waiting += piece
            row, waiting = waiting[:stride], waiting[stride:]
            if row[0] > _MAX_FILTER:
                return
            yield row


def data_parts(content: bytes) -> Iterator[memoryview]:
    """Yield the compressed pixel data; raises `UnreadableError` as `chunks` does."""
    view = memoryview(content)
    for chunk in chunks(content):
        if chunk.kind == b"IDAT":
            yield view[chunk.body]


def inflated(parts: Iterable[memoryview], size: int) -> Iterator[bytes]:
    """Yield the first `size` bytes of compressed pixel data, a piece at a time.

    It ends early where the data ends or is damaged. Nothing is inflated beyond `size`, so that a
    bomb costs no more than the pixels of its header.
    """
    inflater = zlib.decompressobj()
    for part in parts:
        waiting: bytes | memoryview = part
        while size and waiting and not inflater.eof:
            before, most = inflater.copy(), min(size, _INFLATED_PART)
            try:
                piece = inflater.decompress(waiting, most)
            except zlib.error:
                yield _before_damage(before, waiting, most)
                return
            waiting = inflater.unconsumed_tail
            size -= len(piece)
            yield piece


def _before_damage(inflater: "zlib._Decompress", damaged: bytes | memoryview, most: int) -> bytes:
    """Inflate byte by byte up to the damaged one, since zlib gives nothing of a damaged piece."""
    pixels = bytearray()
    with contextlib.suppress(zlib.error):
        for index in range(len(damaged)):
            pixels += inflater.decompress(damaged[index : index + 1], most)
    return bytes(pixels[:most])
