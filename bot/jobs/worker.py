"""One job, from its row to its message.

The row says how far the job got, and every step can be repeated from there: submitting is free a
second time under the same idempotency key, polling is always free, and before a message is posted
again the place is searched for the first. So a crash at any line costs no second task and no second
message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.common.backoff import backoff
from bot.common.clock import Clock, utc_now
from bot.common.throttle import Throttle
from bot.errors import Reason, UserError, explain
from bot.jobs.generation import Generation
from bot.jobs.outcome import (
    Delivery,
    DeliveryError,
    Done,
    Failed,
    Outcome,
    Running,
    UndeliverableError,
)
from bot.jobs.status_board import StatusBoard
from bot.server_log import ServerLog
from bot.settings import Settings
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.records import Job, Posted, State
from providers.errors import (
    BadKeyError,
    KeyReusedError,
    OperatorError,
    OutOfCreditsError,
    RelayError,
)

log = logging.getLogger(__name__)

T = TypeVar("T")


class Worker:
    """Carries jobs: submits, collects, posts, and writes down each step."""

    def __init__(
        self,
        store: JobStore,
        generation: Generation,
        delivery: Delivery,
        board: StatusBoard,
        server_log: ServerLog,
        settings: Settings,
        clock: Clock = utc_now,
    ) -> None:
        self._store = store
        self._generation = generation
        self._delivery = delivery
        self._board = board
        self._server_log = server_log
        self._settings = settings
        self._clock = clock
        self._notices = Throttle(clock)
        self._posting: set[int] = set()

    def is_posting(self, job_id: int) -> bool:
        """Whether a message of this job may be on its way right now."""
        return job_id in self._posting

    async def run(self, job: Job) -> None:
        """Bring the job to its end, whatever that is; raises nothing but cancellation."""
        try:
            posted = await self._deliver(job)
            self._board.show(job, Done(posted))
            self._server_log.posted(job, posted)
        except LeaseLostError:
            log.warning("job %s: no longer ours", job.id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the member is told
            await self._fail(job, error)
        finally:
            self._posting.discard(job.id)

    async def _deliver(self, job: Job) -> Posted:
        if job.state is State.QUEUED:
            job = await self._submit(job)
        else:
            self._board.show(job, Running(job.started_at or self._clock()))
        posted = await self._posted_before(job) if job.posting_at else None
        if posted is None:
            outcome = await self._generation.collect(job)
            log.info("job %s: collected %s pictures", job.id, len(outcome.pictures))
            posted = await self._post(job, outcome)
        await self._mark_done(job, posted)
        return posted

    async def _submit(self, job: Job) -> Job:
        now = self._clock()
        if now - job.created_at > timedelta(seconds=self._settings.queue_timeout):
            # The relay may have forgotten the key by now: asking again could be paid twice.
            raise UserError("failed-expired")
        started = job.started_at or now
        job = replace(job, task_origin=self._generation.origin(job))
        await self._persist(job, lambda: self._store.start(job.id, started))
        self._board.show(job, Running(started, self._board.usage(job.id)))
        task = await self._generation.submit(
            job, lambda: self._persist(job, lambda: self._store.inputs(job.id))
        )
        submitted = self._clock()
        await self._persist(job, lambda: self._store.submitted(job.id, task, submitted))
        log.info("job %s: submitted", job.id)
        return replace(
            job, state=State.SUBMITTED, task=task, started_at=started, submitted_at=submitted
        )

    async def _posted_before(self, job: Job) -> Posted | None:
        """Our message of an earlier life, if it stands."""
        self._posting.add(job.id)
        return await self._retry_delivery(job, lambda _: self._delivery.find(job))

    async def _post(self, job: Job, outcome: Outcome) -> Posted:
        self._posting.add(job.id)
        now = self._clock()
        lease = now + timedelta(seconds=self._settings.lease)
        # The first time is kept: it is from there on that the place has to be searched.
        since = job.posting_at or now
        await self._persist(job, lambda: self._store.posting(job.id, since, lease))
        job = replace(job, posting_at=since)

        async def attempt(first: bool) -> Posted:
            # A try that failed may have been posted all the same.
            posted = None if first else await self._delivery.find(job)
            return posted or await self._delivery.post(job, outcome)

        return await self._retry_delivery(job, attempt)

    async def _retry_delivery(self, job: Job, attempt: Callable[[bool], Awaitable[T]]) -> T:
        until = self._clock() + timedelta(seconds=self._settings.delivery_timeout)
        first = True
        for pause in backoff(self._settings.retry_pause):
            try:
                return await attempt(first)
            except DeliveryError as error:
                log.warning("job %s: not delivered yet: %s", job.id, error)
                if self._clock() > until:
                    raise UndeliverableError(Reason("failed-delivery")) from error
            first = False
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def _mark_done(self, job: Job, posted: Posted) -> None:
        # More pictures than were asked for are a gift; fewer are what is counted.
        counted = min(posted.pictures, job.pictures)
        estimate = None if job.estimate is None else job.estimate * counted // job.pictures
        now = self._clock()
        await self._persist(
            job,
            lambda: self._store.done(job.id, replace(posted, pictures=counted), estimate, now),
        )
        log.info("job %s: done, %s pictures, message %s", job.id, counted, posted.message_id)

    async def _fail(self, job: Job, error: Exception) -> None:
        reason = explain(error)
        self._log_failure(job, error)
        stored = {"key": reason.key, **reason.facts}
        now = self._clock()
        try:
            await self._persist(job, lambda: self._store.failed(job.id, stored, now))
        except LeaseLostError:
            log.warning("job %s: no longer ours", job.id)
        else:
            self._board.show(job, Failed(reason))

    def _log_failure(self, job: Job, error: Exception) -> None:
        if isinstance(error, RelayError) and error.message:
            log.debug("job %s: the relay says: %s", job.id, error.message)
        match error:
            case OperatorError():
                level = self._notices.level(type(error).__name__)
                log.log(
                    level,
                    "job %s: failed, the relay refuses the bot's account: %s: %s",
                    job.id,
                    type(error).__name__,
                    error,
                )
                self._server_log.trouble(job.destination.guild_id, _trouble(error))
            case KeyReusedError():
                log.error("job %s: failed: its key was used for another body: %s", job.id, error)
            case RelayError() | UserError() | UndeliverableError():
                log.warning("job %s: failed: %s: %s", job.id, type(error).__name__, error)
            case _:
                log.error("job %s: failed by a fault of ours", job.id, exc_info=error)

    async def _persist(self, job: Job, write: Callable[[], Awaitable[T]]) -> T:
        """Do it until the database does: what is known of a job must not be lost to an outage."""
        for pause in backoff(self._settings.retry_pause):
            try:
                return await write()
            except StorageError as error:
                log.error("job %s: the database refused: %s", job.id, error)  # noqa: TRY400
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")


def _trouble(error: OperatorError) -> str:
    """The key of what those who run a server read about it."""
    match error:
        case OutOfCreditsError():
            return "trouble-credits"
        case BadKeyError():
            return "trouble-key"
        case _:
            return "trouble-account"
