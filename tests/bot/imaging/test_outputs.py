"""Pictures for posting: verification, compression, upload limits, alternative texts, file names."""

import hashlib
import re
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageStat

from bot.delivery.files import filename, next_lower_limit, size_limits
from bot.imaging.compression import Step
from bot.imaging.decoding import Flaw, Format, png_chunks
from bot.imaging.formats import png
from bot.imaging.outputs import (
    MIN_LIMIT,
    Adjustment,
    CannotFitError,
    NotAPictureError,
    Picture,
    alt_text,
    fit,
    verify,
)

MIB = 2**20


def noise(mode: str, width: int, height: int, seed: int = 1) -> Image.Image:
    random = Random(seed)  # noqa: S311
    image = Image.frombytes(mode, (width, height), random.randbytes(width * height * len(mode)))
    if mode == "P":
        image.putpalette(random.randbytes(768))
    return image


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def decoded(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.content))
    image.load()
    assert image.format == picture.format.upper()
    assert image.size == (picture.width, picture.height)
    return image


def animation(kind: str, side: int = 60) -> bytes:
    frames = [noise("RGB", side, side, seed) for seed in range(4)]
    return encode(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)


FILES = {kind: encode(noise("RGB", 40, 30), kind) for kind in ("png", "jpeg", "webp", "gif")}


@pytest.mark.parametrize("kind", FILES)
def test_picture_is_posted_as_the_relay_made_it(kind: str) -> None:
    picture = verify(FILES[kind])
    assert picture.content is FILES[kind]
    assert (picture.format, picture.width, picture.height) == (kind, 40, 30)
    assert picture.media_type == f"image/{kind}"
    assert picture.note is None
    assert picture.sha256 == hashlib.sha256(FILES[kind]).hexdigest()
    assert "content" not in repr(picture)


@pytest.mark.parametrize("size", [(1, 3), (4, 100), (7, 16), (1, 1)])
def test_thin_jpeg_is_taken(size: tuple[int, int]) -> None:
    content = encode(Image.new("RGB", size, "teal"), "jpeg")
    assert verify(content).content is content


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_animation_is_posted_as_it_is(kind: str) -> None:
    content = animation(kind)
    assert verify(content).content is content


@pytest.mark.parametrize(("kind", "new_kind"), [("avif", "webp"), ("bmp", "png")])
def test_format_that_discord_does_not_display_is_converted(kind: str, new_kind: str) -> None:
    content = encode(noise("RGB", 40, 30).filter(ImageFilter.GaussianBlur(4)), kind)
    picture = verify(content)
    assert picture.format == new_kind
    assert picture.note is not None
    assert picture.note.adjustment is Adjustment.CONVERTED
    assert (picture.note.format, picture.note.size) == (kind, len(content))
    decoded(picture)


def test_converting_keeps_transparency() -> None:
    picture = verify(encode(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "avif"))
    assert decoded(picture).convert("RGBA").getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("kept", [0.5, 0.9, 0.97])
def test_truncated_picture_is_posted_if_most_of_it_is_there(kind: str, kept: float) -> None:
    whole = noise("RGB", 160, 120)
    content = encode(whole, kind)
    content = content[: int(len(content) * kept)]
    if kept == 0.5 or kind == "gif":
        with pytest.raises(NotAPictureError) as error:
            verify(content)
        assert error.value.reason is Flaw.BROKEN
        return
    picture = verify(content)
    assert not picture.is_complete
    top = (0, 0, 160, 60)
    shown = decoded(picture).convert("RGB").crop(top)
    same = decoded(verify(encode(whole, kind))).convert("RGB").crop(top)
    assert ImageChops.difference(shown, same).getbbox() is None
    fitted = fit(picture, len(picture.content) // 2)
    assert not fitted.is_complete
    decoded(fitted)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("jpeg", 1), ("jpeg", 2), ("png", 1), ("png", 12), ("webp", 0), ("gif", 1)],
)
def test_picture_that_lacks_its_end_alone_is_complete(kind: str, missing: int) -> None:
    content = FILES[kind][: len(FILES[kind]) - missing]
    if kind == "webp":
        # The size at its start is that of a file with something behind the pixels.
        content = content[:4] + (len(content) + 100).to_bytes(4, "little") + content[8:]
    picture = verify(content)
    assert picture.is_complete
    assert decoded(picture).tobytes() == decoded(verify(FILES[kind])).tobytes()


