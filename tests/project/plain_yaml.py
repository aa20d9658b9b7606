"""A reader of the plain YAML that the project's own files are written in.

It takes block mappings and sequences, `|` texts, lists in brackets, quotes and comments. All else
is an error, so that a slip in indentation or quoting is found here and not by the service that
reads the file. Every scalar is a string; a missing value is the empty string.
"""

import re
from typing import TypeAlias

Node: TypeAlias = "str | list[Node] | dict[str, Node]"

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?: +(?P<value>.*))?")
_QUOTED = re.compile(r""""(?P<double>[^"\\]*)"|'(?P<single>[^']*)'""")
# What a plain scalar may not begin with, and what would end it.
_SPECIAL = re.compile(r"""[\[\]{}&*!|>%@`"'#,?-] ?|.*(: |:$| #)""")
_COMMENT = re.compile(r"(^|(?<=\s))#.*")


class NotPlainError(ValueError):
    """A text that is not YAML, or not of the plain kind."""


def read(text: str) -> Node:
    """Return what a document holds. Raises `NotPlainError` with the number of the line."""
    reader = _Reader(text.splitlines())
    node = reader.block(0)
    if not reader.ended:
        raise reader.fault("is indented in a way that fits nothing above it")
    return node


class _Reader:
    """A position in the lines of a document."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._skip()

    @property
    def ended(self) -> bool:
        return self._at >= len(self._lines)

    @property
    def indent(self) -> int:
        """The spaces before the present line; -1 at the end."""
        if self.ended:
            return -1
        line = self._lines[self._at]
        return len(line) - len(line.lstrip(" "))

    def fault(self, what: str) -> NotPlainError:
        return NotPlainError(f"line {self._at + 1} {what}")

    def block(self, indent: int) -> Node:
        """Read the mapping or sequence whose lines have this indentation."""
        return self._sequence(indent) if self._text().startswith("-") else self._mapping(indent)

    def _mapping(self, indent: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while self.indent == indent:
            match = _KEY.fullmatch(self._text())
            if match is None:
                raise self.fault("is not `key: value`")
            if match["key"] in found:
                raise self.fault(f"has the key {match['key']} again")
            found[match["key"]] = self._value(indent, match["value"] or "")
        return found

    def _sequence(self, indent: int) -> list[Node]:
        found: list[Node] = []
        while self.indent == indent and self._text().startswith("- "):
            inner = self._text()[2:].strip()
            if _KEY.fullmatch(inner):
                # A mapping whose first key is on the line of the dash.
                self._lines[self._at] = " " * (indent + 2) + inner
                found.append(self._mapping(indent + 2))
            else:
                found.append(self._scalar(inner))
                self._next()
        return found

    def _value(self, indent: int, inline: str) -> Node:
        if inline == "|":
            return self._literal(indent)
        if inline:
            value = self._scalar(inline)
            self._next()
            return value
        self._next()
        return self.block(self.indent) if self.indent > indent else ""

    def _scalar(self, text: str) -> Node:
        if text.startswith("[") and text.endswith("]"):
            items = text[1:-1].strip()
            return [self._scalar(item.strip()) for item in items.split(",")] if items else []
        if match := _QUOTED.fullmatch(text):
            return match["double"] or match["single"] or ""
        if _SPECIAL.match(text):
            raise self.fault("has a value that needs quotes")
        return text

    def _literal(self, indent: int) -> str:
        """Read the lines of a `|` text, as they are but for the indentation."""
        self._at += 1
        taken: list[str] = []
        while not self.ended and (not self._lines[self._at].strip() or self.indent > indent):
            taken.append(self._lines[self._at])
            self._at += 1
        self._skip()
        inner = min((len(one) - len(one.lstrip(" ")) for one in taken if one.strip()), default=0)
        return "\n".join(one[inner:] for one in taken).rstrip("\n") + "\n"

    def _text(self) -> str:
        """Return the present line without indentation and comment."""
        if self.ended:
            raise NotPlainError("the document ends too early")
        if "\t" in self._lines[self._at]:
            raise self.fault("has a tab")
        return _COMMENT.sub("", self._lines[self._at]).strip()

    def _next(self) -> None:
        self._at += 1
        self._skip()

    def _skip(self) -> None:
        """Pass over lines that are blank or only a comment."""
        while not self.ended and not _COMMENT.sub("", self._lines[self._at]).strip():
            self._at += 1
