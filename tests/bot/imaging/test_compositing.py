"""Compositing: kept pixels differ by nothing, the seam is within what was made."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.imaging.area_inputs import AreaInputs, area_inputs, area_preview
from bot.imaging.areas import AREAS, MOVES, layout_of
from bot.imaging.compositing import Composition, composite, compositing_memory
from bot.imaging.decoding import Format, UnreadableError
from bot.imaging.inputs import InputBounds
from bot.imaging.isolated import composite_picture, make_area_inputs, preview_area
from bot.imaging.outputs import NotAPictureError, Picture, verify
from bot.imaging.provenance import job_id_of
from providers.gpt_image import SHAPES
from providers.shapes import Shape

BOUNDS = InputBounds(max_bytes=25 * 2**20, max_pixels=50_000_000, max_side=2048)
EVERY = [*AREAS, *MOVES]
RATIOS = [(96, 64), (20, 200)]
SMALL_FRAMES = ((96, 96), (144, 96), (96, 144))


def noise(size: Shape, mode: str = "RGB") -> Image.Image:
    """A picture of which no pixel is like its neighbours."""
    channels = [Image.effect_noise(size, 90 + 10 * n) for n in range(len(mode))]
    return channels[0] if mode == "L" else Image.merge(mode, channels)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def answer(size: Shape, colour: str = "red") -> Picture:
    """Return the relay's answer: another picture altogether."""
    return verify(saved(Image.new("RGB", size, colour)), job_id=77)


def composed(name: str, original: bytes, frames: tuple[Shape, ...] = SMALL_FRAMES) -> Any:
    """The inputs of an edit, and the picture that becomes of its answer."""
    inputs = area_inputs(original, name, frames, BOUNDS)
    composition = Composition(name, inputs.original.content, inputs.image)
    return inputs, composite(answer(inputs.frame), composition)


def difference(first: Image.Image, second: Image.Image) -> Image.Image:
    """The largest difference of a channel, pixel by pixel."""
    bands = ImageChops.difference(first, second).split()
    largest = bands[0]
    for band in bands[1:]:
        largest = ImageChops.lighter(largest, band)
    return largest


def kept_difference(name: str, original: Image.Image, whole: Image.Image) -> int:
    """The largest difference of a pixel that is to be kept."""
    layout = layout_of(name, original.size)
    assert whole.size == layout.canvas
    expected = Image.new(original.mode, layout.canvas)
    expected.paste(original, layout.at)
    kept = layout.mask().point([255] + [0] * 255)
    differing = ImageChops.multiply(difference(expected, whole), kept)
    extrema: Any = differing.getextrema()
    return int(extrema[1])


@pytest.mark.parametrize("size", RATIOS, ids=str)
@pytest.mark.parametrize("name", EVERY)
def test_kept_pixels_differ_by_nothing(name: str, size: Shape) -> None:
    original = noise(size)
    _, picture = composed(name, saved(original))
    assert picture.format is Format.PNG
    assert kept_difference(name, original, opened(picture.content)) == 0


@given(
    name=st.sampled_from(EVERY),
    size=st.tuples(st.integers(1, 120), st.integers(1, 120)),
    mode=st.sampled_from(["RGB", "L"]),
)
@settings(deadline=None, max_examples=40)
def test_kept_pixels_of_any_shape_differ_by_nothing(name: str, size: Shape, mode: str) -> None:
    original = noise(size, mode)
    _, picture = composed(name, saved(original), frames=((32, 32), (48, 32), (32, 48)))
    assert kept_difference(name, original.convert("RGB"), opened(picture.content)) == 0


@pytest.mark.parametrize("name", EVERY)
def test_what_was_made_is_there_in_full_behind_the_seam(name: str) -> None:
    original = noise((240, 160))
    _, picture = composed(name, saved(original))
    layout = layout_of(name, original.size)
    behind = layout.mask(layout.feather).point([0] * 255 + [255])
    red = Image.new("RGB", layout.canvas, "red")
    whole = opened(picture.content)
    assert behind.getbbox() is not None
    assert ImageChops.multiply(difference(red, whole), behind).getbbox() is None


