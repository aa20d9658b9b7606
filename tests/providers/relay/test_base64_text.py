"""Base64 in every clothing gives the same bytes."""

import base64
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.relay.base64_text import decode, decoded_head
from providers.relay.json_stream import DecodedPicture
from providers.signature import sniff
from tests.providers.relay.test_answers import HEADS, encode

CLOTHES: dict[str, Callable[[bytes], str]] = {
    "plain": encode,
    "url-safe": lambda content: base64.urlsafe_b64encode(content).decode(),
    "url-safe, unpadded": lambda content: base64.urlsafe_b64encode(content).decode().rstrip("="),
    "wrapped": lambda content: base64.encodebytes(content).decode(),
    "wrapped for Windows": lambda content: (
        base64.encodebytes(content).decode().replace("\n", "\r\n")
    ),
    "over-padded": lambda content: encode(content) + "==",
    "percent-encoded": lambda content: quote(encode(content), safe=""),
    "data URI": lambda content: f"data:image/png;base64,{encode(content)}",
    "data URI with a parameter": lambda content: f"data:image/png;a=b;base64,{encode(content)}",
    "data URI without a type": lambda content: f"data:;base64,{encode(content)}",
    "data URI, loud": lambda content: f" DATA:IMAGE/PNG;BASE64, {encode(content)}",
    "data URI, url-safe": lambda content: (
        f"data:image/webp;base64,{base64.urlsafe_b64encode(content).decode()}"
    ),
    "bytes of Python": lambda content: str(base64.b64encode(content)),
    "quoted": lambda content: f'"{encode(content)}"',
}


@pytest.mark.parametrize("clothing", CLOTHES)
@given(head=st.sampled_from([*HEADS.values()]), rest=st.binary(min_size=24, max_size=400))
def test_every_kind_gives_the_same_bytes_and_is_recognised(
    clothing: str, head: bytes, rest: bytes
) -> None:
    text = CLOTHES[clothing](head + rest)
    assert decode(text) == head + rest
    assert sniff(decoded_head(text)) is sniff(head + rest)


@given(st.text())
def test_any_text_is_decoded_to_something(text: str) -> None:
    assert isinstance(decode(text), bytes)
    decoded_head(text)


def test_a_single_character_too_many_is_left_out() -> None:
    picture = HEADS["png"] + bytes(60)
    assert decode(encode(picture).rstrip("=") + "A")[: len(picture)] == picture
    assert DecodedPicture(picture).text() == encode(picture)
