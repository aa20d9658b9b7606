"""The relay's answers: from decoded JSON to pictures (docs/relay.md, section 2)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice, zip_longest
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from providers.errors import BadAnswerError, TextAnswerError
from providers.relay import lenient_json
from providers.relay.base64_text import decode, decoded_head
from providers.relay.json_stream import DecodedPicture, restore_text
from providers.relay.redaction import redact
from providers.relay.refusals import AnswerMetadata, refusal_of_task
from providers.relay.unnamed_pictures import picture_texts
from providers.signature import sniff

_ARRAYS = ("images", "urls", "data")
_INLINE_KEYS = ("b64_json", "b64", "base64")
_SINGLE_KEYS = (*_INLINE_KEYS, "image", "image_url", "url")
_MAX_LINK_CHARACTERS = 8192
_MAX_INFO_CHARACTERS = 2**16
_PATH = re.compile(r"/{1,2}[\w.~:@!$&'()*+,;=%-]+(?:/[\w.~:@!$&'()*+,;=%-]*)*(?:\?\S*)?", re.ASCII)
MAX_SOURCES = 10
"""Pictures that are read of an answer: a message on Discord has no more (docs/discord.md)."""
_MAX_ITEMS = 256
"""Items of an array that are looked at, pictures or not."""


class Inline:
    """A picture in the answer, as base64. It can be taken only once, so that nothing keeps it.

    `link` leads to the same picture, if the answer has it in that form, too.
    """

    __slots__ = ("_source", "link")

    def __init__(self, source: str | DecodedPicture, link: "Link | None" = None) -> None:
        self._source: str | DecodedPicture | None = source
        self.link = link

    def __repr__(self) -> str:
        match self._source:
            case None:
                return "Inline(taken)"
            case DecodedPicture(content=content):
                return f"Inline({len(content)} bytes)"
            case text:
                return f"Inline({len(text)} characters)"

    @property
    def is_decoded(self) -> bool:
        """True if taking the picture is no work."""
        return not isinstance(self._source, str)

    def take(self) -> bytes:
        """Return the picture, and keep nothing of it. Raises LookupError the second time.

        A large one that did not come as plain base64 takes a while.
        """
        source, self._source = self._source, None
        if source is None:
            raise LookupError("this picture was read already")
        return source.content if isinstance(source, DecodedPicture) else decode(source)


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


class Progress(Enum):
    """Facts about a task that has not ended, by the answer to a poll."""

    UNFINISHED = auto()
    """The relay says that the task is being worked on."""
    UNKNOWN = auto()
    """The answer does not say how the task stands, or it is about another one."""


def read_poll(
    body: Mapping[str, Any], metadata: AnswerMetadata, task_id: str = ""
) -> Result | Progress:
    """Return the result of the polled task `task_id`, or how it stands while it has not ended.

    An unknown status means that it has not ended. Raises the typed error of a failed task, and for
    a completed one what `read_result` raises.
    """
    if _is_foreign(body, task_id):
        return Progress.UNKNOWN
    status = _status(body)
    if status == "failed":
        raise refusal_of_task(restore_text(body), metadata).to_error()
    result = _result_of(body)
    if status == "completed" or (status is None and find_sources(result)):
        return read_result(result, metadata)
    return Progress.UNKNOWN if status is None else Progress.UNFINISHED


def read_unended(body: Mapping[str, Any], metadata: AnswerMetadata) -> Result | None:
    """Return the pictures of a task that is said not to have ended; None if there are none.

    For the end of all patience: a service may end a task with a status that nobody knows.
    """
    result = _result_of(body)
    return read_result(result, metadata) if find_sources(result) else None


def _status(body: Mapping[str, Any]) -> str | None:
    """Return the status in small letters; None if there is none or it is no text."""
    status = body.get("status")
    return (status.strip().lower() or None) if isinstance(status, str) else None


def _result_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the object with the pictures of a poll; `result` unless they are beside it."""
    inner = _inner(body)
    return body if not find_sources(inner) and find_sources(body) else inner


