"""Images from users, made fit for a provider: PNG or JPEG, upright, sRGB, without metadata."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from PIL import Image, ImageFile

from bot.imaging.decoding import (
    Flaw,
    Format,
    UnreadableError,
    format_of,
    is_animated,
    is_lossy,
    open_image,
    reading,
)
from bot.imaging.masks import area_to_edit
from bot.imaging.metadata import strip
from bot.imaging.pixels import encoded, foreign, orientation, plain, smaller, srgb, upright

_GIVEN = (Format.PNG, Format.JPEG)
_OPTIONS: dict[Format, dict[str, str | int]] = {
    Format.PNG: {},
    Format.JPEG: {"quality": 92, "subsampling": "4:4:4"},
}
_SMALLEST_SIDE = 64


class Change(StrEnum):
    """What was done to an image; the words are found elsewhere."""

    METADATA = "metadata"
    """EXIF, GPS, XMP, comments or text were removed."""
    ROTATED = "rotated"
    """Turned or mirrored as its EXIF orientation asks."""
    SCALED = "scaled"
    """Another size in pixels."""
    STILL = "still"
    """Only the first frame of an animation is left."""
    COLOURS = "colours"
    """Another colour model, profile, depth or a palette became 8-bit sRGB."""
    FORMAT = "format"
    """Another file format."""


@dataclass(frozen=True, slots=True)
class InputBounds:
    """How much of an image is taken.

    `max_bytes` holds for what is given and for what comes of it; an image of more than `max_pixels`
    is not decoded; one of more than `max_side` pixels a side is scaled down.
    """

    max_bytes: int
    max_pixels: int
    max_side: int


@dataclass(frozen=True, slots=True)
class Input:
    """An image for a provider: `image/png` or `image/jpeg`, sides in pixels."""

    content: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    changes: frozenset[Change] = frozenset()


# What `strip` has done already.
_HARMLESS = {Change.METADATA, Change.STILL}


class InputRefused(UnreadableError):  # noqa: N818  a fact about the member's image
    """An image that is not taken: `reason` and `facts`."""


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except UnreadableError as error:
        raise InputRefused(error.reason, **error.facts) from error


def normalise(content: bytes, *, bounds: InputBounds) -> Input:
    """The smallest faithful form of an image, judged by its content.

    A PNG or JPEG that needs no change keeps its encoding, without metadata. Else it becomes JPEG if
    it was lossy and nothing in it is transparent, and PNG if not. The same content and bounds give
    the same bytes. Raises `InputRefused`.
    """
    with _refusing(), reading():
        source = _opened(content, bounds)
        if source.kind in _GIVEN and source.changes <= _HARMLESS:
            source.image.load()
            size, changes = source.image.size, frozenset(source.changes)
            return Input(source.content, source.kind.media_type, *size, changes)
        pixels = _rebuilt(source, bounds)
        if pixels.mode == "RGBA":
            return _encoded(pixels, (Format.PNG,), source, bounds)
        lossy = is_lossy(content)
        return _encoded(pixels, (Format.JPEG,) if lossy else _GIVEN, source, bounds)


def normalise_mask(mask: bytes, image_size: tuple[int, int], bounds: InputBounds) -> Input:
    """A mask for an image of this size: a PNG of mode L, white (255) where to edit, else black.

    White marks the area; in a mask with a hole and nothing drawn, the hole does. A mask whose sides
    differ in proportion by at most 1 % is scaled. Raises `InputRefused`, also for `MASK_SHAPE` and
    `MASK_EMPTY`.
    """
    with _refusing(), reading():
        source = _opened(mask, bounds)
        pixels = upright(plain(source.image), source.turned)
        _check_shape(pixels.size, image_size)
        area = area_to_edit(pixels)
        if area is None:
            raise UnreadableError(Flaw.MASK_EMPTY)
        changes = source.changes - {Change.SCALED}
        if area.size != image_size:
            area = area.resize(image_size, Image.Resampling.NEAREST)
            changes.add(Change.SCALED)
        content = encoded(area, Format.PNG)
        return Input(content, Format.PNG.media_type, *area.size, frozenset(changes))


@dataclass(frozen=True, slots=True)
class _Source:
    """An image as it came, opened and not yet decoded, and what has to be done to it."""

    content: bytes
    kind: Format
    image: ImageFile.ImageFile
    turned: int
    profile: bytes | None
    changes: set[Change]


def _opened(content: bytes, bounds: InputBounds) -> _Source:
    if len(content) > bounds.max_bytes:
        raise UnreadableError(Flaw.TOO_MANY_BYTES, size=len(content), limit=bounds.max_bytes)
    bare = strip(content)
    image = open_image(bare.content, max_pixels=bounds.max_pixels)
    # PNG and JPEG have left theirs in `bare`; the other formats still hold them.
    turned = max(bare.turned, orientation(image.info.get("exif")))
    profile = foreign(bare.profile or image.info.get("icc_profile"))
    found = {
        Change.METADATA: bare.dropped or bool(image.info.keys() & {"exif", "xmp", "comment"}),
        Change.ROTATED: turned != 1,
        Change.SCALED: max(image.size) > bounds.max_side,
        Change.STILL: bare.animated or is_animated(image),
        Change.COLOURS: profile is not None or not _is_common(image, bare.content),
    }
    changes = {change for change, needed in found.items() if needed}
    return _Source(bare.content, format_of(image), image, turned, profile, changes)


def _is_common(image: ImageFile.ImageFile, content: bytes) -> bool:
    """Whether every provider understands these colours: grey, RGB or RGBA of 8 bits."""
    # PNG 11.2.1: the depth, of which Pillow's mode does not tell.
    deep = image.format == "PNG" and content[24] != 8
    return image.mode in {"L", "RGB", "RGBA"} and "transparency" not in image.info and not deep


def _rebuilt(source: _Source, bounds: InputBounds) -> Image.Image:
    """Decoded, no larger than `max_side`, upright and in sRGB."""
    pixels = source.image if source.image.mode == "CMYK" else plain(source.image)
    # Before anything else, since a large JPEG is then decoded at a fraction of its size already.
    pixels.thumbnail((bounds.max_side, bounds.max_side), Image.Resampling.LANCZOS)
    if source.profile is not None:
        pixels = srgb(pixels, source.profile)
    return upright(plain(pixels), source.turned)


def _encoded(
    pixels: Image.Image, kinds: Sequence[Format], source: _Source, bounds: InputBounds
) -> Input:
    """In the first of these formats that fits, smaller where none does."""
    changes = set(source.changes)
    while True:
        for kind in kinds:
            content = encoded(pixels, kind, **_OPTIONS[kind])
            if len(content) <= bounds.max_bytes:
                other = set() if kind is source.kind else {Change.FORMAT}
                return Input(content, kind.media_type, *pixels.size, frozenset(changes | other))
        if max(pixels.size) <= _SMALLEST_SIDE:
            raise UnreadableError(Flaw.TOO_MANY_BYTES, size=len(content), limit=bounds.max_bytes)
        pixels = smaller(pixels, bounds.max_bytes / len(content))
        changes.add(Change.SCALED)


def _check_shape(size: tuple[int, int], wanted: tuple[int, int]) -> None:
    (width, height), (wanted_width, wanted_height) = size, wanted
    across, down = width * wanted_height, height * wanted_width
    if abs(across - down) > 0.01 * max(across, down):
        raise UnreadableError(
            Flaw.MASK_SHAPE,
            width=width,
            height=height,
            wanted_width=wanted_width,
            wanted_height=wanted_height,
        )
