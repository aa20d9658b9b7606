"""JSON that arrives in pieces: the pictures in it are decoded on the way, never held as text.

A picture of 16 MB comes as a string of 21 MB. Reading that to its end, then parsing it, then
decoding it holds it three times and holds up everybody; piece by piece it is held once. Only plain
base64 with a picture's first bytes is taken out. All else is left to the parser, so that the answer
says the same as if it were parsed in one go, however the pieces were cut.
"""

import io
import re
import secrets
from collections.abc import Iterator
from typing import Any

import orjson
import pybase64

from providers.relay.buffer import reserved, written
from providers.signature import sniff

# Where a string begins. In valid JSON no other quote stands after one of these characters and
# before base64: one inside a string has a backslash before it, one that ends a string has a comma,
# a colon, a bracket or a blank after it.
_OPENING = re.compile(
    rb'"(?<=[:,\[\s]")(?P<header>(?:data:image/[a-z]{1,8};base64,)?)(?=(?P<head>[A-Za-z0-9+/]{32}))'
)
_REACH = 96
"""More bytes than an opening has, with what is looked at before and after it."""
_SLICE = 2**16
"""Decoded at a time: more does not stay in the processor's cache."""
_MOST_PICTURES = 256
"""A hostile answer could hold millions, or what begins like one: each costs more than its text."""


class Decoded:
    """A picture that came as base64; `header` stood before it in its string, as in a data URI."""

    __slots__ = ("content", "header")

    def __init__(self, content: bytes, header: str = "") -> None:
        self.content = content
        self.header = header

    def text(self) -> str:
        """The string as it came."""
        return self.header + pybase64.b64encode_as_string(self.content)


class Sieve:
    """Takes JSON piece by piece, and gives what it says with a `Decoded` for each picture in it.

    `size` is how many bytes will come, or less where that is not known.
    """

    def __init__(self, size: int = 0) -> None:
        self._left = size
        self._json = bytearray()
        self._held = b""
        self._picture: io.BytesIO | None = None
        self._header = b""
        self._tried = 0
        self._found: dict[str, Decoded] = {}
        # Stands for the pictures in what is parsed: no answer can hold it by chance or design.
        self._mark = secrets.token_hex(16)

    def feed(self, piece: bytes) -> None:
        """Take the next piece. Blocks for about a millisecond for 2 MB."""
        data = self._held + piece if self._held else piece
        self._held = b""
        at = 0
        while at < len(data):
            if self._picture is None:
                at = self._seek(data, at)
            else:
                at = self._decode(self._picture, data, at)
        self._left -= len(piece)

    def finish(self) -> Any:
        """What all pieces say together. Raises orjson.JSONDecodeError."""
        if self._picture is not None:
            self._give_back(self._picture)
        self._json += self._held
        whole = [orjson.loads(self._json)]
        self._json.clear()
        if self._found:
            for inside, place, leaf in _leaves(whole):
                if isinstance(leaf, str) and leaf in self._found:
                    inside[place] = self._found[leaf]
        return whole[0]

    def _seek(self, data: bytes, at: int) -> int:
        """Leave all to the parser that comes before the next picture; where we are then."""
        for opening in _OPENING.finditer(data, at):
            if self._tried == _MOST_PICTURES:
                break
            if sniff(pybase64.b64decode(opening["head"])):
                self._tried += 1
                self._json += memoryview(data)[at : opening.start()]
                self._header = opening["header"]
                self._picture = reserved(self._left * 3 // 4)
                return opening.end()
        known = max(at, len(data) - _REACH)
        self._json += memoryview(data)[at:known]
        self._held = data[known:]
        return len(data)

    def _decode(self, picture: io.BytesIO, data: bytes, at: int) -> int:
        """Decode as much of the picture as there is; where we are then."""
        end = data.find(b'"', at)
        # Four characters are three bytes; the last four, which may be padded, wait for the end.
        stop = end if end >= 0 else at + (len(data) - at - 1) // 4 * 4
        view = memoryview(data)
        for start in range(at, stop, _SLICE):
            text = view[start : min(start + _SLICE, stop)]
            content = _decoded(text, last=start + len(text) == end)
            if content is None:
                self._give_back(picture)
                return start
            picture.write(content)
        if end < 0:
            self._held = data[stop:]
            return len(data)
        self._take(picture)
        return end + 1

    def _take(self, picture: io.BytesIO) -> None:
        name = f"{self._mark}-{len(self._found)}"
        self._found[name] = Decoded(written(picture), self._header.decode())
        self._json += b'"%s"' % name.encode()
        self._picture = None

    def _give_back(self, picture: io.BytesIO) -> None:
        """It was no plain base64 after all: leave what was decoded of it to the parser."""
        self._json += b'"' + self._header + pybase64.b64encode(written(picture))
        self._picture = None


def _decoded(text: memoryview, *, last: bool) -> bytes | None:
    """None where `text` is not what encoding gives; padding is only at the end of the `last`."""
    try:
        content = pybase64.b64decode(text, validate=True)
    except ValueError:
        return None
    if len(content) * 4 == len(text) * 3:
        return content
    return (
        content
        if last and pybase64.b64encode(content[-(len(content) % 3) :]) == text[-4:]
        else None
    )


def _leaves(value: Any) -> Iterator[tuple[Any, Any, Any]]:
    """All that is in lists and objects, with where it is. No recursion: it may be deeply nested."""
    todo = [value]
    while todo:
        inside = todo.pop()
        for place, item in list(inside.items() if isinstance(inside, dict) else enumerate(inside)):
            if isinstance(item, dict | list):
                todo.append(item)
            else:
                yield inside, place, item


def spell_out(value: Any) -> Any:
    """`value`, a list or an object, with its text in place of each `Decoded`."""
    for inside, place, leaf in _leaves(value):
        if isinstance(leaf, Decoded):
            inside[place] = leaf.text()
    return value