def _inner(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the `result` of a poll as an object; the whole body if there is none."""
    match body.get("result"):
        case dict() as result:
            return result
        case list() as items:
            return {"data": items}
        case DecodedPicture() as picture:
            return {"image": picture}
        case str() as text if text.lstrip()[:1] in ("{", "["):
            try:
                return _inner({"result": lenient_json.loads(text.encode("utf-8", "replace"))})
            except ValueError:
                return body
        case str() as text if _read_text(text):
            return {"image": text}
        case _:
            return body


def _is_foreign(body: Mapping[str, Any], task_id: str) -> bool:
    """Return True if the answer is about another task, as of a cache in between.

    Ids of another form than ours cannot be compared.
    """
    named = [
        value for key in ("task_id", "task_address") if isinstance(value := body.get(key), str)
    ]
    same_form = [value for value in named if _form(value) == _form(task_id)]
    return bool(same_form) and not any(value.lower() == task_id.lower() for value in same_form)


def _form(task_id: str) -> tuple[str, int]:
    return task_id.rpartition(":")[0].lower(), len(task_id)


def read_result(body: Mapping[str, Any], metadata: AnswerMetadata) -> Result:
    """Return the pictures of a finished answer.

    Raises TextAnswerError if it has a text instead, BadAnswerError if it has neither.
    """
    text = body.get("text")
    has_text = isinstance(text, str) and bool(text.strip())
    if sources := find_sources(body) or _find_unnamed_sources(body, with_links=not has_text):
        return Result(sources, seed=find_seed(body), credit_warning=metadata.credit_warning)
    if isinstance(text, str) and has_text:
        words = redact(text, metadata.secrets)
        raise TextAnswerError("words, no picture", request_id=metadata.request_id, words=words)
    raise BadAnswerError("no picture that we can read", request_id=metadata.request_id)


def find_sources(body: Mapping[str, Any]) -> tuple[Source, ...]:
    """Return the first pictures, each once, in order; `MAX_SOURCES` at most.

    Several arrays hold the same pictures in different forms, index by index. The inline form is
    preferred, because it cannot expire.
    """
    columns = (map(_read_item, _as_list(body.get(name))[:_MAX_ITEMS]) for name in _ARRAYS)
    found = (source for forms in zip_longest(*columns) if (source := _best(forms)))
    if sources := tuple(islice(found, MAX_SOURCES)):
        return sources
    single = _best(_read_item(body.get(key)) for key in _SINGLE_KEYS)
    return (single,) if single else ()


def _find_unnamed_sources(body: Mapping[str, Any], *, with_links: bool) -> tuple[Source, ...]:
    """Return the first pictures that are anywhere in a finished answer, inline ones if there are.

    A link beside a picture leads to the same one, or to what is none.
    """
    found = [source for text in picture_texts(body) if (source := _read_text(text))]
    inline = [source for source in found if isinstance(source, Inline)]
    return tuple((inline or (found if with_links else []))[:MAX_SOURCES])


def find_seed(body: Mapping[str, Any]) -> int | None:
    """Return the seed that was used: `seed`, or the one in the JSON of AUTOMATIC1111's `info`."""
    return _as_seed(body.get("seed")) if "seed" in body else _as_seed(_info(body).get("seed"))


def _info(body: Mapping[str, Any]) -> Mapping[str, Any]:
    info = body.get("info")
    if isinstance(info, str) and len(info) <= _MAX_INFO_CHARACTERS:
        try:
            info = lenient_json.loads(info.encode("utf-8", "replace"))
        except ValueError:
            return {}
    return info if isinstance(info, Mapping) else {}


def _as_seed(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _as_list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _best(forms: Iterable[Source | None]) -> Source | None:
    """Return the inline form, with the link as another way to it; else the first form."""
    sources = [form for form in forms if form is not None]
    link = next((source for source in sources if isinstance(source, Link)), None)
    for source in sources:
        if isinstance(source, Inline):
            source.link = source.link or link
            return source
    return sources[0] if sources else None


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
    if text[:64].lstrip()[:8].lower().startswith(("http://", "https://")):
        return Link(text.strip()) if len(text) <= _MAX_LINK_CHARACTERS else None
    # Only its beginning tells bare base64 from other text.
    return Inline(text) if sniff(decoded_head(text)) else _read_path(text)


def _read_path(text: str) -> Link | None:
    """Return the link of a text such as `/v2/files/a.png`, which is one at the relay."""
    stripped = text.strip() if len(text) <= _MAX_LINK_CHARACTERS else ""
    return Link(stripped) if _PATH.fullmatch(stripped) else None
