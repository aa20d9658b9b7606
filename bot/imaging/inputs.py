"""Input images of members, normalised for providers: PNG or JPEG, upright, sRGB, no metadata."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isqrt

from PIL import Image, ImageFile

from bot.imaging.decoding import (
    Flaw,
    Format,
    Shrink,
    UnreadableError,
    format_of,
    has_enough_data,
    is_animated,
    is_lossy,
    load,
    open_image,
    read_header,
    sniff,
    translate_errors,
)
from bot.imaging.masks import area_to_edit, looks_like_mask
from bot.imaging.metadata import Stripped, strip_metadata
from bot.imaging.pixels import (
    apply_orientation,
    convert_to_srgb,
    encode,
    exif_orientation,
    non_srgb_profile,
    reduce_to_8_bit,
    scale_down,
    to_8_bit,
)
from bot.imaging.repair import repair

_PROVIDER_FORMATS = (Format.PNG, Format.JPEG)
_OPTIONS: dict[Format, dict[str, str | int]] = {
    Format.PNG: {},
    Format.JPEG: {"quality": 92, "subsampling": "4:4:4"},
}
_MIN_SIDE = 64
# No format has more pixels a side.
_ANY_SIDE = 2**16
MAX_WHOLE_BYTES = 64 * 2**20
"""Bytes of an image that is kept at its full size without a loss."""
# Up to here an image is scaled down from at least twice its final size, for the best quality.
_FINE_PIXELS = 4096 * 4096
MAX_DECODING_BYTES = 288_000_000
"""Bytes that Pillow and the decoder may hold at once for a member's file.

4096 x 4096 pixels of WebP, which take the most, need as much. It is 72 megapixels of PNG, and more
of a JPEG than any camera makes.
"""
_MAX_HEIC_DECODING_BYTES = 410_000_000
"""The same for a HEIC file: what a phone's photo of 48 megapixels takes, with 8 bits a sample.

Its decoder cannot make it smaller. Such work is done alone: see `bot/imaging/workers/turns.py`.
"""
# A file is in memory as a message, as it came, stripped, and in the decoder.
_FILE_COPIES = 4
# EXIF orientations from here on are rotated by 90 degrees.
_FIRST_TURNED = 5
# A file is judged by so many pixels a side: enough to see that it is black and white.
_JUDGED_SIDE = 512


class Change(StrEnum):
    """Changes made to an image; the sentences for members are in the texts."""

    METADATA = "metadata"
    """EXIF, GPS, XMP, comments or text were removed."""
    ROTATED = "rotated"
    """Rotated or mirrored by its EXIF orientation."""
    SCALED = "scaled"
    """The size in pixels was changed."""
    STILL = "still"
    """Only the first frame of an animation is left."""
    COLOURS = "colours"
    """A colour model, profile, depth or palette was converted to 8-bit sRGB."""
    FORMAT = "format"
    """The file format was changed."""
    TAKEN_AS_MASK = "taken-as-mask"
    """Used as a mask, since it looks like one."""


@dataclass(frozen=True, slots=True)
class InputBounds:
    """Limits for input images.

    An image is refused if it has more than `max_bytes` or `max_pixels`, and scaled down if a side
    has more than `max_side` pixels. The normalised image has at most `max_bytes`, too.
    """

    max_bytes: int
    max_pixels: int
    max_side: int


@dataclass(frozen=True, slots=True)
class Input:
    """A normalised image: `image/png` or `image/jpeg`, width and height in pixels."""

    content: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    changes: frozenset[Change] = frozenset()


# Changes that `strip_metadata` has already made.
_HARMLESS = {Change.METADATA, Change.STILL}


def max_decoding_bytes(content: bytes) -> int:
    """Return the bytes that Pillow and the decoder may hold at once for a member's file."""
    return _MAX_HEIC_DECODING_BYTES if sniff(content) is Format.HEIC else MAX_DECODING_BYTES


class InputRefusedError(UnreadableError):
    """A member's image that was refused: `reason` and `facts`."""


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except UnreadableError as error:
        raise InputRefusedError(error.reason, **error.facts) from error


def normalise(content: bytes, *, bounds: InputBounds) -> Input:
    """Normalise an image; the format is detected by content.

    A PNG or JPEG that needs no change keeps its encoding and loses its metadata. Any other image is
    encoded as JPEG if it was lossy and is opaque, else as PNG. The same content and bounds give the
    same bytes.

    Raises `InputRefusedError` for a file that is not an accepted image, is damaged or too large.
    """
    with _refusing(), translate_errors():
        source = _open(content, bounds)
        if source.kind in _PROVIDER_FORMATS and source.changes <= _HARMLESS:
            load(source.image)
            size, changes = source.image.size, frozenset(source.changes)
            return Input(source.content, source.kind.media_type, *size, changes)
        pixels = _rebuild(source, bounds)
        if pixels.mode == "RGBA":
            return _encode_to_fit(pixels, (Format.PNG,), source, bounds)
        lossy = is_lossy(source.content)
        return _encode_to_fit(
            pixels, (Format.JPEG,) if lossy else _PROVIDER_FORMATS, source, bounds
        )


