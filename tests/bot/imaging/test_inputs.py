"""Input images: normalisation, removal of metadata, limits, masks."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageStat
from PIL.PngImagePlugin import PngInfo

from bot.imaging.decoding import Flaw
from bot.imaging.formats import jpeg
from bot.imaging.inputs import (
    Change,
    Input,
    InputBounds,
    InputRefusedError,
    normalise,
    normalise_mask,
)
from bot.imaging.pixels import reduce_to_8_bit, to_8_bit

BOUNDS = InputBounds(max_bytes=4_000_000, max_pixels=4_000_000, max_side=2048)
MASK_BOUNDS = InputBounds(max_bytes=4_000_000, max_pixels=50_000_000, max_side=2048)
SECRET = b"52.5163,13.3777 Jane Doe"
GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B


def photo(mode: str = "RGB", width: int = 90, height: int = 60, seed: int = 1) -> Image.Image:
    """Return smooth colours with some grain, like a photo."""
    random = Random(seed)  # noqa: S311
    coarse = Image.frombytes("RGB", (9, 6), random.randbytes(162)).resize((width, height))
    grain = Image.frombytes("RGB", (width, height), random.randbytes(width * height * 3))
    return Image.blend(coarse, grain, 0.1).convert(mode)


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1, secret: bytes = SECRET) -> Image.Exif:
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    tags[ARTIST] = secret.decode("latin-1")
    tags.get_ifd(GPS).update({1: "N", 2: (52.0, 30.0, 58.7), 29: secret.decode("latin-1")})
    return tags


def normalised(content: bytes, bounds: InputBounds = BOUNDS) -> tuple[Input, Image.Image]:
    """Normalise, check the declared format and size, and return the input and its pixels."""
    result = normalise(content, bounds=bounds)
    image = Image.open(BytesIO(result.content))
    image.load()
    assert Image.MIME[str(image.format)] == result.media_type
    assert image.size == (result.width, result.height)
    return result, image


def refusal(content: bytes, bounds: InputBounds = BOUNDS) -> InputRefusedError:
    with pytest.raises(InputRefusedError) as error:
        normalise(content, bounds=bounds)
    return error.value


def difference(a: Image.Image, b: Image.Image) -> float:
    """Return the largest mean difference of a channel, 0 to 255."""
    means = ImageStat.Stat(ImageChops.difference(a.convert("RGB"), b.convert("RGB"))).mean
    return max(means)


def assert_no_metadata(result: Input, image: Image.Image, secret: bytes = SECRET) -> None:
    assert secret not in result.content
    assert not image.getexif()
    assert not image.getexif().get_ifd(GPS)
    assert not getattr(image, "text", {})
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "adobe",
        "adobe_transform",
        "progressive",
        "progression",
    }


def test_jpeg_that_needs_no_change_keeps_its_encoding() -> None:
    content = encode(photo(), "jpeg", quality=85)
    result, image = normalised(content)
    assert result.changes == frozenset()
    assert image.tobytes() == Image.open(BytesIO(content)).convert("RGB").tobytes()
    assert len(result.content) == len(content)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}, {}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_jpeg_loses_metadata_and_keeps_every_pixel(options: dict[str, Any], mode: str) -> None:
    content = encode(
        photo(mode), "jpeg", exif=exif(), comment=SECRET, xmp=SECRET, dpi=(300, 300), **options
    )
    trailing = content + SECRET
    result, image = normalised(trailing)
    assert_no_metadata(result, image)
    assert result.changes == {Change.METADATA}
    assert image.tobytes() == Image.open(BytesIO(content)).tobytes()


def test_jpeg_with_a_thumbnail_in_its_header_loses_the_thumbnail() -> None:
    content = encode(photo(), "jpeg")
    thumbnail = b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x08" + SECRET
    header = b"\xff\xe0" + struct.pack(">H", 2 + len(thumbnail)) + thumbnail
    result, image = normalised(content[:2] + header + content[20:])
    assert_no_metadata(result, image)


def test_png_loses_metadata_and_keeps_every_pixel() -> None:
    text = PngInfo()
    text.add_text("parameters", SECRET.decode())
    text.add_itxt("Comment", SECRET.decode() * 50, zip=True)
    text.add(b"prVt", SECRET)
    text.add_text("after", SECRET.decode())
    source = photo("RGBA")
    source.putalpha(Image.linear_gradient("L").resize(source.size))
    result, image = normalised(
        encode(source, "png", pnginfo=text, exif=exif(), dpi=(72, 72)) + SECRET
    )
    assert_no_metadata(result, image)
    assert result.changes == {Change.METADATA}
    assert image.mode == "RGBA"
    assert image.tobytes() == source.tobytes()


@pytest.mark.parametrize("kind", ["webp", "avif"])
def test_other_formats_lose_metadata_as_well(kind: str) -> None:
    result, image = normalised(encode(photo(), kind, exif=exif(), xmp=SECRET))
    assert_no_metadata(result, image)
    assert result.changes == {Change.METADATA, Change.FORMAT}


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["jpeg", "png", "webp", "avif"]),
    secret=st.text("abcdefghijklmnopqrstuvwxyz", min_size=8, max_size=80).map(str.encode),
    orientation=st.integers(0, 9),
    max_side=st.sampled_from([40, 2048]),
    mode=st.sampled_from(["RGB", "L", "RGBA", "P"]),
)
def test_metadata_is_always_removed(
    kind: str, secret: bytes, orientation: int, max_side: int, mode: str
) -> None:
    if kind == "jpeg" and mode in {"RGBA", "P"}:
        mode = "CMYK"
    if kind in {"webp", "avif"} and mode == "P":
        mode = "RGB"
    content = encode(photo("RGB").convert(mode), kind, exif=exif(orientation, secret), xmp=secret)
    assert secret in content
    assert_no_metadata(*normalised(content, InputBounds(4_000_000, 4_000_000, max_side)), secret)


def test_unreadable_exif_is_dropped_without_being_read() -> None:
    broken = b"Exif\0\0MM\0*\0\0\0\x08" + b"\xff" * 40
    result, _ = normalised(encode(photo(), "jpeg", exif=broken))
    assert result.changes == {Change.METADATA}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_exif_orientation_is_applied(kind: str, orientation: int) -> None:
    upright = Image.new("RGB", (64, 32), "black")
    upright.paste("white", (0, 0, 16, 16))
    undo = {2: 0, 3: 1, 4: 6, 5: 5, 6: 2, 7: 7, 8: 4}
    stored = {
        1: upright,
        2: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: upright.transpose(Image.Transpose.ROTATE_180),
        4: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: upright.transpose(Image.Transpose.TRANSPOSE),
        6: upright.transpose(Image.Transpose.ROTATE_90),
        7: upright.transpose(Image.Transpose.TRANSVERSE),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[orientation]
    result, image = normalised(encode(stored, kind, exif=exif(orientation), quality=95))
    assert (Change.ROTATED in result.changes) is (orientation in undo)
    assert image.size == upright.size
    assert difference(image, upright) < 3


def wide_gamut() -> bytes:
    """Return a matrix profile with red and green swapped, which visibly differs from sRGB."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    # The description in a profile is UTF-16.
    return swapped.replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_profile_is_applied_and_dropped(kind: str) -> None:
    content = encode(Image.new("RGB", (32, 32), (200, 30, 30)), kind, icc_profile=wide_gamut())
    result, image = normalised(content)
    red, green, _ = image.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert Change.COLOURS in result.changes
    assert green > red
    assert_no_metadata(result, image)


