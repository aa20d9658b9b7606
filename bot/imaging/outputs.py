"""Pictures for posting: verified by content, compressed to a limit, and described."""

import hashlib
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PIL import Image, ImageFile

from bot.imaging.compression import Step, encode_to_fit
from bot.imaging.decoding import (
    Flaw,
    Format,
    Shrink,
    UnreadableError,
    accepted_format,
    decoding_memory,
    inspect,
    is_animated,
    is_lossy,
    load,
    open_image,
    read_header,
    sniff,
    translate_errors,
)
from bot.imaging.formats import png
from bot.imaging.formats.header import Header, check_pixels
from bot.imaging.metadata import Stripped, strip_metadata
from bot.imaging.pixels import (
    apply_orientation,
    convert_to_srgb,
    encode,
    exif_orientation,
    non_srgb_profile,
    reduce_to_8_bit,
    to_8_bit,
)
from bot.imaging.provenance import MAX_MARK_BYTES, mark, source_type_of
from bot.imaging.repair import repair

MAX_PIXELS = 100_000_000
MIN_LIMIT = 2048
_MAX_ALT_TEXT = 1024
# The formats that Discord's clients display.
_DISPLAYED = {Format.PNG, Format.JPEG, Format.WEBP, Format.GIF}
_MAX_WEBP_SIDE = 16383
# What Pillow and the decoder may hold at once: as much as `MAX_PIXELS` with four bytes each.
_MAX_DECODING_BYTES = 4 * MAX_PIXELS
# A file is in memory as a message, as it came, stripped, and in the decoder.
_FILE_COPIES = 4
# Beside the pixels: the rows that are inflated, a decoder's own tables, what metadata unpacks to.
_WORK_BYTES = 64_000_000
# A larger picture is halved before it is encoded, which takes memory again.
_MAX_ENCODED_PIXELS = 50_000_000


class Adjustment(StrEnum):
    """Changes to a picture, from harmless to noticeable."""

    CONVERTED = "converted"
    """Another format, since Discord does not display the original one."""
    REPACKED = "repacked"
    """Another format with the same pixels."""
    RECOMPRESSED = "recompressed"
    """The same size in pixels, with some loss of quality."""
    SHRUNK = "shrunk"
    """Fewer pixels."""


_ADJUSTMENTS = {
    Step.LOSSLESS: Adjustment.REPACKED,
    Step.QUALITY: Adjustment.RECOMPRESSED,
    Step.SIZE: Adjustment.SHRUNK,
}


@dataclass(frozen=True, slots=True)
class AdjustmentNote:
    """The most noticeable adjustment of a picture, and the original's properties.

    `width` and `height` are in pixels, `size` in bytes. `still` is True if only the first frame of
    an animation is left.
    """

    adjustment: Adjustment
    format: Format
    width: int
    height: int
    size: int
    still: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A verified picture that Discord displays; `note` is None if its pixels are as they came.

    `is_complete` is False if pixels or frames of it did not arrive. `job_id` is the job that its
    file is marked with, if it is.
    """

    content: bytes = field(repr=False)
    format: Format
    width: int
    height: int
    note: AdjustmentNote | None = None
    is_complete: bool = True
    job_id: int | None = None

    @property
    def extension(self) -> str:
        """Return the file name extension without a dot."""
        return self.format.extension

    @property
    def media_type(self) -> str:
        """Return the media type, such as `image/png`."""
        return self.format.media_type

    @property
    def sha256(self) -> str:
        """Compute the content's SHA-256 in hex, which takes about a millisecond per megabyte."""
        return hashlib.sha256(self.content).hexdigest()


class NotAPictureError(UnreadableError):
    """Bytes that cannot be posted as a picture: `reason` and `facts`."""


