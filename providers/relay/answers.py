"""The relay's answers: from decoded JSON to pictures (docs/relay.md, section 2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import orjson
import pybase64

from providers.errors import BadAnswerError, TextAnswerError
from providers.relay.json_stream import DecodedPicture, restore_text
from providers.relay.redaction import redact
from providers.relay.refusals import AnswerMetadata, refusal_of_task
from providers.signature import HEAD_BYTES, sniff

_ARRAYS = ("images", "urls", "data")
_INLINE_KEYS = ("b64_json", "b64", "base64")
_SINGLE_KEYS = (*_INLINE_KEYS, "image", "image_url", "url")
_MAX_LINK_CHARACTERS = 8192
_MAX_DATA_HEADER = 256
# Base64 characters that are looked at: enough for most formats, then enough for all. A defect after
# the first ones does not hide that it is a picture.
_HEAD_CHARACTERS = (32, -(-HEAD_BYTES // 3) * 4)
_MAX_INFO_CHARACTERS = 2**20


class Inline:
    """A picture in the answer, as base64. It can be taken only once, so that nothing keeps it."""

    __slots__ = ("_source", "_start")

    def __init__(self, source: str | DecodedPicture, start: int = 0) -> None:
        self._source: str | DecodedPicture | None = source
        self._start = start

    def __repr__(self) -> str:
        match self._source:
            case None:
                return "Inline(taken)"
            case DecodedPicture(content=content):
                return f"Inline({len(content)} bytes)"
            case text:
                return f"Inline({len(text)} characters)"

    def take(self) -> bytes:
        """Return the picture, and keep nothing of it.

        Raises BadAnswerError if it is not base64, LookupError the second time.
        """
        source, self._source = self._source, None
        if source is None:
            raise LookupError("this picture was read already")
        if isinstance(source, DecodedPicture):
            return source.content
        encoded = source[self._start :] if self._start else source
        del source
        try:
            return pybase64.b64decode(encoded, validate=True)
        except ValueError:
            pass
        try:
            # Line breaks and missing padding: common enough to read, too rare to pay for always.
            encoded = "".join(encoded.split()).rstrip("=")
            return pybase64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        except ValueError:
            raise BadAnswerError("a picture in the answer is no base64") from None


@dataclass(frozen=True, repr=False)
class Link:
    """A linked picture. The link alone opens it, so it is not shown."""

    url: str

    def __repr__(self) -> str:
        return f"Link({urlsplit(self.url).hostname})"


Source: TypeAlias = Inline | Link


@dataclass(frozen=True)
class Result:
    """The result of a task. `credit_warning` says that the account's credits run low."""

    sources: tuple[Source, ...]
    seed: int | None = None
    credit_warning: bool = False


def read_poll(body: Mapping[str, Any], metadata: AnswerMetadata) -> Result | None:
    """Return the result of a polled task; None while it has not ended.

    An unknown status means that it has not ended. Raises the typed error of a failed task, and for
    a completed one what `read_result` raises.
    """
    status = body.get("status")
    if status == "failed":
        raise refusal_of_task(restore_text(body), metadata).to_error()
    inner = body.get("result")
    result = inner if isinstance(inner, Mapping) else body
    if status == "completed" or (status is None and find_sources(result)):
        return read_result(result, metadata)
    return None


def read_result(body: Mapping[str, Any], metadata: AnswerMetadata) -> Result:
    """Return the pictures of a finished answer.

    Raises TextAnswerError if it has a text instead, BadAnswerError if it has neither.
    """
    if sources := find_sources(body):
        return Result(sources, seed=find_seed(body), credit_warning=metadata.credit_warning)
    text = restore_text(body).get("text")
    if isinstance(text, str) and text.strip():
        words = redact(text, metadata.secrets)
        raise TextAnswerError("words, no picture", request_id=metadata.request_id, words=words)
    raise BadAnswerError("no picture that we can read", request_id=metadata.request_id)


def find_sources(body: Mapping[str, Any]) -> tuple[Source, ...]:
    """Return every picture once, in order.

    Several arrays hold the same pictures in different forms, index by index. The inline form is
    preferred, because it cannot expire.
    """
    columns = [[_read_item(item) for item in _as_list(body.get(name))] for name in _ARRAYS]
    best = [_best(forms) for forms in zip_longest(*columns)]
    if sources := tuple(form for form in best if form):
        return sources
    single = _best(_read_item(body.get(key)) for key in _SINGLE_KEYS)
    return (single,) if single else ()


def find_seed(body: Mapping[str, Any]) -> int | None:
    """Return the seed that was used: `seed`, or the one in the JSON of AUTOMATIC1111's `info`."""
    return _as_seed(body.get("seed")) if "seed" in body else _as_seed(_info(body).get("seed"))


def _info(body: Mapping[str, Any]) -> Mapping[str, Any]:
    info = body.get("info")
    if isinstance(info, str) and len(info) <= _MAX_INFO_CHARACTERS:
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
    sources = [form for form in forms if form is not None]
    inline = (source for source in sources if isinstance(source, Inline))
    return next(inline, sources[0] if sources else None)


def _read_item(item: object) -> Source | None:
    if isinstance(item, str | DecodedPicture):
        return _read_text(item)
    if isinstance(item, Mapping):
        return _best(_texts_of(item))
    return None


def _texts_of(item: Mapping[str, Any]) -> Iterator[Source | None]:
    for key in (*_INLINE_KEYS, "url"):
        if isinstance(text := item.get(key), str | DecodedPicture):
            yield _read_text(text)


def _read_text(text: str | DecodedPicture) -> Source | None:
    if isinstance(text, DecodedPicture):
        return Inline(text)
    start = text[:8].lower()
    if start.startswith(("http://", "https://")):
        return Link(text.strip()) if len(text) <= _MAX_LINK_CHARACTERS else None
    if start.startswith("data:"):
        comma = text.find(",", 0, _MAX_DATA_HEADER)
        if not text[: max(comma, 0)].lower().endswith(";base64"):
            return None
        return _inline(text, comma + 1)
    return _inline(text, 0)


def _inline(text: str, start: int) -> Inline | None:
    """Return the picture, if it begins like one: only that tells bare base64 from other text."""
    heads = (_decoded_head(text, start, characters) for characters in _HEAD_CHARACTERS)
    return Inline(text, start) if any(map(sniff, heads)) else None


def _decoded_head(text: str, start: int, characters: int) -> bytes:
    head = "".join(text[start : start + 2 * characters].split())[:characters]
    try:
        return pybase64.b64decode(head[: len(head) // 4 * 4], validate=True)
    except ValueError:
        return b""
