"""JPEG (ITU T.81): segments and scans, and the work that they ask for."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from bot.imaging.flaws import UnreadableError
from bot.imaging.formats.header import (
    Header,
    broken,
    check_header,
    check_pixels,
    too_complex,
)

# Marker codes (table B.1).
TEM, SOI, EOI, SOS, DQT, DNL, DRI, DAC = 0x01, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xCC
DHT, APP0, APP1, APP2, APP11, APP14, COM = 0xC4, 0xE0, 0xE1, 0xE2, 0xEB, 0xEE, 0xFE
RESTARTS = range(0xD0, 0xD8)
FRAMES = frozenset({*range(0xC0, 0xD0)} - {DHT, 0xC8, DAC})
EXIF, ICC, XMP = b"Exif\0\0", b"ICC_PROFILE\0", b"http://ns.adobe.com/xap/1.0/\0"
"""How the bodies of APP1 and APP2 begin: what they hold."""
SCAN_DATA = 0
"""Not a marker: the code of the entropy-coded data that follows a SOS segment."""

_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_HUFFMAN = frozenset({0xC0, 0xC1, 0xC2})
_WITHOUT_BODY = frozenset({TEM, SOI, *RESTARTS})
_MARKER = re.compile(rb"\xff[^\x00\xff]")
_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

# Depth maps and colour profiles come in segments of 64 KiB, so 25 MiB of them are 400 segments.
_MAX_SEGMENTS = 2048
# libjpeg writes 10 scans, mozjpeg and jpegrescan, which search for the best, less than 30;
# libjpeg-turbo has 500 for what is certainly an attack.
_MAX_SCANS = 100
# How often a block of 8 x 8 samples is decoded, all scans together: libjpeg's 10 scans of 50
# megapixels without chroma subsampling are 11 million. A million takes some 0.1 s.
_MAX_BLOCK_VISITS = 32_000_000
# 16384 x 16384, above the 200 megapixels of telephones. All but the wanted size is skipped.
_MAX_PIXELS = 2**28
_BLOCK_BYTES = 128
"""Memory for a block's coefficients, which are kept where the file has several scans."""


class Segment(NamedTuple):
    """A marker's code, and the offsets of the marker, of its body and of the segment's end.

    The entropy-coded data of a scan is a segment of its own, `SCAN_DATA`, without a marker.
    """

    code: int
    start: int
    body: int
    end: int


class _Component(NamedTuple):
    identifier: int
    across: int
    down: int


