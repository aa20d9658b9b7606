"""Redaction: text of the relay for an error or a log is short, on one line, without secrets."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

MAX_CHARACTERS = 500
"""Characters that are kept of a text of the relay."""
_MAX_READ = 16 * 2**10
"""Characters that are looked at: a text of megabytes must not take a second."""
_MIN_PART = 16
"""A shorter part of a task's id could be any word."""

_SECRET_SHAPES = re.compile(r"relay_sk_[\w-]+|\bdirect(?::|%3a)[\w-]+", re.IGNORECASE)
# A link may be signed, and then opens what it leads to: only its host is kept.
_LINK_PATH = re.compile(
    r"(\bhttps?://)(?:[^\s/@]*@)?([^\s/?#\"'<>()]+)[/?#][^\s\"'<>()]*", re.IGNORECASE
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redact(text: str, secrets: Iterable[str], limit: int = MAX_CHARACTERS) -> str:
    """Return at most `limit` characters of `text`, without `secrets` and anything like them.

    Secrets are replaced before the text is cut, so that no part of one is left at the end.
    """
    forms = sorted(set(_forms(secrets)), key=len, reverse=True)
    clean = text[:_MAX_READ]
    for secret in forms:
        clean = re.sub(re.escape(secret), "[secret]", clean, flags=re.IGNORECASE)
    clean = _LINK_PATH.sub(r"\1\2/…", _SECRET_SHAPES.sub("[secret]", clean))
    if len(text) > _MAX_READ:
        # The cut may have left the first part of a secret.
        clean = clean[: -max(map(len, forms), default=0) or None]
    clean = " ".join(_UNPRINTABLE.sub(" ", clean).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def _forms(secrets: Iterable[str]) -> Iterator[str]:
    """Yield each secret as services may write it: as it is, encoded, without its prefix."""
    for secret in filter(None, secrets):
        yield from (secret, quote(secret, safe=""))
        part = secret.rpartition(":")[2]
        if len(part) >= _MIN_PART:
            yield part