def test_srgb_profile_is_dropped_without_touching_a_pixel() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = encode(photo(), "jpeg", icc_profile=profile)
    result, image = normalised(content)
    assert result.changes == {Change.METADATA}
    assert image.tobytes() == Image.open(BytesIO(content)).tobytes()
    assert_no_metadata(result, image)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_broken_profile_is_ignored(kind: str) -> None:
    source = photo()
    _, image = normalised(encode(source, kind, icc_profile=b"acsp" * 50, quality=95))
    assert difference(image, source) < 8


def test_cmyk_becomes_rgb() -> None:
    result, image = normalised(encode(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "jpeg"))
    assert Change.COLOURS in result.changes
    assert image.mode == "RGB"
    red, green, blue = image.getpixel((20, 20))  # type: ignore[misc]
    assert red > 200 > 90 > max(green, blue)


def test_sixteen_bit_grey_keeps_its_shades() -> None:
    deep = Image.new("I;16", (256, 4))
    for x in range(256):
        deep.paste(x * 257, (x, 0, x + 1, 4))
    result, image = normalised(encode(deep, "png"))
    assert Change.COLOURS in result.changes
    assert image.mode == "L"
    assert all(abs(int(image.getpixel((x, 1))) - x) <= 1 for x in range(256))  # type: ignore[arg-type]


