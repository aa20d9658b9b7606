"""Compositing: what was made of an area, put into the picture that it began with.

Outside of the area each pixel is the picture's own. The seam is within what was made.
"""

from dataclasses import dataclass, field

from PIL import Image

from bot.imaging.areas import Box, Layout, fitted_frame, layout_of
from bot.imaging.decoding import (
    Format,
    UnreadableError,
    decoding_memory,
    inspect,
    load,
    open_image,
    read_header,
    translate_errors,
)
from bot.imaging.metadata import strip_metadata
from bot.imaging.outputs import MAX_PIXELS, NotAPictureError, Picture
from bot.imaging.pixels import apply_orientation, encode, exif_orientation, to_8_bit
from bot.imaging.provenance import mark, source_type_of
from providers.shapes import Shape

# Rows that are made at a time: at the size of the canvas, what was made may be very large.
_BAND_HEIGHT = 256
# Of a large PNG most of the time is compression, and Discord does not care.
_LARGE_PIXELS = 4_000_000
_QUICK, _USUAL = 3, 6
_MAX_MEMORY = 4 * MAX_PIXELS
_WORK_BYTES = 64_000_000
_FILE_COPIES = 3


@dataclass(frozen=True, slots=True)
class Composition:
    """Parts of a picture that is put together: its area by name, itself, and the frame as sent.

    `original` and `framed` are files.
    """

    name: str
    original: bytes = field(repr=False)
    framed: bytes = field(repr=False)


def composite(made: Picture, composition: Composition) -> Picture:
    """Return the whole picture with what was made in its area, as a PNG at its full size.

    Raises `NotAPictureError` if one of the files cannot be decoded.
    """
    try:
        frame = _size(composition.framed)
        whole = _pixels(composition.original)
        layout = layout_of(composition.name, whole.size)
        with translate_errors():
            canvas = _canvas(whole, layout)
            del whole
            _fill(canvas, _pixels(made.content), layout, fitted_frame(layout.canvas, frame), frame)
            large = canvas.width * canvas.height > _LARGE_PIXELS
            content = encode(canvas, Format.PNG, compress_level=_QUICK if large else _USUAL)
        if made.job_id is not None:
            content = mark(content, made.job_id, source_type_of(made.content))
    except UnreadableError as error:
        raise NotAPictureError(error.reason, **error.facts) from error
    return Picture(
        content,
        Format.PNG,
        *canvas.size,
        is_complete=made.is_complete,
        job_id=made.job_id,
    )


def compositing_memory(made: Picture, composition: Composition) -> int:
    """Return an estimate of the bytes of memory that `composite` takes."""
    header = read_header(composition.original)
    size = (header.width, header.height) if header else (10_000, 10_000)
    width, height = layout_of(composition.name, size).canvas
    # The picture in two modes, the canvas and its mask, and the canvas as it is encoded.
    pixels = 8 * size[0] * size[1] + 8 * width * height
    decoded = decoding_memory(composition.original, _MAX_MEMORY)
    decoded += 2 * decoding_memory(made.content, _MAX_MEMORY)
    files = len(composition.original) + len(made.content)
    return pixels + decoded + _FILE_COPIES * files + _WORK_BYTES


def _size(content: bytes) -> Shape:
    header = inspect(content)
    return header.width, header.height


def _pixels(content: bytes) -> Image.Image:
    """Return an image as viewers show it, as RGB or RGBA."""
    stripped = strip_metadata(content)
    image = open_image(stripped.content, max_pixels=MAX_PIXELS, max_memory=_MAX_MEMORY)
    with translate_errors():
        orientation = max(stripped.orientation, exif_orientation(image.info.get("exif")))
        load(image)
        pixels = apply_orientation(to_8_bit(image), orientation)
        return pixels.convert("RGB") if pixels.mode == "L" else pixels


def _canvas(whole: Image.Image, layout: Layout) -> Image.Image:
    """Return the canvas with the picture in its place, and its edges drawn out under the seam."""
    if layout.canvas == whole.size and layout.at == (0, 0):
        return whole
    if layout.picture != whole.size:
        whole = whole.resize(layout.picture, Image.Resampling.LANCZOS, reducing_gap=3.0)
    canvas = Image.new(whole.mode, layout.canvas)
    canvas.paste(whole, layout.at)
    _draw_out(canvas, layout.box, layout.feather)
    return canvas


def _draw_out(canvas: Image.Image, box: Box, width: int) -> None:
    """Repeat the pixels at the edges of a box outside of it: first aside, then up and down."""
    left, top, right, bottom = box
    outer_left, outer_right = max(0, left - width), min(canvas.width, right + width)
    for edge, start, end in ((left, outer_left, left), (right - 1, right, outer_right)):
        if start < end:
            strip = canvas.crop((edge, top, edge + 1, bottom))
            canvas.paste(strip.resize((end - start, bottom - top)), (start, top))
    outer_top, outer_bottom = max(0, top - width), min(canvas.height, bottom + width)
    for edge, start, end in ((top, outer_top, top), (bottom - 1, bottom, outer_bottom)):
        if start < end:
            strip = canvas.crop((outer_left, edge, outer_right, edge + 1))
            canvas.paste(strip.resize((outer_right - outer_left, end - start)), (outer_left, start))


def _fill(canvas: Image.Image, made: Image.Image, layout: Layout, part: Box, frame: Shape) -> None:
    """Paste what was made into the canvas; `part` is the canvas's place in its frame."""
    across, down = made.width / frame[0], made.height / frame[1]
    left, right = part[0] * across, part[2] * across
    top, height = part[1] * down, (part[3] - part[1]) * down
    made = made.convert(canvas.mode)
    mask = layout.mask(layout.feather)
    for start in range(0, canvas.height, _BAND_HEIGHT):
        end = min(canvas.height, start + _BAND_HEIGHT)
        opacity = mask.crop((0, start, canvas.width, end))
        if opacity.getbbox() is None:
            continue
        rows = top + height * start / canvas.height, top + height * end / canvas.height
        band = made.resize(
            (canvas.width, end - start),
            Image.Resampling.BICUBIC,
            box=(left, rows[0], right, rows[1]),
        )
        canvas.paste(band, (0, start), opacity)
