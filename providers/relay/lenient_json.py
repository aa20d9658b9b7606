"""JSON as services write it: a defect beside a picture must not cost the picture.

Text that a strict parser takes means the same here. Beyond it, this reads unpaired surrogates and
bytes that are no UTF-8 (as U+FFFD), control characters in strings, unknown escapes, numbers of any
size, NaN, a byte order mark, commas too many or too few, a name that is given twice, nesting of any
depth, and text after the end. Text that breaks off is refused, because it may be had whole.
"""

import re
from typing import Any

import orjson

MAX_DEPTH = 100
"""Deeper values are dropped: nothing that we read is among them, and other code may recurse."""

# A string, its contents in group 1; a mark; or a bare word such as a number.
_TOKEN = re.compile(
    r'"([^"\\]*(?:\\.[^"\\]*)*)"|[\[\]{}:,]|[^\s"\[\]{}:,\ufeff]+|(?P<open>")', re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NAME = re.compile(rb'(?<!\\)"\s*:')
_WORDS = {"true": True, "false": False}
_MAX_DIGITS = 19


def loads(text: bytes | bytearray) -> Any:
    """Return the value of `text`, read strictly if it can be. Raises ValueError."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return read_leniently(text)
    # Of a name that is given twice a strict parser keeps the last value, even if it is empty.
    return read_leniently(text) if len(_NAME.findall(text)) > _count_names(value) else value


def read_leniently(text: bytes | bytearray) -> Any:
    """Return the object or the array that `text` begins with. Raises ValueError."""
    builder = _Builder()
    for token in _TOKEN.finditer(text.decode("utf-8", "replace")):
        if token["open"]:
            break
        if token[1] is not None:
            builder.add(_unescaped(token[1]))
        else:
            builder.take(token[0])
        if builder.is_whole:
            return builder.value
    raise ValueError("no JSON, or not all of it")


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_replacement, text)
    # Pairs of surrogates become one character, single ones U+FFFD.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _replacement(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else _ESCAPED.get(escape[2], escape[2])


def _word(text: str) -> Any:
    """Return a number or a constant; None for anything else."""
    if text in _WORDS:
        return _WORDS[text]
    digits = text.lstrip("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS:
        return int(text) if len(text) - len(digits) < 2 else None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _count_names(value: Any) -> int:
    count, waiting = 0, [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            count += len(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return count


class _Builder:
    """A value in the making: the containers that are open, the outermost first."""

    def __init__(self) -> None:
        self.value: Any = None
        self.is_whole = False
        self._open: list[Any] = []
        # The name that awaits its value, for each open container.
        self._names: list[str | None] = []

    def take(self, mark: str) -> None:
        """Take a mark or a bare word. Raises ValueError if it cannot be here."""
        match mark:
            case "{" | "[":
                self._begin({} if mark == "{" else [])
            case "}" | "]":
                self._end(dict if mark == "}" else list)
            case ",":
                if self._names:
                    self._names[-1] = None
            case ":":
                pass
            case _:
                self.add(_word(mark))

    def add(self, value: Any) -> None:
        """Add a value to the innermost container, or keep it as the name of the next one."""
        if not self._open:
            raise ValueError("no object and no array")
        container, name = self._open[-1], self._names[-1]
        if isinstance(container, list):
            container.append(value)
        elif name is None:
            self._names[-1] = value if isinstance(value, str) else None
        else:
            if name not in container or value not in (None, "", [], {}):
                container[name] = value
            self._names[-1] = None

    def _begin(self, container: Any) -> None:
        if self._open and len(self._open) < MAX_DEPTH:
            self.add(container)
        elif self._open:
            self._names[-1] = None
        else:
            self.value = container
        self._open.append(container)
        self._names.append(None)

    def _end(self, kind: type) -> None:
        if not self._open or not isinstance(self._open.pop(), kind):
            raise ValueError("an end without its beginning")
        self._names.pop()
        self.is_whole = not self._open
