"""Posting of one outcome: tried for as long as Discord may be away, and never posted twice.

Before every send comes a fence, which is a compare-and-set on the lease, and before every repeated
send a look for the message of the send before: a send that failed may have been posted.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.common.throttle import Throttle
from bot.errors import Reason
from bot.events import Notify, PostFailed, ignore
from bot.jobs.batches import BatchGeneration
from bot.jobs.job_clock import LAST_LOOK, SEND_LIMIT, Deadline, JobClock
from bot.jobs.outcome import (
    Delivery,
    DeliveryError,
    OperatorTroubleError,
    Outcome,
    UndeliverableError,
)
from bot.jobs.persistence import persist
from bot.jobs.trouble import TroubleWatch
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Posted
from bot.storage.results import ResultStore

log = logging.getLogger(__name__)

T = TypeVar("T")


class UndecidedError(Exception):
    """Nobody can say now whether the pictures were posted: the job is left to its lease."""


class Posting:
    """Posts outcomes, and keeps them in the database while Discord takes nothing."""

    def __init__(
        self,
        store: JobStore,
        results: ResultStore,
        generation: BatchGeneration,
        delivery: Delivery,
        clock: JobClock,
        notify: Notify = ignore,
    ) -> None:
        self._store = store
        self._notify = notify
        self._results = results
        self._generation = generation
        self._delivery = delivery
        self._clock = clock
        self._throttle = Throttle(clock.now)
        self._kept_jobs: set[int] = set()

    async def post(self, job: Job, outcome: Outcome | None, trouble: TroubleWatch) -> Posted:
        """Post the outcome; without one, post what is kept of it.

        A send of an earlier process is looked for before this, by `find`. After the deadline the
        private ways are tried once. Raises `UndeliverableError`, `UndecidedError`,
        `LeaseLostError`.
        """
        deadline = self._clock.delivery_deadline()
        sent = is_last = False
        for pause in self._clock.delivery_pauses():
            try:
                if sent and (posted := await self._delivery.find(job)):
                    return posted
                if is_last:
                    raise UndeliverableError(Reason("failed-delivery"))
                is_last = deadline.is_over
                outcome, sent = outcome or await self._kept(job), True
                return await self._send(job, outcome, privately=is_last)
            except DeliveryError as error:
                self._note(job, error, deadline, trouble)
                # After the last send there is one more look, so long after the deadline at most.
                if deadline.left < -LAST_LOOK:
                    raise UndecidedError from error
            if trouble.lasts and outcome is not None and await self._keep(job, outcome):
                job, outcome = replace(job, result=_facts(outcome)), None
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def find(self, job: Job, trouble: TroubleWatch) -> Posted | None:
        """Find the message of an earlier send; None where there is none. Raises as `post` does."""
        deadline = self._clock.delivery_deadline()
        for pause in self._clock.delivery_pauses():
            try:
                return await self._delivery.find(job)
            except DeliveryError as error:
                self._note(job, error, deadline, trouble)
                if deadline.is_over:
                    raise UndecidedError from error
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def remove_duplicates(self, job: Job, posted: Posted) -> Posted:
        """Return the first message of the job, and delete `posted` where it is a second one."""
        for pause in self._clock.delivery_pauses():
            try:
                return await self._delivery.remove_duplicates(job, posted)
            except DeliveryError as error:
                log.warning("job %s: a second message is not looked for yet: %s", job.id, error)
            except UndeliverableError:
                # The bot may no longer look there, nor delete anything.
                return posted
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def forget(self, job: Job) -> None:
        """Drop what was kept of a job that has ended; what remains goes with the next retention."""
        if job.id not in self._kept_jobs and job.result is None and job.batch is None:
            return
        self._kept_jobs.discard(job.id)
        try:
            await self._results.drop(job.id)
        except StorageError as error:
            log.warning("job %s: its pictures are not dropped yet: %s", job.id, error)

    async def _send(self, job: Job, outcome: Outcome, *, privately: bool) -> Posted:
        began = self._clock.seconds()

        async def fence(way: str) -> None:
            nonlocal began
            now, lease_end = self._clock.now(), self._clock.lease_end(SEND_LIMIT)
            await self.persist(job, lambda: self._store.mark_posting(job.id, now, lease_end, way))
            began = self._clock.seconds()

        posted = await self._delivery.post(job, outcome, fence, privately=privately)
        if self._clock.seconds() - began > SEND_LIMIT:
            # The process slept in between, and another one may have posted meanwhile.
            posted = await self.remove_duplicates(job, posted)
        return posted

    async def keep(self, job: Job, outcome: Outcome) -> None:
        """Put pictures that the relay cannot be asked for again into the database."""
        await self.persist(job, lambda: self._store_result(job, outcome))

    async def _keep(self, job: Job, outcome: Outcome) -> bool:
        """Put the pictures into the database, once; False where it does not take them now."""
        if job.result is not None:
            return True
        try:
            await self._store_result(job, outcome)
        except StorageError as error:
            log.warning("job %s: its pictures stay in memory: %s", job.id, error)
            return False
        return True

    async def _store_result(self, job: Job, outcome: Outcome) -> None:
        contents = [picture.content for picture in outcome.pictures]
        await self._results.keep(job.id, contents, _facts(outcome))
        self._kept_jobs.add(job.id)

    async def _kept(self, job: Job) -> Outcome:
        contents = await self.persist(job, lambda: self._results.of(job.id))
        return await self._generation.outcome_of(job, contents)

    def _note(
        self, job: Job, error: DeliveryError, deadline: Deadline, trouble: TroubleWatch
    ) -> None:
        is_refused = isinstance(error, OperatorTroubleError)
        self._notify(PostFailed("token" if is_refused else "not-delivered"))
        if is_refused:
            level = self._throttle.level(type(error).__name__)
            log.log(level, "job %s: Discord refuses the bot's token: %s", job.id, error)
        else:
            log.warning("job %s: not delivered yet: %s", job.id, error)
        trouble.report("status-troubled-discord", deadline)

    async def persist(self, job: Job, write: Callable[[], Awaitable[T]]) -> T:
        """Retry until the database succeeds."""
        return await persist(self._clock, job.id, write)


def _facts(outcome: Outcome) -> dict[str, Any]:
    """Return what has to be kept beside the pictures."""
    return {"seed": outcome.seed}