def normalise_whole(content: bytes, bounds: InputBounds) -> tuple[Input, Image.Image]:
    """Normalise an image as `normalise` does, but at its full size; return it and its pixels.

    No pixel is changed: an image that has to be encoded becomes a PNG, and a JPEG only if that
    would have more than `MAX_WHOLE_BYTES`. Raises as `normalise` does.
    """
    with _refusing(), translate_errors():
        whole = replace(bounds, max_side=_ANY_SIDE)
        source = _open(content, whole)
        if source.kind in _PROVIDER_FORMATS and source.changes <= _HARMLESS:
            load(source.image)
            pixels, changes = to_8_bit(source.image), frozenset(source.changes)
            return Input(source.content, source.kind.media_type, *pixels.size, changes), pixels
        pixels = _rebuild(source, whole)
        kinds = (Format.PNG,) if pixels.mode == "RGBA" else _PROVIDER_FORMATS
        made = _encode_to_fit(pixels, kinds, source, replace(whole, max_bytes=MAX_WHOLE_BYTES))
        return made, pixels


def scaled_pixels(content: bytes, bounds: InputBounds) -> Image.Image:
    """Return the pixels of an image as viewers show it, scaled down to the bounds.

    Raises as `normalise` does.
    """
    with _refusing(), translate_errors():
        return _rebuild(_open(content, bounds), bounds)


def normalise_mask(mask: bytes, image_size: tuple[int, int], bounds: InputBounds) -> Input:
    """Normalise a mask to a PNG of mode L and `image_size`, white (255) where to edit, else black.

    White marks the area; in a mask with a hole and no drawing, the hole does. A mask is scaled if
    its aspect ratio differs from the image's by at most 1 %.

    Raises `InputRefusedError` as `normalise` does, and with `MASK_SHAPE` or `MASK_EMPTY`.
    """
    with _refusing(), translate_errors():
        source = _open(mask, bounds)
        turned = source.orientation >= _FIRST_TURNED
        width, height = reversed(source.image.size) if turned else source.image.size
        _check_shape((width, height), image_size)
        load(source.image)
        pixels = _sampled(source.image, image_size[::-1] if turned else image_size)
        area = area_to_edit(apply_orientation(pixels, source.orientation))
        if area is None:
            raise UnreadableError(Flaw.MASK_EMPTY)
        changes = source.changes - {Change.SCALED}
        if area.size != image_size:
            area = area.resize(image_size, Image.Resampling.NEAREST)
            changes.add(Change.SCALED)
        content = encode(area, Format.PNG)
        return Input(content, Format.PNG.media_type, *area.size, frozenset(changes))


def is_mask(content: bytes, image_size: tuple[int, int], bounds: InputBounds) -> bool:
    """Return True for a file of the image's shape that is black and white, or has a hole.

    Raises `InputRefusedError` as `normalise` does.
    """
    with _refusing(), translate_errors():
        source = _open(content, bounds)
        turned = source.orientation >= _FIRST_TURNED
        size = source.image.size[::-1] if turned else source.image.size
        if not _is_same_shape(size, image_size):
            return False
        load(source.image)
        ratio = min(1.0, _JUDGED_SIDE / max(size))
        width, height = (max(1, round(side * ratio)) for side in source.image.size)
        small = source.image.resize((width, height), Image.Resampling.NEAREST)
        return looks_like_mask(to_8_bit(small))


@dataclass(frozen=True, slots=True)
class _Source:
    """An opened image that is not decoded yet, and the changes that it needs."""

    content: bytes
    kind: Format
    image: ImageFile.ImageFile
    orientation: int
    profile: bytes | None
    changes: set[Change]


def _open(content: bytes, bounds: InputBounds) -> _Source:
    if len(content) > bounds.max_bytes:
        raise UnreadableError(Flaw.TOO_MANY_BYTES, size=len(content), limit=bounds.max_bytes)
    stripped = _strip(content, bounds.max_pixels)
    image = open_image(
        stripped.content,
        max_pixels=bounds.max_pixels,
        max_memory=max_decoding_bytes(stripped.content),
        shrink=Shrink(to=bounds.max_side, above=_FINE_PIXELS),
    )
    if not has_enough_data(stripped.content):
        raise UnreadableError(Flaw.BROKEN)
    # Of an AVIF these two are in the image alone.
    orientation = max(stripped.orientation, exif_orientation(image.info.get("exif")))
    profile = non_srgb_profile(stripped.profile or image.info.get("icc_profile"))
    needs = {
        Change.METADATA: stripped.dropped,
        Change.ROTATED: orientation != 1,
        Change.SCALED: max(image.size) > bounds.max_side,
        Change.STILL: stripped.animated or is_animated(image),
        Change.COLOURS: profile is not None or not _is_common(image, stripped.content),
    }
    changes = {change for change, needed in needs.items() if needed}
    return _Source(stripped.content, format_of(image), image, orientation, profile, changes)


