"""The relay's part in a job, of one task or of several.

Several run at once, and their pictures are one outcome. Each task has an idempotency key and a row
of its own, and each step of it is stored before the next, as for a job with one. A task that comes
to nothing does not cost the others.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.errors import Reason, ReasonedError, UserError
from bot.imaging.outputs import Picture
from bot.jobs.generation import BATCH, OWN_TASK, Generation, Inputs
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import BatchFailedError, Outcome, Part
from bot.jobs.persistence import persist
from bot.jobs.relay_gate import RelayGate
from bot.jobs.reports import JobReports
from bot.jobs.trouble import TroubleWatch
from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.records import Job, JobTask
from bot.storage.results import ResultStore
from bot.storage.tasks import TaskStore
from providers.errors import LinkError, RelayError

log = logging.getLogger(__name__)

T = TypeVar("T")

_ENDS = (RelayError, ReasonedError)


class BatchGeneration:
    """The jobs' side of the relay: what `Generation` does for one task is done for all of a job."""

    def __init__(
        self,
        jobs: JobStore,
        tasks: TaskStore,
        results: ResultStore,
        generation: Generation,
        reports: JobReports,
        clock: JobClock,
    ) -> None:
        self._jobs = jobs
        self._tasks = tasks
        self._results = results
        self._generation = generation
        self._reports = reports
        self._clock = clock

    @property
    def gate(self) -> RelayGate | None:
        """The relay's rate limit, as far as other processes share it."""
        return self._generation.gate

    def origin(self, job: Job) -> str:
        """Return where the job's tasks are to live; those of the own server know for themselves."""
        return self._generation.origin(job)

    async def submit(
        self, job: Job, inputs: Inputs, trouble: TroubleWatch, *, uncertain: bool
    ) -> str:
        """Submit a job's only task, and return what the relay calls it; raises `RelayError`.

        Several are not submitted here: each is once the job is stored as submitted, by `collect`.
        """
        if job.batch:
            return BATCH
        return await self._generation.submit(job, inputs, trouble, uncertain=uncertain)

    async def collect(
        self,
        job: Job,
        trouble: TroubleWatch,
        *,
        is_new: bool,
        before_decoding: Callable[[], Awaitable[None]] | None = None,
    ) -> Outcome:
        """Wait for the job's tasks, and fetch the pictures of all.

        `is_new` is True if no earlier life may have submitted any of several. Raises `RelayError`
        for a single task, `BatchFailedError` where none of several came to a picture,
        `LeaseLostError`, and faults of ours.
        """
        if not job.batch:
            return await self._generation.collect(job, trouble, before_decoding=before_decoding)
        tasks = await self._persist(job, lambda: self._tasks.of(job.id))
        once = _Once(before_decoding) if before_decoding is not None else None
        run = _Run(job, trouble, once, is_new=is_new)
        ended = await _all([self._ended(run, task) for task in tasks])
        parts = [part for part, _ in ended]
        if not any(part.pictures for part in parts):
            raise BatchFailedError(_reason(parts), await self.charged(job) or 0)
        pictures = tuple(picture for _, pictures in ended for picture in pictures)
        seconds = max(0.0, (self._clock.now() - job.created_at).total_seconds())
        request = self._generation.request(job)
        return Outcome(request, pictures, None, seconds, tuple(parts))

    async def charged(self, job: Job) -> int | None:
        """Return the micro-dollars that were paid for a job, or for those of its tasks that have
        ended; None if no price is known."""
        if not job.batch:
            return job.estimate
        tasks = await self._persist(job, lambda: self._tasks.of(job.id))
        paid = [task.charged for task in tasks if task.charged is not None]
        return sum(paid) if paid else None

    async def outcome_of(self, job: Job, contents: Sequence[bytes]) -> Outcome:
        """Return the outcome of pictures that were kept; raises `RelayError` if none is left."""
        whole = await self._generation.outcome_of(job, contents)
        if not job.batch:
            return whole
        tasks = await self._persist(job, lambda: self._tasks.of(job.id))
        # Each task has a seed of its own.
        return replace(whole, seed=None, parts=self._parts(job, tasks))

    async def originals(self, job: Job) -> Outcome | None:
        """Return all pictures of a finished job as the relay made them, while it still has them."""
        if not job.batch:
            return await self._generation.originals(job)
        tasks = await self._tasks.of(job.id)
        found = [await self._originals_of(job, task) for task in tasks if task.arrived]
        outcomes = [one for one in found if one is not None]
        if not outcomes or len(outcomes) < len(found):
            return None
        return replace(
            outcomes[0],
            request=self._generation.request(job),
            pictures=tuple(picture for one in outcomes for picture in one.pictures),
            seed=None,
            parts=self._parts(job, tasks),
        )

    async def _originals_of(self, job: Job, task: JobTask) -> Outcome | None:
        view = replace(self._view(job, task), pictures=task.arrived or 0)
        outcome = await self._generation.originals(view)
        return outcome and replace(outcome, pictures=outcome.pictures[: task.arrived])

    def _parts(self, job: Job, tasks: Sequence[JobTask]) -> tuple[Part, ...]:
        """Return the parts of a job whose tasks have ended."""
        return tuple(
            Part(self._generation.request(self._view(job, task)), task.arrived or 0, _stored(task))
            for task in tasks
        )

    async def _ended(self, run: "_Run", task: JobTask) -> tuple[Part, Sequence[Picture]]:
        """Run one task to its end, which is stored."""
        job = run.job
        request = self._generation.request(self._view(job, task))
        if task.reason is not None:
            return Part(request, 0, _stored(task)), ()
        try:
            outcome = await self._collected(run, task)
        except _ENDS as error:
            log.warning("job %s: its task %d came to nothing: %s", job.id, task.number, error)
            reason = self._reports.reason(error)
            self._reports.error(job, error)
            await self._mark_ended(job, task, 0, _paid_for(task, error), reason)
            return Part(request, 0, reason), ()
        # A gift of one task must not count for a picture that another owes.
        pictures = outcome.pictures[: task.pictures]
        arrived = len(pictures)
        paid = None if task.estimate is None else task.estimate * arrived // task.pictures
        await self._mark_ended(job, task, arrived, paid)
        return Part(request, arrived), pictures

    async def _collected(self, run: "_Run", task: JobTask) -> Outcome:
        view = self._view(run.job, task)
        kept = await self._persist(run.job, lambda: self._results.of_task(view.id, task.number))
        if kept:
            return await self._generation.outcome_of(view, kept)
        if not view.task:
            # What was answered at once is asked for again, since its pictures are in no row: the
            # key makes that free.
            view = await self._submitted(run, view, task)
        outcome = await self._generation.collect(view, run.trouble, before_decoding=run.once)
        self._reports.collected(view)
        if not view.task:
            # The answer itself had the pictures, and they exist only here.
            contents = [picture.content for picture in outcome.pictures]
            await self._persist(
                view, lambda: self._results.keep_task(view.id, task.number, contents)
            )
        return outcome

    async def _submitted(self, run: "_Run", view: Job, task: JobTask) -> Job:
        """Submit the task, and return the view with what the relay calls it."""
        if self._clock.is_expired(view):
            # The relay may have forgotten the key by now: a second submit could be paid twice.
            raise UserError("failed-expired")
        name = await self._generation.submit(
            view,
            lambda: self._inputs(view, task),
            run.trouble,
            # An earlier life may have been answered: then no refusal is the last word.
            uncertain=not run.is_new,
        )
        if name:
            # Without one the answer has the pictures, and a second submit gets them again.
            await self._persist(
                view, lambda: self._tasks.mark_submitted(view.id, task.number, name)
            )
        return replace(view, task=name)

    async def _inputs(self, job: Job, task: JobTask) -> Mapping[str, bytes]:
        if not task.names:
            return {}
        stored = await self._persist(job, lambda: self._jobs.inputs(job.id))
        return {own: stored[name] for own, name in task.names.items() if name in stored}

    async def _mark_ended(
        self,
        job: Job,
        task: JobTask,
        arrived: int,
        charged: int | None,
        reason: Reason | None = None,
    ) -> None:
        stored = None if reason is None else {"key": reason.key, **reason.facts}
        await self._persist(
            job,
            lambda: self._tasks.mark_ended(
                job.id, task.number, arrived=arrived, charged=charged, reason=stored
            ),
        )

    def _view(self, job: Job, task: JobTask) -> Job:
        """Return the job as if this task were its only one."""
        view = replace(
            job,
            operation=task.operation,
            request=task.request,
            batch=None,
            pictures=task.pictures,
            estimate=task.estimate,
            task=task.task,
            task_number=task.number,
            has_inputs=bool(task.names),
            result=None,
        )
        # The job has one origin, and the own server may be that of some of its tasks.
        own = self._generation.origin(replace(view, task_origin=None)) == OWN_TASK
        return replace(view, task_origin=OWN_TASK) if own else view

    async def _persist(self, job: Job, work: Callable[[], Awaitable[T]]) -> T:
        return await persist(self._clock, job.id, work)


