"""Base64 of every kind that services write: URL-safe, wrapped, unpadded, quoted, or in an escape.

A picture says itself whether it is whole, so the text around it need not be perfect.
"""

import re
from urllib.parse import unquote_to_bytes

import pybase64

from providers.signature import HEAD_BYTES

HEAD_CHARACTERS = 32
"""Characters that are enough to recognise most formats."""
_ALL_HEAD_CHARACTERS = -(-HEAD_BYTES // 3) * 4
_STANDARD = bytes.maketrans(b"-_", b"+/")
_JUNK = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
# The header of a data URI, or the beginning of what Python prints for bytes.
_HEADER = re.compile(r"\s*[\"']?(?:data:[^,]{0,256};base64\s*,|b[\"'](?=.))?", re.IGNORECASE)
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


def decode(text: str) -> bytes:
    """Return the bytes of base64, with or without a header; what is no base64 in it is ignored."""
    start = header_end(text)
    encoded = text[start:] if start else text
    del text
    try:
        return pybase64.b64decode(encoded, validate=True)
    except ValueError:
        return _decode_loosely(encoded)


def decoded_head(text: str) -> bytes:
    """Return the first bytes of base64, enough for `sniff`, from text that may be JSON-escaped."""
    start = header_end(text)
    head = _JSON_ESCAPE.sub(_unescaped, text[start : start + 2 * _ALL_HEAD_CHARACTERS])
    return _decode_loosely(head)


def header_end(text: str) -> int:
    """Return the index at which the base64 begins."""
    found = _HEADER.match(text, 0, 300)
    return found.end() if found else 0


def _decode_loosely(text: str) -> bytes:
    raw = text.encode("ascii", "ignore")
    if b"%" in raw:
        raw = unquote_to_bytes(raw)
    raw = raw.translate(_STANDARD).translate(None, _JUNK)
    # A single character at the end is less than a byte.
    whole = len(raw) - (len(raw) % 4 == 1)
    return pybase64.b64decode(raw[:whole] + b"=" * (-whole % 4))


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return escape[2] if escape[2] == "/" else " "
