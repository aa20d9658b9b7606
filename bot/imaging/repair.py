"""Files that lack their end, made whole: viewers show what is there, so we take it as well.

What is missing is found out, since an input has to have all of its pixels and a picture that was
paid for only most of them.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageChops

from bot.imaging.decoding import (
    Format,
    Shrink,
    UnreadableError,
    open_image,
    sniff,
    translate_errors,
)
from bot.imaging.formats import gif, jpeg, png, webp
from bot.imaging.formats.header import broken, check_header, check_pixels
from bot.imaging.metadata import strip_metadata

_END_OF_JPEG = b"\xff\xd9"
# Without 0xFF, which would be a marker. libjpeg reads missing bits as zeros, so ones come first.
_NOISE = b"\xfe" + bytes(Random(1).choices(range(1, 255), k=64))  # noqa: S311 - any bytes do
# Up to here all pixels of a JPEG are compared, above at least one for each block.
_COMPARED_PIXELS = 2**22
# Most of what was asked for. With half of it a member is worse off than with a failure, which does
# not count.
_MIN_SHARE = 2 / 3
# Of an animation that lacks frames at its end, nobody knows how many: what is left does move.
_SHARE_OF_FRAMES = 0.75
# Of a progressive JPEG that lacks bits of its coefficients: it is only a little less sharp.
_SHARE_OF_DETAIL = 0.75
_COMPRESSION_LEVEL = 3
_PART = 2**16


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file with a sound structure. `share` is how much of the picture is there, 0 to 1.

    Pixels that are missing are black, grey or clear. `is_intact` is True if nothing of the pixels'
    data was damaged; then the share is 1, but not the other way round. Of an animation the first
    frame alone has to be intact, since nothing else is used as an input.
    """

    content: bytes = field(repr=False)
    share: float
    is_intact: bool


def repair(content: bytes, *, max_pixels: int) -> Repaired:
    """Make a truncated or damaged PNG, JPEG, WebP or GIF whole again.

    Raises `UnreadableError`: `BROKEN` if less than two thirds of the picture are there.
    """
    repaired = _repaired(content, max_pixels)
    if repaired.share < _MIN_SHARE:
        raise broken()
    return repaired


def _repaired(content: bytes, max_pixels: int) -> Repaired:
    match sniff(content):
        case Format.PNG:
            return _repair_png(content, max_pixels)
        case Format.JPEG:
            return _repair_jpeg(content)
        case Format.WEBP:
            return _repair_webp(content)
        case Format.GIF:
            return _repair_gif(content)
        case _:
            raise broken()


def _repair_jpeg(content: bytes) -> Repaired:
    """Add the end. What is missing before it is grey.

    The bytes that are there may not end where the picture does. So noise is put behind them:
    if that changes what is shown, pixels are missing, from the first changed one on. A progressive
    file sends all pixels again and again, in more and more detail: most of it is soon there.
    """
    if not _ends_in_scan(content):
        raise broken()
    content = content.rstrip(b"\xff")
    whole, noisy = content + _END_OF_JPEG, content + _NOISE + _END_OF_JPEG
    share = _share_before(ImageChops.difference(_decoded(whole), _decoded(noisy)))
    if share < _SHARE_OF_DETAIL and jpeg.shows_every_coefficient(content):
        share = _SHARE_OF_DETAIL
    return Repaired(whole, share, is_intact=share == 1 and jpeg.sends_every_bit(whole))


def _share_before(changed: Image.Image) -> float:
    """Return how much of an image is black before its first pixel that is not, row by row."""
    box = changed.getbbox(alpha_only=False)
    if box is None:
        return 1.0
    row = changed.crop((0, box[1], changed.width, box[1] + 1)).getbbox(alpha_only=False)
    column = row[0] if row else 0
    return (box[1] + column / changed.width) / changed.height


def _ends_in_scan(content: bytes) -> bool:
    last = None
    with suppress(UnreadableError):
        for segment in jpeg.segments(content):
            last = segment.code
    return last == jpeg.SCAN_DATA


