"""The client itself: submit a request, wait for its task, read the pictures."""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import orjson

from providers.errors import DeadlineError, NotOfferedError, RelayError, TaskGoneError
from providers.options import RelayOptions
from providers.relay import health
from providers.relay.answers import Inline, Result, Source, read_poll
from providers.relay.catalogue import Catalogue, fetch_catalogue
from providers.relay.connection import Connection, Secret, open_session
from providers.relay.exchange import Answer
from providers.relay.health import Health
from providers.relay.links import LinkFetcher, public_socket
from providers.relay.pacing import PollPace, SubmitRetries, hold_seconds, is_transient
from providers.relay.tasks import Task, read_accepted

logger = logging.getLogger(__name__)


def _ignore(_error: RelayError | None) -> None:
    return None


class Relay:
    """The image service at `url`, as one account: an async context manager, shared by all jobs.

    `key` may be empty if only the catalogue is read. `on_credit_warning` is called when an answer
    says that credits run low, at most once an hour. Raises ValueError for a malformed `url` or
    `key`.
    """

    def __init__(
        self,
        url: str,
        key: str | Secret,
        *,
        options: RelayOptions | None = None,
        on_credit_warning: Callable[[], None] | None = None,
    ) -> None:
        self._options = options or RelayOptions()
        self._connection = Connection(url, key, self._options, on_credit_warning)
        self._slots = asyncio.Semaphore(self._options.max_concurrent_submits)
        self._resources = AsyncExitStack()
        self._links: LinkFetcher | None = None

    def __repr__(self) -> str:
        return f"Relay({self.origin})"

    @property
    def origin(self) -> str:
        """Scheme, host and port of the relay: where its tasks live."""
        return str(self._connection.base.origin())

    async def __aenter__(self) -> Self:
        own = await self._resources.enter_async_context(open_session())
        public = await self._resources.enter_async_context(open_session(public_socket))
        self._connection.use(own)
        self._links = LinkFetcher(
            self._connection.base,
            own=own,
            public=public,
            headers=self._connection.headers(),
            options=self._options,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.use(None)
        self._links = None
        await self._resources.aclose()

    async def submit(
        self, path: str, body: Mapping[str, Any], *, idempotency_key: str | None
    ) -> Task:
        """Submit `body` asynchronously to `path`, such as `/v2/image/flux/generate`.

        With a key (1 to 255 printable characters) lost answers are retried with the same bytes.
        Without one, nothing that may have been accepted is sent again. After a RequestRefusedError
        or an OperatorError it was not accepted; after any other RelayError it may have been, and
        only another submit with the same key can tell.
        """
        content = {**body, "async": True}
        headers = self._connection.headers() | _idempotency(idempotency_key)
        retries = SubmitRetries(
            self._options,
            keyed=idempotency_key is not None,
            until=_now() + self._options.busy_timeout,
        )
        while True:
            try:
                answer = await self._submit_once(path, content, headers, retries.until)
                break
            except RelayError as error:
                pause = retries.pause_after(error, now=_now(), jitter=_jitter())
                if pause is None:
                    raise
                logger.info("A submit is repeated in %.1f s: %s", pause, error)
            await asyncio.sleep(pause)
        return read_accepted(answer.status, answer.body, self._connection.base, answer.metadata)

    async def wait(
        self,
        task: Task,
        *,
        deadline: float,
        on_trouble: Callable[[RelayError | None], None] = _ignore,
    ) -> Result:
        """Return the result of `task`, long-polled for at most `deadline` seconds from now.

        A deadline that has passed already still allows a final poll. Raises the error of a failed
        task, TextAnswerError or BadAnswerError for a result without a picture, TaskGoneError for a
        task that the relay no longer has, DeadlineError. `on_trouble` is called with the error of
        each poll that failed and is repeated, and with None after one that did not.
        """
        if task.result is not None:
            return task.result
        if not task.path:
            raise TaskGoneError("this task was answered at once, and cannot be asked for again")
        until = _now() + (deadline if deadline > 0 else self._options.final_poll_timeout)
        pace = PollPace(self._options)
        failure: RelayError | None = None
        while (began := _now()) < until:
            try:
                answer = await self._poll(task.path, until)
            except RelayError as error:
                if not is_transient(error):
                    raise
                failure, pause = error, pace.pause_after_failure(error, _jitter())
                logger.info("A poll is repeated in %.1f s: %s", pause, error)
                on_trouble(error)
            else:
                failure = None
                on_trouble(None)
                if result := read_poll(answer.body, answer.metadata):
                    return result
                pause = pace.pause_after_poll(_now() - began, left=until - _now())
            if _now() + pause >= until:
                break
            await asyncio.sleep(pause)
        raise _deadline_error(failure)

    async def read(self, source: Source) -> bytes:
        """Return a picture's bytes; only once if it is inline. Raises BadAnswerError, LinkError."""
        if isinstance(source, Inline):
            return source.take()
        return await self.fetch(source.url)

    async def fetch(self, link: str) -> bytes:
        """Return the picture at an http(s) `link`. Raises LinkError."""
        if self._links is None:
            raise RuntimeError("the relay is not open")
        return await self._links.fetch(link)

    async def catalogue(self) -> Catalogue:
        """Return the models on offer now, with their prices. Raises RelayError."""
        return await fetch_catalogue(self._connection)

    async def check(self) -> Health:
        """Check that the relay answers and takes the key. Raises a RelayError if not."""
        return await health.check(self._connection)

    async def _submit_once(
        self, path: str, content: Mapping[str, Any], headers: Mapping[str, str], until: float
    ) -> Answer:
        async with self._slots:
            await self._connection.wait_for_rate_limit(until)
            # Serialised for each attempt, so that only requests being sent are in memory twice.
            payload = orjson.dumps(content)
            timeout = self._options.submit_timeout
            call = self._connection.call("POST", path, headers, payload=payload, timeout=timeout)
            return await self._connection.send(call)

    async def _poll(self, path: str, until: float) -> Answer:
        await self._connection.wait_for_rate_limit(until)
        hold = hold_seconds(until - _now(), self._options)
        call = self._connection.call(
            "GET",
            path + (f"?wait={hold}" if hold else ""),
            self._connection.headers(),
            timeout=hold + self._options.answer_timeout,
            headers_deadline=until,
            task_id=path.rpartition("/")[2],
        )
        try:
            return await self._connection.send(call)
        except NotOfferedError as error:
            if error.status != 404:
                raise
            raise TaskGoneError(error.message, 404, error.code, error.request_id) from None


def _idempotency(key: str | None) -> dict[str, str]:
    if key is None:
        return {}
    if not (1 <= len(key) <= 255 and key.isascii() and key.isprintable()):
        raise ValueError("an idempotency key has 1 to 255 printable characters")
    return {"Idempotency-Key": key}


def _deadline_error(failure: RelayError | None) -> DeadlineError:
    if failure is None:
        return DeadlineError("the task has not ended", definite=True)
    message = f"the last poll failed: {failure.message or type(failure).__name__}"
    return DeadlineError(message, failure.status, failure.code, failure.request_id)


def _jitter() -> float:
    return random.random()  # noqa: S311


def _now() -> float:
    return asyncio.get_running_loop().time()
