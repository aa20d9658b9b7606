"""Pictures to post: verified by their bytes, made to fit, named and described."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from PIL import Image, ImageFile

from bot.imaging.compression import Step, encode_to_fit
from bot.imaging.decoding import (
    Format,
    UnreadableError,
    format_of,
    is_animated,
    is_lossy,
    open_image,
    png_chunks,
    reading,
)
from bot.imaging.pixels import encoded, foreign, orientation, plain, srgb, upright

MAX_PIXELS = 100_000_000
SMALLEST_LIMIT = 2048
_ALT_TEXT = 1024
_SHOWN = {Format.PNG, Format.JPEG, Format.WEBP, Format.GIF}
_WEBP_SIDE = 16383


class Fitted(StrEnum):
    """What was done to a picture, from harmless to noticeable."""

    CONVERTED = "converted"
    """Another format, since Discord does not show the one it came in."""
    REPACKED = "repacked"
    """Another format, every pixel the same."""
    RECOMPRESSED = "recompressed"
    """The same size in pixels, with some loss."""
    SHRUNK = "shrunk"
    """Fewer pixels."""


_DONE = {
    Step.LOSSLESS: Fitted.REPACKED,
    Step.QUALITY: Fitted.RECOMPRESSED,
    Step.SIZE: Fitted.SHRUNK,
}


@dataclass(frozen=True, slots=True)
class Note:
    """What was done to a picture, and what it was like before: size in bytes, sides in pixels.

    `still` says that only the first frame of an animation is left.
    """

    done: Fitted
    format: Format
    width: int
    height: int
    size: int
    still: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A verified picture that Discord shows; `note` where it is not as the relay sent it."""

    content: bytes = field(repr=False)
    format: Format
    width: int
    height: int
    note: Note | None = None

    @property
    def extension(self) -> str:
        """For a file name, without a dot."""
        return self.format.extension

    @property
    def media_type(self) -> str:
        """Such as `image/png`."""
        return self.format.media_type

    @property
    def sha256(self) -> str:
        """Hex digest of the content: about a millisecond a megabyte."""
        return hashlib.sha256(self.content).hexdigest()


class NotAPicture(UnreadableError):  # noqa: N818  a fact about bytes, not a fault of ours
    """Bytes that cannot be posted as a picture: `reason` and `facts`."""


class CannotFit(ValueError):  # noqa: N818
    """No encoding of the picture is as small as `limit` bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.size = size
        self.limit = limit


def verify(content: bytes, *, fitted_above: int | None = None) -> Picture:
    """The picture in these bytes, which stay as they are unless Discord would not show them.

    Judged by content alone and decoded in full; but not what has more than `fitted_above` bytes,
    since to be posted it has to go through `fit`, which decodes it, and that is most of the work.
    Raises `NotAPicture` for anything else, for damage, and above `MAX_PIXELS`.
    """
    try:
        image = open_image(content, max_pixels=MAX_PIXELS)
        kind, (width, height) = format_of(image), image.size
        if kind not in _SHOWN:
            return _converted(image, kind, len(content))
        _check_structure(image, content)
        if fitted_above is None or len(content) <= fitted_above:
            _decode(image)
        return Picture(content, kind, width, height)
    except UnreadableError as error:
        raise NotAPicture(error.reason, **error.facts) from error


def _check_structure(image: ImageFile.ImageFile, content: bytes) -> None:
    if image.format == "PNG":
        for _ in png_chunks(content):
            pass


def _decode(image: ImageFile.ImageFile) -> None:
    """Every frame, as far as `MAX_PIXELS` in all goes."""
    with reading():
        image.load()
        for frame in range(1, min(_frames(image), MAX_PIXELS // (image.width * image.height))):
            image.seek(frame)
            image.load()


def _frames(image: ImageFile.ImageFile) -> int:
    return int(getattr(image, "n_frames", 1))


def _converted(image: ImageFile.ImageFile, kind: Format, size: int) -> Picture:
    """A picture in a format that Discord does not show, as WebP if it was lossy, else as PNG."""
    with reading():
        still = _frames(image) > 1
        note = Note(Fitted.CONVERTED, kind, image.width, image.height, size, still)
        pixels = _seen(image)
        if kind is Format.AVIF and max(pixels.size) <= _WEBP_SIDE:
            shown, options = Format.WEBP, {"quality": 90, "method": 0}
        else:
            shown, options = Format.PNG, {}
        content = encoded(pixels, shown, **options)
    return Picture(content, shown, pixels.width, pixels.height, note)


def _seen(image: ImageFile.ImageFile) -> Image.Image:
    """The image as viewers show it: upright, in sRGB. To be called inside `reading()`."""
    turned, profile = orientation(image.info.get("exif")), foreign(image.info.get("icc_profile"))
    pixels = image if image.mode == "CMYK" else plain(image)
    if profile is not None:
        pixels = srgb(pixels, profile)
    return upright(plain(pixels), turned)


def fit(picture: Picture, limit: int, *, start: Step = Step.LOSSLESS) -> Picture:
    """The picture within `limit` bytes: itself if it fits, else down the ladder from `start`.

    An animation that is too large keeps its first frame. Raises `CannotFit` where nothing is small
    enough, which is so for every limit below `SMALLEST_LIMIT`, and `NotAPicture` for damage that
    `verify` has not looked for.
    """
    size = len(picture.content)
    if size <= limit:
        return picture
    if limit < SMALLEST_LIMIT:
        raise CannotFit(size, limit)
    try:
        image = open_image(picture.content, max_pixels=MAX_PIXELS)
        still = is_animated(image)
        with reading():
            pixels = _seen(image)
            pixels.load()
    except UnreadableError as error:
        raise NotAPicture(error.reason, **error.facts) from error
    # The ladder lets go of the full size once it has a smaller one, which it can only do alone.
    del image
    squeezed = encode_to_fit(pixels, limit, lossless=not is_lossy(picture.content), start=start)
    if squeezed is None:
        raise CannotFit(size, limit)
    note = _note(picture, _DONE[squeezed.rung], still=still)
    return Picture(squeezed.content, squeezed.format, squeezed.width, squeezed.height, note)


def _note(picture: Picture, done: Fitted, *, still: bool) -> Note:
    """What was done in all: one that was changed before is still compared with the relay's."""
    size, before = len(picture.content), picture.note
    if before is None:
        return Note(done, picture.format, picture.width, picture.height, size, still)
    order = list(Fitted)
    most = max(done, before.done, key=order.index)
    return Note(
        most, before.format, before.width, before.height, before.size, still or before.still
    )


def alt_text(prompt: str, n: int, of: int) -> str:
    """What a screen reader says of picture `n` of `of`: the prompt on one line, whole words.

    At most 1024 characters (Discord's limit for a description, DISCORD.md).
    """
    number = f"{n}/{of}: " if of > 1 else ""
    text = number + " ".join(prompt.split())
    if len(text) <= _ALT_TEXT:
        return text
    head = text[: _ALT_TEXT - 1]
    words = head if text[_ALT_TEXT - 1] == " " else head.rpartition(" ")[0]
    # A prompt without spaces, as in Chinese or Japanese, is cut where it must be.
    return (words if len(words) > len(head) // 2 else head).rstrip() + "…"