class Frame(NamedTuple):
    """A frame header (section B.2.2)."""

    code: int
    width: int
    height: int
    components: tuple[_Component, ...]

    def blocks(self) -> dict[int, int]:
        """Return the number of blocks of each component, by its identifier."""
        widest = max(part.across for part in self.components)
        highest = max(part.down for part in self.components)
        return {
            part.identifier: -(-self.width * part.across // (8 * widest))
            * -(-self.height * part.down // (8 * highest))
            for part in self.components
        }


class Scan(NamedTuple):
    """A scan header (section B.2.3): component identifiers, first and last coefficient, bits."""

    components: tuple[int, ...]
    first: int
    last: int
    high: int
    low: int


def segments(content: bytes) -> Iterator[Segment]:
    """Yield every segment, and the data of every scan, up to and including EOI.

    Raises `UnreadableError`: `BROKEN` if the file ends before, after a last segment of `SCAN_DATA`
    if it ends in a scan; `TOO_COMPLEX` for too many segments or markers out of place.
    """
    offset = 2
    for _ in range(_MAX_SEGMENTS):
        marker = _MARKER.search(content, offset)
        if marker is None:
            raise broken()
        code, body = content[marker.start() + 1], marker.end()
        if code == EOI:
            yield Segment(code, marker.start(), body, body)
            return
        offset = body
        if code in _WITHOUT_BODY:
            continue
        offset += int.from_bytes(content[body : body + 2])
        if not body + 2 <= offset <= len(content):
            raise broken()
        yield Segment(code, marker.start(), body + 2, offset)
        if code == SOS:
            found = _MARKER_AFTER_SCAN.search(content, offset)
            scan_end = found.start() if found else len(content)
            yield Segment(SCAN_DATA, offset, offset, scan_end)
            offset = scan_end
    raise too_complex("segments")


def read_header(content: bytes) -> Header:
    """Return the header, from what is before the first scan; raises `UnreadableError`."""
    frame = None
    for segment in segments(content):
        if segment.code in FRAMES:
            if frame is not None:
                raise broken()
            frame = read_frame(content, segment)
        elif segment.code == SOS and frame is not None:
            return _header(frame, read_scan(content, segment))
    raise broken()


def _header(frame: Frame, scan: Scan) -> Header:
    single = len(frame.components) == 1
    buffered = frame.code in _PROGRESSIVE or len(scan.components) < len(frame.components)
    return Header(
        frame.width,
        frame.height,
        pixel_bytes=1 if single else 4,
        buffer=_BLOCK_BYTES * sum(frame.blocks().values()) if buffered else 0,
        can_shrink=True,
    )


def inspect(content: bytes) -> Header:
    """Return the header of a file whose scans ask for no more work than its pixels.

    Raises `UnreadableError` (`BROKEN`, `TOO_COMPLEX` or `TOO_MANY_PIXELS`).
    """
    header = read_header(content)
    check_header(header)
    check_pixels(header, _MAX_PIXELS)
    frames, scans, visits, blocks = 0, 0, 0, dict[int, int]()
    for segment in segments(content):
        if segment.code in FRAMES:
            blocks = read_frame(content, segment).blocks()
            frames += 1
        elif segment.code == SOS:
            visits += sum(blocks.get(one, 0) for one in read_scan(content, segment).components)
            scans += 1
        if scans > _MAX_SCANS or visits > _MAX_BLOCK_VISITS:
            raise too_complex("scans")
    if frames != 1:
        raise broken()
    return header


def has_enough_data(content: bytes) -> bool:
    """Return False if the first scan has less than one bit, the least of any code, for a block."""
    blocks: dict[int, int] = {}
    wanted = 0
    for segment in segments(content):
        if segment.code in FRAMES:
            frame = read_frame(content, segment)
            blocks = frame.blocks() if frame.code in _HUFFMAN else {}
        elif segment.code == SOS:
            wanted = sum(blocks.get(one, 0) for one in read_scan(content, segment).components)
        elif segment.code == SCAN_DATA:
            return wanted <= 8 * (segment.end - segment.start)
    return False


def read_frame(content: bytes, segment: Segment) -> Frame:
    """Read a frame header; raises `UnreadableError` (`BROKEN`)."""
    body = content[segment.body : segment.end]
    count = body[5] if len(body) > 5 else 0
    if not 1 <= count <= 4 or len(body) < 6 + 3 * count:
        raise broken()
    height, width = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    components = tuple(
        _Component(body[at], body[at + 1] >> 4, body[at + 1] & 15)
        for at in range(6, 6 + 3 * count, 3)
    )
    if not all(1 <= part.across <= 4 and 1 <= part.down <= 4 for part in components):
        raise broken()
    return Frame(segment.code, width, height, components)


def read_scan(content: bytes, segment: Segment) -> Scan:
    """Read a scan header; raises `UnreadableError` (`BROKEN`)."""
    body = content[segment.body : segment.end]
    count = body[0] if body else 0
    if not 1 <= count <= 4 or len(body) < 4 + 2 * count:
        raise broken()
    first, last, bits = body[1 + 2 * count : 4 + 2 * count]
    return Scan(tuple(body[1 : 1 + 2 * count : 2]), first, last, bits >> 4, bits & 15)


def sends_every_bit(content: bytes) -> bool:
    """Return True if the scans send every coefficient down to its last bit.

    A progressive file that ends between two scans does not, and shows a blurred picture.
    """
    missing: set[tuple[int, int]] = set()
    progressive = False
    for segment in segments(content):
        if segment.code in FRAMES:
            frame = read_frame(content, segment)
            progressive = frame.code in _PROGRESSIVE
            missing = {(part.identifier, at) for part in frame.components for at in range(64)}
        elif segment.code == SOS:
            scan = read_scan(content, segment)
            sent = range(scan.first, scan.last + 1) if progressive else range(64)
            if scan.low == 0 or not progressive:
                missing -= {(component, at) for component in scan.components for at in sent}
    return not missing


def shows_every_coefficient(content: bytes) -> bool:
    """Return True if a progressive file lacks nothing but the last bits of its coefficients.

    The scan that it ends in does not count. Such a picture is a little less sharp.
    """
    missing: set[tuple[int, int]] = set()
    progressive, sent = False, set[tuple[int, int]]()
    with suppress(UnreadableError):
        for segment in segments(content):
            if segment.code in FRAMES:
                frame = read_frame(content, segment)
                progressive = frame.code in _PROGRESSIVE
                missing = {(part.identifier, at) for part in frame.components for at in range(64)}
            elif segment.code == SOS:
                # Another scan has begun, so the one before it is there in full.
                missing -= sent
                scan = read_scan(content, segment)
                places = range(scan.first, scan.last + 1)
                sent = {(component, at) for component in scan.components for at in places}
    return progressive and not missing
