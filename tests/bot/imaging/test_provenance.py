"""Marks of origin: what they say, what goes and what stays, and that no pixel changes."""

import struct
import zlib
from io import BytesIO
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo

from bot.imaging.compression import Step
from bot.imaging.formats import png
from bot.imaging.outputs import fit, verify
from bot.imaging.provenance import MAX_MARK_BYTES, job_id_of, mark, source_type_of
from bot.imaging.repair import repair

JOB = 1_234_567_890_123_456_789
LARGEST = 2**63 - 1
TRAINED = "trainedAlgorithmicMedia"
COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
SECRET = b"Tall trees, 48.137N"
ZIP = b"PK\3\4" + SECRET + b"PK\5\6" + bytes(18)


def noise(mode: str = "RGB", side: int = 48, seed: int = 1) -> Image.Image:
    random = Random(seed)  # noqa: S311
    return Image.frombytes(mode, (side, side), random.randbytes(side * side * len(mode)))


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = SECRET.decode()
    tags.get_ifd(0x8825)[1] = "N"
    return tags.tobytes()


def relay_xmp(term: str = "digitalCapture") -> bytes:
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + SECRET + b"</a>"
        b"http://cv.iptc.org/newscodes/digitalsourcetype/" + term.encode() + b"</x:xmpmeta>"
    )


def png_text() -> PngInfo:
    info = PngInfo()
    info.add_text("parameters", SECRET.decode(), zip=False)
    info.add_itxt("Comment", SECRET.decode(), zip=False)
    info.add(b"prVt", SECRET)
    info.add_itxt("XML:com.adobe.xmp", relay_xmp().decode())
    return info


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    coded = b"".join(
        b"\xff" + bytes([code]) + struct.pack(">H", len(body) + 2) + body for code, body in segments
    )
    return jpeg[:20] + coded + jpeg[20:]


def with_chunk(webp: bytes, kind: bytes, body: bytes) -> bytes:
    grown = webp + kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
    return grown[:4] + struct.pack("<I", len(grown) - 8) + grown[8:]


def with_extension(gif: bytes, label: int, data: bytes) -> bytes:
    blocks = b"".join(
        bytes([len(data[at : at + 255])]) + data[at : at + 255] for at in range(0, len(data), 255)
    )
    return gif[:-1] + bytes([0x21, label]) + blocks + b"\0" + gif[-1:]


def application(gif: bytes, name: bytes, data: bytes) -> bytes:
    part = bytes([len(data)]) + data
    return gif[:-1] + b"\x21\xff\x0b" + name + part + b"\0" + gif[-1:]


def frames() -> list[Image.Image]:
    return [noise(side=32, seed=seed) for seed in range(3)]


def animated(kind: str, **options: object) -> bytes:
    first, *rest = frames()
    return encode(first, kind, save_all=True, append_images=rest, duration=70, loop=3, **options)


