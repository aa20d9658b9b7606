"""Images that members attach: what of them reaches the relay, what is said, what is refused."""

import base64
import struct
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.bot.imaging.heic import heic
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import mask, opened, png, saved, sent

pytestmark = pytest.mark.slow

SECRET = b"52.5163,13.3777 Jane Doe"
ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825
UPRIGHT = "I turned your image upright."
STILL = "I took the first frame of your animation."
COLOURS = "I converted your image's colours to the usual ones."
SCALED = "Your image was larger than I can use, so I scaled it down."


def edges(mode: str = "RGB", width: int = 120, height: int = 80) -> Image.Image:
    """Red above, blue below: turned, it is seen to be."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (0, height // 2, width, height))
    return image.convert(mode)


def camera(orientation: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ARTIST] = SECRET.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 30.0, 58.7), 29: SECRET.decode()})
    return exif


def deep_png() -> bytes:
    """A PNG of 16 bits a channel, which Pillow does not write."""

    def part(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I4s", len(body), kind) + body + checksum

    above = b"\0" + struct.pack(">3H", 51400, 7710, 7710) * 120
    below = b"\0" + struct.pack(">3H", 7710, 7710, 51400) * 120
    head = part(b"IHDR", struct.pack(">IIBBBBB", 120, 80, 16, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(above * 40 + below * 40))
    return b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b"")


def animation() -> bytes:
    first, second = edges(), Image.new("RGB", (120, 80), "lime")
    return saved(first, "GIF", save_all=True, append_images=[second], duration=100)


def see_through() -> bytes:
    """A palette whose third colour is a hole."""
    image = Image.new("P", (120, 80), 0)
    image.paste(1, (0, 40, 120, 80))
    image.putpalette([200, 30, 30, 30, 30, 200, 0, 0, 0])
    image.paste(2, (0, 30, 120, 50))
    return saved(image, "PNG", transparency=2)


KINDS = {
    "png": (saved(edges(), "PNG"), "PNG", []),
    "jpeg": (saved(edges(), "JPEG"), "JPEG", []),
    "turned-jpeg": (
        saved(edges().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=camera(), quality=95),
        "JPEG",
        [UPRIGHT],
    ),
    "webp": (saved(edges(), "WEBP", quality=90), "JPEG", []),
    "avif": (saved(edges(), "AVIF", quality=90), "JPEG", []),
    "heic": (heic("plain"), "JPEG", []),
    "animated-gif": (animation(), "PNG", [STILL]),
    "cmyk-jpeg": (saved(edges("CMYK"), "JPEG"), "JPEG", [COLOURS]),
    "deep-png": (deep_png(), "PNG", [COLOURS]),
    "palette-png": (see_through(), "PNG", [COLOURS]),
    "grey-png": (saved(edges("L"), "PNG"), "PNG", []),
}


async def edit(world: World, image: bytes, **more: bytes) -> Sequence[str]:
    """The member's private answers to an edit: what became of it, then what else was said."""
    downloader = {
        name: (f"{name}.bin", content) for name, content in {"image": image, **more}.items()
    }
    command = "gpt-image edit" if "mask" in more else "qwen edit"
    result = await world.maya.slash(world.pictures, command, prompt="make it blue", **downloader)
    assert all(message.ephemeral for message in result.followups)
    return [said(result), *(message.content for message in result.followups)]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_image_is_taken(
    world: World, emulator: RelayEmulator, kind: str
) -> None:
    content, sent_as, notes = KINDS[kind]

    outcome, *more = await edit(world, content)

    assert outcome.startswith("✅ Done")
    image = sent(emulator, "image")
    assert (image.format, image.size, getattr(image, "n_frames", 1)) == (sent_as, (120, 80), 1)
    assert all(note in " ".join(more) for note in notes)
    assert bool(more) == bool(notes)
    above, below = (image.convert("RGB").getpixel((60, y)) for y in (10, 70))
    if kind != "grey-png":
        assert above[0] > 120 > above[2]  # type: ignore[index]
        assert below[2] > 120 > below[0]  # type: ignore[index]
    if kind == "palette-png":
        assert image.getpixel((60, 40))[3] == 0  # type: ignore[index]


async def test_a_phones_photo_arrives_upright(world: World, emulator: RelayEmulator) -> None:
    for name, size in (("turned", (80, 120)), ("grid", (120, 120))):
        outcome, *notes = await edit(world, heic(name))

        assert outcome.startswith("✅ Done")
        assert notes == []
        image = sent(emulator, "image")
        assert (image.format, image.size) == ("JPEG", size)
        left, right = (image.getpixel((x, 60)) for x in (10, size[0] - 10))
        # Turned clockwise: what was above is at the right.
        assert left[2] > 120 > left[0]  # type: ignore[index]
        assert right[0] > 120 > right[2]  # type: ignore[index]


async def test_where_a_photo_was_taken_never_leaves(world: World, emulator: RelayEmulator) -> None:
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        content = saved(edges(), kind, exif=camera(1), xmp=SECRET)
        assert SECRET in content
        await edit(world, content)

    assert SECRET in heic("turned")
    await edit(world, heic("turned"))

    assert len(emulator.submits) == 5
    for place, submit in enumerate(emulator.submits):
        assert SECRET not in base64.b64decode(submit.body["image"])
        assert not sent(emulator, "image", place).getexif()


async def test_nothing_is_said_where_nothing_was_changed_that_matters(world: World) -> None:
    _, *more = await edit(world, saved(edges(), "JPEG", exif=camera(1)))

    assert more == []


