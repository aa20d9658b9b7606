"""The streaming decoder agrees with a parser of the whole text, wherever it is cut."""

import base64
import json
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.errors import RelayError
from providers.relay import json_stream
from providers.relay.answers import Inline, read_poll
from providers.relay.json_stream import DecodedPicture, JsonStreamDecoder, restore_text
from providers.relay.refusals import AnswerMetadata
from tests.providers.relay.test_answers import HEADS, encode

PNG = HEADS["png"] + bytes(range(256)) * 4


def pieces(text: bytes, cuts: Sequence[int]) -> Iterator[bytes]:
    places = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return (text[start:end] for start, end in pairwise(places))


def sifted(text: bytes, cuts: Sequence[int] = (), size: int = 0) -> Any:
    made = JsonStreamDecoder(size)
    for piece in pieces(text, cuts):
        made.feed(piece)
    return made.finish()


def whole(text: bytes) -> Any:
    """What a parser says; `BAD` for what is no JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return "BAD"


def spelled(text: bytes, cuts: Sequence[int], size: int) -> Any:
    try:
        (value,) = restore_text([sifted(text, cuts, size)])
    except orjson.JSONDecodeError:
        return "BAD"
    return value


def outcome(body: Any) -> Any:
    """All that a caller of `read_poll` can tell."""
    try:
        result = read_poll(body, AnswerMetadata())
    except RelayError as error:
        return type(error), vars(error)
    return result and (result.seed, [_content(source) for source in result.sources])


def _content(source: Any) -> Any:
    if not isinstance(source, Inline):
        return source.url
    try:
        return source.take()
    except RelayError as error:
        return type(error)


def damage(text: str, place: int, put: str) -> str:
    at = place % (len(text) + 1)
    return text[:at] + put + text[at:]


pictures = st.builds(
    lambda head, rest, times: head + rest * times,
    st.sampled_from(list(HEADS.values())),
    st.binary(max_size=40),
    st.integers(1, 20),
)
encoded = st.builds(
    lambda picture, header: header + encode(picture),
    pictures,
    st.sampled_from(["", "data:image/png;base64,", "DATA:image/png;base64,", "data:,", "data:x,"]),
)
damaged = st.builds(
    damage,
    encoded,
    st.integers(0, 2000),
    st.sampled_from(["", "=", "==", "-", "_", " ", "\n", '"', "\\", "/", "é", "\x00", "A", "AB="]),
)
texts = encoded | damaged | encoded.map(lambda text: text.rstrip("=")) | st.text(max_size=20)
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
names = st.sampled_from(
    ["images", "urls", "data", "url", "image", "b64_json", "text", "seed", "error", "error_detail"]
)
bodies = st.builds(
    lambda status, result, outer: {**outer, "status": status, "result": result},
    st.sampled_from(["completed", "failed", "running", None]),
    st.dictionaries(names | encoded, values, max_size=4) | values,
    st.dictionaries(names, values, max_size=3),
)


def escaped(value: Any) -> bytes:
    return json.dumps(value).replace("/", "\\/").encode()


writers = st.sampled_from(
    [
        orjson.dumps,
        escaped,
        lambda value: json.dumps(value).encode(),
        lambda value: json.dumps(value, indent=1, ensure_ascii=False).encode("utf-8", "replace"),
    ]
)
cuts = st.lists(st.integers(0, 100_000), max_size=30)
sizes = st.sampled_from([0, 100, 5000, 10**7])
slices = st.sampled_from([4, 64, 2**16])


@given(values, writers, cuts, sizes, slices)
def test_any_json_in_any_pieces_says_the_same(
    value: Any, write: Any, cuts: list[int], size: int, slice_size: int
) -> None:
    text = write(value)
    with patch.object(json_stream, "_SLICE_BYTES", slice_size):
        assert spelled(text, cuts, size) == whole(text)


@given(bodies, writers, cuts, slices)
def test_any_answer_in_any_pieces_is_read_the_same(
    body: Any, write: Any, cuts: list[int], slice_size: int
) -> None:
    text = write(body)
    with patch.object(json_stream, "_SLICE_BYTES", slice_size):
        assert outcome(sifted(text, cuts)) == outcome(orjson.loads(text))


@given(
    values,
    writers,
    st.integers(0, 100_000),
    st.integers(0, 40),
    st.sampled_from([b"", b'"', b"\\", b'\\"', b",", b"[", b"}", b" ", b"\xff", b"iVBORw0KGgo"]),
    cuts,
)
def test_broken_json_stays_broken(
    value: Any, write: Any, place: int, lost: int, put: bytes, cuts: list[int]
) -> None:
    text = write(value)
    at = place % (len(text) + 1)
    text = text[:at] + put + text[at + lost :]
    assert spelled(text, cuts, 0) == whole(text)


@pytest.mark.parametrize("more", [b"", b"\0", b"\0\0"])
@pytest.mark.parametrize("header", ["", "data:image/png;base64,"])
def test_a_picture_is_found_wherever_it_is_cut(more: bytes, header: str) -> None:
    text = orjson.dumps({"images": [header + encode(HEADS["png"] + bytes(30) + more)]})
    for cut in range(len(text)):
        (found,) = sifted(text, [cut])["images"]
        assert isinstance(found, DecodedPicture)
        (found,) = sifted(text, range(cut, len(text)))["images"]
        assert isinstance(found, DecodedPicture)


@pytest.mark.parametrize("slice_size", [4, 2**16])
def test_padding_in_the_middle_is_no_base64(slice_size: int) -> None:
    body = {"images": [encode(PNG + b"\0") + encode(PNG)]}
    with patch.object(json_stream, "_SLICE_BYTES", slice_size):
        assert sifted(orjson.dumps(body), [1000, 1700]) == body


@pytest.mark.parametrize("text", ['1 "', '[1, "', '{"a": "', '"', ' "'])
def test_a_text_that_breaks_off_in_a_picture_is_no_json(text: str) -> None:
    assert spelled(f"{text}{encode(PNG)[:-4]}1234".encode(), [], 0) == "BAD"


def test_every_byte_may_come_alone() -> None:
    text = orjson.dumps({"status": "completed", "result": {"images": [encode(PNG), encode(PNG)]}})
    body = sifted(text, range(len(text)))
    assert outcome(body) == (None, [PNG, PNG])


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("header", ["", "data:image/png;base64,", "data:image/jpeg;base64,"])
def test_a_picture_is_decoded_on_the_way(name: str, header: str) -> None:
    picture = HEADS[name] + bytes(300_001)
    text = orjson.dumps({"images": [header + encode(picture)]})
    (found,) = sifted(text, range(0, len(text), 65_537))["images"]
    assert isinstance(found, DecodedPicture)
    assert (found.content, found.header) == (picture, header)


@pytest.mark.parametrize(
    "text",
    [
        encode(PNG)[:-3] + "*",
        encode(PNG).replace("/", "_").replace("+", "-"),
        base64.encodebytes(PNG).decode(),
        encode(PNG) + "=",
        encode(PNG + b"\0").rstrip("=")[:-1] + "B==",
        encode(b"not a picture" * 100),
        encode(HEADS["png"])[:12],
    ],
)
def test_what_is_no_plain_base64_of_a_picture_stays_a_text(text: str) -> None:
    assert sifted(orjson.dumps({"images": [text]}), range(0, 5000, 7)) == {"images": [text]}


def test_a_picture_inside_another_string_is_none() -> None:
    inner = json.dumps({"images": [encode(PNG)]})
    assert sifted(orjson.dumps({"info": inner, "a": 'x, "' + encode(PNG)})) == {
        "info": inner,
        "a": 'x, "' + encode(PNG),
    }


def test_an_answer_of_very_many_pictures_is_read_the_same() -> None:
    text = orjson.dumps({"status": "completed", "result": {"images": [encode(PNG)] * 300}})
    body = sifted(text, range(0, len(text), 1000))
    assert {type(item) for item in body["result"]["images"]} == {DecodedPicture, str}
    assert outcome(body) == (None, [PNG] * 300)


def test_what_only_begins_like_a_picture_is_not_tried_for_ever() -> None:
    text = orjson.dumps({"images": [encode(PNG)[:40] + "!"] * 5000 + [encode(PNG)]})
    with patch.object(json_stream, "reserve_buffer", wraps=json_stream.reserve_buffer) as made:
        assert sifted(text, range(0, len(text), 1000), len(text)) == orjson.loads(text)
    assert made.call_count == 256


def test_deeply_nested_answers_are_no_trouble() -> None:
    text = b'{"a":' * 1000 + orjson.dumps({"b": 1, "images": [encode(PNG)]}) + b"}" * 1000
    body = spelled(text, (5, 5000), 0)
    for _ in range(1000):
        body = body["a"]
    assert body == {"b": 1, "images": [encode(PNG)]}
    assert spelled(b"[" * 100_000, (5, 5000), 0) == "BAD"


def test_a_name_that_stands_for_a_picture_cannot_be_guessed() -> None:
    with patch.object(json_stream.secrets, "token_hex", return_value="guessed") as drawn:
        made = sifted(orjson.dumps({"images": [encode(PNG), "guessed-0"]}))
    assert [type(item) for item in made["images"]] == [DecodedPicture, DecodedPicture]
    drawn.assert_called_once_with(16)
    made = sifted(orjson.dumps({"images": [encode(PNG), "guessed-0"]}))
    assert made["images"][1] == "guessed-0"


@pytest.mark.parametrize("announced", [True, False])
def test_a_picture_is_held_once(announced: bool) -> None:
    picture = PNG + bytes(8_000_000)
    text = orjson.dumps({"images": [encode(picture)]})
    cut = list(pieces(text, range(0, len(text), 2**16)))
    made = JsonStreamDecoder(len(text) if announced else 0)
    tracemalloc.start()
    try:
        for piece in cut:
            made.feed(piece)
        value = made.finish()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert value["images"][0].content == picture
    assert peak < 1.2 * len(picture)