def test_sixteen_bit_colour_becomes_eight() -> None:
    def part(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = (b"\0" + struct.pack(">3H", 65535, 32768, 0) * 8) * 8
    head = part(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    result, image = normalised(b"\x89PNG\r\n\x1a\n" + head + body)
    assert result.changes == {Change.COLOURS}
    assert image.getpixel((3, 3)) == (255, 128, 0)
    assert result.content[24] == 8


def test_palette_becomes_rgba_and_keeps_transparency() -> None:
    source = Image.new("P", (10, 10), 1)
    source.putpalette([255, 0, 0, 0, 0, 255])
    source.paste(0, (0, 0, 5, 10))
    result, image = normalised(encode(source, "png", transparency=1))
    assert Change.COLOURS in result.changes
    assert result.media_type == "image/png"
    assert image.getpixel((1, 1)) == (255, 0, 0, 255)
    assert image.getpixel((8, 1)) == (0, 0, 255, 0)


def test_transparent_picture_becomes_png_even_from_a_lossy_source() -> None:
    source = photo("RGBA")
    source.putalpha(Image.linear_gradient("L").resize(source.size))
    result, image = normalised(encode(source, "webp"))
    assert result.media_type == "image/png"
    assert image.mode == "RGBA"


@pytest.mark.parametrize(
    ("kind", "options", "media_type"),
    [
        ("webp", {"quality": 90}, "image/jpeg"),
        ("webp", {"lossless": True}, "image/png"),
        ("avif", {"quality": 90}, "image/jpeg"),
        ("gif", {}, "image/png"),
        ("bmp", {}, "image/png"),
    ],
)
def test_lossy_sources_become_jpeg_and_others_png(
    kind: str, options: dict[str, Any], media_type: str
) -> None:
    source = photo()
    result, image = normalised(encode(source, kind, **options))
    assert result.media_type == media_type
    assert Change.FORMAT in result.changes
    assert difference(image, source) < 12


@pytest.mark.parametrize("kind", ["gif", "webp", "png", "avif"])
def test_animation_is_reduced_to_its_first_frame(kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    content = encode(frames[0], kind, save_all=True, append_images=frames[1:])
    result, image = normalised(content)
    assert Change.STILL in result.changes
    assert getattr(image, "n_frames", 1) == 1
    assert difference(image, frames[0]) < 5


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_large_photo_is_scaled_down_in_proportion(kind: str) -> None:
    source = photo(width=900, height=300).filter(ImageFilter.GaussianBlur(2))
    result, image = normalised(encode(source, kind), InputBounds(4_000_000, 4_000_000, 200))
    assert Change.SCALED in result.changes
    assert (result.width, result.height) in {(200, 67), (200, 66)}
    assert difference(image, source.resize(image.size)) < 4


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_result_is_within_the_byte_limit(mode: str) -> None:
    random = Random(2)  # noqa: S311
    noise = Image.frombytes(mode, (300, 300), random.randbytes(90_000 * len(mode)))
    content = encode(noise, "webp", lossless=True)
    bounds = InputBounds(len(content), 10**6, 2048)
    result, _ = normalised(content, bounds)
    assert len(result.content) <= bounds.max_bytes


def test_the_same_content_gives_the_same_bytes() -> None:
    content = encode(photo(width=400, height=300), "webp", exif=exif(6))
    bounds = InputBounds(4_000_000, 4_000_000, 150)
    assert normalise(content, bounds=bounds) == normalise(content, bounds=bounds)


def test_normalising_again_changes_nothing() -> None:
    for kind in ("jpeg", "png", "webp", "gif"):
        once = normalise(
            encode(photo(), kind, exif=exif(3)) if kind != "gif" else encode(photo(), kind),
            bounds=BOUNDS,
        )
        twice = normalise(once.content, bounds=BOUNDS)
        assert twice.content == once.content
        assert not twice.changes


def test_too_many_bytes_are_refused_without_decoding() -> None:
    refused = refusal(b"x" * 11, InputBounds(10, 10, 10))
    assert refused.reason is Flaw.TOO_MANY_BYTES
    assert refused.facts == {"size": 11, "limit": 10}


def test_too_many_pixels_are_refused_by_the_header() -> None:
    refused = refusal(encode(photo(), "jpeg"), InputBounds(10**6, 90 * 60 - 1, 2048))
    assert refused.reason is Flaw.TOO_MANY_PIXELS
    assert refused.facts == {"width": 90, "height": 60, "limit": 5399}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Flaw.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Flaw.UNKNOWN),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Flaw.BROKEN),
        (encode(Image.new("RGB", (4, 4)), "tiff"), Flaw.UNSUPPORTED),
        (b"\x89PNG\r\n\x1a\n", Flaw.BROKEN),
        (b"\xff\xd8\xff", Flaw.BROKEN),
        (b"\xff\xd8" + b"\xff" * 2_000_000, Flaw.BROKEN),
    ],
)
def test_unacceptable_content_is_refused_with_its_reason(content: bytes, reason: Flaw) -> None:
    assert refusal(content).reason is reason


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif", "avif"])
@pytest.mark.parametrize("kept", [0.2, 0.6, 0.98])
def test_truncated_image_is_refused(kind: str, kept: float) -> None:
    content = encode(photo(), kind)
    assert refusal(content[: int(len(content) * kept)]).reason is Flaw.BROKEN


