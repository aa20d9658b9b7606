"""The environment as hosts write it: `.env` files, quotes, secrets in files, and slips.

Docker's `--env-file` keeps quotes, PowerShell writes UTF-16, and secret stores end a value with a
newline. Each of these once looked like a wrong token, or made a second, empty database.
"""

import codecs
import contextlib
import difflib
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

PREFIX = "EASEL_"
_FILE = "_FILE"
# With those of word processors, from which values are copied.
_QUOTES = {('"', '"'), ("'", "'"), ("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u2018", "\u2019")}
_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A name that is this near to a known one is a slip.
_SLIP = 0.8
# Without the prefix, which all have: the nearest one is named, though it may be another's name.
_NEAR = 0.5
_MAX_NEAR = 2
# May have several lines.
_JSON = ("[", "{")


class SettingsError(Exception):
    """Settings that are missing or bad; `lines` has one clear line for each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Environment:
    """Values by the name of their field, and the names that no setting has."""

    values: Mapping[str, str]
    unknown: tuple[str, ...] = ()


def environment_name(field: str) -> str:
    """Return the variable of a field: `relay_key` -> `EASEL_RELAY_KEY`."""
    return f"{PREFIX}{field.upper()}"


def read_environment(
    variables: Mapping[str, str], file: Path, fields: Collection[str]
) -> Environment:
    """Read the values of these fields: from `variables`, or else from the file, if there is one.

    `EASEL_X_FILE` names a file that has the value of `EASEL_X`. A value loses the blanks and the
    pair of quotes around it; an empty one is not set. Raises `SettingsError` with a line for each
    name that is a slip, and for each file that cannot be read.
    """
    known = {environment_name(field): field for field in fields}
    given = {**_ours(_read_file(file)), **_ours(variables)}
    values, unknown, faults = dict[str, str](), list[str](), list[str]()
    for name, value in given.items():
        field, secret = known.get(name), known.get(name.removesuffix(_FILE))
        if field:
            values[field] = value
        elif secret and environment_name(secret) in given:
            faults.append(f"{name}: {environment_name(secret)} is set, too; set one of the two")
        elif secret:
            try:
                values[secret] = _read_secret(Path(value))
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                faults.append(f"{name}: the file cannot be read: {reason}")
        elif slip := _slip(name, known):
            faults.append(slip)
        else:
            unknown.append(name)
    faults += [
        f"{environment_name(field)}: there is a line break or an invisible character in it"
        for field, value in values.items()
        if not value.isprintable() and not value.startswith(_JSON)
    ]
    if faults:
        raise SettingsError(faults)
    return Environment({field: value for field, value in values.items() if value}, (*unknown,))


def peek(variables: Mapping[str, str], file: Path, field: str) -> str:
    """Return the value of one field, whatever is wrong with the others; an empty one for none."""
    name, text = environment_name(field), ""
    with contextlib.suppress(OSError, ValueError):
        text = _decode(file.read_bytes())
    parts = parse_stream(io.StringIO(text))
    written = {part.key: part.value or "" for part in parts if part.key is not None}
    return {**_ours(written), **_ours(variables)}.get(name, "")


def nearest(name: str, fields: Collection[str]) -> str | None:
    """Return the variable whose name is most like this unknown one, None if none is."""
    bare = name.removeprefix(PREFIX)
    near = difflib.get_close_matches(bare, map(str.upper, fields), n=1, cutoff=_NEAR)
    return f"{PREFIX}{near[0]}" if near else None


def _slip(name: str, known: Collection[str]) -> str | None:
    """Return the line about a name that is nearly a known one; None for another name."""
    end = _FILE if name.endswith(_FILE) else ""
    bare = name.removesuffix(end)
    near = [
        *difflib.get_close_matches(name, known, n=_MAX_NEAR, cutoff=_SLIP),
        *(
            f"{one}{end}"
            for one in difflib.get_close_matches(bare, known, n=_MAX_NEAR, cutoff=_SLIP)
            if end
        ),
    ]
    near.sort(key=lambda one: difflib.SequenceMatcher(None, name, one).ratio(), reverse=True)
    if not near:
        return None
    return f"{name} is not a setting; did you mean {' or '.join(near[:_MAX_NEAR])}?"


def _ours(variables: Mapping[str, str]) -> dict[str, str]:
    """Return our variables with a value, cleaned, by their names in capitals."""
    cleaned = {name.strip().upper(): _clean(value) for name, value in variables.items()}
    return {name: value for name, value in cleaned.items() if name.startswith(PREFIX) and value}


def _clean(value: str) -> str:
    """Return a value without the blanks and the pair of quotes around it."""
    value = value.strip()
    if len(value) > 1 and (value[0], value[-1]) in _QUOTES:
        value = value[1:-1].strip()
    return value


def _read_secret(file: Path) -> str:
    """Return the value in a file; raises `OSError`, or `ValueError` if there is none."""
    value = _clean(_decode(file.read_bytes()))
    if not value:
        raise ValueError("it is empty")
    return value


def _read_file(file: Path) -> dict[str, str]:
    """Return the variables of a `.env` file; raises `SettingsError` if it is not text."""
    try:
        text = _decode(file.read_bytes())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError([f"{file.name} cannot be read: {error.strerror}"]) from None
    except ValueError:
        raise SettingsError([f"{file.name} is not text: save it as UTF-8"]) from None
    values = dotenv_values(stream=io.StringIO(_readable(text, file.name)))
    return {name: value or "" for name, value in values.items()}


def _readable(text: str, name: str) -> str:
    """Return the text without lines of others that dotenv cannot read, and would warn of.

    Raises `SettingsError` for those that may be meant for us.
    """
    faults, kept = list[str](), list[str]()
    for part in parse_stream(io.StringIO(text)):
        if part.error and PREFIX in part.original.string.upper():
            line = part.original.line + _blank_lines(part.original.string)
            faults.append(f"{name}, line {line}: it should be NAME=value, with quotes in pairs")
        if not part.error:
            kept.append(part.original.string)
    if faults:
        raise SettingsError(faults)
    return "".join(kept)


def _blank_lines(text: str) -> int:
    """Return how many line breaks come before the first word."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def _decode(content: bytes) -> str:
    """Return the text; raises `ValueError` for what is none, such as UTF-16 without its mark."""
    for mark, encoding in _ENCODINGS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    if b"\0" in content:
        raise ValueError("it is not text")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ValueError("it is not text") from None
