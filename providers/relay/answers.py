"""Reading what the relay answers: from decoded JSON to pictures (RELAY.md, section 2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import orjson
import pybase64

from providers.errors import BadAnswerError, TextAnswerError
from providers.relay.json_stream import Decoded, spell_out
from providers.relay.redaction import redact
from providers.relay.refusals import Facts, refusal_of_task
from providers.signature import HEAD_BYTES, sniff

_ARRAYS = ("images", "urls", "data")
_INLINE_KEYS = ("b64_json", "b64", "base64")
_SINGLE_KEYS = (*_INLINE_KEYS, "image", "image_url", "url")
_LONGEST_LINK = 8192
_LONGEST_DATA_HEADER = 256
# Base64 characters to look at: enough for most formats, then enough for all. A defect further on
# does not hide that it is a picture.
_HEAD_CHARACTERS = (32, -(-HEAD_BYTES // 3) * 4)
_LONGEST_INFO = 2**20


class Inline:
    """A picture that came as base64 in the answer. It can be taken once, so that it is not kept."""

    __slots__ = ("_held", "_start")

    def __init__(self, held: str | Decoded, start: int = 0) -> None:
        self._held: str | Decoded | None = held
        self._start = start

    def __repr__(self) -> str:
        match self._held:
            case None:
                return "Inline(taken)"
            case Decoded(content=content):
                return f"Inline({len(content)} bytes)"
            case text:
                return f"Inline({len(text)} characters)"

    def take(self) -> bytes:
        """The picture, of which nothing is kept.

        Raises BadAnswerError where it is no base64, LookupError the second time.
        """
        held, self._held = self._held, None
        if held is None:
            raise LookupError("this picture was read already")
        if isinstance(held, Decoded):
            return held.content
        encoded = held[self._start :] if self._start else held
        del held
        try:
            return pybase64.b64decode(encoded, validate=True)
        except ValueError:
            pass
        try:
            # Line breaks and a missing end: common enough to read, too rare to pay for always.
            encoded = "".join(encoded.split()).rstrip("=")
            return pybase64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        except ValueError:
            raise BadAnswerError("a picture in the answer is no base64") from None


@dataclass(frozen=True, repr=False)
class Link:
    """A picture that the answer links to. The link alone opens it, so it is not shown."""

    url: str

    def __repr__(self) -> str:
        return f"Link({urlsplit(self.url).hostname})"


Source: TypeAlias = Inline | Link


@dataclass(frozen=True)
class Result:
    """What a task came to. `seed` where the answer says one; `credit_warning`: credits run low."""

    sources: tuple[Source, ...]
    seed: int | None = None
    credit_warning: bool = False


def read_poll(body: Mapping[str, Any], facts: Facts) -> Result | None:
    """The result of a polled task; None while it has not ended, which is any status we do not know.

    Raises the typed error of a failed task; for a completed one what `read_result` raises.
    """
    status = body.get("status")
    if status == "failed":
        raise refusal_of_task(spell_out(body), facts).error()
    inner = body.get("result")
    result = inner if isinstance(inner, Mapping) else body
    if status == "completed" or (status is None and find_sources(result)):
        return read_result(result, facts)
    return None


def read_result(body: Mapping[str, Any], facts: Facts) -> Result:
    """The pictures of a finished answer.

    Raises TextAnswerError where it holds words instead, BadAnswerError where it holds nothing.
    """
    if sources := find_sources(body):
        return Result(sources, seed=find_seed(body), credit_warning=facts.credit_warning)
    text = spell_out(body).get("text")
    if isinstance(text, str) and text.strip():
        words = redact(text, facts.secrets)
        raise TextAnswerError("words, no picture", request_id=facts.request_id, words=words)
    raise BadAnswerError("no picture that we can read", request_id=facts.request_id)


def find_sources(body: Mapping[str, Any]) -> tuple[Source, ...]:
    """Every picture once, in order.

    Where several arrays are there, they hold the same pictures in different forms, place by place.
    Of those the inline one is taken, because it cannot expire.
    """
    columns = [[_read_item(item) for item in _as_list(body.get(name))] for name in _ARRAYS]
    best = [_best(forms) for forms in zip_longest(*columns)]
    if found := tuple(form for form in best if form):
        return found
    single = _best(_read_item(body.get(key)) for key in _SINGLE_KEYS)
    return (single,) if single else ()


def find_seed(body: Mapping[str, Any]) -> int | None:
    """The seed that was used: `seed`, or the one in AUTOMATIC1111's `info`, JSON in a string."""
    return _as_seed(body.get("seed")) if "seed" in body else _as_seed(_info(body).get("seed"))


def _info(body: Mapping[str, Any]) -> Mapping[str, Any]:
    info = body.get("info")
    if isinstance(info, str) and len(info) <= _LONGEST_INFO:
        try:
            info = orjson.loads(info)
        except orjson.JSONDecodeError:
            return {}
    return info if isinstance(info, Mapping) else {}


def _as_seed(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _as_list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _best(forms: Iterable[Source | None]) -> Source | None:
    known = [form for form in forms if form is not None]
    return next((form for form in known if isinstance(form, Inline)), known[0] if known else None)


def _read_item(item: object) -> Source | None:
    if isinstance(item, str | Decoded):
        return _read_text(item)
    if isinstance(item, Mapping):
        return _best(_texts_of(item))
    return None


def _texts_of(item: Mapping[str, Any]) -> Iterator[Source | None]:
    for key in (*_INLINE_KEYS, "url"):
        if isinstance(text := item.get(key), str | Decoded):
            yield _read_text(text)


def _read_text(text: str | Decoded) -> Source | None:
    if isinstance(text, Decoded):
        return Inline(text)
    start = text[:8].lower()
    if start.startswith(("http://", "https://")):
        return Link(text.strip()) if len(text) <= _LONGEST_LINK else None
    if start.startswith("data:"):
        comma = text.find(",", 0, _LONGEST_DATA_HEADER)
        if not text[: max(comma, 0)].lower().endswith(";base64"):
            return None
        return _inline(text, comma + 1)
    return _inline(text, 0)


def _inline(text: str, start: int) -> Inline | None:
    """The picture, if its first bytes are one's: only that tells bare base64 from other text."""
    heads = (_decoded_head(text, start, characters) for characters in _HEAD_CHARACTERS)
    return Inline(text, start) if any(map(sniff, heads)) else None


def _decoded_head(text: str, start: int, characters: int) -> bytes:
    head = "".join(text[start : start + 2 * characters].split())[:characters]
    try:
        return pybase64.b64decode(head[: len(head) // 4 * 4], validate=True)
    except ValueError:
        return b""
