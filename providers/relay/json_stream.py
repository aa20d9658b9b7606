"""Streaming JSON: the pictures in it are decoded while it arrives, and never held as text.

A picture of 16 MB arrives as a string of 21 MB. Reading it to its end, parsing and decoding it
would hold it three times and block the event loop; chunk by chunk it is held once. Only plain
base64 that begins like a picture is taken out. Everything else is left to the parser, so that the
result is the same as of parsing the whole text, wherever the chunks are cut.
"""

import io
import re
import secrets
from collections.abc import Iterator
from typing import Any

import orjson
import pybase64

from providers.relay.buffer import reserve_buffer, written_bytes
from providers.signature import sniff

# The beginning of a string. In valid JSON no other quote is after one of these characters and
# before base64: a quote inside a string has a backslash before it, and one that ends a string has
# a comma, a colon, a bracket or a blank after it.
_OPENING = re.compile(
    rb'"(?<=[:,\[\s]")(?P<header>(?:data:image/[a-z]{1,8};base64,)?)(?=(?P<head>[A-Za-z0-9+/]{32}))'
)
_LOOKAHEAD_BYTES = 96
"""More bytes than an opening has, with its lookbehind and lookahead."""
_SLICE_BYTES = 2**16
"""Decoded in one call: more does not fit into the processor's cache."""
_MAX_PICTURES = 256
"""A hostile answer could have millions, or beginnings of them: each costs more than its text."""


class DecodedPicture:
    """A picture that came as base64; `header` is what its string has before, as in a data URI."""

    __slots__ = ("content", "header")

    def __init__(self, content: bytes, header: str = "") -> None:
        self.content = content
        self.header = header

    def text(self) -> str:
        """Return the string as it came."""
        return self.header + pybase64.b64encode_as_string(self.content)


class JsonStreamDecoder:
    """A decoder that is fed JSON in chunks, and returns a `DecodedPicture` for each picture in it.

    `size` is the number of bytes to come, or less if it is not known.
    """

    def __init__(self, size: int = 0) -> None:
        self._left = size
        self._json = bytearray()
        self._unread = b""
        self._picture: io.BytesIO | None = None
        self._header = b""
        self._attempts = 0
        self._pictures: dict[str, DecodedPicture] = {}
        # Replaces the pictures in what is parsed: no answer can have it by chance or by design.
        self._placeholder = secrets.token_hex(16)

    def feed(self, chunk: bytes) -> None:
        """Read the next chunk, which takes about a millisecond for 2 MB."""
        data = self._unread + chunk if self._unread else chunk
        self._unread = b""
        at = 0
        while at < len(data):
            if self._picture is None:
                at = self._seek(data, at)
            else:
                at = self._decode(self._picture, data, at)
        self._left -= len(chunk)

    def finish(self) -> Any:
        """Return the value of all chunks together. Raises orjson.JSONDecodeError."""
        if self._picture is not None:
            self._undo(self._picture)
        self._json += self._unread
        whole = [orjson.loads(self._json)]
        self._json.clear()
        if self._pictures:
            for container, key, leaf in _leaves(whole):
                if isinstance(leaf, str) and leaf in self._pictures:
                    container[key] = self._pictures[leaf]
        return whole[0]

    def _seek(self, data: bytes, at: int) -> int:
        """Leave the text before the next picture to the parser; return the index after it."""
        for opening in _OPENING.finditer(data, at):
            if self._attempts == _MAX_PICTURES:
                break
            if sniff(pybase64.b64decode(opening["head"])):
                self._attempts += 1
                self._json += memoryview(data)[at : opening.start()]
                self._header = opening["header"]
                self._picture = reserve_buffer(self._left * 3 // 4)
                return opening.end()
        known = max(at, len(data) - _LOOKAHEAD_BYTES)
        self._json += memoryview(data)[at:known]
        self._unread = data[known:]
        return len(data)

    def _decode(self, picture: io.BytesIO, data: bytes, at: int) -> int:
        """Decode as much of the picture as there is; return the index after it."""
        end = data.find(b'"', at)
        # Four characters are three bytes; the last four, which may be padded, wait for the end.
        stop = end if end >= 0 else at + (len(data) - at - 1) // 4 * 4
        view = memoryview(data)
        for start in range(at, stop, _SLICE_BYTES):
            text = view[start : min(start + _SLICE_BYTES, stop)]
            content = _decoded(text, last=start + len(text) == end)
            if content is None:
                self._undo(picture)
                return start
            picture.write(content)
        if end < 0:
            self._unread = data[stop:]
            return len(data)
        self._keep(picture)
        return end + 1

    def _keep(self, picture: io.BytesIO) -> None:
        name = f"{self._placeholder}-{len(self._pictures)}"
        self._pictures[name] = DecodedPicture(written_bytes(picture), self._header.decode())
        self._json += b'"%s"' % name.encode()
        self._picture = None

    def _undo(self, picture: io.BytesIO) -> None:
        """Leave to the parser what was decoded so far, as the string is not plain base64."""
        self._json += b'"' + self._header + pybase64.b64encode(written_bytes(picture))
        self._picture = None


def _decoded(text: memoryview, *, last: bool) -> bytes | None:
    """Decode canonical base64; None for anything else. Only the `last` slice may have padding."""
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
    """Yield the values in lists and objects, each with its container and its key.

    Without recursion: a hostile answer may be deeply nested.
    """
    todo = [value]
    while todo:
        container = todo.pop()
        items = container.items() if isinstance(container, dict) else enumerate(container)
        for key, item in list(items):
            if isinstance(item, dict | list):
                todo.append(item)
            else:
                yield container, key, item


def restore_text(value: Any) -> Any:
    """Replace each `DecodedPicture` in a list or an object with its text; return `value`."""
    for container, key, leaf in _leaves(value):
        if isinstance(leaf, DecodedPicture):
            container[key] = leaf.text()
    return value