async def test_a_large_photo_is_scaled_down_and_its_mask_with_it(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(max_input_side=200) as world:
        _, *more = await edit(world, saved(edges("RGB", 600, 400), "JPEG"), mask=mask(600, 400))

        assert sent(emulator, "image").size == sent(emulator, "mask").size == (200, 133)
        assert more == [SCALED]


def hole() -> bytes:
    """A photo whose left half was rubbed out."""
    image = edges("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 60, 80))
    return saved(image, "PNG")


@pytest.mark.parametrize(
    "drawn",
    [mask(120, 80), hole(), mask(60, 40), mask(480, 320)],
    ids=["white-on-black", "hole", "half-the-size", "four-times-the-size"],
)
async def test_a_mask_reaches_the_relay_white_on_black_in_the_images_size(
    world: World, emulator: RelayEmulator, drawn: bytes
) -> None:
    outcome, *_ = await edit(world, saved(edges(), "PNG"), mask=drawn)

    assert outcome.startswith("✅ Done")
    area = sent(emulator, "mask").convert("L")
    assert area.size == sent(emulator, "image").size == (120, 80)
    assert area.getbbox() == (0, 0, 60, 80)
    assert area.getextrema() == (0, 255)


async def test_a_mask_for_a_turned_photo_is_for_what_the_member_saw(
    world: World, emulator: RelayEmulator
) -> None:
    content = KINDS["turned-jpeg"][0]
    assert opened(content).size == (80, 120)

    await edit(world, content, mask=mask(120, 80))

    assert sent(emulator, "mask").size == sent(emulator, "image").size == (120, 80)


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        (
            mask(80, 80),
            "`mask` is 80×80, but the picture is 120×80. They must have the same shape.",
        ),
        (
            mask(120, 80, white=False),
            "`mask` doesn't mark anything to change. "
            "Please paint the area white, or leave the mask out.",
        ),
        (
            b"no mask",
            "I can't read `mask` as an image. Please attach a PNG, JPEG, WebP, GIF or HEIC.",
        ),
    ],
    ids=["another-shape", "empty", "no-image"],
)
async def test_a_mask_that_cannot_be_used_is_refused(
    world: World, emulator: RelayEmulator, drawn: bytes, why: str
) -> None:
    assert await edit(world, png(120, 80), mask=drawn) == [
        f"⚠️ {why} This didn't use up any of your limit."
    ]
    assert emulator.submits == []


PHOTO = saved(edges(), "JPEG")
REFUSED = {
    "bomb": (
        saved(Image.new("1", (8000, 7000)), "PNG"),
        "`image` has too many pixels",
        "a smaller image",
    ),
    "truncated-jpeg": (
        PHOTO[: len(PHOTO) // 2],
        "`image` is damaged or cut off",
        "attach it again",
    ),
    "truncated-png": (png(90, 60)[:-20], "`image` is damaged or cut off", "attach it again"),
    "truncated-heic": (heic("plain")[:-40], "`image` is damaged or cut off", "attach it again"),
    "no-heic": (
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "`image` is damaged or cut off",
        "attach it again",
    ),
    "tiff": (saved(edges(), "TIFF"), "I can't read the format of `image`", "as JPEG or PNG"),
    "text": (
        b"a fox, but in words",
        "I can't read `image` as an image",
        "a PNG, JPEG, WebP, GIF or HEIC",
    ),
    "svg": (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "I can't read `image` as an image",
        "attach a",
    ),
    "nothing": (b"", "I can't read `image` as an image", "attach a"),
}


async def test_what_cannot_be_taken_is_refused_with_a_remedy_and_not_counted(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(daily_pictures=1) as world:
        for name, (content, problem, remedy) in REFUSED.items():
            [answer] = await edit(world, content)
            assert answer.startswith(f"⚠️ {problem}"), name
            assert remedy in answer, name
            assert answer.endswith(" This didn't use up any of your limit."), name
        assert emulator.submits == []

        # The limit of one picture is free, after all of these.
        outcome, *_ = await edit(world, png(64, 64))

        assert outcome.startswith("✅ Done")
        assert len(world.pictures.history()) == 1


async def test_the_option_at_fault_is_named(world: World, emulator: RelayEmulator) -> None:
    result = await world.maya.slash(
        world.pictures,
        "flux",
        prompt="a fox",
        input_image=("a.png", png(64, 64)),
        input_image_3=("c.png", b"words"),
    )

    assert said(result).startswith("⚠️ I can't read `input_image_3` as an image")
    assert emulator.submits == []


GOOD = [content for content, _, _ in KINDS.values()]


@st.composite
def downloader(draw: st.DrawFn) -> bytes:
    """An image that something happened to on its way, or no image at all."""
    content = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(0, 3))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    kept = draw(st.sampled_from([len(content), len(content), len(content) * 2 // 3, 30, 0]))
    return bytes(content[:kept])


async def test_whatever_is_attached_it_ends_in_a_picture_or_a_refusal(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    """Never a crash, never a damaged image sent, and every command is answered."""
    found: list[bytes] = []

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(downloader())
    def draw(content: bytes) -> None:
        found.append(content)

    draw()
    async with open_here(daily_pictures=0) as world:
        for content in found:
            before = len(emulator.submits)
            outcome, *_ = await edit(world, content)
            if outcome.startswith("✅ Done"):
                assert len(emulator.submits) == before + 1
                assert sent(emulator, "image").size in {(120, 80), (80, 120)}
            else:
                assert outcome.startswith(("⚠️ `image` is", "⚠️ I can't read "))
                assert "`image`" in outcome
                assert outcome.endswith("This didn't use up any of your limit.")
                assert len(emulator.submits) == before
        assert len(world.pictures.history()) == len(emulator.submits) > 0
        assert len(emulator.submits) < len(found)
