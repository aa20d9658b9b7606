"""The relay's words made fit for an error or a log: short, on one line, with no secret in them."""

import re
from collections.abc import Iterable

WORDS = 500
"""Characters kept of anything that the relay says."""

_SECRET_SHAPES = re.compile(r"relay_sk_[\w-]+|\bdirect:[\w-]+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redact(text: str, secrets: Iterable[str], limit: int = WORDS) -> str:
    """At most `limit` characters of `text`, without `secrets` and whatever looks like one.

    Secrets go before the text is cut, so that no half of one is left at the end.
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = re.sub(re.escape(secret), "[secret]", text, flags=re.IGNORECASE)
    clean = " ".join(_UNPRINTABLE.sub(" ", _SECRET_SHAPES.sub("[secret]", text)).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
