"""Streaming JSON: the pictures in it are decoded while it arrives, and never held as text.

A picture of 16 MB arrives as a string of 21 MB. Reading it to its end, parsing and decoding it
would hold it three times and block the event loop; chunk by chunk it is held once. Only plain
base64 that begins like a picture is taken out. Base64 of another kind is left to the parser whole.
All other text is limited: answers are small but for their pictures.
"""

import io
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import pybase64

from providers.relay import lenient_json
from providers.relay.base64_text import HEAD_CHARACTERS, decoded_head
from providers.relay.buffer import reserve_buffer, written_bytes
from providers.signature import sniff

_PLAIN = re.compile(rb"(?P<header>(?:data:image/[a-z]{1,8};base64,)?)(?P<head>[A-Za-z0-9+/]{32})")
# Text and whole strings that are too short for a picture: in one go, as there can be very many.
_SHORT = re.compile(
    rb'(?:[^"]*+"(?:[^"\\]|\\.){0,%d}+")*+[^"]*+' % (HEAD_CHARACTERS - 1), re.DOTALL
)
# Text of a string up to its end or the end of what there is; an escape is never torn apart.
_TEXT = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_HEAD_BYTES = 512
"""Bytes from the beginning of a string by which it is judged, a data URI's header included."""
_SLICE_BYTES = 2**16
"""Decoded in one call: more does not fit into the processor's cache."""
_MAX_PICTURES = 64
"""A hostile answer could have millions, or beginnings of them: each costs more than its text."""


class TextTooLargeError(Exception):
    """More text than an answer has beside its pictures."""


@dataclass(frozen=True)
class TextLimits:
    """Limits of what is no picture. A longer string is dropped; too much in all is refused."""

    total: int = 2**20
    string: int = 2**16
    values: int = 20_000


ANSWER_LIMITS = TextLimits()
CATALOGUE_LIMITS = TextLimits(total=8 * 2**20, values=500_000)


class DecodedPicture:
    """A picture that came as base64; `header` is what its string has before, as in a data URI."""

    __slots__ = ("content", "header")

    def __init__(self, content: bytes, header: str = "") -> None:
        self.content = content
        self.header = header

    def text(self) -> str:
        """Return the string as it came."""
        return self.header + pybase64.b64encode_as_string(self.content)


class _State(Enum):
    """Part of the document that the next byte belongs to."""

    OUTSIDE = auto()
    HEAD = auto()
    """A string that is yet to be judged."""
    STRING = auto()
    LONG_STRING = auto()
    """The rest of a string that is dropped."""
    PICTURE = auto()
    ODD_PICTURE = auto()
    """Base64 that is not plain."""