PLAIN = {
    "png": encode(noise(), "png"),
    "png-alpha": encode(noise("RGBA"), "png"),
    "png-palette": encode(noise().quantize(16), "png", transparency=3),
    "png-grey": encode(noise("L"), "png"),
    "png-animated": animated("png"),
    "jpeg": encode(noise(), "jpeg"),
    "jpeg-progressive": encode(noise(), "jpeg", progressive=True),
    "jpeg-cmyk": encode(noise("CMYK"), "jpeg"),
    "webp": encode(noise(), "webp"),
    "webp-lossless": encode(noise(), "webp", lossless=True),
    "webp-alpha": encode(noise("RGBA"), "webp"),
    "webp-lossless-alpha": encode(noise("RGBA"), "webp", lossless=True),
    "webp-animated": animated("webp"),
    "gif": encode(noise(), "gif"),
    "gif-animated": animated("gif"),
}
LOADED = {
    "png": encode(noise(), "png", pnginfo=png_text(), exif=exif(), dpi=(72, 72)) + ZIP,
    "png-animated": animated("png", pnginfo=png_text()) + ZIP,
    "jpeg": encode(noise(), "jpeg", exif=exif(), comment=SECRET, xmp=relay_xmp()) + ZIP,
    "jpeg-app13": with_segments(PLAIN["jpeg"], (0xED, b"Photoshop 3.0\0" + SECRET)),
    "jpeg-app2": with_segments(PLAIN["jpeg"], (0xE2, b"FPXR\0" + SECRET)),
    "jpeg-jumbf": with_segments(PLAIN["jpeg"], (0xEB, b"JP\0\1\0\0\0\1" + SECRET)),
    "webp": encode(noise(), "webp", exif=exif(), xmp=relay_xmp()) + ZIP,
    "webp-unknown": with_chunk(PLAIN["webp"], b"note", SECRET),
    "webp-animated": animated("webp", exif=exif(), xmp=relay_xmp()),
    "gif": with_extension(encode(noise(), "gif", comment=SECRET), 0x01, bytes(12) + SECRET) + ZIP,
    "gif-application": application(PLAIN["gif"], b"EASELNOTES1", SECRET),
    "gif-animated": animated("gif", comment=SECRET),
}
# A universal identifier in a description box, in a superbox.
_STORE = bytes.fromhex("6332706100110010800000aa00389b71") + b"\3c2pa\0"
JUMD = struct.pack(">I4s", len(_STORE) + 8, b"jumd") + _STORE
JUMBF = struct.pack(">I4s", len(JUMD) + 8 + 40, b"jumb") + JUMD + b"signed manifest".ljust(40)


def with_png_chunk(content: bytes, kind: bytes, body: bytes) -> bytes:
    return content[:33] + png.encode_chunk(kind, body) + content[33:]


SIGNED = {
    "png": with_png_chunk(PLAIN["png"], b"caBX", JUMBF),
    "jpeg": with_segments(
        PLAIN["jpeg"],
        (0xEB, b"JP\0\1\0\0\0\1" + JUMBF),
        (0xEB, b"JP\0\1\0\0\0\2" + JUMBF[:8] + b"the second part"),
    ),
    "webp": with_chunk(mark(PLAIN["webp"], 1), b"C2PA", JUMBF),
    "gif": application(PLAIN["gif"], b"C2PA_GIF\1\0\0", JUMBF),
}

ALL = {
    **PLAIN,
    **{f"{name}-loaded": content for name, content in LOADED.items()},
    **{f"{name}-signed": content for name, content in SIGNED.items()},
}


def pixels(content: bytes) -> list[tuple[object, ...]]:
    image = Image.open(BytesIO(content))
    return [
        (frame.size, frame.convert("RGBA").tobytes(), frame.info.get("duration"))
        for frame in ImageSequence.Iterator(image)
    ]


def xmp_of(content: bytes) -> bytes:
    """Read the packet with Pillow, which is a reader that we did not write.

    It knows none in a GIF, where the packet goes from its extension's name to a first byte 1.
    """
    if content.startswith(b"GIF"):
        return content.partition(b"\x21\xff\x0bXMP DataXMP")[2].partition(b"\1\xff\xfe")[0]
    image = Image.open(BytesIO(content))
    image.load()
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else bytes(found)


def stated(packet: bytes) -> tuple[str, str]:
    """Return the identifier and the source type of a packet, which has to be sound XML."""
    text = packet.decode().partition("?>")[2].rpartition("<?xpacket")[0]
    [description] = ElementTree.fromstring(text).iter(  # noqa: S314
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
    )
    return (
        description.attrib["{http://purl.org/dc/elements/1.1/}identifier"],
        description.attrib["{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"],
    )


@pytest.mark.parametrize("name", PLAIN)
def test_mark_names_job_and_source_in_a_packet_that_others_read(name: str) -> None:
    marked = mark(PLAIN[name], JOB)
    assert job_id_of(marked) == JOB
    assert stated(xmp_of(marked)) == (
        f"easel:job:{JOB}",
        f"http://cv.iptc.org/newscodes/digitalsourcetype/{TRAINED}",
    )
    assert pixels(marked) == pixels(PLAIN[name])