def _strip(content: bytes, max_pixels: int) -> Stripped:
    """Strip metadata, also of a file that lacks its end if its pixels are there in full."""
    try:
        return strip_metadata(content)
    except UnreadableError as error:
        if error.reason is not Flaw.BROKEN:
            raise
    repaired = repair(content, max_pixels=max_pixels)
    if not repaired.is_intact:
        raise UnreadableError(Flaw.BROKEN)
    return strip_metadata(repaired.content)


def _is_common(image: ImageFile.ImageFile, content: bytes) -> bool:
    """Return True for colours that every provider accepts: grey, RGB or RGBA, 8 bits each."""
    # The bit depth (PNG 11.2.1), which Pillow's mode does not show.
    deep = image.format == "PNG" and content[24] != 8
    return image.mode in {"L", "RGB", "RGBA"} and "transparency" not in image.info and not deep


def _rebuild(source: _Source, bounds: InputBounds) -> Image.Image:
    """Decode the image, at most `max_side` pixels a side, upright and in sRGB."""
    load(source.image)
    pixels = _scaled(source.image, bounds.max_side)
    if source.profile is not None:
        pixels = convert_to_srgb(pixels, source.profile)
    return apply_orientation(to_8_bit(pixels), source.orientation)


def _scaled(image: Image.Image, max_side: int) -> Image.Image:
    ratio = max(image.size) / max_side
    pixels = reduce_to_8_bit(image, _reduction(image.size, max_side))
    if ratio <= 1:
        return pixels
    size = max(1, round(image.width / ratio)), max(1, round(image.height / ratio))
    return pixels.resize(size, Image.Resampling.LANCZOS)


def _reduction(size: tuple[int, int], max_side: int) -> int:
    """Return how many times smaller the sides may be before the image is scaled finely."""
    fine = size[0] * size[1] <= _FINE_PIXELS
    return max(1, int(max(size) / max_side / (2 if fine else 1)))


def normalising_memory(content: bytes, bounds: InputBounds) -> int:
    """Return an estimate of the bytes of memory that normalising an image or a mask takes."""
    files = len(content) * _FILE_COPIES
    header = read_header(content)
    if header is None:
        # Refused, unless its header is far behind.
        return files + max_decoding_bytes(content)
    scale = Shrink(to=bounds.max_side, above=_FINE_PIXELS).scale(header)
    decoding, pixels = header.memory_at(scale), header.pixels_at(scale)
    if decoding > max_decoding_bytes(content) or pixels > bounds.max_pixels:
        # Refused before it is decoded.
        return files
    size = header.width // scale, header.height // scale
    reduced = pixels // _reduction(size, bounds.max_side) ** 2
    final = min(reduced, bounds.max_side**2)
    # The reduced image has a copy in another mode, unless it is that of a JPEG.
    copies = reduced * (0 if header.can_shrink else 8)
    # Scaled in two steps, in two modes, and encoded.
    scaled = 4 * isqrt(reduced * final) + 10 * final
    held = pixels * min(4, header.pixel_bytes)
    return files + max(decoding, held + copies + scaled)


def _encode_to_fit(
    pixels: Image.Image, kinds: Sequence[Format], source: _Source, bounds: InputBounds
) -> Input:
    """Encode in the first of these formats that fits `max_bytes`; scale down until one does."""
    changes = set(source.changes)
    while True:
        for kind in kinds:
            content = encode(pixels, kind, **_OPTIONS[kind])
            if len(content) <= bounds.max_bytes:
                added = set() if kind is source.kind else {Change.FORMAT}
                return Input(content, kind.media_type, *pixels.size, frozenset(changes | added))
        if max(pixels.size) <= _MIN_SIDE:
            raise UnreadableError(Flaw.TOO_MANY_BYTES, size=len(content), limit=bounds.max_bytes)
        pixels = scale_down(pixels, bounds.max_bytes / len(content))
        changes.add(Change.SCALED)


def _sampled(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """Return a mask with 8 bits; a very large one gets its final size before it is converted."""
    if image.width * image.height > max(_FINE_PIXELS, wanted[0] * wanted[1]):
        image = image.resize(wanted, Image.Resampling.NEAREST)
    return to_8_bit(image)


def _is_same_shape(size: tuple[int, int], wanted: tuple[int, int]) -> bool:
    across, down = size[0] * wanted[1], size[1] * wanted[0]
    return abs(across - down) <= 0.01 * max(across, down)


def _check_shape(size: tuple[int, int], wanted: tuple[int, int]) -> None:
    (width, height), (wanted_width, wanted_height) = size, wanted
    if not _is_same_shape(size, wanted):
        raise UnreadableError(
            Flaw.MASK_SHAPE,
            width=width,
            height=height,
            wanted_width=wanted_width,
            wanted_height=wanted_height,
        )
