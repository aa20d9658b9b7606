"""The client itself: submit a request, wait for its task, read the pictures."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from providers.errors import TaskGoneError
from providers.options import RelayOptions
from providers.relay import health
from providers.relay.addresses import public_socket
from providers.relay.answers import Inline, Result, Source
from providers.relay.catalogue import Catalogue, fetch_catalogue
from providers.relay.connection import Connection, Secret, open_session
from providers.relay.health import Health
from providers.relay.links import Fetch, LinkFetcher
from providers.relay.pacing import SubmitRetries
from providers.relay.polling import Deadlines, Trouble, Wait, ignore_trouble
from providers.relay.submitting import Body, Submit
from providers.relay.tasks import Task


class Relay:
    """The image service at `url`, as one account: an async context manager, shared by all jobs.

    `key` may be empty if only the catalogue is read. `on_credit_warning` is called when an answer
    says that credits run low, at most once an hour. `proxy` is an HTTP proxy's address. Raises
    ValueError for a malformed `url` or `key`.
    """

    def __init__(
        self,
        url: str,
        key: str | Secret,
        *,
        options: RelayOptions | None = None,
        on_credit_warning: Callable[[], None] | None = None,
        proxy: str | None = None,
    ) -> None:
        self._options = options or RelayOptions()
        self._connection = Connection(url, key, self._options, on_credit_warning)
        self._slots: dict[str, asyncio.Semaphore] = {}
        self._resources = AsyncExitStack()
        self._links: LinkFetcher | None = None
        self._proxy = proxy

    @property
    def address(self) -> str:
        """The relay's address, to be stored with a task."""
        return self._connection.address

    @property
    def held_polls(self) -> int:
        """The number of polls that the relay has not answered yet."""
        return self._connection.held_polls

    @property
    def on_rate_limit(self) -> Callable[[float], None]:
        """The function that learns for how many seconds a rate limit holds all requests back."""
        return self._connection.on_rate_limit

    @on_rate_limit.setter
    def on_rate_limit(self, listener: Callable[[float], None]) -> None:
        self._connection.on_rate_limit = listener

    def hold_back(self, seconds: float) -> None:
        """Send nothing for so many seconds: the account's rate limit was told somebody else."""
        self._connection.hold_back(seconds)

    def is_elsewhere(self, origin: str | None) -> bool:
        """Return True for the stored address of a relay that is another than this one."""
        return self._connection.is_elsewhere(origin)

    def __repr__(self) -> str:
        return f"Relay({self._connection.base.origin()})"

    async def __aenter__(self) -> Self:
        own = await self._resources.enter_async_context(open_session(proxy=self._proxy))
        # The address of a proxy need not be public.
        factory = None if self._proxy else public_socket
        public = await self._resources.enter_async_context(open_session(factory, proxy=self._proxy))
        self._connection.use(own)
        self._links = LinkFetcher(
            self._connection.base,
            own=own,
            public=public,
            headers=self._connection.headers(),
            options=self._options,
            is_proxied=self._proxy is not None,
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
        self,
        path: str,
        body: Body,
        *,
        idempotency_key: str | None,
        uncertain: bool = False,
        patience: float | None = None,
        lost_patience: float = 0.0,
        on_trouble: Trouble = ignore_trouble,
    ) -> Task:
        """Submit `body` asynchronously to `path`, such as `/v2/image/flux/generate`.

        With a key (1 to 255 printable characters) a submit that failed is repeated with the same
        bytes for `patience` seconds. Once an answer was lost, or from the start if it is
        `uncertain`, the relay may have accepted it: then no refusal ends it before that, and for
        want of any answer it goes on for `lost_patience` seconds. Without a key, nothing that may
        have been accepted is sent again.
        """
        headers = self._connection.headers() | _idempotency(idempotency_key)
        due = _now() + (self._options.submit_patience if patience is None else patience)
        retries = SubmitRetries(
            self._options,
            keyed=idempotency_key is not None,
            due=due,
            end=max(due, _now() + lost_patience),
            uncertain=uncertain and idempotency_key is not None,
        )
        slots = self._slots.get(path)
        if slots is None:
            slots = self._slots[path] = asyncio.Semaphore(self._options.max_concurrent_submits)
        return await Submit(
            self._connection, slots, path, body, headers, retries, on_trouble
        ).task()

    async def wait(
        self,
        task: Task,
        *,
        deadline: float,
        patience: float = 0.0,
        on_trouble: Trouble = ignore_trouble,
    ) -> Result:
        """Return the result of `task`, long-polled.

        After `deadline` seconds from now the word that it is not finished ends the wait. Without
        such a word the wait goes on for `patience` seconds more, since no answer says nothing about
        a task. A deadline that has passed already still allows a final poll. Raises the error of a
        failed task, TextAnswerError or BadAnswerError for a result without a picture, TaskGoneError
        for a task that the relay no longer has, DeadlineError.
        """
        if task.result is not None:
            return task.result
        if not task.path:
            raise TaskGoneError("this task was answered at once, and cannot be asked for again")
        deadlines = Deadlines.of(deadline, patience, self._options)
        return await Wait(self._connection, task, deadlines, on_trouble).result()

    async def read(
        self, source: Source, *, limit: int | None = None, origin: str | None = None
    ) -> bytes:
        """Return a picture's bytes; only once if it is inline. Raises BadAnswerError, LinkError.

        `limit` is in bytes, for a link; `origin` is the address of the relay that gave the link.
        """
        if not isinstance(source, Inline):
            return await self.fetch(source.url, limit=limit, origin=origin)
        if source.is_decoded:
            return source.take()
        return await asyncio.to_thread(source.take)

    async def fetch(
        self, link: str, *, limit: int | None = None, origin: str | None = None
    ) -> bytes:
        """Return the picture at an http(s) `link`, which may be late. Raises LinkError."""
        if self._links is None:
            raise RuntimeError("the relay is not open")
        most = self._options.max_link_bytes
        return await self._links.fetch(Fetch(link, min(limit or most, most), origin))

    async def catalogue(self, *, keyed: bool = True) -> Catalogue:
        """Return the models on offer now, with their prices and schemas. Raises RelayError.

        With the key it is this account's own view, else the public list.
        """
        return await fetch_catalogue(self._connection, keyed=keyed)

    async def check(self) -> Health:
        """Check that the relay answers and takes the key. Raises a RelayError if not."""
        return await health.check(self._connection)


def _idempotency(key: str | None) -> dict[str, str]:
    if key is None:
        return {}
    if not (1 <= len(key) <= 255 and key.isascii() and key.isprintable()):
        raise ValueError("an idempotency key has 1 to 255 printable characters")
    return {"Idempotency-Key": key}


def _now() -> float:
    return asyncio.get_running_loop().time()