@pytest.mark.parametrize(
    "content", [c for name, c in ALL.items() if "signed" not in name], ids=[*PLAIN, *LOADED]
)
def test_marked_picture_is_sound_and_marking_is_done_once(content: bytes) -> None:
    marked = mark(content, JOB)
    assert mark(marked, JOB) == marked
    assert job_id_of(mark(marked, 7)) == 7
    assert verify(marked).content is marked
    assert verify(marked).is_complete


@pytest.mark.parametrize("content", PLAIN.values(), ids=PLAIN)
def test_mark_has_a_bound(content: bytes) -> None:
    marked = mark(content, LARGEST, COMPOSITE)
    assert job_id_of(marked) == LARGEST
    assert 0 < len(marked) - len(content) <= MAX_MARK_BYTES


@pytest.mark.parametrize("name", LOADED)
def test_other_metadata_and_trailing_bytes_go(name: str) -> None:
    content = LOADED[name]
    assert SECRET in content
    marked = mark(content, JOB)
    assert SECRET not in marked
    assert b"PK" not in marked[-100:]
    assert pixels(marked) == pixels(content)
    assert stated(xmp_of(marked))[0] == f"easel:job:{JOB}"


def test_compressed_text_goes_too() -> None:
    text = b"parameters\0\0" + zlib.compress(SECRET)
    content = with_png_chunk(PLAIN["png"], b"zTXt", text)
    assert text not in mark(content, JOB)


def test_chunk_that_is_longer_than_its_kind_allows_goes() -> None:
    content = with_png_chunk(PLAIN["png"], b"gAMA", struct.pack(">I", 45455) + SECRET)
    assert SECRET not in mark(content, JOB)
    content = with_png_chunk(PLAIN["png"], b"gAMA", struct.pack(">I", 45455))
    assert b"gAMA" in mark(content, JOB)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_picture_stays_upright_and_in_its_colours(kind: str, orientation: int) -> None:
    content = encode(noise(), kind, exif=exif(orientation), icc_profile=profile())
    marked = mark(content, JOB)
    image = Image.open(BytesIO(marked))
    assert dict(image.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
    assert image.info["icc_profile"] == profile()
    assert mark(marked, JOB) == marked
    assert SECRET not in marked


def test_animation_goes_on_as_often_as_before() -> None:
    assert Image.open(BytesIO(mark(PLAIN["gif-animated"], JOB))).info["loop"] == 3
    assert Image.open(BytesIO(mark(PLAIN["webp-animated"], JOB))).info["loop"] == 3
    assert len(pixels(mark(LOADED["png-animated"], JOB))) == 3


@pytest.mark.parametrize("kind", SIGNED)
def test_signed_picture_is_returned_itself(kind: str) -> None:
    content = SIGNED[kind] if kind != "webp" else with_chunk(PLAIN["webp-alpha"], b"C2PA", JUMBF)
    assert mark(content, JOB) is content
    assert pixels(content)


@pytest.mark.parametrize("kind", SIGNED)
def test_manifest_stays_where_something_else_goes(kind: str) -> None:
    marked = mark(SIGNED[kind] + ZIP, JOB)
    assert JUMBF in marked
    assert SECRET not in marked
    assert job_id_of(marked) == JOB
    assert mark(marked, JOB) == marked
    assert pixels(marked) == pixels(PLAIN[kind])
    if kind == "jpeg":
        assert b"the second part" in marked


def test_manifest_of_a_hundred_megabytes_is_no_manifest() -> None:
    content = with_png_chunk(PLAIN["png"], b"caBX", bytes(3 * 2**20))
    assert len(mark(content, JOB)) < 2**20


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
@pytest.mark.parametrize(("told", "kept"), [(COMPOSITE, COMPOSITE), ("digitalCapture", TRAINED)])
def test_source_type_of_the_relay_stays_if_it_says_that_ai_was_used(
    kind: str, told: str, kept: str
) -> None:
    packet = relay_xmp(told)
    if kind == "png":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode(), zip=True)
        content = encode(noise(), kind, pnginfo=info)
    else:
        content = encode(noise(), kind, xmp=packet)
    marked = mark(content, JOB)
    assert source_type_of(marked) == kept
    fitted = fit(verify(content, job_id=JOB), 3000)
    assert source_type_of(fitted.content) == kept