@pytest.mark.parametrize("name", ["left half", "zoom 1.5x"])
def test_the_seam_goes_from_the_picture_to_what_was_made(name: str) -> None:
    original = Image.new("RGB", (240, 240), "blue")
    _, picture = composed(name, saved(original))
    layout = layout_of(name, original.size)
    whole: Any = opened(picture.content)
    edge = layout.box[2] if not layout.keeps_box else layout.box[0]
    y = layout.canvas[1] // 2
    reds = [whole.getpixel((edge - 1 - depth, y))[0] for depth in range(layout.feather + 1)]
    assert reds == sorted(reds)
    assert 0 < reds[0] < 128
    assert reds[-1] == 255
    assert whole.getpixel((edge, y)) == (0, 0, 255)


def test_transparent_pixels_are_kept_as_they_are() -> None:
    original = noise((90, 60), "RGBA")
    _, picture = composed("right third", saved(original))
    whole = opened(picture.content)
    assert whole.mode == "RGBA"
    assert kept_difference("right third", original, whole) == 0


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 80}),
        (
            "JPEG",
            {
                "quality": 80,
                "exif": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
            },
        ),
        ("WEBP", {"quality": 60}),
        ("GIF", {}),
    ],
)
def test_pixels_of_other_formats_are_kept_as_viewers_show_them(
    kind: str, options: dict[str, Any]
) -> None:
    content = saved(noise((90, 60)), kind, **options)
    shown = opened(content).convert("RGB")
    if "exif" in options:
        shown = shown.transpose(Image.Transpose.ROTATE_270)
    _, picture = composed("top half", content)
    assert kept_difference("top half", shown, opened(picture.content)) == 0


def test_a_picture_is_sent_in_a_frame_of_the_model_and_posted_at_its_own_size() -> None:
    inputs, picture = composed("left half", saved(noise((30, 20)).resize((1800, 1200))), SHAPES)
    assert inputs.frame == opened(inputs.image).size == opened(inputs.mask).size == (1536, 1024)
    assert opened(inputs.mask).mode == "L"
    assert (picture.width, picture.height) == (1800, 1200)


@pytest.mark.parametrize(
    ("size", "name", "frame"),
    [
        ((100, 100), "left half", (1024, 1024)),
        ((160, 100), "left half", (1536, 1024)),
        ((100, 100), "pan left", (1536, 1024)),
        ((100, 100), "pan up", (1024, 1536)),
        ((100, 150), "zoom 2x", (1024, 1536)),
    ],
)
def test_the_frame_is_the_nearest_to_the_canvas(size: Shape, name: str, frame: Shape) -> None:
    assert area_inputs(saved(noise(size)), name, SHAPES, BOUNDS).frame == frame


def test_the_mask_is_white_on_all_that_is_made_and_beside_the_canvas() -> None:
    mask = opened(area_inputs(saved(noise((100, 100))), "left half", [(300, 200)], BOUNDS).mask)
    row: Any = [mask.getpixel((x, 100)) for x in (10, 60, 120, 180, 240, 290)]
    assert row == [255, 255, 255, 0, 0, 255]
    assert {value for value, count in enumerate(mask.histogram()) if count} == {0, 255}


def test_what_is_sent_shows_the_picture_in_its_place() -> None:
    inputs = area_inputs(saved(Image.new("RGB", (100, 100), "teal")), "zoom 2x", SHAPES, BOUNDS)
    sent: Any = opened(inputs.image)
    assert sent.getpixel((512, 512)) == (0, 128, 128)
    # What is to be made begins with the colours of the picture.
    assert sent.getpixel((10, 10)) == (0, 128, 128)


