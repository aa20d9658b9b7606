"""Output of commands: aligned text for people, or one JSON document for machines."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from bot.common.money import format_dollars
from bot.common.plain_text import clean_text

_GAP = "  "
_NOTHING = "-"
Row = Mapping[str, Any]


def print_line(line: str) -> None:
    """Print a line; what is in it from outside controls no terminal."""
    plain = "".join(c if c.isprintable() else " " for c in clean_text(line))
    _write(plain)


def print_outcome(lines: Sequence[str], record: Row, *, as_json: bool) -> None:
    """Print what a command has done: lines for people, or one JSON object."""
    if as_json:
        print_json(dict(record))
        return
    for line in lines:
        print_line(line)


def print_rows(rows: Sequence[Row], *, as_json: bool, nothing: str) -> None:
    """Print rows with the same names: a table with a heading, or a JSON list.

    Without any row, people read `nothing`.
    """
    if as_json:
        print_json([*map(dict, rows)])
    elif not rows:
        print_line(nothing)
    else:
        cells = [[_heading(name) for name in rows[0]]]
        cells += [[_cell(value) for value in row.values()] for row in rows]
        is_number = [isinstance(value, int | float) for value in rows[0].values()]
        _print_table(cells, is_number)


def print_record(record: Row, *, as_json: bool) -> None:
    """Print one thing: a line for each name, or a JSON object."""
    if as_json:
        print_json(dict(record))
        return
    width = max(map(len, record))
    for name, value in record.items():
        print_line(f"{_heading(name).ljust(width)}{_GAP}{_cell(value)}")


def dollars(micro: int) -> str:
    """Return micro-dollars as dollars: text, since a fraction may not be exact."""
    return format_dollars(micro)


def print_json(document: object) -> None:
    """Print one JSON document."""
    try:
        text = orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        # A name with half a character, which the strict one refuses; this one writes its number.
        text = json.dumps(document, indent=2, default=datetime.isoformat)
    _write(text)


def _print_table(cells: Sequence[Sequence[str]], is_number: Sequence[bool]) -> None:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        parts = [
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, is_number, strict=True)
        ]
        print_line(_GAP.join(parts).rstrip())


def _heading(name: str) -> str:
    return name.replace("_", " ")


def _cell(value: object) -> str:
    match value:
        case None:
            return _NOTHING
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}Z"
        case dict() | list():
            return orjson.dumps(value).decode()
        case _:
            return clean_text(" ".join(str(value).split()))


def _write(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{line.encode(encoding, 'replace').decode(encoding)}\n")
