"""Messages between the bot and its workers: pickles, with large contents beside them uncopied.

A worker may have been taken over by the file that it decoded. So the bot unpickles nothing from it
but plain values, and classes of this package.
"""

import builtins
import io
import pickle
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from enum import Enum
from importlib import import_module
from typing import IO, Any, NamedTuple

_LARGE = 65_536
# Above any upload or picture. A worker that says more is not one of ours any longer.
_MAX_MESSAGE = 2**30
_MAX_CONTENTS = 1000
_HEAD = struct.Struct(">QI")
_SIZE = struct.Struct(">Q")
_PACKAGES = ("bot.imaging.", "providers.signature")
_PLAIN = frozenset({"set", "frozenset", "bytearray", "complex", "range", "slice"})

Contents = Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Request:
    """A task: a function with its arguments, and the bytes and seconds that it may take."""

    work: Callable[..., Any]
    args: Sequence[Any]
    named: Mapping[str, Any]
    memory: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The value that a task returned, or the exception that it raised."""

    result: Any = None
    error: Exception | None = None


class Packed(NamedTuple):
    """A message as it is sent: the pickle with its sizes, then each large content."""

    head: bytes
    contents: Contents


class Received(NamedTuple):
    """A message that has arrived, and its large contents."""

    value: Any
    contents: Contents


class MessageError(Exception):
    """Bytes that are no message, or one that asks for what is not allowed."""


class _Pickler(pickle.Pickler):
    """Large contents become numbers, those that the other side has already negative ones."""

    def __init__(self, file: IO[bytes], contents: list[bytes], known: Contents) -> None:
        super().__init__(file, protocol=5)
        self._contents = contents
        self._known = {id(content): ~number for number, content in enumerate(known)}

    def persistent_id(self, value: Any) -> int | None:
        if type(value) is not bytes or len(value) < _LARGE:
            return None
        if id(value) in self._known:
            return self._known[id(value)]
        self._contents.append(value)
        return len(self._contents) - 1


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], contents: Contents, known: Contents) -> None:
        super().__init__(file)
        self._contents = contents
        self._known = known

    def persistent_load(self, number: Any) -> bytes:
        content: bytes = self._known[~number] if number < 0 else self._contents[number]
        return content


class _CarefulUnpickler(_Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if not is_plain(module, name):
            raise MessageError(f"{module}.{name} in a worker's answer")
        return super().find_class(module, name)


def is_plain(module: str, name: str) -> bool:
    """Return True for a class that may be in a worker's answer: a value or an exception."""
    if "." in name:
        return False
    if module == "builtins":
        found = getattr(builtins, name, None)
        return name in _PLAIN or (isinstance(found, type) and issubclass(found, Exception))
    if not module.startswith(_PACKAGES):
        return False
    found = getattr(import_module(module), name, None)
    return isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | Exception))


def pack(value: object, known: Contents = ()) -> Packed:
    """Return a message; raises what pickling raises.

    `known` are contents that the other side has sent, which are not sent back.
    """
    file, contents = io.BytesIO(), list[bytes]()
    _Pickler(file, contents, known).dump(value)
    pickled = file.getvalue()
    sizes = (_SIZE.pack(len(content)) for content in contents)
    return Packed(b"".join([_HEAD.pack(len(pickled), len(contents)), *sizes, pickled]), contents)


def send(stream: IO[bytes], message: Packed) -> None:
    """Write a message; raises `OSError` if the other side has ended."""
    stream.write(message.head)
    for content in message.contents:
        stream.write(content)
    stream.flush()


def receive(stream: IO[bytes], *, careful: bool, known: Contents = ()) -> Received:
    """Read a message; `careful` is for one from a worker, `known` are contents that it was sent.

    Raises `EOFError` if the stream ends, and `MessageError` for bytes that are no message.
    """
    size, count = _HEAD.unpack(_read(stream, _HEAD.size))
    if count > _MAX_CONTENTS:
        raise MessageError("too many contents")
    sizes = [_SIZE.unpack(_read(stream, _SIZE.size))[0] for _ in range(count)]
    if size + sum(sizes) > _MAX_MESSAGE:
        raise MessageError("too large")
    pickled = io.BytesIO(_read(stream, size))
    contents = [_read(stream, size) for size in sizes]
    kind = _CarefulUnpickler if careful else _Unpickler
    try:
        return Received(kind(pickled, contents, known).load(), contents)
    except MessageError:
        raise
    except Exception as error:
        if not careful:
            raise
        raise MessageError("not a message") from error


def _read(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content
