"""Search for pictures in an answer whose shape the contract does not name.

The task is paid by then, so any picture in its result is better than none. What was sent may be in
there again, as in AUTOMATIC1111's `parameters`: values under such names are left out.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from providers.relay.json_stream import DecodedPicture

MAX_VALUES = 2_000
"""Values that are looked at."""
_MAX_DEPTH = 8
_SENT = ("input", "init", "mask", "param", "prompt", "reference", "request", "source")
_LINKS = frozenset(
    {"data", "download", "download_url", "file", "href", "image", "image_url", "images", "link"}
    | {"output", "outputs", "result", "signed_url", "src", "uri", "url", "urls"}
)
"""Names under which a link is one to a picture."""
_JPEG = "/9j/"
"""The beginning of a JPEG in base64, which looks like a path."""


def picture_texts(body: Mapping[str, Any]) -> Iterator[str | DecodedPicture]:
    """Yield texts that may be pictures or links to some, in the order in which they are written."""
    for name, value in islice(_leaves(body, "", _MAX_DEPTH), MAX_VALUES):
        if isinstance(value, str) and _is_link(value) and name not in _LINKS:
            continue
        if isinstance(value, str | DecodedPicture):
            yield value


def _is_link(text: str) -> bool:
    start = text[:64].strip()
    is_path = start.startswith("/") and not start.startswith(_JPEG)
    return is_path or start.lower().startswith(("http://", "https://"))


def _leaves(value: Any, name: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield all values that are no containers, each with the name that is nearest above it."""
    if isinstance(value, list):
        for item in value if depth else ():
            yield from _leaves(item, name, depth - 1)
    elif isinstance(value, dict):
        for key, item in value.items() if depth else ():
            inner = str(key).lower()
            if not inner.startswith(_SENT):
                yield from _leaves(item, inner, depth - 1)
    else:
        yield name, value
