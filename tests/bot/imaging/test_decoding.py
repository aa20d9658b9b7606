"""Image formats detected by content, limits on pixels, decoding."""

import struct
import zlib
from base64 import b64encode
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.imaging.decoding import (
    Flaw,
    Format,
    UnreadableError,
    is_animated,
    is_lossy,
    open_image,
    png_chunks,
    translate_errors,
)
from providers.relay.answers import Inline, find_sources


def saved(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object
) -> bytes:
    noise = Random(1).randbytes(size[0] * size[1] * len(mode))  # noqa: S311
    file = BytesIO()
    Image.frombytes(mode, size, noise).save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_header(width: int, height: int) -> bytes:
    """Return a PNG whose header claims this size and whose data is nearly empty."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


FILES = {
    kind: saved(kind.value)
    for kind in (
        Format.PNG,
        Format.JPEG,
        Format.WEBP,
        Format.GIF,
        Format.AVIF,
        Format.BMP,
    )
}
BOMBS = {
    "png": png_header(30_000, 30_000),
    "gif": FILES[Format.GIF][:6] + struct.pack("<HH", 30_000, 30_000) + FILES[Format.GIF][10:],
    "webp": b"RIFF\x12\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\x00" * 2,
    "bmp": FILES[Format.BMP][:18] + struct.pack("<ii", 30_000, 30_000) + FILES[Format.BMP][26:],
}


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"<svg/>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE"])
def test_other_content_is_no_image(content: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        open_image(content, max_pixels=10**6)
    assert error.value.reason is Flaw.UNKNOWN


def test_an_avif_with_a_general_brand_opens_and_is_one_to_the_relays_reader_too() -> None:
    # Its first box says `mif1` first, and names `avif` last.
    brands = b"mif1\0\0\0\0mif1miafMA1Bavif"
    content = struct.pack(">I4s", 8 + len(brands), b"ftyp") + brands + FILES[Format.AVIF][32:]
    assert open_image(content, max_pixels=1200).size == (40, 30)
    assert find_sources({"images": [b64encode(content).decode()]})


@given(st.sampled_from([*FILES.values()]), st.integers(0, 30), st.binary(max_size=8))
def test_the_bot_and_the_relays_reader_agree_on_what_is_an_image(
    content: bytes, place: int, put: bytes
) -> None:
    content = content[:place] + put + content[place + len(put) :]
    try:
        open_image(content, max_pixels=1200)
    except UnreadableError as error:
        known = error.reason is not Flaw.UNKNOWN
    else:
        known = True
    # A text that begins as a path does is taken for a link where it is no image.
    found = find_sources({"images": [b64encode(content).decode()]})
    assert any(isinstance(one, Inline) for one in found) is known


@pytest.mark.parametrize("kind", FILES)
def test_every_format_opens_and_decodes(kind: Format) -> None:
    image = open_image(FILES[kind], max_pixels=1200)
    image.load()
    assert image.size == (40, 30)


@pytest.mark.parametrize("kind", FILES)
def test_one_pixel_over_the_bound_is_refused_with_its_size(kind: Format) -> None:
    with pytest.raises(UnreadableError) as error:
        open_image(FILES[kind], max_pixels=1199)
    assert error.value.reason is Flaw.TOO_MANY_PIXELS
    assert error.value.facts == {"width": 40, "height": 30, "limit": 1199}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_before_it_is_decoded(name: str) -> None:
    with pytest.raises(UnreadableError) as error:
        open_image(BOMBS[name], max_pixels=100_000_000)
    assert error.value.reason in {Flaw.TOO_MANY_PIXELS, Flaw.BROKEN}


def test_our_limit_applies_and_not_pillows_lower_one() -> None:
    width, height = 9_500, 10_000
    assert Image.MAX_IMAGE_PIXELS is not None
    assert width * height > Image.MAX_IMAGE_PIXELS
    assert open_image(png_header(width, height), max_pixels=10**8).size == (width, height)


@pytest.mark.parametrize(
    ("kind", "options", "lossy"),
    [
        ("png", {}, False),
        ("gif", {}, False),
        ("jpeg", {}, True),
        ("avif", {}, True),
        ("webp", {}, True),
        ("webp", {"lossless": True}, False),
        ("webp", {"icc_profile": b"odd"}, True),
        ("webp", {"icc_profile": b"odd", "lossless": True}, False),
    ],
)
def test_lossy_encodings_are_recognised(kind: str, options: dict[str, object], lossy: bool) -> None:
    assert is_lossy(saved(kind, **options)) is lossy


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_animations_are_recognised(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    assert is_animated(open_image(file.getvalue(), max_pixels=100))
    assert not is_animated(open_image(saved(kind), max_pixels=1200))


def test_png_with_a_wrong_checksum_in_its_data_is_broken() -> None:
    content = bytearray(FILES[Format.PNG])
    content[content.index(b"IDAT") + 40] ^= 1
    with pytest.raises(UnreadableError):
        list(png_chunks(bytes(content)))


def test_png_without_its_end_is_broken() -> None:
    content = FILES[Format.PNG]
    assert [kind for kind, _, _ in png_chunks(content)] == [b"IHDR", b"IDAT", b"IEND"]
    with pytest.raises(UnreadableError):
        list(png_chunks(content[:-12]))


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(list(FILES)), seed=st.integers(0, 2**32), cut=st.floats(0, 1))
def test_hostile_bytes_raise_nothing_but_the_declared_error(
    kind: Format, seed: int, cut: float
) -> None:
    random, content = Random(seed), bytearray(FILES[kind])  # noqa: S311
    for _ in range(random.randrange(1, 12)):
        content[random.randrange(12, len(content))] = random.randrange(256)
    with suppress(UnreadableError):
        image = open_image(bytes(content[: int(len(content) * (1 - cut**3))]), max_pixels=10**6)
        with translate_errors():
            image.load()
