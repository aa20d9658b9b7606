"""Waiting for one task: patient with every answer but a definite word about this very task.

What stands between us and the relay answers polls too: proxies, gateways, caches, login pages. Such
an answer says nothing about a task that may have been paid for. Definite are the body of a poll
that names a status, and a 404 with the relay's own code, if it is repeated some seconds later.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from providers.errors import (
    AnswerTooLargeError,
    BadAnswerError,
    BadKeyError,
    DeadlineError,
    NotOfferedError,
    RateLimitedError,
    RelayError,
    TaskGoneError,
)
from providers.options import RelayOptions
from providers.relay.answers import Progress, Result, read_poll, read_unended
from providers.relay.connection import Connection
from providers.relay.exchange import Answer
from providers.relay.pacing import PollPace, hold_seconds
from providers.relay.tasks import Task

logger = logging.getLogger(__name__)

_MAX_TOO_LARGE = 3
"""Answers that are too large before the wait ends: each may take minutes to fetch."""

Trouble = Callable[[RelayError | None], None]
"""Called with an error for each attempt that failed and is repeated, with None once one worked."""


def ignore_trouble(_: RelayError | None) -> None:
    """Take no notice of trouble."""


@dataclass
class Deadlines:
    """Moments on the loop's clock: `due` for a task that is not finished, `end` for any answer."""

    due: float
    end: float

    @classmethod
    def of(cls, deadline: float, patience: float, options: RelayOptions) -> "Deadlines":
        """Return the moments of a wait that begins now."""
        due = _now() + max(0.0, deadline)
        least = options.final_poll_timeout if deadline <= 0 else 0.0
        return cls(due, due + max(patience, least))


@dataclass
class Wait:
    """A wait for the result of `task`, which `connection` polls."""

    connection: Connection
    task: Task
    deadlines: Deadlines
    on_trouble: Trouble = ignore_trouble
    _keyed: bool = field(init=False)
    _pace: PollPace = field(init=False)
    _failure: RelayError | None = field(default=None, init=False)
    _gone_since: float | None = field(default=None, init=False)
    _empty_since: float | None = field(default=None, init=False)
    _too_large: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._pace = PollPace(self.connection.options)
        # A task of another address is polled there, and the key is for today's relay alone.
        self._keyed = not self.connection.is_elsewhere(self.task.origin)

    async def result(self) -> Result:
        """Return the result. Raises what ends the wait: see `Relay.wait`."""
        while True:
            began = _now()
            try:
                answer = await self._poll()
            except RelayError as error:
                pause = self._pause_after(error)
            else:
                result = self._read(answer)
                if isinstance(result, Result):
                    return result
                pause = self._pause_after_answer(result, began)
                if result is None and _now() + pause >= self.deadlines.due:
                    return _last_result(answer)
            if _now() + pause >= self.deadlines.end:
                raise _deadline_error(self._failure or RelayError())
            await asyncio.sleep(pause)

    def _read(self, answer: Answer) -> Result | RelayError | None:
        """Return the result, None while the task is being worked on, or what is strange."""
        try:
            read = read_poll(answer.body, answer.metadata, self.task.id)
        except BadAnswerError as error:
            # Completed without a picture, which may still come.
            self._empty_since = _now() if self._empty_since is None else self._empty_since
            if _now() - self._empty_since >= self.connection.options.empty_patience:
                raise
            return error
        self._empty_since = None
        if isinstance(read, Result):
            return read
        return None if read is Progress.UNFINISHED else BadAnswerError("no word about the task")

    def _pause_after_answer(self, strange: RelayError | None, began: float) -> float:
        if strange is not None:
            return self._pause_after(strange)
        self._gone_since, self._too_large = None, 0
        if self._failure is not None:
            self._failure = None
            self.on_trouble(None)
        return self._pace.pause_after_poll(_now() - began, left=self.deadlines.due - _now())

    def _pause_after(self, error: RelayError) -> float:
        """Return the seconds until the next poll. Raises `error` if it is the end."""
        self._failure = error
        self.on_trouble(error)
        match error:
            case TaskGoneError():
                return self._pause_after_gone(error)
            case AnswerTooLargeError():
                self._too_large += 1
                if self._too_large >= _MAX_TOO_LARGE:
                    raise error
            case BadKeyError() | NotOfferedError(status=403) if self._other_key_helps():
                return self.connection.options.min_poll_pause
        pause = self._pace.pause_after_failure(error, _jitter())
        logger.info("A poll is repeated in %.1f s: %s", pause, error)
        return pause

    def _pause_after_gone(self, error: TaskGoneError) -> float:
        options, now = self.connection.options, _now()
        if self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since >= options.gone_interval:
            raise error
        return max(options.min_poll_pause, self._gone_since + options.gone_interval - now)

    def _other_key_helps(self) -> bool:
        """Poll without the key from now on, or with it again; True if that is worth a try at once.

        A poll needs no key (docs/relay.md, section 2), and a key may be replaced at any time.
        """
        if self.connection.is_elsewhere(self.task.origin):
            return False
        self._keyed = not self._keyed
        return not self._keyed

    async def _poll(self) -> Answer:
        options = self.connection.options
        if not self.connection.is_elsewhere(self.task.origin):
            await self._wait_for_rate_limit()
        hold = hold_seconds(self.deadlines.due - _now(), options)
        call = self.connection.call(
            "GET",
            self.task.path + (f"?wait={hold}" if hold else ""),
            self.connection.headers(keyed=self._keyed),
            timeout=hold + options.answer_timeout,
            headers_deadline=self.deadlines.end,
            task_id=self.task.id,
            origin=self.task.origin,
        )
        self.connection.held_polls += 1
        try:
            return await self.connection.send(call)
        except NotOfferedError as error:
            if error.code != "TASK_NOT_FOUND":
                raise
            raise TaskGoneError(error.message, error.status, error.code, error.request_id) from None
        finally:
            self.connection.held_polls -= 1

    async def _wait_for_rate_limit(self) -> None:
        if seconds := self.connection.paused_for:
            self._failure = RateLimitedError(retry_after=seconds)
            self.on_trouble(self._failure)
        await self.connection.wait_for_rate_limit(self.deadlines.end)


def _last_result(answer: Answer) -> Result:
    """Return the pictures of a task that is said not to have ended. Raises DeadlineError."""
    if result := read_unended(answer.body, answer.metadata):
        return result
    raise DeadlineError("the task has not ended", definite=True)


def _deadline_error(failure: RelayError) -> DeadlineError:
    message = f"the last poll failed: {failure.message or type(failure).__name__}"
    return DeadlineError(message, failure.status, failure.code, failure.request_id)


def _jitter() -> float:
    return random.random()  # noqa: S311


def _now() -> float:
    return asyncio.get_running_loop().time()
