"""HEIC: what is read of it, what it may cost, and where it is read."""

import sys
from random import Random

import pytest
from PIL import Image

from bot.imaging.decoding import Flaw, UnreadableError, load, open_image
from bot.imaging.fingerprints import digest_of
from bot.imaging.formats import heic as boxes_of_heic
from bot.imaging.inputs import Change, InputBounds, InputRefusedError, normalise, normalising_memory
from bot.imaging.isolated import normalise_image
from bot.imaging.outputs import verify
from tests.bot.imaging.heic import SECRET, heic

BOUNDS = InputBounds(max_bytes=25 * 2**20, max_pixels=50_000_000, max_side=2048)
RED, BLUE = (200, 30, 30), (30, 30, 200)


def shown(content: bytes, bounds: InputBounds = BOUNDS) -> Image.Image:
    """Return the pixels of a normalised file."""
    image = open_image(normalise(content, bounds=bounds).content, max_pixels=10**6)
    load(image)
    return image


def is_near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Return True if the pixel has this colour, but for the losses of two encodings."""
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize(
    ("name", "size", "red", "blue"),
    [
        ("plain", (120, 80), (60, 10), (60, 70)),
        # Turned clockwise by its property: what was above is at the right.
        ("turned", (80, 120), (70, 60), (10, 60)),
        ("grid", (120, 120), (110, 60), (10, 60)),
    ],
)
def test_it_is_upright(
    name: str, size: tuple[int, int], red: tuple[int, int], blue: tuple[int, int]
) -> None:
    image = shown(heic(name))
    assert (image.format, image.size) == ("JPEG", size)
    assert is_near(image, red, RED)
    assert is_near(image, blue, BLUE)


def test_transparency_stays() -> None:
    image = shown(heic("alpha"))
    assert (image.format, image.mode) == ("PNG", "RGBA")
    assert image.getchannel("A").getextrema() == (2, 253)


@pytest.mark.parametrize("name", ["turned", "grid"])
def test_its_metadata_are_dropped(name: str) -> None:
    assert SECRET in heic(name)
    normalised = normalise(heic(name), bounds=BOUNDS)
    assert SECRET not in normalised.content
    assert Change.METADATA in normalised.changes


@pytest.mark.parametrize(
    ("name", "width", "height", "pixel_bytes"),
    [("plain", 120, 80, 8), ("alpha", 96, 64, 12), ("grid", 120, 120, 8)],
)
def test_its_header_says_what_it_takes(
    name: str, width: int, height: int, pixel_bytes: int
) -> None:
    for content in (heic(name), heic(name)[:-20]):
        header = boxes_of_heic.read_header(content)
        assert (header.width, header.height, header.pixel_bytes) == (width, height, pixel_bytes)


def test_more_bits_and_more_colours_take_more() -> None:
    content = heic("plain")
    at = content.index(b"hvcC") + 4
    deep = content[: at + 16] + b"\xfe\xfa" + content[at + 18 :]
    assert boxes_of_heic.read_header(deep).pixel_bytes == 20


def resized(content: bytes, width: int, height: int) -> bytes:
    """Return the file with another size in its header."""
    at = content.index(b"ispe") + 8
    return content[:at] + width.to_bytes(4) + height.to_bytes(4) + content[at + 8 :]


@pytest.mark.parametrize(
    ("width", "height", "reason"),
    [
        (10_000, 6_000, Flaw.TOO_MANY_PIXELS),
        # Not too many pixels, but more memory than there is for a member's file.
        (7_070, 7_070, Flaw.TOO_MANY_PIXELS),
        (200_000, 10, Flaw.TOO_MANY_PIXELS),
        (0, 80, Flaw.BROKEN),
    ],
)
def test_the_size_in_the_header_is_bounded(width: int, height: int, reason: Flaw) -> None:
    with pytest.raises(InputRefusedError) as refused:
        normalise(resized(heic("plain"), width, height), bounds=BOUNDS)
    assert refused.value.reason is reason


def test_a_phones_photo_of_48_megapixels_is_decoded() -> None:
    photo = resized(heic("plain"), 8064, 6048)
    # It is the decoder that finds fault with it, and has the memory for such a size.
    with pytest.raises(InputRefusedError) as refused:
        normalise(photo, bounds=BOUNDS)
    assert refused.value.reason is Flaw.BROKEN
    needed = boxes_of_heic.read_header(photo).memory_at(1)
    assert needed <= normalising_memory(photo, BOUNDS) <= 420_000_000


def test_the_decoder_has_the_last_word_about_the_size() -> None:
    bounds = InputBounds(BOUNDS.max_bytes, 120 * 80 - 1, 2048)
    with pytest.raises(InputRefusedError) as refused:
        normalise(heic("plain"), bounds=bounds)
    assert refused.value.reason is Flaw.TOO_MANY_PIXELS


@pytest.mark.parametrize("name", ["plain", "turned", "alpha", "grid"])
def test_a_truncated_file_is_refused_wherever_it_ends(name: str) -> None:
    content = heic(name)
    for end in range(24, len(content) - 1, 7):
        with pytest.raises(InputRefusedError) as refused:
            normalise(content[:end], bounds=BOUNDS)
        assert refused.value.reason is Flaw.BROKEN


@pytest.mark.parametrize("name", ["turned", "grid"])
async def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    random, refused = Random(7), 0  # noqa: S311
    for _ in range(60):
        content = bytearray(heic(name))
        for _ in range(3):
            content[random.randrange(24, len(content))] = random.randrange(256)
        try:
            await normalise_image(bytes(content), BOUNDS, member=1)
        except UnreadableError:
            refused += 1
    assert 0 < refused < 60


async def test_a_description_that_leads_nowhere_stops_no_worker() -> None:
    # The item of the Exif data is none any more, and its reference is still there.
    content = heic("turned").replace(b"infe\2\0\0\1\0\2", b"infx\2\0\0\1\0\2")
    assert content != heic("turned")

    found = await normalise_image(content, BOUNDS, member=1)

    assert (found.width, found.height) == (80, 120)


def test_one_that_the_relay_sends_is_converted() -> None:
    picture = verify(heic("plain"))
    assert (picture.format.value, picture.width, picture.height) == ("webp", 120, 80)


def test_it_has_a_fingerprint() -> None:
    assert digest_of(heic("plain"), max_pixels=10**6) != digest_of(heic("grid"), max_pixels=10**6)


async def test_it_is_read_in_a_worker_and_not_here() -> None:
    before = {name for name in sys.modules if name.startswith(("pi_heif", "_pi_heif"))}

    found = await normalise_image(heic("grid"), BOUNDS, member=1)

    assert (found.media_type, found.width, found.height) == ("image/jpeg", 120, 120)
    after = {name for name in sys.modules if name.startswith(("pi_heif", "_pi_heif"))}
    assert after == before