class JsonStreamDecoder:
    """A decoder that is fed JSON in chunks, and returns a `DecodedPicture` for each picture in it.

    `size` is the number of bytes to come, or less if it is not known.
    """

    def __init__(self, size: int = 0, limits: TextLimits | None = None) -> None:
        self._limits = limits or ANSWER_LIMITS
        self._left = size
        self._json = bytearray()
        self._unread = b""
        self._state = _State.OUTSIDE
        self._string_start = 0
        self._odd_bytes = 0
        self._picture = io.BytesIO()
        self._header = b""
        self._attempts = 0
        self._pictures: dict[str, DecodedPicture] = {}
        # Replaces the pictures in what is parsed: no answer can have it by chance or by design.
        self._placeholder = secrets.token_hex(16)

    @property
    def text_size(self) -> int:
        """The number of bytes that are left to the parser."""
        return len(self._json)

    def feed(self, chunk: bytes) -> None:
        """Read the next chunk, which takes about a millisecond for 2 MB. Raises TextTooLargeError.

        A chunk is to be small: it is read in one go.
        """
        data = self._unread + chunk if self._unread else chunk
        self._unread = b""
        self._read(data, last=False)
        self._left -= len(chunk)

    def finish(self) -> Any:
        """Return the value of all chunks together. Raises ValueError, TextTooLargeError."""
        if self._unread:
            data, self._unread = self._unread, b""
            self._read(data, last=True)
        if self._state is _State.PICTURE:
            self._undo()
        text, self._json = self._json, bytearray()
        if sum(map(text.count, b"{[,")) > self._limits.values:
            raise TextTooLargeError
        whole = [lenient_json.loads(text)]
        del text
        if self._pictures:
            for container, key, leaf in _leaves(whole):
                if isinstance(leaf, str) and leaf in self._pictures:
                    container[key] = self._pictures[leaf]
        return whole[0]

    def _read(self, data: bytes, *, last: bool) -> None:
        at = 0
        while at < len(data):
            match self._state:
                case _State.OUTSIDE:
                    at = self._seek(data, at)
                case _State.HEAD:
                    if not last and len(data) - at < _HEAD_BYTES and data.find(b'"', at) < 0:
                        self._unread = data[at:]
                        return
                    at = self._judge(data, at)
                case _State.PICTURE:
                    at = self._decode(data, at, last=last)
                case _:
                    at = self._copy(data, at, last=last)
            if self._unread:
                return

    def _seek(self, data: bytes, at: int) -> int:
        """Leave the text up to the next long string to the parser; return the index after it."""
        found = _SHORT.match(data, at)
        end = found.end() if found else at
        if end < len(data):
            # The quote that begins the string.
            end += 1
            self._state = _State.HEAD
        self._keep_text(memoryview(data)[at:end])
        self._string_start = len(self._json)
        return end

    def _judge(self, data: bytes, at: int) -> int:
        """Tell by its beginning what a string is; return the index of what is to be read next."""
        self._state = _State.STRING
        if self._attempts == _MAX_PICTURES:
            return at
        plain = _PLAIN.match(data, at)
        if plain and sniff(pybase64.b64decode(plain["head"])):
            self._attempts += 1
            self._header = plain["header"]
            self._picture = reserve_buffer(self._left * 3 // 4)
            self._state = _State.PICTURE
            return plain.start("head")
        head = data[at : at + _HEAD_BYTES].partition(b'"')[0]
        if len(head) >= HEAD_CHARACTERS and sniff(decoded_head(head.decode("ascii", "replace"))):
            self._attempts += 1
            self._state = _State.ODD_PICTURE
        return at

    def _copy(self, data: bytes, at: int, *, last: bool) -> int:
        """Leave as much of a string as there is to the parser; return the index after it."""
        found = _TEXT.match(data, at)
        end = found.end() if found else at
        ended = data[end : end + 1] == b'"'
        if not ended and end < len(data):
            # A lone backslash at the end.
            if last:
                end = len(data)
            else:
                self._unread = data[end:]
        self._keep_string(memoryview(data)[at:end])
        if ended:
            self._json += b'"'
            self._state = _State.OUTSIDE
            return end + 1
        return end

    def _keep_string(self, text: memoryview) -> None:
        if self._state is _State.ODD_PICTURE:
            self._odd_bytes += len(text)
            self._json += text
        elif self._state is _State.STRING:
            if len(self._json) - self._string_start + len(text) > self._limits.string:
                del self._json[self._string_start :]
                self._state = _State.LONG_STRING
            else:
                self._keep_text(text)

    def _keep_text(self, text: memoryview) -> None:
        self._json += text
        if len(self._json) - self._odd_bytes > self._limits.total:
            raise TextTooLargeError

    def _decode(self, data: bytes, at: int, *, last: bool) -> int:
        """Decode as much of the picture as there is; return the index after it."""
        end = data.find(b'"', at)
        # Four characters are three bytes; the last four, which may be padded, wait for the end.
        stop = end if end >= 0 else at + (len(data) - at - 1) // 4 * 4
        view = memoryview(data)
        for start in range(at, stop, _SLICE_BYTES):
            text = view[start : min(start + _SLICE_BYTES, stop)]
            content = _decoded(text, last=start + len(text) == end)
            if content is None:
                self._undo()
                return start
            self._picture.write(content)
        if end < 0:
            if last:
                self._undo()
                return stop
            self._unread = data[stop:]
            return len(data)
        self._keep_picture()
        return end + 1

    def _keep_picture(self) -> None:
        name = f"{self._placeholder}-{len(self._pictures)}"
        self._pictures[name] = DecodedPicture(written_bytes(self._picture), self._header.decode())
        self._json += b'%s"' % name.encode()
        self._picture = io.BytesIO()
        self._state = _State.OUTSIDE

    def _undo(self) -> None:
        """Leave to the parser what was decoded so far, as the string is not plain base64."""
        text = self._header + pybase64.b64encode(written_bytes(self._picture))
        self._odd_bytes += len(text)
        self._json += text
        self._picture = io.BytesIO()
        self._state = _State.ODD_PICTURE


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