@dataclass(frozen=True, slots=True)
class _Run:
    """One life's work on the tasks of a job."""

    job: Job
    trouble: TroubleWatch
    once: "_Once | None"
    is_new: bool


class _Once:
    """A step that is taken once, however many tasks ask for it."""

    def __init__(self, step: Callable[[], Awaitable[None]]) -> None:
        self._step, self._lock, self._is_done = step, asyncio.Lock(), False

    async def __call__(self) -> None:
        async with self._lock:
            if not self._is_done:
                await self._step()
                self._is_done = True


def _paid_for(task: JobTask, error: Exception) -> int | None:
    """Return the micro-dollars that were paid for a task that ends with this error."""
    if task.arrived:
        # An earlier life had its pictures, which the relay may have forgotten since.
        return task.charged
    return task.estimate if _is_paid(error) else 0


def _is_paid(error: Exception) -> bool:
    """Return True for the end of a task that is finished at the relay, and was charged there."""
    if isinstance(error, ReasonedError):
        return error.reason.key == "failed-poison"
    return isinstance(error, LinkError)


def _stored(task: JobTask) -> Reason | None:
    if task.reason is None:
        return None
    facts = dict(task.reason)
    return Reason(str(facts.pop("key")), facts)


def _reason(parts: Sequence[Part]) -> Reason:
    """Return why there is no picture: what was said of the first task."""
    return next((part.reason for part in parts if part.reason), Reason("failed-provider"))


async def _all(steps: Sequence[Awaitable[T]]) -> list[T]:
    """Await all at once, and raise the first error.

    A lost lease ends the others. A fault of one does not: what they have in hand may exist nowhere
    else.
    """
    tasks = [asyncio.ensure_future(step) for step in steps]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            if isinstance(error := task.exception(), LeaseLostError):
                raise error
        await asyncio.wait(tasks)
        return [task.result() for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
