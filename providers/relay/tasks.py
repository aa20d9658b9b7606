"""Tasks of the relay: the path to poll, found in the answer to a submit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yarl import URL

from providers.errors import BadAnswerError, TextAnswerError
from providers.relay.answers import Result, read_poll, read_result
from providers.relay.refusals import AnswerMetadata

_POLL_PATH = "/v2/tasks/"
# No `%`: an id goes into the path as it is, so that the server would decode a slash in it.
_SEGMENT = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._~:@!$'()*+,;=-]{1,512}")


@dataclass(frozen=True, repr=False)
class Task:
    """A submitted request. Its `path`, such as `/v2/tasks/direct:...`, can be stored; it is secret.

    If the service answered the submit at once, `result` is set. `path` is then empty if it named no
    task: such a task cannot be restored from its path.
    """

    path: str
    result: Result | None = field(default=None, compare=False)
    origin: str | None = field(default=None, compare=False)
    """The address of the relay that has it, if that may be another than today's."""

    def __post_init__(self) -> None:
        if self.path and not _is_plain_path(self.path):
            raise BadAnswerError("the path of a task is malformed")

    @property
    def id(self) -> str:
        """The id as far as the path tells it; a secret."""
        return self.path.rpartition("/")[2]

    def __repr__(self) -> str:
        return f"Task({'pollable' if self.path else 'not pollable'}, result={self.result!r})"


def read_accepted(
    status: int, body: Mapping[str, Any], base: URL, metadata: AnswerMetadata
) -> Task:
    """Return the task of a 2xx answer to a submit (docs/relay.md, section 2).

    `base` is the relay's address. Raises BadAnswerError for an answer without a task or with a
    hostile one, and what `read_poll` raises if the service answered at once.
    """
    path = find_task_path(body, base)
    if path and status == 202:
        return Task(path)
    try:
        result = read_poll(body, metadata)
        if isinstance(result, Result):
            return Task(path or "", result)
        return Task(path) if path else Task("", read_result(body, metadata))
    except (BadAnswerError, TextAnswerError):
        # Polled, it may have what this answer lacks.
        if path is None:
            raise
        return Task(path)


def find_task_path(body: Mapping[str, Any], base: URL) -> str | None:
    """Return `poll_url` if it stays at the relay, else the path of `task_id` or `task_address`.

    Raises BadAnswerError if no id is one plain segment of a path.
    """
    poll_url = body.get("poll_url")
    if isinstance(poll_url, str) and (path := _path_under(poll_url, base)):
        return path
    ids = [text for name in ("task_id", "task_address") if (text := _id_text(body.get(name)))]
    for task_id in ids:
        if _SEGMENT.fullmatch(task_id):
            return _POLL_PATH + task_id
    if ids:
        raise BadAnswerError("the relay named a task in a way that is no id")
    return None


def _id_text(value: object) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str) else ""


def _path_under(poll_url: str, base: URL) -> str | None:
    """Return the path of `poll_url` under `base`; None for another origin or an unusual path."""
    path = poll_url
    if "://" in poll_url:
        try:
            url = URL(poll_url, encoded=True)
            if url.origin() != base.origin() or url.raw_query_string or url.raw_fragment:
                return None
        except ValueError:
            return None
        path = url.raw_path
    path = path.removeprefix(base.raw_path.rstrip("/"))
    return path if _is_plain_path(path) else None


def _is_plain_path(path: str) -> bool:
    root, *segments = path.split("/")
    return not root and bool(segments) and all(map(_SEGMENT.fullmatch, segments))