@pytest.mark.parametrize("place", [b"IDAT", b"IHDR"])
def test_png_with_a_wrong_checksum_is_posted_if_its_pixels_are_sound(place: bytes) -> None:
    content = bytearray(FILES["png"])
    [end] = [end for kind, _, end in png_chunks(FILES["png"]) if kind == place]
    content[end - 1] ^= 1
    if place == b"IHDR":
        # The size itself may be wrong.
        with pytest.raises(NotAPictureError):
            verify(bytes(content))
        return
    picture = verify(bytes(content))
    assert picture.is_complete
    assert decoded(picture).tobytes() == decoded(verify(FILES["png"])).tobytes()


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_every_row_that_arrived_is_posted(mode: str, *, interlaced: bool) -> None:
    image = noise("RGB", 50, 40).convert(mode)
    content = interlaced_png(image) if interlaced else encode(image, "png", optimize=True)
    assert decoded(verify(content)).convert("RGB").tobytes() == image.convert("RGB").tobytes()
    picture = verify(content[:-60])
    assert not picture.is_complete
    decoded(picture)


def interlaced_png(image: Image.Image) -> bytes:
    """Return a PNG in seven passes, which Pillow reads and does not write."""
    colours = {"1": (1, 0), "L": (8, 0), "P": (8, 3), "RGB": (8, 2), "RGBA": (8, 6)}
    depth, colour = colours[image.mode]
    raw = b""
    for left, top, across, down in png._ADAM7:
        for y in range(top, image.height, down):
            columns = range(left, image.width, across)
            row = Image.new(image.mode, (len(columns), 1))
            for index, x in enumerate(columns):
                row.putpixel((index, 0), image.getpixel((x, y)))  # type: ignore[arg-type]
            raw += b"\0" + row.tobytes()
    header = struct.pack(">IIBBBBB", *image.size, depth, colour, 0, 0, 1)
    palette = png.encode_chunk(b"PLTE", bytes(image.getpalette() or [])) if colour == 3 else b""
    return b"".join(
        [
            png.SIGNATURE,
            png.encode_chunk(b"IHDR", header),
            palette,
            png.encode_chunk(b"IDAT", zlib.compress(raw)),
            png.encode_chunk(b"IEND", b""),
        ]
    )


def broken_inside() -> bytes:
    """Return a PNG with valid chunks and checksums whose pixel data cannot be decoded."""
    content = bytearray(FILES["png"])
    for kind, start, end in png_chunks(FILES["png"]):
        if kind == b"IDAT":
            content[start + 8 : end - 4] = bytes(end - start - 12)
            checksum = zlib.crc32(content[start + 4 : end - 4])
            content[end - 4 : end] = checksum.to_bytes(4)
    return bytes(content)


def test_a_picture_above_the_limit_is_decoded_only_by_fit() -> None:
    content = broken_inside()
    with pytest.raises(NotAPictureError):
        verify(content, fitted_above=len(content))
    picture = verify(content, fitted_above=len(content) - 1)
    assert (picture.width, picture.height) == (40, 30)
    with pytest.raises(NotAPictureError) as error:
        fit(picture, len(content) - 1)
    assert error.value.reason is Flaw.BROKEN