@pytest.mark.parametrize("content", ALL.values(), ids=ALL)
@pytest.mark.parametrize("start", Step)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_mark_survives_every_fitting(content: bytes, start: Step, part: float) -> None:
    picture = verify(content, job_id=JOB)
    limit = max(2600, int(len(picture.content) * part))
    fitted = fit(picture, limit, start=start)
    again = fit(fitted, 2500, start=start)
    for one in (fitted, again):
        assert job_id_of(one.content) == JOB or one is picture
        assert verify(one.content).is_complete
    assert len(fitted.content) <= limit
    assert len(again.content) <= 2500


@pytest.mark.parametrize("kind", ["avif", "bmp"])
def test_converted_picture_is_marked(kind: str) -> None:
    assert job_id_of(verify(encode(noise(), kind), job_id=JOB).content) == JOB


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_repaired_picture_is_marked_and_stripped(kind: str) -> None:
    content = encode(noise(side=160), kind, exif=exif(3))
    content = content[: len(content) * 97 // 100]
    assert repair(content, max_pixels=10**6).share < 1
    picture = verify(content, job_id=JOB)
    assert job_id_of(picture.content) == JOB
    assert SECRET not in picture.content


def test_what_is_not_decoded_here_is_above_the_limit_with_its_mark() -> None:
    whole = PLAIN["png"]
    kind, start, end = next(c for c in png.salvaged(whole) if c.kind == b"IDAT")
    rows = whole[start + 8 : end - 200]
    content = whole[:start] + png.encode_chunk(kind, rows) + whole[end:]
    text = png.encode_chunk(b"tEXt", b"a\0" + bytes(5000))
    loaded = content[:33] + text + content[33:]
    # Without its text it fits, so that it has to be decoded here, which finds what is missing.
    picture = verify(loaded, fitted_above=len(content) + MAX_MARK_BYTES, job_id=JOB)
    assert not picture.is_complete


@pytest.mark.parametrize(
    "told",
    ["easel:job:0", "easel:job:", "easel:job:-5", f"easel:job:{2**63}", f"easel:job:{10**30}", "x"],
)
def test_id_that_no_job_can_have_is_none(told: str) -> None:
    content = encode(noise(), "jpeg", xmp=told.encode())
    assert job_id_of(content) is None


def test_words_outside_of_xmp_are_no_mark() -> None:
    words = f"easel:job:{JOB}"
    info = PngInfo()
    info.add_text("Comment", words)
    assert job_id_of(encode(noise(), "png", pnginfo=info)) is None
    assert job_id_of(encode(noise(), "jpeg", comment=words.encode())) is None
    assert job_id_of(PLAIN["png"] + words.encode()) is None
    assert job_id_of(words.encode()) is None


def test_bomb_in_compressed_xmp_is_cut() -> None:
    packed = zlib.compress(bytes(50_000_000) + f"easel:job:{JOB}".encode())
    body = b"XML:com.adobe.xmp\0\1\0\0\0" + packed
    assert job_id_of(with_png_chunk(PLAIN["png"], b"iTXt", body)) is None


MARKED = [mark(content, JOB) for content in ALL.values()]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(MARKED), st.data())
def test_damaged_file_from_anywhere_is_read_without_a_crash(
    content: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(0, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    assert job_id_of(bytes(damaged[:cut])) is None or cut
