"""Redaction: text of the relay for an error or a log is short, on one line, without secrets."""

import re
from collections.abc import Iterable

MAX_CHARACTERS = 500
"""Characters that are kept of a text of the relay."""

_SECRET_SHAPES = re.compile(r"relay_sk_[\w-]+|\bdirect:[\w-]+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redact(text: str, secrets: Iterable[str], limit: int = MAX_CHARACTERS) -> str:
    """Return at most `limit` characters of `text`, without `secrets` and anything like them.

    Secrets are replaced before the text is cut, so that no part of one is left at the end.
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = re.sub(re.escape(secret), "[secret]", text, flags=re.IGNORECASE)
    clean = " ".join(_UNPRINTABLE.sub(" ", _SECRET_SHAPES.sub("[secret]", text)).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