def test_a_truncated_picture_above_the_limit_is_made_whole_at_once() -> None:
    picture = verify(FILES["png"][:-20], fitted_above=0)
    assert [kind for kind, _, _ in png_chunks(picture.content)] == [b"IHDR", b"IDAT", b"IEND"]
    with pytest.raises(NotAPictureError):
        verify(FILES["png"][:60], fitted_above=0)


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_animation_keeps_the_frames_that_arrived(kind: str) -> None:
    content = animation(kind)
    picture = verify(content[: len(content) * 3 // 5])
    assert not picture.is_complete
    assert getattr(decoded(picture), "n_frames", 1) == 2


@pytest.mark.parametrize(("kept", "frames"), [(0.27, 1), (0.55, 2), (0.99, 3)])
def test_animated_png_that_was_cut_is_posted_with_whole_frames(kept: float, frames: int) -> None:
    content = animation("png")
    picture = verify(content[: int(len(content) * kept)])

    assert not picture.is_complete
    shown = decoded(picture)
    assert getattr(shown, "n_frames", 1) == frames
    for number in range(frames):
        shown.seek(number)
        wanted = noise("RGB", 60, 60, number)
        assert ImageChops.difference(shown.convert("RGB"), wanted).getbbox() is None


def test_animated_png_whose_first_frame_is_cut_is_refused() -> None:
    content = animation("png")
    with pytest.raises(NotAPictureError):
        verify(content[: len(content) // 8])


def test_progressive_jpeg_that_lacks_fine_detail_is_posted() -> None:
    whole = noise("RGB", 320, 240).filter(ImageFilter.GaussianBlur(2))
    content = encode(whole, "jpeg", progressive=True, quality=90)

    picture = verify(content[: len(content) * 9 // 10])

    assert not picture.is_complete
    difference = ImageChops.difference(decoded(picture).convert("RGB"), whole)
    assert max(ImageStat.Stat(difference).mean) < 4


def test_progressive_jpeg_with_nothing_but_rough_blocks_is_refused() -> None:
    content = encode(noise("RGB", 320, 240), "jpeg", progressive=True, quality=90)
    with pytest.raises(NotAPictureError):
        verify(content[: len(content) // 5])


@pytest.mark.parametrize("content", [b"", b"<html>502</html>", b'{"detail": "no"}'])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(NotAPictureError) as error:
        verify(content)
    assert error.value.reason is Flaw.UNKNOWN


@settings(max_examples=100, deadline=None)
@given(
    kind=st.sampled_from(["png", "jpeg", "webp", "gif"]),
    seed=st.integers(0, 2**32),
    limit=st.integers(0, 6000),
)
def test_hostile_bytes_raise_nothing_but_the_declared_errors(
    kind: str, seed: int, limit: int
) -> None:
    random, content = Random(seed), bytearray(FILES[kind])  # noqa: S311
    for _ in range(random.randrange(1, 8)):
        content[random.randrange(len(content))] = random.randrange(256)
    with suppress(NotAPictureError, CannotFitError):
        assert len(fit(verify(bytes(content)), limit).content) <= limit


def test_picture_within_the_limit_is_unchanged() -> None:
    picture = verify(FILES["png"])
    assert fit(picture, len(picture.content)) is picture


@settings(max_examples=60, deadline=None)
@given(
    mode=st.sampled_from(["RGB", "RGBA", "L", "P"]),
    width=st.integers(1, 260),
    height=st.integers(1, 260),
    seed=st.integers(0, 1000),
    limit=st.integers(MIN_LIMIT, 60_000),
    start=st.sampled_from(Step),
)
@example(mode="RGBA", width=260, height=260, seed=0, limit=MIN_LIMIT, start=Step.LOSSLESS)
@example(mode="RGB", width=260, height=1, seed=0, limit=MIN_LIMIT, start=Step.SIZE)
def test_fitted_picture_never_exceeds_the_limit(
    mode: str, width: int, height: int, seed: int, limit: int, start: Step
) -> None:
    picture = verify(encode(noise(mode, width, height, seed), "png"))
    fitted = fit(picture, limit, start=start)
    assert len(fitted.content) <= limit
    decoded(fitted)
    assert (fitted.note is None) is (len(picture.content) <= limit)


def test_a_little_too_large_is_repacked_without_loss() -> None:
    image = Image.linear_gradient("L").resize((700, 500)).filter(ImageFilter.GaussianBlur(3))
    image = Image.merge("RGB", [image, image.rotate(180), image])
    picture = verify(encode(image, "png", compress_level=1))
    fitted = fit(picture, len(picture.content) * 9 // 10)
    assert fitted.note is not None
    assert fitted.note.adjustment is Adjustment.REPACKED
    assert fitted.format is Format.WEBP
    assert decoded(fitted).convert("RGB").tobytes() == image.tobytes()


def test_a_larger_picture_loses_quality_before_size() -> None:
    picture = verify(encode(noise("RGB", 400, 300), "png"))
    fitted = fit(picture, len(picture.content) // 2)
    assert fitted.note is not None
    assert fitted.note.adjustment is Adjustment.RECOMPRESSED
    assert fitted.format is Format.JPEG
    assert (fitted.width, fitted.height) == (400, 300)


def test_a_much_larger_picture_is_shrunk_and_its_note_describes_the_original() -> None:
    picture = verify(encode(noise("RGB", 400, 300), "png"))
    fitted = fit(picture, 10_000)
    assert fitted.note is not None
    assert fitted.note.adjustment is Adjustment.SHRUNK
    assert (fitted.note.width, fitted.note.height) == (400, 300)
    assert (fitted.note.format, fitted.note.size) == ("png", len(picture.content))
    assert abs(fitted.width * 3 - fitted.height * 4) <= 4
    assert len(fitted.content) > 5_000


def test_transparency_survives_every_step() -> None:
    image = noise("RGB", 300, 300)
    image.putalpha(Image.radial_gradient("L").resize((300, 300)))
    picture = verify(encode(image, "png"))
    for limit in (200_000, 60_000, 8_000):
        fitted = fit(picture, limit)
        assert fitted.format is Format.WEBP
        low, high = decoded(fitted).getchannel("A").getextrema()
        assert low < 20
        assert high > 235


def test_opaque_alpha_channel_does_not_prevent_jpeg() -> None:
    image = noise("RGB", 300, 300)
    image.putalpha(255)
    assert fit(verify(encode(image, "png")), 60_000).format is Format.JPEG


def test_note_of_a_picture_fitted_twice_describes_the_original() -> None:
    picture = verify(encode(noise("RGB", 400, 300), "png"))
    again = fit(fit(picture, 20_000), 12_000)
    assert again.note is not None
    assert again.note.adjustment is Adjustment.SHRUNK
    assert (again.note.width, again.note.size) == (400, len(picture.content))


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_animation_that_is_too_large_keeps_only_its_first_frame(kind: str) -> None:
    fitted = fit(verify(animation(kind)), 4_000)
    assert fitted.note is not None
    assert fitted.note.still
    assert getattr(decoded(fitted), "n_frames", 1) == 1


def test_picture_is_upright_after_fitting() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = encode(noise("RGB", 400, 200), "jpeg", quality=95, exif=exif)
    fitted = fit(verify(content), 20_000)
    assert fitted.height > fitted.width
    assert not decoded(fitted).getexif()


def test_grey_picture_with_a_colour_profile_is_fitted() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = verify(encode(noise("L", 300, 300), "png", icc_profile=lab))
    assert len(fit(picture, 30_000).content) <= 30_000


def test_picture_with_a_side_too_long_for_webp_is_shrunk() -> None:
    picture = verify(encode(noise("RGBA", 17_000, 20), "png"))
    fitted = fit(picture, 500_000)
    assert fitted.note is not None
    assert fitted.note.adjustment is Adjustment.SHRUNK
    assert max(decoded(fitted).size) < 16_384


@pytest.mark.parametrize("limit", [-1, 0, MIN_LIMIT - 1])
def test_limit_below_the_minimum_is_refused(limit: int) -> None:
    picture = verify(FILES["png"])
    with pytest.raises(CannotFitError) as error:
        fit(picture, limit)
    assert (error.value.size, error.value.limit) == (len(picture.content), limit)


SIZES = st.lists(st.integers(0, 10**8), max_size=10)


@given(sizes=SIZES, each=st.integers(0, 10**8), total=st.integers(0, 10**9))
def test_size_limits_are_within_both_limits(sizes: list[int], each: int, total: int) -> None:
    limits = size_limits(sizes, each, total)
    assert len(limits) == len(sizes)
    assert all(0 <= limit <= min(size, each) for limit, size in zip(limits, sizes, strict=True))
    assert sum(limits) <= total


@given(sizes=SIZES, each=st.integers(0, 10**8), total=st.integers(0, 10**9))
@example(sizes=[2, 2], each=2, total=3)
def test_size_limits_use_the_whole_total_fairly(sizes: list[int], each: int, total: int) -> None:
    limits, wanted = size_limits(sizes, each, total), [min(size, each) for size in sizes]
    cut = [limit for limit, want in zip(limits, wanted, strict=True) if limit < want]
    if cut:
        assert sum(limits) == total
        # The remainder of an equal division goes to some of them, a byte each.
        assert max(limits) - min(cut) <= 1
    else:
        assert limits == wanted


def test_small_pictures_keep_their_size_beside_a_large_one() -> None:
    assert size_limits([1 * MIB, 30 * MIB, 2 * MIB], 25 * MIB, 20 * MIB) == [MIB, 17 * MIB, 2 * MIB]


@pytest.mark.parametrize(
    ("limit", "next_limit"),
    [
        (500 * MIB, 100 * MIB),
        (100 * MIB, 50 * MIB),
        (25 * MIB, 20 * MIB),
        (10 * MIB, 8 * MIB),
        (10 * MIB - 1, 8 * MIB),
        (8 * MIB, 8 * MIB * 7 // 10),
    ],
)
def test_refused_limit_is_followed_by_the_next_known_one(limit: int, next_limit: int) -> None:
    assert next_lower_limit(limit) == next_limit


@given(limit=st.integers(1, 2**40))
def test_lowering_a_limit_always_ends(limit: int) -> None:
    steps = 0
    while limit:
        assert next_lower_limit(limit) < limit
        limit, steps = next_lower_limit(limit), steps + 1
    assert steps < 60


def test_alt_text_is_the_prompt_on_one_line() -> None:
    assert alt_text("a fox\n  in\tthe snow ", 1, 1) == "a fox in the snow"
    assert alt_text("a fox", 2, 4) == "2/4: a fox"


def test_long_alt_text_ends_with_a_whole_word() -> None:
    text = alt_text("snow " * 500, 1, 4)
    assert len(text) <= 1024
    assert re.fullmatch(r"1/4: (snow )*snow…", text)


@given(prompt=st.text(max_size=3000), of=st.integers(1, 4))
@example(prompt="\u96ea" * 2000, of=1)
@example(prompt="a " + "\u96ea" * 2000, of=2)
def test_alt_text_always_fits_and_has_most_of_the_prompt(prompt: str, of: int) -> None:
    text, folded = alt_text(prompt, 1, of), " ".join(prompt.split())
    assert len(text) <= 1024
    assert len(text) >= min(len(folded), 500)
    assert "\n" not in text


def test_filename_is_safe_for_attachment_links() -> None:
    picture = verify(FILES["jpeg"])
    assert filename(123456789012345678, 2, picture, False) == "easel-123456789012345678-2.jpg"
    assert filename(1, 1, picture, True) == "SPOILER_easel-1-1.jpg"
