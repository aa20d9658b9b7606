"""Before-and-after pictures: order, common height, bounded size, white background."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from bot.imaging.comparison import side_by_side
from bot.imaging.decoding import Flaw, UnreadableError
from tests.bot.imaging.test_decoding import BOMBS

Colour = tuple[int, ...]
RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)
GAP = 16


def picture(
    size: tuple[int, int] = (64, 64),
    colour: Colour = RED,
    kind: str = "PNG",
    mode: str = "RGB",
    **options: object,
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def joined(before: bytes, after: bytes) -> Image.Image:
    content = side_by_side(before, after)
    assert content[8:12] == b"WEBP"
    return Image.open(io.BytesIO(content)).convert("RGB")


def is_like(pixel: object, colour: Colour) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


def test_the_earlier_picture_is_on_the_left_with_a_white_gap() -> None:
    seen = joined(picture(colour=RED), picture(colour=BLUE))
    assert seen.size == (64 + GAP + 64, 64)
    assert is_like(seen.getpixel((32, 32)), RED)
    assert is_like(seen.getpixel((64 + GAP // 2, 32)), WHITE)
    assert is_like(seen.getpixel((64 + GAP + 32, 32)), BLUE)


def test_both_are_as_high_as_the_higher_one_and_keep_their_aspect_ratio() -> None:
    seen = joined(picture((32, 16)), picture((30, 60), BLUE))
    assert seen.size == (120 + GAP + 30, 60)
    assert is_like(seen.getpixel((3, 3)), RED)
    assert is_like(seen.getpixel((116, 56)), RED)
    assert is_like(seen.getpixel((163, 56)), BLUE)


def test_large_pictures_become_1024_pixels_high() -> None:
    assert joined(picture((1200, 1600)), picture((1600, 1600))).size == (768 + GAP + 1024, 1024)


def test_large_jpegs_are_not_cropped() -> None:
    halves = Image.new("RGB", (3000, 2500), RED)
    halves.paste(BLUE, (1500, 0, 3000, 2500))
    file = io.BytesIO()
    halves.save(file, "JPEG")
    seen = joined(file.getvalue(), picture())
    assert seen.size == (1229 + GAP + 1024, 1024)
    assert is_like(seen.getpixel((580, 1000)), RED)
    assert is_like(seen.getpixel((650, 20)), BLUE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_pixels_become_white_whatever_their_colour(mode: str) -> None:
    holed = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    holed.paste((30, 30, 30, 255), (0, 0, 32, 64))
    file = io.BytesIO()
    (holed.quantize() if mode == "P" else holed.convert(mode)).save(file, "PNG")
    seen = joined(file.getvalue(), picture())
    assert is_like(seen.getpixel((12, 32)), (30, 30, 30))
    assert is_like(seen.getpixel((52, 32)), WHITE)


def test_half_transparent_pixels_are_blended_with_white() -> None:
    seen = joined(picture(colour=(255, 0, 0, 128), mode="RGBA"), picture())
    assert is_like(seen.getpixel((32, 32)), (255, 127, 127))


def test_16_bits_are_not_clipped() -> None:
    seen = joined(picture(colour=(0x8000,), mode="I;16"), picture())  # type: ignore[arg-type]
    assert is_like(seen.getpixel((32, 32)), (128, 128, 128))


def test_a_photo_is_upright() -> None:
    halves = Image.new("RGB", (64, 32), RED)
    halves.paste(BLUE, (32, 0, 64, 32))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    halves.save(file, "JPEG", exif=exif, quality=95)
    seen = joined(file.getvalue(), picture((64, 64), WHITE))
    assert seen.size == (32 + GAP + 64, 64)
    assert is_like(seen.getpixel((16, 8)), RED)
    assert is_like(seen.getpixel((16, 56)), BLUE)


SHAPES = [(100_000, 1), (1, 100_000), (20_000, 30), (30, 20_000), (2048, 64), (1024, 439), (1, 1)]


@pytest.mark.parametrize("after", SHAPES)
@pytest.mark.parametrize("before", SHAPES)
def test_size_is_bounded_whatever_the_shapes(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    seen = joined(picture(before), picture(after, BLUE))
    assert seen.width <= 4096
    assert seen.height <= 1024


def test_two_banners_fit_side_by_side() -> None:
    seen = joined(picture((2048, 878)), picture((2048, 878), BLUE))
    assert 4090 <= seen.width <= 4096
    assert abs(seen.height - 2040 * 878 / 2048) < 2


def test_a_very_wide_picture_gets_white_bars() -> None:
    seen = joined(picture((6400, 20)), picture((1000, 1000), BLUE))
    assert is_like(seen.getpixel((1000, seen.height // 2)), RED)
    assert is_like(seen.getpixel((1000, 4)), WHITE)
    assert is_like(seen.getpixel((1000, seen.height - 5)), WHITE)


def test_a_busy_picture_stays_small_enough_to_post() -> None:
    noise = Image.effect_noise((512, 512), 60).filter(ImageFilter.GaussianBlur(1))
    file = io.BytesIO()
    noise.save(file, "PNG")
    assert len(side_by_side(file.getvalue(), file.getvalue())) < 500_000


SMALL = {kind: picture((24, 16), kind=kind) for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP")}


@pytest.mark.parametrize("kind", SMALL)
def test_every_format_is_taken(kind: str) -> None:
    assert joined(SMALL[kind], SMALL["PNG"]).size == (24 + GAP + 24, 16)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*SMALL.values()]), st.data())
def test_damaged_files_raise_nothing_but_unreadable(content: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(content)))
    start = data.draw(st.integers(0, max(0, end - 1)))
    damaged = content[:start] + data.draw(st.binary(max_size=3)) + content[start:end][3:]
    with suppress(UnreadableError):
        assert side_by_side(damaged, SMALL["PNG"])
    with suppress(UnreadableError):
        assert side_by_side(SMALL["PNG"], damaged)


@pytest.mark.parametrize("content", [b"", b"no picture", SMALL["JPEG"][:40], *BOMBS.values()])
def test_other_bytes_are_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        side_by_side(content, SMALL["PNG"])
    with pytest.raises(UnreadableError):
        side_by_side(SMALL["PNG"], content)


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(UnreadableError) as caught:
        side_by_side(SMALL["PNG"], BOMBS["png"])
    assert caught.value.reason is Flaw.TOO_MANY_PIXELS


@pytest.mark.parametrize("labels", [("Before", "After"), ("Vorher", "Nachher")])
def test_labels_stand_above_their_own_picture(labels: tuple[str, str]) -> None:
    content = side_by_side(picture(), picture(colour=BLUE), labels)

    seen = Image.open(io.BytesIO(content)).convert("L")
    assert seen.size == (64 + GAP + 64, 20 + 64)
    for box in ((0, 0, 64, 20), (64 + GAP, 0, 128 + GAP, 20)):
        assert seen.crop(box).getextrema()[0] < 100
    assert seen.crop((64, 0, 64 + GAP, 20)).getextrema()[0] > 200


def test_letter_keeps_its_accent() -> None:
    plain, accented = (
        Image.open(io.BytesIO(side_by_side(picture((300, 300)), picture((300, 300)), labels)))
        for labels in (("e", "e"), ("é", "e"))
    )
    bar = (0, 0, 40, 25)
    inks = [sum(one.convert("L").crop(bar).histogram()[:128]) for one in (plain, accented)]
    assert inks[1] > inks[0] > 0


def test_label_that_has_no_room_is_left_out() -> None:
    narrow = picture((8, 600))
    content = side_by_side(narrow, narrow, ("Before", "After"))

    seen = Image.open(io.BytesIO(content)).convert("L")
    assert seen.height == 48 + 600
    assert seen.crop((0, 0, seen.width, 44)).getextrema()[0] > 200