def _decoded(content: bytes) -> Image.Image:
    """Decode a JPEG, a large one at a fraction of its size: each block has a pixel at least."""
    image = open_image(
        strip_metadata(content).content,
        max_pixels=_COMPARED_PIXELS,
        shrink=Shrink(to=1, above=_COMPARED_PIXELS),
    )
    with translate_errors():
        image.load()
    return image


def _repair_png(content: bytes, max_pixels: int) -> Repaired:
    """Write the rows that are there again, and black or clear ones below them.

    Of an animation the frames that are there are kept, if the first of them is whole.
    """
    header = png.read_header(content)
    check_header(header)
    check_pixels(header, max_pixels)
    chunks = [*png.salvaged(content)]
    data = [chunk for chunk in chunks if chunk.kind == b"IDAT"]
    if not data or chunks[0].kind != b"IHDR":
        raise broken()
    size, view = png.raw_size(content), memoryview(content)
    found, packed = _pack(png.sound_rows(content, (view[chunk.body] for chunk in data)), size)
    intact = found == size and all(png.is_sound(content, chunk) for chunk in data)
    end = chunks.index(data[0]) + len(data)
    kept = chunks[: end if intact else chunks.index(data[0])]
    animation = png.read_animation(content, kept, chunks[end:] if intact else [])
    still = [chunk for chunk in kept if chunk.kind not in png.ANIMATION]
    whole: list[bytes | memoryview] = [
        png.SIGNATURE,
        *(
            animation.control if chunk.kind == b"acTL" else view[chunk.start : chunk.end]
            for chunk in (kept if animation.moves else still)
            if png.is_sound(content, chunk)
        ),
        b"" if intact else png.encode_chunk(b"IDAT", packed),
        *(view[chunk.start : chunk.end] for chunk in animation.frames),
        png.encode_chunk(b"IEND", b""),
    ]
    share = found / size if animation.is_whole else min(found / size, _SHARE_OF_FRAMES)
    return Repaired(b"".join(whole), share, intact)


def _pack(rows: Iterable[bytes], size: int) -> tuple[int, bytes]:
    """Compress rows and zeros behind them, `size` bytes together; return how many are of rows."""
    packer, found = zlib.compressobj(_COMPRESSION_LEVEL), 0
    packed = []
    for row in rows:
        found += len(row)
        packed.append(packer.compress(row))
    if found < size * _MIN_SHARE:
        # Before the work of filling the rest.
        raise broken()
    packed += [packer.compress(bytes(part)) for part in _parts(size - found)]
    return found, b"".join([*packed, packer.flush()])


def _parts(size: int) -> Iterator[int]:
    while size > 0:
        yield min(size, _PART)
        size -= _PART


def _repair_webp(content: bytes) -> Repaired:
    """Put zeros where the end of a still is missing; leave out what is missing of an animation."""
    kept, share, intact = list[bytes](), 0.0, True
    for chunk in webp.salvaged(content):
        body = content[chunk.body : chunk.end]
        missing = chunk.end - chunk.body - len(body)
        is_data = chunk.kind in {b"VP8 ", b"VP8L"}
        if missing and not (is_data and missing <= len(body)):
            if chunk.kind == b"ANMF":
                share = share and _SHARE_OF_FRAMES
            elif chunk.kind == b"ALPH":
                share, intact = share and _SHARE_OF_FRAMES, False
            break
        if is_data:
            share, intact = len(body) / (len(body) + missing), not missing
        elif chunk.kind == b"ANMF":
            share = 1.0
        kept.append(webp.encode_chunk(chunk.kind, body + bytes(missing)))
    if not share:
        raise broken()
    return Repaired(webp.join(kept), share, intact)


def _repair_gif(content: bytes) -> Repaired:
    """Keep the frames that are there in full."""
    end = images = 0
    with suppress(UnreadableError):
        for block in gif.blocks(content):
            end, images = block.end, images + (block.kind == gif.IMAGE)
    if not images:
        raise broken()
    intact = end == len(content)
    whole = content[:end] + bytes([gif.TRAILER])
    return Repaired(whole, 1.0 if intact else _SHARE_OF_FRAMES, intact)
