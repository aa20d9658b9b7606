"""Submitting: accepted once and paid once, whatever is lost on the way."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import orjson

from providers.errors import BadAnswerError, RateLimitedError, RelayError
from providers.relay.connection import Connection
from providers.relay.exchange import Answer
from providers.relay.pacing import SubmitRetries
from providers.relay.polling import Trouble
from providers.relay.tasks import Task, read_accepted

logger = logging.getLogger(__name__)

Body: TypeAlias = Mapping[str, Any] | Callable[[], Awaitable[Mapping[str, Any]]]
"""A body, or a function that makes it anew for each attempt, so that pauses keep none in memory."""


@dataclass
class Submit:
    """A submit of `body` to `path`, of which `slots` limits the number that are sent at a time."""

    connection: Connection
    slots: asyncio.Semaphore
    path: str
    body: Body
    headers: Mapping[str, str]
    retries: SubmitRetries
    on_trouble: Trouble
    _troubled: bool = field(default=False, init=False)

    async def task(self) -> Task:
        """Return the task. Raises what ends the submit: see `Relay.submit`."""
        while True:
            try:
                task = await self._attempt()
            except _NoTaskError as failure:
                pause = self._pause_after(failure.error)
            else:
                if self._troubled:
                    self.on_trouble(None)
                return task
            await asyncio.sleep(pause)

    def _pause_after(self, error: RelayError) -> float:
        pause = self.retries.pause_after(error, now=_now(), jitter=random.random())  # noqa: S311
        if pause is None:
            raise error
        logger.info("A submit is repeated in %.1f s: %s", pause, error)
        self._tell(error)
        return pause

    def _tell(self, error: RelayError) -> None:
        self._troubled = True
        self.on_trouble(error)

    async def _attempt(self) -> Task:
        """Send the body once. An error in a finished answer is the task's own, and final."""
        try:
            answer = await self._send()
        except RelayError as error:
            raise _NoTaskError(error) from None
        try:
            return read_accepted(answer.status, answer.body, self.connection.base, answer.metadata)
        except BadAnswerError as error:
            raise _NoTaskError(error) from None

    async def _send(self) -> Answer:
        async with self.slots:
            if seconds := self.connection.paused_for:
                self._tell(RateLimitedError(retry_after=seconds))
            await self.connection.wait_for_rate_limit(self.retries.until)
            body = await self.body() if callable(self.body) else self.body
            # Serialised for each attempt, so that only requests being sent are in memory twice.
            payload = orjson.dumps({**body, "async": True})
            del body
            timeout = self.connection.options.submit_timeout
            call = self.connection.call(
                "POST", self.path, self.headers, payload=payload, timeout=timeout
            )
            return await self.connection.send(call)


class _NoTaskError(Exception):
    """An attempt that gave no task, as far as we can tell."""

    def __init__(self, error: RelayError) -> None:
        super().__init__(error)
        self.error = error


def _now() -> float:
    return asyncio.get_running_loop().time()
