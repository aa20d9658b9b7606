"""Avatars: square, centred, small, still, upright."""

import io

import pytest
from PIL import Image

from bot.imaging import avatar
from bot.imaging.avatar import MAX_BYTES, avatar_memory, avatar_of
from bot.imaging.decoding import UnreadableError
from tests.bot.imaging.test_comparison import BLUE, RED, is_like, picture
from tests.bot.imaging.test_decoding import BOMBS


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(avatar_of(content)))


def halves(size: tuple[int, int], **options: object) -> bytes:
    """A blue square in the middle of a red picture."""
    image, side = Image.new("RGB", size, RED), min(size)
    left, top = (size[0] - side) // 2, (size[1] - side) // 2
    image.paste(BLUE, (left, top, left + side, top + side))
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    return file.getvalue()


@pytest.mark.parametrize("size", [(300, 100), (100, 300), (101, 64), (64, 64)])
def test_it_is_the_middle(size: tuple[int, int]) -> None:
    seen = opened(halves(size)).convert("RGB")
    side = min(size)
    assert seen.size == (side, side)
    for corner in ((2, 2), (side - 3, 2), (2, side - 3), (side - 3, side - 3)):
        assert is_like(seen.getpixel(corner), BLUE)


def test_large_picture_is_scaled_down_and_a_small_one_never_up() -> None:
    assert opened(picture((2000, 1500))).size == (1024, 1024)
    assert opened(picture((1500, 4100), kind="JPEG")).size == (1024, 1024)
    assert opened(picture((10, 7))).size == (7, 7)
    assert opened(picture((1, 1))).size == (1, 1)


def test_animation_becomes_its_first_frame() -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), colour) for colour in (BLUE, RED)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    seen = opened(file.getvalue())
    assert not getattr(seen, "is_animated", False)
    assert is_like(seen.convert("RGB").getpixel((32, 32)), BLUE)


def test_opaque_picture_is_a_jpeg_and_a_transparent_one_a_png() -> None:
    assert opened(picture()).format == "JPEG"
    transparent = opened(picture(colour=(*RED, 0), mode="RGBA"))
    assert transparent.format == "PNG"
    assert transparent.convert("RGBA").getpixel((3, 3))[3] == 0  # type: ignore[index]


def test_rotation_of_the_metadata_is_applied() -> None:
    image = Image.new("RGB", (64, 64), RED)
    image.paste(BLUE, (0, 0, 64, 32))
    exif = Image.Exif()
    exif[0x0112] = 3
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, quality=95)
    seen = opened(file.getvalue()).convert("RGB")
    assert is_like(seen.getpixel((32, 60)), BLUE)
    assert not opened(file.getvalue()).getexif()


# Several seconds of noise, tried in every size.
@pytest.mark.slow
def test_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.effect_noise((1030, 1030), 100).convert("RGBA")
    noise.putalpha(128)
    file = io.BytesIO()
    noise.save(file, "PNG")
    assert len(avatar_of(file.getvalue())) <= MAX_BYTES
    monkeypatch.setattr(avatar, "MAX_BYTES", 10)
    with pytest.raises(UnreadableError):
        avatar_of(picture())


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused(bomb: bytes) -> None:
    with pytest.raises(UnreadableError):
        avatar_of(bomb)


def test_memory_is_bounded() -> None:
    assert avatar_memory(picture((2000, 2000))) < 200_000_000