def test_an_answer_of_another_size_is_scaled_to_the_canvas() -> None:
    original = noise((120, 80))
    inputs = area_inputs(saved(original), "left half", SHAPES, BOUNDS)
    halves = Image.new("RGB", (768, 512), "red")
    halves.paste("lime", (0, 256, 768, 512))
    composition = Composition("left half", inputs.original.content, inputs.image)
    whole: Any = opened(composite(verify(saved(halves)), composition).content)
    assert whole.getpixel((10, 10)) == (255, 0, 0)
    assert whole.getpixel((10, 70)) == (0, 255, 0)
    assert kept_difference("left half", original, whole) == 0


def test_an_answer_is_cut_to_the_canvas_in_its_frame() -> None:
    # A canvas of 2:1 is in the middle of a square; what is above and below is not its.
    made = Image.new("RGB", (1024, 1024), "lime")
    made.paste("red", (0, 256, 1024, 768))
    inputs = area_inputs(saved(noise((200, 100))), "left half", SHAPES[:1], BOUNDS)
    composition = Composition("left half", inputs.original.content, inputs.image)
    whole: Any = opened(composite(verify(saved(made)), composition).content)
    assert [whole.getpixel((5, y)) for y in (1, 50, 98)] == [(255, 0, 0)] * 3


def test_the_job_stays_in_the_mark_and_no_other_metadata_is_left() -> None:
    _, picture = composed("centre", saved(noise((60, 60))))
    assert job_id_of(picture.content) == picture.job_id == 77


def test_the_same_picture_and_area_make_the_same_inputs() -> None:
    content = saved(noise((90, 60)))
    first, second = (area_inputs(content, "zoom 2x", SHAPES, BOUNDS) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("broken", ["original", "framed", "made"])
def test_a_file_that_cannot_be_decoded_is_said_to_be_broken(broken: str) -> None:
    inputs: AreaInputs = area_inputs(saved(noise((60, 60))), "centre", SHAPES, BOUNDS)
    files = {"original": inputs.original.content, "framed": inputs.image}
    made = answer(inputs.frame)
    if broken == "made":
        made = Picture(made.content[: len(made.content) // 2], Format.PNG, *inputs.frame)
    else:
        files[broken] = b"no picture"
    with pytest.raises(NotAPictureError):
        composite(made, Composition("centre", **files))


def test_a_preview_is_small_and_tints_what_may_change() -> None:
    original = Image.new("RGB", (1280, 640), "white")
    shown: Any = opened(area_preview(saved(original), "left half", BOUNDS)).convert("RGB")
    assert shown.size == (640, 320)
    red, green, blue = shown.getpixel((100, 160))
    assert green < red - 60
    assert green < blue - 20
    assert min(shown.getpixel((600, 160))) > 240


def test_a_file_that_is_no_picture_has_no_preview() -> None:
    with pytest.raises(UnreadableError):
        area_preview(b"no picture", "left half", BOUNDS)


async def test_workers_do_the_same() -> None:
    content = saved(noise((90, 60)))
    inputs = await make_area_inputs(content, "zoom 2x", SHAPES, BOUNDS, member=1)
    assert inputs == area_inputs(content, "zoom 2x", SHAPES, BOUNDS)
    composition = Composition("zoom 2x", inputs.original.content, inputs.image)
    made = answer(inputs.frame)
    assert await composite_picture(made, composition, member=1) == composite(made, composition)
    shown = await preview_area(content, "centre", BOUNDS, member=1)
    assert shown == area_preview(content, "centre", BOUNDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["left half", "zoom 2x", "pan right"])
async def test_a_large_picture_stays_within_its_memory(name: str) -> None:
    content = saved(noise((512, 512)).resize((6000, 4000)), "JPEG", quality=90)
    inputs = await make_area_inputs(content, name, SHAPES, BOUNDS, member=1)
    composition = Composition(name, inputs.original.content, inputs.image)
    made = answer(inputs.frame)
    assert compositing_memory(made, composition) < 10**9
    whole = await composite_picture(made, composition, member=1)
    assert whole.width >= 6000
    assert whole.height >= 4000