class CannotFitError(ValueError):
    """A picture of `size` bytes that no encoding brings down to `limit` bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.size = size
        self.limit = limit


def verify(
    content: bytes, *, fitted_above: int | None = None, job_id: int | None = None
) -> Picture:
    """Check that the bytes are a picture, and convert it if Discord would not display its format.

    With a `job_id` the file is marked as made by AI and by this job, and loses other metadata.

    The picture is judged by its content, and its pixels are decoded, which is most of the work. One
    of more than `fitted_above` bytes is not decoded here, since it has to go through `fit`, which
    does it.

    A picture that was paid for is better posted than lost: one that lacks its end is made whole, if
    two thirds of it are there.

    Raises `NotAPictureError` for other bytes, a damaged picture, or more than `MAX_PIXELS`.
    """
    try:
        try:
            return _verified(content, fitted_above, job_id)
        except UnreadableError as error:
            if error.reason is not Flaw.BROKEN:
                raise
            return _repaired(content, fitted_above, job_id)
    except UnreadableError as error:
        raise NotAPictureError(error.reason, **error.facts) from error


def verify_structure(content: bytes, *, job_id: int | None = None) -> Picture:
    """Check a picture by its structure alone: for one that no decoder can cope with.

    It is not converted, even if Discord does not display its format: members can still save it.

    Raises `NotAPictureError` as `verify` does.
    """
    try:
        kind, header = accepted_format(content), inspect(content)
        check_pixels(header, MAX_PIXELS)
    except UnreadableError as error:
        raise NotAPictureError(error.reason, **error.facts) from error
    if job_id is not None:
        content = _marked(content, job_id)
    return Picture(content, kind, header.width, header.height, job_id=job_id)


def _repaired(content: bytes, fitted_above: int | None, job_id: int | None) -> Picture:
    repaired = repair(content, max_pixels=MAX_PIXELS)
    picture = _verified(repaired.content, fitted_above, job_id)
    return replace(picture, is_complete=repaired.share == 1)


def _verified(content: bytes, fitted_above: int | None, job_id: int | None) -> Picture:
    kind, header = accepted_format(content), inspect(content)
    check_pixels(header, MAX_PIXELS)
    if kind not in _DISPLAYED:
        return _convert(content, kind, job_id)
    if job_id is not None:
        # Before decoding, since its size decides whether it is decoded here.
        content = _marked(content, job_id)
    if fitted_above is None or len(content) <= fitted_above:
        _decode(content, kind, header)
    return Picture(content, kind, header.width, header.height, job_id=job_id)


def _marked(content: bytes, job_id: int, source_type: str | None = None) -> bytes:
    """Return the picture with its mark, or as it is if its structure cannot be followed.

    Viewers show more than the structure allows, and what was paid for is not lost for a mark.
    """
    try:
        return mark(content, job_id, source_type)
    except UnreadableError:
        return content


def _decode(content: bytes, kind: Format, header: Header) -> None:
    """Decode the pixels with as little memory as the format allows."""
    if kind is Format.PNG and not png.is_animated(content):
        rows = png.sound_rows(content, png.data_parts(content))
        if sum(map(len, rows)) < png.raw_size(content):
            raise UnreadableError(Flaw.BROKEN)
    elif kind is Format.JPEG:
        shrink = Shrink(to=1, above=0)
        stripped = strip_metadata(content).content
        with translate_errors():
            open_image(stripped, max_pixels=MAX_PIXELS, shrink=shrink).load()
    elif header.pixel_bytes * header.pixels <= _MAX_DECODING_BYTES:
        _decode_frames(open_image(content, max_pixels=MAX_PIXELS))


def _decode_frames(image: ImageFile.ImageFile) -> None:
    """Decode as many frames as have `MAX_PIXELS` together."""
    with translate_errors():
        image.load()
        for frame in range(1, min(_frames(image), MAX_PIXELS // (image.width * image.height))):
            image.seek(frame)
            image.load()


def _frames(image: ImageFile.ImageFile) -> int:
    return int(getattr(image, "n_frames", 1))


def _convert(content: bytes, kind: Format, job_id: int | None) -> Picture:
    """Convert a picture that Discord does not display: AVIF and HEIC to WebP, others to PNG."""
    stripped, image = _open(content)
    with translate_errors():
        still, (width, height) = _frames(image) > 1, image.size
        note = AdjustmentNote(Adjustment.CONVERTED, kind, width, height, len(content), still)
        pixels = _as_shown(image, stripped)
        if kind in {Format.AVIF, Format.HEIC} and max(pixels.size) <= _MAX_WEBP_SIDE:
            new_kind, options = Format.WEBP, {"quality": 90, "method": 0}
        else:
            new_kind, options = Format.PNG, {}
        converted = encode(pixels, new_kind, **options)
    if job_id is not None:
        converted = _marked(converted, job_id)
    return Picture(converted, new_kind, pixels.width, pixels.height, note, job_id=job_id)


def _open(content: bytes) -> tuple[Stripped, ImageFile.ImageFile]:
    stripped = strip_metadata(content)
    return stripped, open_image(
        stripped.content, max_pixels=MAX_PIXELS, max_memory=_MAX_DECODING_BYTES
    )


def _as_shown(image: ImageFile.ImageFile, stripped: Stripped) -> Image.Image:
    """Return the image as viewers show it, upright and in sRGB; call it in `translate_errors()`."""
    orientation = max(stripped.orientation, exif_orientation(image.info.get("exif")))
    profile = non_srgb_profile(stripped.profile or image.info.get("icc_profile"))
    load(image)
    large = image.width * image.height > _MAX_ENCODED_PIXELS
    pixels = reduce_to_8_bit(image, 2 if large else 1)
    if profile is not None:
        pixels = convert_to_srgb(pixels, profile)
    return apply_orientation(to_8_bit(pixels), orientation)


def verifying_memory(content: bytes) -> int:
    """Return an estimate of the bytes of memory that `verify` takes."""
    header = read_header(content)
    if header is None:
        return _MAX_DECODING_BYTES + len(content) * _FILE_COPIES
    # A PNG is verified row by row, a JPEG at an eighth of its size. Others may be converted, too.
    kind = sniff(content)
    decoded = header.memory_at(8 if header.can_shrink else 1)
    needed = decoded if kind in _DISPLAYED else decoded + 12 * header.pixels
    most = _MAX_DECODING_BYTES + 8 * min(header.pixels, _MAX_ENCODED_PIXELS)
    return min(needed, most) + len(content) * _FILE_COPIES + _WORK_BYTES


def fitting_memory(picture: Picture) -> int:
    """Return an estimate of the bytes of memory that `fit` takes."""
    pixels = picture.width * picture.height
    # Decoded, in another mode or turned, and once more where the file is encoded.
    decoded = decoding_memory(picture.content, _MAX_DECODING_BYTES)
    copies = 12 * min(pixels, _MAX_ENCODED_PIXELS)
    return decoded + copies + len(picture.content) * _FILE_COPIES + _WORK_BYTES


def fit(picture: Picture, limit: int, *, start: Step = Step.LOSSLESS) -> Picture:
    """Compress a picture to at most `limit` bytes, beginning with the ladder's step `start`.

    A picture that fits is returned unchanged. An animation that is too large keeps only its first
    frame.

    Raises `CannotFitError` if no encoding is small enough, as with every limit below `MIN_LIMIT`,
    and `NotAPictureError` if the picture is damaged and `verify` did not decode it.
    """
    size = len(picture.content)
    if size <= limit:
        return picture
    if limit < MIN_LIMIT:
        raise CannotFitError(size, limit)
    try:
        stripped, image = _open(picture.content)
        still = stripped.animated or is_animated(image)
        with translate_errors():
            pixels = _as_shown(image, stripped)
    except UnreadableError as error:
        raise NotAPictureError(error.reason, **error.facts) from error
    # Scaling down frees the full-size pixels, but only if nothing else refers to them.
    del image
    room = limit if picture.job_id is None else limit - MAX_MARK_BYTES
    result = encode_to_fit(pixels, room, lossless=not is_lossy(picture.content), start=start)
    if result is None:
        raise CannotFitError(size, limit)
    content = result.content
    if picture.job_id is not None:
        content = _marked(content, picture.job_id, source_type_of(picture.content))
    # A very large picture was halved already, in `_as_shown`.
    shrunk = result.width * result.height < picture.width * picture.height
    step = Step.SIZE if shrunk else result.step
    note = _note(picture, _ADJUSTMENTS[step], still=still)
    return replace(
        picture,
        content=content,
        format=result.format,
        width=result.width,
        height=result.height,
        note=note,
    )


def _note(picture: Picture, adjustment: Adjustment, *, still: bool) -> AdjustmentNote:
    """Combine an adjustment with earlier ones; the original is always what the relay sent."""
    size, before = len(picture.content), picture.note
    if before is None:
        return AdjustmentNote(
            adjustment, picture.format, picture.width, picture.height, size, still
        )
    order = list(Adjustment)
    worst = max(adjustment, before.adjustment, key=order.index)
    return AdjustmentNote(
        worst, before.format, before.width, before.height, before.size, still or before.still
    )


def alt_text(prompt: str, n: int, of: int) -> str:
    """Return the alternative text of picture `n` of `of`: the prompt on one line, in whole words.

    It has at most 1024 characters, Discord's limit for a description (docs/discord.md, section 4).
    """
    number = f"{n}/{of}: " if of > 1 else ""
    text = number + " ".join(prompt.split())
    if len(text) <= _MAX_ALT_TEXT:
        return text
    head = text[: _MAX_ALT_TEXT - 1]
    words = head if text[_MAX_ALT_TEXT - 1] == " " else head.rpartition(" ")[0]
    # A prompt without spaces, as in Chinese or Japanese, is cut at any character.
    return (words if len(words) > len(head) // 2 else head).rstrip() + "…"
