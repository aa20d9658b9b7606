"""Files that ask for much more work than they are worth: small to send, large to decode."""

import io
import struct
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

from PIL import Image

from bot.imaging.formats import jpeg, png, webp

MANY = 200_000


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the image as a file of this kind."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(mode: str, width: int, height: int, seed: int = 1) -> Image.Image:
    """Return an image of random pixels."""
    content = Random(seed).randbytes(width * height * len(mode))  # noqa: S311
    return Image.frombytes(mode, (width, height), content)


def png_file(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these chunks, and its end."""
    encoded = [png.encode_chunk(kind, body) for kind, body in (*chunks, (b"IEND", b""))]
    return png.SIGNATURE + b"".join(encoded)


def ihdr(width: int, height: int, depth: int = 8, colour: int = 2) -> tuple[bytes, bytes]:
    """Return an IHDR chunk."""
    return b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)


def zeros(size: int) -> bytes:
    """Return so many zeros, compressed."""
    packer = zlib.compressobj(1)
    parts = [packer.compress(bytes(2**20)) for _ in range(size // 2**20)]
    return b"".join([*parts, packer.compress(bytes(size % 2**20)), packer.flush()])


def blank_png(side: int, colour: int = 2) -> bytes:
    """Return a black PNG, without having its pixels in memory."""
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    palette = [(b"PLTE", bytes(range(48)))] if colour == 3 else []
    data = zeros(side * (1 + side * channels))
    return png_file(ihdr(side, side, colour=colour), *palette, (b"IDAT", data))


def small_webp(side: int) -> bytes:
    """Return a picture of one colour in VP8L, some 38 bytes, with sides of up to 16384 pixels."""
    content = bytearray(saved(Image.new("RGB", (1, 1)), "webp", lossless=True))
    at = content.index(b"VP8L") + 9
    (bits,) = struct.unpack_from("<I", content, at)
    struct.pack_into("<I", content, at, bits & 0xF0000000 | (side - 1) << 14 | side - 1)
    return bytes(content)


def repeated_scan(side: int = 2000, scans: int = 600) -> bytes:
    """Return a progressive JPEG whose last scan is there many times over."""
    content = saved(Image.new("RGB", (side, side)), "jpeg", progressive=True)
    found = [*jpeg.segments(content)]
    last = max(index for index, segment in enumerate(found) if segment.code == jpeg.SOS)
    scan = content[found[last].start : found[last + 1].end]
    return content[: found[last].start] + scan * scans + b"\xff\xd9"


def _jpeg_with(junk: bytes, at: int = 2) -> bytes:
    content = saved(noise("RGB", 64, 64), "jpeg")
    return content[:at] + junk + content[at:]


def _large_jpeg_header(width: int, height: int) -> bytes:
    content = bytearray(saved(noise("RGB", 64, 64), "jpeg"))
    at = content.index(b"\xff\xc0")
    struct.pack_into(">HH", content, at + 5, height, width)
    return bytes(content)


def _gif(*parts: bytes, size: tuple[int, int] = (8, 8)) -> bytes:
    screen = b"GIF89a" + struct.pack("<HHBBB", *size, 0x80, 0, 0) + bytes(6)
    return screen + b"".join(parts) + b";"


def _gif_image(width: int = 8, height: int = 8) -> bytes:
    return b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\0"


def gif_of_frames(frames: int) -> bytes:
    """Return a GIF of many frames, 16 bytes each."""
    return _gif(*[_gif_image()] * frames)


def _webp(*chunks: tuple[bytes, bytes], canvas: int = 8) -> bytes:
    size = (canvas - 1).to_bytes(3, "little") * 2
    vp8x = webp.encode_chunk(b"VP8X", b"\x02\0\0\0" + size)
    return webp.join([vp8x, *(webp.encode_chunk(kind, body) for kind, body in chunks)])


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _avif(*boxes: bytes) -> bytes:
    return _box(b"ftyp", b"avif\0\0\0\0avifmif1") + b"".join(boxes)


def _bmp(width: int, height: int, compression: int, body: bytes) -> bytes:
    depth = 8 if compression else 24
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, depth, compression, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(body), 0, 0, 54) + info + body


WORK: dict[str, Callable[[], bytes]] = {
    "jpeg-scans": repeated_scan,
    "jpeg-small-scans": lambda: repeated_scan(64, 2000),
    "jpeg-segments": lambda: _jpeg_with(b"\xff\xe1\0\2" * MANY),
    "jpeg-comments": lambda: _jpeg_with(b"\xff\xfe\0\3x" * MANY),
    "jpeg-tables": lambda: _jpeg_with((b"\xff\xdb\0\x43\0" + bytes([1]) * 64) * 3000),
    "jpeg-restarts": lambda: _jpeg_with(b"\xff\xd0" * MANY),
    "jpeg-starts": lambda: _jpeg_with(b"\xff\xd8" * MANY),
    "jpeg-end-of-scan": lambda: _jpeg_with(b"\xff\x01" * MANY, at=-2),
    "jpeg-frames": lambda: _jpeg_with(b"\xff\xc0\0\x0b\x08\0\x08\0\x08\1\1\x11\0"),
    "jpeg-sides": lambda: _large_jpeg_header(65500, 65500),
    "jpeg-no-data": lambda: _large_jpeg_header(16000, 16000),
    "png-empty-data": lambda: png_file(ihdr(8, 8), *[(b"IDAT", b"")] * MANY),
    "png-unknown": lambda: png_file(ihdr(8, 8), *[(b"juNk", b"")] * MANY, (b"IDAT", zeros(200))),
    "png-text": lambda: png_file(ihdr(8, 8), *[(b"tEXt", b"a\0b")] * MANY, (b"IDAT", zeros(200))),
    "png-frames": lambda: png_file(ihdr(8, 8), *[(b"fcTL", bytes(26))] * MANY),
    "png-bomb": lambda: png_file(ihdr(8, 8), (b"IDAT", zeros(2**26))),
    "png-no-data": lambda: png_file(ihdr(7000, 7000), (b"IDAT", zeros(2000))),
    "png-sides": lambda: png_file(ihdr(1, 2**31 - 1), (b"IDAT", zeros(2000))),
    "png-rows": lambda: png_file(ihdr(1, 40_000_000), (b"IDAT", zeros(2**24))),
    "gif-parts": lambda: _gif(b"!\xfe" + b"\1x" * MANY + b"\0", _gif_image()),
    "gif-comments": lambda: _gif(b"!\xfe\1x\0" * MANY, _gif_image()),
    "gif-frame-beyond": lambda: _gif(_gif_image(65535, 65535)),
    "gif-screen": lambda: _gif(_gif_image(), size=(65535, 65535)),
    "webp-small": lambda: small_webp(16383),
    "webp-chunks": lambda: _webp(*[(b"junk", b"")] * MANY),
    "webp-frames": lambda: _webp(*[(b"ANMF", bytes(16))] * MANY),
    "webp-frame-chunks": lambda: _webp((b"ANMF", bytes(16) + b"junk\0\0\0\0" * MANY)),
    "webp-canvas": lambda: _webp((b"ANMF", bytes(16)), canvas=60000),
    "avif-boxes": lambda: _avif(_box(b"free", b"") * MANY),
    "avif-items": lambda: _avif(
        _box(b"meta", bytes(4) + _box(b"iinf", bytes(6) + _box(b"infe", bytes(12)) * MANY))
    ),
    "avif-nested": lambda: _avif(_box(b"iprp", b"\0\0\0\x08free" * MANY)),
    "avif-size": lambda: _avif(
        _box(b"meta", bytes(4) + _box(b"ispe", bytes(4) + struct.pack(">II", 50000, 50000)))
    ),
    "bmp-run-lengths": lambda: _bmp(3000, 3000, 1, b"\1\0" * 600_000),
    "bmp-no-data": lambda: _bmp(7000, 7000, 0, bytes(100)),
    "bmp-negative": lambda: _bmp(-(2**31), 2**31 - 1, 0, bytes(100)),
    "bmp-rows": lambda: _bmp(1, -(2**31), 0, bytes(100)),
}
"""Files that are refused before anything is decoded, by name."""


def _photo_with_a_profile() -> bytes:
    """Return a JPEG with a profile of four megabytes, in 64 segments."""
    return saved(noise("RGB", 64, 64), "jpeg", icc_profile=bytes(4_000_000))


def _png_of_many_parts() -> bytes:
    """Return a PNG as libpng writes it, with 8 KiB of data a chunk."""
    raw = b"".join(b"\0" + Random(y).randbytes(3 * 900) for y in range(900))  # noqa: S311
    packed = zlib.compress(raw, 1)
    parts = [packed[at : at + 8192] for at in range(0, len(packed), 8192)]
    return png_file(ihdr(900, 900), *((b"IDAT", part) for part in parts))


def _animation(kind: str, frames: int) -> bytes:
    images = [Image.new("RGB", (16, 16), (n % 256, n // 256, 9)) for n in range(frames)]
    return saved(images[0], kind, save_all=True, append_images=images[1:])


ORDINARY: dict[str, Callable[[], bytes]] = {
    "jpeg-profile": _photo_with_a_profile,
    "jpeg-progressive": lambda: saved(noise("RGB", 300, 300), "jpeg", progressive=True),
    "jpeg-restarts": lambda: saved(noise("RGB", 300, 300), "jpeg", restart_marker_blocks=1),
    "jpeg-wide": lambda: saved(Image.new("RGB", (16382, 2000)), "jpeg"),
    "png-parts": _png_of_many_parts,
    "png-tall": lambda: saved(Image.new("L", (720, 30_000)), "png"),
    "png-stored": lambda: saved(noise("RGB", 300, 300), "png", compress_level=0),
    "apng-frames": lambda: _animation("png", 200),
    "gif-frames": lambda: _animation("gif", 1000),
    "webp-frames": lambda: _animation("webp", 300),
}
"""Files with much of something, as members have them, by name."""
