"""Changes to a file, each chosen by a random number generator that is given."""

import struct
from collections.abc import Callable
from random import Random

from tests.fuzz.pieces import join, split

_ODD_BYTES = (0, 1, 2, 0x7F, 0x80, 0xC0, 0xFE, 0xFF)
_ODD_SIZES = (0, 1, 2, 8, 255, 256, 1000, 4096, 7071, 16383, 16384, 32768, 65535, 2**24, 2**31 - 1)
_MAX_REPEATS = 2000
_MAX_GROWN = 2**20
# Places of a width and a height behind a mark, and how each is written.
_SIZES: dict[str, tuple[tuple[bytes, int, str], ...]] = {
    "png": ((b"IHDR", 4, ">II"), (b"fcTL", 8, ">II"), (b"acTL", 4, ">II")),
    "jpeg": tuple((bytes([0xFF, code]), 5, ">HH") for code in (0xC0, 0xC1, 0xC2)),
    "webp": ((b"VP8 ", 14, "<HH"), (b"VP8L", 9, "<I"), (b"VP8X", 12, "<IH"), (b"ANMF", 14, "<IH")),
    "gif": ((b"GIF8", 6, "<HH"), (b",\0\0\0\0", 5, "<HH")),
    "heic": ((b"ispe", 8, ">II"), (b"hvcC", 20, ">BB"), (b"iloc", 8, ">II")),
    "avif": ((b"ispe", 8, ">II"), (b"stsz", 8, ">II"), (b"tkhd", 80, ">II")),
    "bmp": ((b"BM", 18, "<ii"), (b"BM", 28, "<HH"), (b"BM", 46, "<ii")),
}

Mutation = Callable[[str, bytes, Random], bytes]


def flip_bits(_kind: str, content: bytes, random: Random) -> bytes:
    """Flip up to 32 bits, anywhere."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 32)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def set_bytes(_kind: str, content: bytes, random: Random) -> bytes:
    """Set some neighbours to values at the ends of their range, mostly near the start."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        start = random.randrange(min(len(changed), random.choice((64, 512, len(changed)))))
        for at in range(start, min(len(changed), start + random.randint(1, 4))):
            changed[at] = random.choice(_ODD_BYTES)
    return bytes(changed)


def truncate(_kind: str, content: bytes, random: Random) -> bytes:
    """Leave out the end."""
    return content[: random.randrange(len(content))]


def insert(_kind: str, content: bytes, random: Random) -> bytes:
    """Put bytes of the file itself somewhere else into it."""
    start, at = random.randrange(len(content)), random.randrange(len(content))
    piece = content[start : start + random.randint(1, 600)]
    return content[:at] + piece + content[at:]


def rewrite_sizes(kind: str, content: bytes, random: Random) -> bytes:
    """Write other sizes where the format has a width and a height, or a count."""
    changed = bytearray(content)
    places = [place for place in _SIZES[kind] if place[0] in content]
    random.shuffle(places)
    for mark, offset, form in places[: random.randint(1, len(_SIZES[kind]))]:
        at = content.index(mark) + offset
        for field in form[1:]:
            size = struct.calcsize(f"{form[0]}{field}")
            number = random.choice(_ODD_SIZES) + random.choice((0, 0, 1, -1))
            if at + size <= len(changed):
                order = "big" if form[0] == ">" else "little"
                changed[at : at + size] = (number % 256**size).to_bytes(size, order)
            at += size
    return bytes(changed)


def duplicate_part(_kind: str, content: bytes, random: Random) -> bytes:
    """Repeat a chunk, a segment, a scan or a frame once or twice."""
    return _repeated(_kind, content, random, random.randint(1, 2))


def repeat_part(kind: str, content: bytes, random: Random) -> bytes:
    """Repeat one of them very often."""
    return _repeated(kind, content, random, random.randint(3, _MAX_REPEATS))


def swap_parts(kind: str, content: bytes, random: Random) -> bytes:
    """Exchange two parts."""
    head, *parts = split(kind, content)
    if parts:
        one, other = random.randrange(len(parts)), random.randrange(len(parts))
        parts[one], parts[other] = parts[other], parts[one]
    return join(kind, [head, *parts], signed=True)


def drop_part(kind: str, content: bytes, random: Random) -> bytes:
    """Leave a part out."""
    head, *parts = split(kind, content)
    if parts:
        parts.pop(random.randrange(len(parts)))
    return join(kind, [head, *parts], signed=True)


def damage_part(kind: str, content: bytes, random: Random) -> bytes:
    """Flip bits within a part, and set the checksums right: decoders read it, and believe it."""
    head, *parts = split(kind, content)
    if parts:
        chosen = random.randrange(len(parts))
        parts[chosen] = flip_bits(kind, parts[chosen], random)
    return join(kind, [head, *parts], signed=True)


def _repeated(kind: str, content: bytes, random: Random, times: int) -> bytes:
    head, *parts = split(kind, content)
    if parts:
        start = random.randrange(len(parts))
        # A scan is a header and its data; a frame of a GIF its delay and its pixels.
        piece = parts[start : start + random.randint(1, 2)]
        times = min(times, _MAX_GROWN // max(1, sum(map(len, piece))))
        parts[start:start] = piece * times
    return join(kind, [head, *parts], signed=True)


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bits, set_bytes, truncate, insert, rewrite_sizes, rewrite_sizes),
    *(duplicate_part, repeat_part, swap_parts, drop_part, damage_part, damage_part),
)
"""All changes; some are worth more than others."""
