"""The relay's words made fit for an error or a log: short, on one line, with no secret in them."""

import re
from collections.abc import Iterable

WORDS = 500
"""Characters kept of anything that the relay says."""

# Times as many characters as are kept, since blanks and secrets become shorter.
_LOOKED_AT = 8
_SECRET_SHAPES = re.compile(r"relay_sk_[\w-]+|\bdirect:[\w-]+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redact(text: str, secrets: Iterable[str], limit: int = WORDS) -> str:
    """Return at most `limit` characters of `text`, without `secrets` and whatever looks like one.

    Secrets go before the text is cut, so that no half of one is left at the end. Of a very long
    text only the beginning is looked at.
    """
    known = sorted(filter(None, secrets), key=len, reverse=True)
    longest = len(known[0]) if known else 0
    head = text[: _LOOKED_AT * limit + longest]
    clean = head
    for secret in known:
        clean = re.sub(re.escape(secret), "[secret]", clean, flags=re.IGNORECASE)
    clean = " ".join(_UNPRINTABLE.sub(" ", _SECRET_SHAPES.sub("[secret]", clean)).split())
    if len(head) < len(text):
        # The last characters may be the first half of a secret.
        clean = clean[: max(0, len(clean) - longest)]
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
