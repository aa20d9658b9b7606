"""Fingerprints: the same for all files with the same pixels, and for no other file."""

import io
from typing import Any

import pytest
from PIL import Image, ImageOps

from bot.imaging.decoding import UnreadableError
from bot.imaging.fingerprints import digest_of, digests_of
from bot.imaging.inputs import InputBounds, normalise

MAX_PIXELS = 10**6
BOUNDS = InputBounds(max_bytes=10**7, max_pixels=MAX_PIXELS, max_side=4096)


def drawn(mode: str = "RGB", size: tuple[int, int] = (300, 270)) -> Image.Image:
    """Return a deterministic picture of few colours."""
    grey = Image.linear_gradient("L").resize(size).point(lambda level: level // 16 * 16)
    image = Image.merge("RGB", (grey, ImageOps.flip(grey), ImageOps.mirror(grey.rotate(90))))
    if mode == "RGBA":
        image.putalpha(grey)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def digest(content: bytes) -> str:
    return digest_of(content, max_pixels=MAX_PIXELS)


def rotating_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "another description"
    return exif


@pytest.mark.parametrize(
    "other",
    [
        saved(drawn(), "WEBP", lossless=True),
        saved(drawn(), "BMP"),
        saved(drawn(), compress_level=0),
        saved(drawn().convert("RGBA")),
        saved(drawn(), exif=rotating_exif()),
        saved(drawn(), icc_profile=b"x" * 200),
        saved(drawn(), "WEBP", lossless=True, exif=rotating_exif()),
        saved(drawn(), save_all=True, append_images=[Image.new("RGB", (300, 270))]),
    ],
    ids=["webp", "bmp", "uncompressed", "alpha", "turned", "profile", "webp turned", "animated"],
)
def test_files_with_the_same_pixels_have_the_same_digest(other: bytes) -> None:
    assert saved(drawn()) != other
    assert digest(saved(drawn())) == digest(other)


def test_palette_and_grey_modes_do_not_change_the_digest() -> None:
    grey = drawn("L")
    assert len({digest(saved(grey.convert(mode))) for mode in ("L", "RGB", "RGBA")}) == 1
    palette = grey.quantize(256)
    assert digest(saved(palette)) == digest(saved(palette.convert("RGB")))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_the_decoded_pixels_of_a_lossy_file_have_its_digest(kind: str) -> None:
    content = saved(drawn(), kind, quality=80)
    again = io.BytesIO(content)
    assert digest(content) == digest(saved(Image.open(again).convert("RGB")))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_metadata_of_a_lossy_file_does_not_change_the_digest(kind: str) -> None:
    plain = saved(drawn(), kind, quality=80)
    with_exif = saved(drawn(), kind, quality=80, exif=rotating_exif())
    assert plain != with_exif
    assert digest(plain) == digest(with_exif)


def test_colours_of_transparent_pixels_do_not_change_the_digest() -> None:
    clear = drawn("RGBA")
    holes = Image.new("RGBA", clear.size, (0, 0, 0, 0))
    holes.paste(clear, mask=clear.getchannel("A").point([0] + [255] * 255))
    assert clear.getchannel("A").getextrema()[0] == 0
    assert clear.tobytes() != holes.tobytes()
    assert digest(saved(clear)) == digest(saved(holes))


def test_every_pixel_and_every_size_counts() -> None:
    image = drawn()
    digests = {digest(saved(image))}
    for position in ((0, 0), (299, 269), (150, 260)):
        other = image.copy()
        red, green, blue = other.getpixel(position)  # type: ignore[misc]
        other.putpixel(position, (red ^ 1, green, blue))
        digests.add(digest(saved(other)))
    digests.add(digest(saved(image.crop((0, 0, 300, 269)))))
    digests.add(digest(saved(Image.new("RGB", (20, 10)))))
    digests.add(digest(saved(Image.new("RGB", (10, 20)))))
    digests.add(digest(saved(drawn("RGBA"))))
    assert len(digests) == 8


def test_digests_cover_the_picture_and_its_normalised_form() -> None:
    small = InputBounds(max_bytes=10**7, max_pixels=MAX_PIXELS, max_side=128)
    for content in (saved(drawn()), saved(drawn(), "JPEG"), saved(drawn(), "WEBP")):
        stored = normalise(content, bounds=small)
        assert stored.width == 128
        assert {digest(content), digest(stored.content)} == {*digests_of(content, small)}


def test_a_picture_that_needs_no_change_has_one_digest() -> None:
    assert digests_of(saved(drawn()), BOUNDS) == (digest(saved(drawn())),)


def test_a_picture_that_can_be_no_input_has_no_digest() -> None:
    assert digests_of(saved(drawn(size=(2000, 2000))), BOUNDS) == ()
    tight = InputBounds(max_bytes=10, max_pixels=MAX_PIXELS, max_side=4096)
    assert digests_of(saved(drawn()), tight) == (digest(saved(drawn())),)


@pytest.mark.parametrize("content", [b"", b"GIF, honestly", saved(drawn())[:-200]])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        digest(content)
