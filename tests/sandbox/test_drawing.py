"""Drawings are decided by the request, and edits change what they are given."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from sandbox.drawing import draw, edit, encode


def file(picture: Image.Image) -> bytes:
    return encode(picture, "png")


def half_mask(size: tuple[int, int]) -> bytes:
    mask = Image.new("L", size, 0)
    mask.paste(255, (0, 0, size[0] // 2, size[1]))
    return file(mask)


@pytest.mark.parametrize("file_format", ["png", "jpeg"])
def test_same_prompt_and_seed_give_the_same_bytes(file_format: str) -> None:
    one, other = (encode(draw("a cat", (96, 64), seed="7"), file_format) for _ in range(2))  # type: ignore[arg-type]
    assert one == other


def test_another_seed_gives_another_picture() -> None:
    assert file(draw("a cat", (96, 64), seed="7")) != file(draw("a cat", (96, 64), seed="8"))


@pytest.mark.parametrize(
    ("prompt", "channel"),
    [
        ("a red fox", 0),
        ("a green valley", 1),
        ("a blue whale at noon", 2),
        ("red city at night", 0),
    ],
)
def test_colour_the_prompt_names_prevails(prompt: str, channel: int) -> None:
    for seed in "123":
        means = ImageStat.Stat(draw(prompt, (128, 128), seed=seed)).mean
        assert max(means) == means[channel], means


def test_unwanted_colour_is_avoided() -> None:
    red = draw("red and blue", (64, 64), seed="1")
    blue = draw("red and blue", (64, 64), seed="1", unwanted="red")
    assert ImageStat.Stat(blue).mean[0] < ImageStat.Stat(red).mean[0]


@pytest.mark.parametrize("size", [(64, 64), (64, 2048), (1536, 640), (4096, 64)])
def test_picture_has_the_size_asked_for(size: tuple[int, int]) -> None:
    assert draw("mountains", size, seed="1", detail=2).size == size


@pytest.mark.parametrize("prompt", ["狐狸", "a\nb\x00c", "x" * 6000, "[fault:content]", "🦊" * 50])
def test_any_prompt_can_be_drawn(prompt: str) -> None:
    assert draw(prompt, (160, 160), seed="1").size == (160, 160)


def test_edit_changes_its_input_and_keeps_the_size() -> None:
    before = draw("a red fox", (200, 120), seed="1")
    after = edit("make it blue", before.size, (file(before),), seed="1")
    assert after.size == before.size
    assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) > 20
    red, _, blue = ImageStat.Stat(after).mean
    assert blue > red


def test_edit_under_a_mask_changes_the_white_area_only() -> None:
    before = draw("a red fox", (200, 120), seed="1")
    after = edit("blue", before.size, (file(before),), seed="1", mask=half_mask(before.size))
    white, black = (0, 0, 100, 120), (100, 0, 200, 120)
    assert after.crop(black).tobytes() == before.crop(black).tobytes()
    changed = ImageChops.difference(before.crop(white), after.crop(white))
    assert max(ImageStat.Stat(changed).mean) > 20


def test_mask_of_another_size_is_fitted() -> None:
    before = draw("a red fox", (200, 120), seed="1")
    after = edit("blue", before.size, (file(before),), seed="1", mask=half_mask((50, 30)))
    assert after.crop((110, 0, 200, 120)).tobytes() == before.crop((110, 0, 200, 120)).tobytes()


def test_further_references_are_seen_in_the_edit() -> None:
    before, other = draw("fox", (200, 200), seed="1"), draw("blue sea", (90, 60), seed="1")
    one = edit("red", before.size, (file(before),), seed="1")
    two = edit("red", before.size, (file(before), file(other)), seed="1")
    assert file(one) != file(two)


def test_input_with_rotation_and_palette_is_read_upright() -> None:
    sink = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(sink, "JPEG", exif=turned)
    assert edit("x", (20, 40), (sink.getvalue(),), seed="1").size == (20, 40)


def test_bytes_that_are_no_image_are_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        edit("blue", (64, 64), (b"\x89PNG\r\n\x1a\nnothing",), seed="1")
