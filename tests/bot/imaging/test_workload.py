"""Files judged by the work that they ask for, before anything of them is decoded."""

import time
from collections.abc import Callable

import pytest
from PIL import Image, ImageFile

from bot.imaging.decoding import Flaw, Shrink, UnreadableError, decoding_memory, inspect
from bot.imaging.inputs import InputBounds, InputRefusedError, normalise
from bot.imaging.outputs import NotAPictureError, verify
from tests.bot.imaging.hostile import (
    ORDINARY,
    WORK,
    blank_png,
    gif_of_frames,
    noise,
    repeated_scan,
    saved,
    small_webp,
)

BOUNDS = InputBounds(max_bytes=25 * 2**20, max_pixels=50_000_000, max_side=2048)
REFUSED = {Flaw.TOO_COMPLEX, Flaw.TOO_MANY_PIXELS, Flaw.BROKEN}
# Of the processor. All but a few take less than a hundredth of that.
SECONDS = 0.5


def as_input(content: bytes) -> object:
    return normalise(content, bounds=BOUNDS)


@pytest.mark.parametrize("take", [as_input, verify])
@pytest.mark.parametrize("name", WORK)
def test_file_that_asks_for_too_much_is_refused_before_it_is_decoded(
    name: str, take: Callable[[bytes], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = WORK[name]()
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("it was decoded"))
    began = time.process_time()
    with pytest.raises((InputRefusedError, NotAPictureError)) as error:
        take(content)
    assert time.process_time() - began < SECONDS
    assert error.value.reason in REFUSED


def test_picture_of_too_many_frames_is_refused() -> None:
    with pytest.raises(NotAPictureError) as error:
        verify(gif_of_frames(20_000))
    assert error.value.reason is Flaw.TOO_COMPLEX
    assert inspect(gif_of_frames(9_000)).frames == 9_000


@pytest.mark.parametrize("name", ORDINARY)
def test_file_with_much_of_something_is_taken(name: str) -> None:
    content = ORDINARY[name]()
    as_input(content)
    assert verify(content).is_complete


def test_every_scan_counts_whatever_it_holds() -> None:
    with pytest.raises(UnreadableError) as error:
        inspect(repeated_scan(scans=600))
    assert error.value.reason is Flaw.TOO_COMPLEX
    assert error.value.facts == {"part": "scans"}
    assert inspect(repeated_scan(scans=20)).pixels == 2000 * 2000


def test_scans_of_a_large_picture_count_for_more() -> None:
    content = repeated_scan(side=6000, scans=90)
    with pytest.raises(UnreadableError):
        inspect(content)
    assert inspect(repeated_scan(side=600, scans=80)).pixels == 600 * 600


@pytest.mark.parametrize(
    ("content", "least", "most"),
    [
        (blank_png(1000, colour=0), 1e6, 2e6),
        (blank_png(1000, colour=6), 4e6, 5e6),
        (small_webp(1000), 12e6, 20e6),
        (saved(noise("RGB", 200, 200), "jpeg"), 0.16e6, 0.2e6),
        (saved(noise("RGB", 200, 200), "jpeg", progressive=True), 0.2e6, 0.5e6),
        (small_webp(16000), 1e9, 1e9),
        (WORK["bmp-negative"](), 1e9, 1e9),
        (WORK["png-sides"](), 1e9, 1e9),
        (b"no image", 1e9, 1e9),
        (b"", 1e9, 1e9),
    ],
)
def test_memory_is_estimated_from_the_header(content: bytes, least: float, most: float) -> None:
    assert least <= decoding_memory(content, 10**9) <= most


@pytest.mark.parametrize(
    "junk", [b"\xff", b"\xff\0", b"\xff\1", b"\xff\xe1\0\2", b"!\xfe\0", b"!\xfe\1x\0"]
)
@pytest.mark.parametrize("start", [b"\xff\xd8", b"GIF89a\x08\0\x08\0\0\0\0"])
def test_estimate_does_not_keep_the_loop_waiting(start: bytes, junk: bytes) -> None:
    content = start + junk * (2**24 // len(junk))
    began = time.process_time()
    assert decoding_memory(content, 10**9) == 10**9
    assert time.process_time() - began < 0.05


def test_memory_of_a_photo_is_that_of_the_size_it_is_decoded_to() -> None:
    content = saved(Image.new("RGB", (4000, 3000)), "jpeg")
    assert decoding_memory(content, 10**9) == 4 * 4000 * 3000
    assert decoding_memory(content, 10**9, Shrink(to=600, above=10**6)) == 4 * 1000 * 750
    # Never below the size that is wanted.
    assert decoding_memory(content, 10**9, Shrink(to=2500, above=10**6)) == 4 * 4000 * 3000
