"""JSON with defects, and JSON without any, which must mean the same to both parsers."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.relay import lenient_json

strict_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text() | st.just(0.5),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
).filter(lambda value: isinstance(value, dict | list))
FOX = {"status": "completed", "result": {"urls": ["u"]}}


@given(strict_values, st.booleans(), st.sampled_from([None, 2]))
def test_strict_json_means_the_same_to_the_lenient_parser(
    value: Any, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert lenient_json.read_leniently(text) == value
    assert lenient_json.loads(text) == value


@given(st.binary(max_size=200) | st.text(alphabet='{}[]:,"\\u0dn1 -.e', max_size=80))
def test_any_text_is_read_or_refused(text: bytes | str) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    try:
        strict = orjson.loads(raw)
    except orjson.JSONDecodeError:
        strict = None
    try:
        read = lenient_json.read_leniently(raw)
    except ValueError:
        assert not isinstance(strict, dict | list)
    else:
        assert isinstance(read, dict | list)
        orjson.dumps(read)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (rb'{"a": "a fox \ud83e"}', {"a": "a fox \ufffd"}),
        (rb'{"a": "\udd8a fox"}', {"a": "\ufffd fox"}),
        (rb'{"a": "\ud83e\ud83e\udd8a!"}', {"a": "\ufffd\U0001f98a!"}),
        (rb'{"a": "\ud83e\udd8a", "b": "\ud83e"}', {"a": "\U0001f98a", "b": "\ufffd"}),
        (b'{"a": "caf\xe9"}', {"a": "caf\ufffd"}),
        (b'{"a": "\xed\xa0\xbe"}', {"a": "\ufffd\ufffd\ufffd"}),
        (b'{"a": "one\ntwo\t\x00"}', {"a": "one\ntwo\t\x00"}),
        (rb'{"a": "\x41 \' \uZZ"}', {"a": "x41 ' uZZ"}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": NaN, "b": -Infinity, "c": 1e999}', {"a": None, "b": None, "c": None}),
        (b'{"a": undefined, "b": True, "c": 2}', {"a": None, "b": None, "c": 2}),
        (b'{"a": ' + b"9" * 5000 + b', "b": 1}', {"a": None, "b": 1}),
        (b'{"a": [1, 2,], "b": 3,}', {"a": [1, 2], "b": 3}),
        (b'{"a": [1 2] "b": 3}', {"a": [1, 2], "b": 3}),
        (b'{"a": 1}{"a": 2}', {"a": 1}),
        (b'{"a": 1}\n\x00 and more "', {"a": 1}),
        (b'{"a": {"b": 1}, "a": null}', {"a": {"b": 1}}),
        (b'{"a": [1], "a": []}', {"a": [1]}),
        (b'{"a": "running", "a": "completed"}', {"a": "completed"}),
        (b'[{"a": 1}, [], {}]', [{"a": 1}, [], {}]),
    ],
)
def test_a_defect_costs_no_more_than_itself(text: bytes, value: Any) -> None:
    assert lenient_json.loads(text) == value


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" ",
        b"<html>{}</html>",
        b"}",
        b"nonsense",
        b'{"a": 1',
        b'{"a": "b',
        b'{"a": "b"]',
        b'{"a": [1, 2}',
        b'{"a": [1, 2',
        b"[" * 10_000,
    ],
)
def test_what_is_no_json_or_breaks_off_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        lenient_json.loads(text)


@pytest.mark.parametrize("depth", [2_000, 100_000])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_nesting_of_any_depth_costs_nothing_but_itself(depth: int, brackets: str) -> None:
    opening = "[" if brackets == "[]" else '{"x":'
    nested = opening * depth + "1" + brackets[1] * depth
    text = f'{{"deep": {nested}, "status": "completed", "result": {{"urls": ["u"]}}}}'
    read = lenient_json.loads(text.encode())
    assert {name: read[name] for name in FOX} == FOX
    assert len(orjson.dumps(read["deep"])) < 1000