@pytest.mark.parametrize("kind", ["png", "webp", "gif"])
def test_animation_that_lacks_frames_gives_its_first_one(kind: str) -> None:
    frames = [photo().rotate(angle) for angle in (0, 20, 40)]
    content = encode(frames[0], kind, save_all=True, append_images=frames[1:])
    whole = normalise(content, bounds=BOUNDS)

    cut = normalise(content[: len(content) * 9 // 10], bounds=BOUNDS)

    assert (cut.content, cut.changes) == (whole.content, whole.changes)


HOSTILE = {
    kind: encode(photo(), kind, **({} if kind == "gif" else {"exif": exif(6), "xmp": SECRET}))
    for kind in ("jpeg", "png", "webp", "gif", "avif")
}


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(list(HOSTILE)), seed=st.integers(0, 2**32), mask=st.booleans())
def test_hostile_bytes_raise_nothing_but_the_declared_error(
    kind: str, seed: int, mask: bool
) -> None:
    random, content = Random(seed), bytearray(HOSTILE[kind])  # noqa: S311
    for _ in range(random.randrange(1, 10)):
        content[random.randrange(len(content))] = random.randrange(256)
    if kind == "png":
        content = with_valid_checksums(content)
    with suppress(InputRefusedError):
        if mask:
            normalise_mask(bytes(content), (90, 60), BOUNDS)
        else:
            normalise(bytes(content), bounds=BOUNDS)


def with_valid_checksums(content: bytearray) -> bytearray:
    """Correct the checksums of a damaged PNG, so that its chunks are decoded."""
    start = 8
    while start + 12 <= len(content):
        end = start + 12 + int.from_bytes(content[start : start + 4])
        if end > len(content):
            break
        content[end - 4 : end] = struct.pack(">I", zlib.crc32(content[start + 4 : end - 4]))
        start = end
    return content


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize("missing", [1, 2])
def test_jpeg_that_lacks_only_its_end_is_taken(missing: int, options: dict[str, Any]) -> None:
    content = encode(photo(), "jpeg", **options)
    result, image = normalised(content[:-missing])
    assert result.changes == frozenset()
    assert result.content.endswith(b"\xff\xd9")
    assert image.tobytes() == Image.open(BytesIO(content)).tobytes()


@pytest.mark.parametrize("missing", [1, 4, 11, 12])
def test_png_that_lacks_only_its_end_is_taken(missing: int) -> None:
    content = encode(photo(), "png")
    result, image = normalised(content[:-missing])
    assert result.content == content
    assert image.tobytes() == photo().tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize("missing", [12, 40, 200, 1000])
def test_jpeg_that_lacks_pixels_is_refused(missing: int, options: dict[str, Any]) -> None:
    content = encode(photo(), "jpeg", **options)
    assert refusal(content[:-missing]).reason is Flaw.BROKEN


def test_progressive_jpeg_that_lacks_whole_scans_is_refused() -> None:
    content = encode(photo(), "jpeg", progressive=True)
    scans = [one.start for one in jpeg.segments(content) if one.code in {jpeg.DHT, jpeg.SOS}]
    for end in scans[2:]:
        assert refusal(content[:end]).reason is Flaw.BROKEN


@settings(max_examples=60, deadline=None)
@given(missing=st.integers(1, 600), progressive=st.booleans())
def test_no_jpeg_is_taken_that_shows_anything_else(missing: int, progressive: bool) -> None:
    content = encode(photo(), "jpeg", progressive=progressive)
    with suppress(InputRefusedError):
        _, image = normalised(content[:-missing])
        assert image.tobytes() == Image.open(BytesIO(content)).tobytes()


def test_large_jpeg_is_compared_block_by_block() -> None:
    content = encode(photo(width=64, height=64).resize((3000, 2000)), "jpeg")
    bounds = InputBounds(25 * 2**20, 50_000_000, 2048)
    assert (
        normalise(content[:-2], bounds=bounds).content == normalise(content, bounds=bounds).content
    )
    assert refusal(content[: len(content) * 99 // 100], bounds).reason is Flaw.BROKEN


def test_photo_of_fifty_megapixels_is_scaled_down_while_it_is_decoded() -> None:
    coarse = photo(width=256, height=192)
    content = encode(coarse.resize((8192, 6144)), "jpeg")
    bounds = InputBounds(25 * 2**20, 50_000_000, 2048)
    assert bounds.max_pixels < 8192 * 6144
    result, image = normalised(content, bounds)
    assert image.size == (2048, 1536)
    assert result.changes == {Change.SCALED}
    assert difference(image, coarse.resize(image.size)) < 3
    assert refusal(encode(Image.new("1", (8192, 6144)), "png"), bounds).reason is (
        Flaw.TOO_MANY_PIXELS
    )


@pytest.mark.parametrize("factor", [1, 2, 3])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_conversion_in_bands_is_that_of_the_whole(mode: str, factor: int) -> None:
    image = photo(width=40, height=1000)
    if "A" in mode:
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    image = image.convert("L").convert(mode) if mode == "I;16" else image.convert(mode)
    reduced = reduce_to_8_bit(image, factor)
    whole = to_8_bit(image)
    assert reduced.mode == whole.mode
    assert reduced.tobytes() == (whole.reduce(factor) if factor > 1 else whole).tobytes()


def mask(content: Image.Image, size: tuple[int, int] | None = None) -> Image.Image:
    result = normalise_mask(encode(content, "png"), size or content.size, MASK_BOUNDS)
    image = Image.open(BytesIO(result.content))
    assert (result.media_type, image.mode) == ("image/png", "L")
    assert image.size == (result.width, result.height) == (size or content.size)
    colours = image.getcolors()
    assert colours is not None
    assert {colour for _, colour in colours} <= {0, 255}
    return image


def marked(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the bounding box of the white area."""
    return image.getbbox()


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
def test_white_marks_the_area_to_edit(mode: str) -> None:
    drawn = Image.new("L", (60, 40), 0)
    drawn.paste(255, (10, 5, 30, 25))
    assert marked(mask(drawn.convert(mode))) == (10, 5, 30, 25)


def test_white_on_a_transparent_ground_marks_the_area() -> None:
    drawn = Image.new("RGBA", (60, 40), (255, 255, 255, 0))
    drawn.paste((255, 255, 255, 255), (10, 5, 30, 25))
    assert marked(mask(drawn)) == (10, 5, 30, 25)


def test_hole_in_black_marks_the_area() -> None:
    drawn = Image.new("RGBA", (60, 40), (0, 0, 0, 255))
    drawn.paste((255, 255, 255, 0), (10, 5, 30, 25))
    assert marked(mask(drawn)) == (10, 5, 30, 25)


def test_hole_in_a_photo_marks_the_area() -> None:
    drawn = photo("RGBA", 60, 40)
    drawn.paste((0, 0, 0, 0), (10, 5, 30, 25))
    assert marked(mask(drawn)) == (10, 5, 30, 25)


def test_mask_of_the_same_shape_is_scaled_to_the_image() -> None:
    drawn = Image.new("L", (60, 40), 0)
    drawn.paste(255, (0, 0, 30, 40))
    assert marked(mask(drawn, (1199, 800))) == (0, 0, 600, 800)


@pytest.mark.parametrize("mode", ["L", "RGBA"])
def test_mask_that_is_much_too_large_marks_the_same_area(mode: str) -> None:
    drawn = Image.new(mode, (6000, 4000))
    drawn.paste(255 if mode == "L" else (255, 255, 255, 255), (0, 0, 3000, 4000))
    assert marked(mask(drawn, (600, 400))) == (0, 0, 300, 400)


def test_scaling_of_a_mask_is_reported() -> None:
    drawn = encode(Image.new("L", (60, 40), 255), "png")
    assert normalise_mask(drawn, (120, 80), BOUNDS).changes == {Change.SCALED}
    assert normalise_mask(drawn, (60, 40), BOUNDS).changes == frozenset()


def test_mask_of_another_shape_is_refused_with_both_sizes() -> None:
    with pytest.raises(InputRefusedError) as error:
        normalise_mask(encode(Image.new("L", (60, 40), 255), "png"), (60, 60), BOUNDS)
    assert error.value.reason is Flaw.MASK_SHAPE
    assert error.value.facts == {
        "width": 60,
        "height": 40,
        "wanted_width": 60,
        "wanted_height": 60,
    }


@pytest.mark.parametrize("mode", ["L", "RGBA"])
def test_mask_that_marks_nothing_is_refused(mode: str) -> None:
    with pytest.raises(InputRefusedError) as error:
        normalise_mask(
            encode(Image.new(mode, (60, 40), 0 if mode == "L" else (0, 0, 0, 255)), "png"),
            (60, 40),
            BOUNDS,
        )
    assert error.value.reason is Flaw.MASK_EMPTY
