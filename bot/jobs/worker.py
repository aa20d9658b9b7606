"""One job, from its row to its message.

The row says how far the job got, and every step can be repeated from there: a second submit under
the same idempotency key is free, polling is always free, and before a message is posted again the
destination is searched for the first one. So a crash at any line costs no second task and no second
message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from bot.common.throttle import Throttle
from bot.errors import Reason, UserError, explain
from bot.jobs.generation import Generation
from bot.jobs.job_clock import JobClock
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
    """The steps of one job: submit, collect, post, each stored before the next."""

    def __init__(
        self,
        store: JobStore,
        generation: Generation,
        delivery: Delivery,
        board: StatusBoard,
        server_log: ServerLog,
        clock: JobClock,
    ) -> None:
        self._store = store
        self._generation = generation
        self._delivery = delivery
        self._board = board
        self._server_log = server_log
        self._clock = clock
        self._throttle = Throttle(clock.now)
        self._posting: set[int] = set()

    def is_posting(self, job_id: int) -> bool:
        """Return True if a message of this job may be on its way right now."""
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
            self._board.show(job, Running(job.started_at or self._clock.now()))
        posted = await self._find_earlier_post(job) if job.posting_at else None
        if posted is None:
            outcome = await self._generation.collect(job)
            log.info("job %s: collected %s pictures", job.id, len(outcome.pictures))
            posted = await self._post(job, outcome)
        await self._mark_done(job, posted)
        return posted

    async def _submit(self, job: Job) -> Job:
        if self._clock.is_expired(job):
            # The relay may have forgotten the key by now: a second submit could be paid twice.
            raise UserError("failed-expired")
        started = job.started_at or self._clock.now()
        await self._persist(job, lambda: self._store.start(job.id, started))
        self._board.show(job, Running(started, self._board.usage(job.id)))
        task = await self._generation.submit(job, await self._inputs(job))
        submitted = self._clock.now()
        await self._persist(job, lambda: self._store.submitted(job.id, task, submitted))
        log.info("job %s: submitted", job.id)
        return replace(
            job, state=State.SUBMITTED, task=task, started_at=started, submitted_at=submitted
        )

    async def _inputs(self, job: Job) -> dict[str, bytes]:
        if job.has_inputs is False:
            return {}
        return await self._persist(job, lambda: self._store.inputs(job.id))

    async def _find_earlier_post(self, job: Job) -> Posted | None:
        """Find a message that an earlier process may have posted."""
        self._posting.add(job.id)
        return await self._retry_delivery(job, lambda _: self._delivery.find(job))

    async def _post(self, job: Job, outcome: Outcome) -> Posted:
        self._posting.add(job.id)
        # The first time is kept: from there on the destination has to be searched.
        since, lease_end = job.posting_at or self._clock.now(), self._clock.lease_end()
        await self._persist(job, lambda: self._store.posting(job.id, since, lease_end))
        job = replace(job, posting_at=since)

        async def attempt(first: bool) -> Posted:
            # An attempt that failed may have posted the message all the same.
            posted = None if first else await self._delivery.find(job)
            return posted or await self._delivery.post(job, outcome)

        return await self._retry_delivery(job, attempt)

    async def _retry_delivery(self, job: Job, attempt: Callable[[bool], Awaitable[T]]) -> T:
        deadline = self._clock.delivery_deadline()
        first = True
        for pause in self._clock.retry_pauses():
            try:
                return await attempt(first)
            except DeliveryError as error:
                log.warning("job %s: not delivered yet: %s", job.id, error)
                if self._clock.now() > deadline:
                    raise UndeliverableError(Reason("failed-delivery")) from error
            first = False
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def _mark_done(self, job: Job, posted: Posted) -> None:
        # Pictures beyond those that were asked for are a gift; fewer are counted as fewer.
        counted = min(posted.pictures, job.pictures)
        estimate = None if job.estimate is None else job.estimate * counted // job.pictures
        now = self._clock.now()
        await self._persist(
            job,
            lambda: self._store.done(job.id, replace(posted, pictures=counted), estimate, now),
        )
        log.info("job %s: done, %s pictures, message %s", job.id, counted, posted.message_id)

    async def _fail(self, job: Job, error: Exception) -> None:
        reason = explain(error)
        self._log_failure(job, error)
        stored = {"key": reason.key, **reason.facts}
        now = self._clock.now()
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
                level = self._throttle.level(type(error).__name__)
                log.log(
                    level,
                    "job %s: failed, the relay refuses the bot's account: %s: %s",
                    job.id,
                    type(error).__name__,
                    error,
                )
                self._server_log.trouble(job.destination.guild_id, _trouble_key(error))
            case KeyReusedError():
                log.error("job %s: failed: its key was used for another body: %s", job.id, error)
            case RelayError() | UserError() | UndeliverableError():
                log.warning("job %s: failed: %s: %s", job.id, type(error).__name__, error)
            case _:
                log.error("job %s: failed by a fault of ours", job.id, exc_info=error)

    async def _persist(self, job: Job, write: Callable[[], Awaitable[T]]) -> T:
        """Retry until the database succeeds: an outage must not lose the state of a job."""
        for pause in self._clock.retry_pauses():
            try:
                return await write()
            except StorageError as error:
                log.error("job %s: the database refused: %s", job.id, error)  # noqa: TRY400
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")


def _trouble_key(error: OperatorError) -> str:
    """Return the key of the text that those who run a server read about it."""
    match error:
        case OutOfCreditsError():
            return "trouble-credits"
        case BadKeyError():
            return "trouble-key"
        case _:
            return "trouble-account"
