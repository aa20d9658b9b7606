"""The environment as hosts write it: `.env` files, quotes, secrets in files, and slips.

Docker's `--env-file` keeps quotes, PowerShell writes UTF-16, and secret stores end a value with a
newline. Each of these once looked like a wrong token, or made a second, empty database.
"""

import codecs
import difflib
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

PREFIX = "EASEL_"
_FILE = "_FILE"
_QUOTES = "\"'"
_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A name that is this near to a known one is a slip.
_SLIP = 0.8


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
                values[secret] = _clean(_decode(Path(value).read_bytes()))
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or "it is not text"
                faults.append(f"{name}: the file cannot be read: {reason}")
        elif near := difflib.get_close_matches(name, known, n=1, cutoff=_SLIP):
            faults.append(f"{name} is not a setting; did you mean {near[0]}?")
        else:
            unknown.append(name)
    if faults:
        raise SettingsError(faults)
    return Environment({field: value for field, value in values.items() if value}, (*unknown,))


def _ours(variables: Mapping[str, str]) -> dict[str, str]:
    """Return our variables with a value, cleaned, by their names in capitals."""
    cleaned = {name.strip().upper(): _clean(value) for name, value in variables.items()}
    return {name: value for name, value in cleaned.items() if name.startswith(PREFIX) and value}


def _clean(value: str) -> str:
    """Return a value without the blanks and the pair of quotes around it."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
        value = value[1:-1].strip()
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
    return {name: value or "" for name, value in dotenv_values(stream=io.StringIO(text)).items()}


def _decode(content: bytes) -> str:
    for mark, encoding in _ENCODINGS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    return content.decode()
