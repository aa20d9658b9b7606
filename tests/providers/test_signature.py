"""Image formats are recognised by their first bytes, wherever a picture is looked for."""

import base64
import struct
from collections.abc import Sequence
from io import BytesIO
from random import Random

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from providers.relay import Inline
from providers.relay.answers import find_sources
from providers.relay.json_stream import JsonStreamDecoder
from providers.signature import HEAD_BYTES, Format, sniff

NOISE = Image.frombytes("RGB", (40, 30), Random(1).randbytes(3600))  # noqa: S311


def saved(kind: Format) -> bytes:
    file = BytesIO()
    NOISE.save(file, kind.value)
    return file.getvalue()


def ftyp(major: bytes, compatible: Sequence[bytes], version: bytes = bytes(4)) -> bytes:
    """The first box of a file in the ISO base media format."""
    body = b"ftyp" + major + version + b"".join(compatible)
    return struct.pack(">I", 4 + len(body)) + body


FILES = {kind: saved(kind) for kind in Format if kind is not Format.HEIC}
# As libavif writes it, with the general brand of still images in front.
GENERAL_AVIF = ftyp(b"mif1", [b"mif1", b"miaf", b"MA1B", b"avif"]) + FILES[Format.AVIF][32:]

brands = st.sampled_from(
    [b"avif", b"avis", b"mif1", b"msf1", b"heic", b"hevx", b"miaf", b"isom", b"mp42", b"qt  "]
)
boxes = st.builds(ftyp, brands, st.lists(brands, max_size=80))
files = st.one_of(
    st.sampled_from([*FILES.values(), GENERAL_AVIF]),
    boxes,
    st.binary(max_size=400),
    st.builds(
        lambda content, place, put: content[:place] + put + content[place + len(put) :],
        st.sampled_from([*FILES.values(), GENERAL_AVIF]),
        st.integers(0, 40),
        st.binary(max_size=8),
    ),
)


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_each_format_is_recognised(kind: Format) -> None:
    assert sniff(FILES[kind]) is kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ftyp(b"avif", [b"mif1"]), Format.AVIF),
        (ftyp(b"avis", []), Format.AVIF),
        (ftyp(b"mif1", [b"mif1", b"avif"]), Format.AVIF),
        (ftyp(b"mif1", [b"mif1", b"miaf", b"MA1B", b"avif"]), Format.AVIF),
        (ftyp(b"miaf", [b"mif1", b"miaf", b"MA1B", b"avif"]), Format.AVIF),
        (ftyp(b"mif1", [b"mif1", b"heic"]), Format.HEIC),
        (ftyp(b"heic", [b"mif1"]), Format.HEIC),
        (ftyp(b"msf1", []), Format.HEIC),
        (ftyp(b"isom", [b"mp42"]), None),
        (ftyp(b"isom", [], version=b"avif"), None),
        (ftyp(b"isom", []) + b"avif", None),
        (b"\xff\xd8\xff\xe1", Format.JPEG),
        (b"GIF87a", Format.GIF),
        (b"II*\0", Format.TIFF),
        (b"MM\0*", Format.TIFF),
        (b"BM\n\n\n\n\0\0\0\0", Format.BMP),
        (b"RIFF\n\n\n\nWEBP", Format.WEBP),
    ],
)
def test_formats_are_told_apart(content: bytes, kind: Format | None) -> None:
    assert sniff(content) is kind


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG", b"<svg/>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"BMW and Audi", b"GIF90a"],
)
def test_anything_else_has_no_format(content: bytes) -> None:
    assert sniff(content) is None


@given(files, st.binary(max_size=300))
def test_the_first_bytes_decide(content: bytes, rest: bytes) -> None:
    whole = content.ljust(HEAD_BYTES, b"\0")
    assert sniff(whole + rest) is sniff(whole[:HEAD_BYTES])


@given(files, st.integers(0, 300))
def test_a_file_that_begins_as_an_image_is_one(content: bytes, cut: int) -> None:
    if sniff(content[:cut]) is not None:
        assert sniff(content) is not None


@given(brands, st.lists(brands, max_size=57))
def test_the_order_of_compatible_brands_does_not_matter(major: bytes, others: list[bytes]) -> None:
    assert sniff(ftyp(major, others)) is sniff(ftyp(major, others[::-1]))


@given(files)
def test_the_relays_reader_takes_what_is_recognised(content: bytes) -> None:
    found = find_sources({"images": [base64.b64encode(content).decode()]})
    # A text that begins as a path does is taken for a link where it is no image.
    inline = any(isinstance(one, Inline) for one in found)
    assert inline is (sniff(content) is not None)


@pytest.mark.parametrize("content", [*FILES.values(), GENERAL_AVIF])
def test_a_picture_of_each_format_is_found_in_an_answer(content: bytes) -> None:
    decoder = JsonStreamDecoder()
    decoder.feed(orjson.dumps({"images": [base64.b64encode(content).decode()]}))
    (source,) = find_sources(decoder.finish())
    assert isinstance(source, Inline)
    assert source.take() == content


@pytest.mark.parametrize(
    ("kind", "media_type", "extension"),
    [(Format.JPEG, "image/jpeg", "jpg"), (Format.AVIF, "image/avif", "avif")],
)
def test_a_format_names_its_type_and_its_files(
    kind: Format, media_type: str, extension: str
) -> None:
    assert (kind.media_type, kind.extension) == (media_type, extension)
