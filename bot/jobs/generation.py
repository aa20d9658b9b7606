"""The relay's part in a job: a task for its request, and pictures for its task."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.errors import UserError
from bot.imaging.outputs import Picture
from bot.jobs.collection import Collection
from bot.jobs.job_clock import Deadline, JobClock
from bot.jobs.outcome import Outcome
from bot.jobs.trouble import TroubleWatch
from bot.storage.records import Job
from providers.automatic1111 import Automatic1111
from providers.base import ImageRequest
from providers.errors import (
    BadAnswerError,
    BusyError,
    DeadlineError,
    ProviderFailedError,
    RelayError,
    TaskGoneError,
    UnreachableError,
)
from providers.registry import OPERATIONS
from providers.relay import Relay, Result, Task
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

MAX_COLLECT_TRIES = 3
# Stored in place of the relay's task for jobs of the operator's own Stable Diffusion server.
OWN_TASK = "own"


class Generation:
    """Submits jobs to the relay and collects their pictures.

    `name` is the prefix of idempotency keys. Stable Diffusion requests go to the operator's own
    server, if there is one.
    """

    def __init__(
        self,
        relay: Relay,
        clock: JobClock,
        own_sd: Automatic1111 | None = None,
    ) -> None:
        self._relay = relay
        self._clock = clock
        self._own_sd = own_sd
        # Tasks that the relay finished at once: they cannot be polled.
        self._answered: dict[int, Task] = {}
        self.name = "easel"

    def request(self, job: Job) -> ImageRequest:
        """Return the request that is stored in the row."""
        return OPERATIONS[job.operation].from_chosen(job.request)

    def origin(self, job: Job) -> str:
        """Return where the job's task is to live: the relay's address, or the own server."""
        own = self._own_sd is not None and job.operation == StableDiffusionRequest.operation
        return OWN_TASK if own else self._relay.origin

    async def submit(
        self, job: Job, inputs: Mapping[str, bytes], trouble: TroubleWatch, *, uncertain: bool
    ) -> str:
        """Submit a job and return its task, to be stored; raises `RelayError`.

        The body follows from the row and the key from the job's id, so a second submit is free.
        Once an answer may have been lost, which `uncertain` says of an earlier process, a refusal
        is not the last word: the relay may have accepted the first submit, and be paid.
        """
        request = self.request(job)
        if self._own_sd and isinstance(request, StableDiffusionRequest):
            # That server has no tasks: `collect` asks it for the pictures and waits for them.
            return OWN_TASK
        if job.task_origin not in (None, self._relay.origin):
            raise UserError("failed-moved")
        body = await asyncio.to_thread(request.body, inputs) if inputs else request.body({})
        deadline = self._clock.submit_deadline()
        for pause in self._clock.retry_pauses():
            try:
                task = await self._relay.submit(
                    request.path, body, idempotency_key=f"{self.name}-{job.id}"
                )
            except RelayError as error:
                uncertain = uncertain or may_be_accepted(error)
                if deadline.is_over or not (uncertain or isinstance(error, BusyError)):
                    raise
                log.warning("job %s: not submitted yet: %s", job.id, error)
                trouble.report("status-troubled-relay", deadline)
            else:
                trouble.clear()
                if task.result is not None:
                    self._answered[job.id] = task
                return task.path
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def collect(
        self,
        job: Job,
        trouble: TroubleWatch,
        *,
        before_decoding: Callable[[], Awaitable[None]] | None = None,
    ) -> Outcome:
        """Wait for the job's task and fetch its pictures; raises `RelayError`.

        Only a definite word about this task ends it. Pictures that were fetched are kept when
        others of the same task cannot be.
        """
        task = self._task(job)
        collection = Collection(self._relay, job, before_decoding)
        deadline = self._clock.generation_deadline(job)
        for tries_left in reversed(range(MAX_COLLECT_TRIES)):
            result = await self._result(job, task, deadline, trouble)
            await collection.add(result)
            if collection.is_whole:
                break
            if not tries_left or task is None or not task.path:
                collection.check()
                break
            # The task is still known to the relay, and may name a fresh link.
            log.warning("job %s: a link gave no picture; asking the task again", job.id)
            task = Task(task.path)
        return self._outcome(job, collection.pictures, collection.seed)

    async def outcome_of(self, job: Job, contents: Sequence[bytes]) -> Outcome:
        """Return the outcome of pictures that were kept; raises `RelayError` if none is left."""
        collection = Collection(self._relay, job, None)
        for content in contents:
            await collection.add_content(content)
        collection.check()
        seed = (job.result or {}).get("seed")
        return self._outcome(job, collection.pictures, seed if isinstance(seed, int) else None)

    def _task(self, job: Job) -> Task | None:
        if job.task == OWN_TASK:
            return None
        return self._answered.pop(job.id, None) or Task(job.task or "")

    def _outcome(self, job: Job, pictures: Sequence[Picture], seed: int | None) -> Outcome:
        request = self.request(job)
        return Outcome(
            request=request,
            pictures=tuple(pictures),
            seed=request.chosen_seed if seed is None else seed,
            seconds=(self._clock.now() - job.created_at).total_seconds(),
        )

    async def _result(
        self, job: Job, task: Task | None, deadline: Deadline, trouble: TroubleWatch
    ) -> Result:
        if task is None:
            return await self._own_result(job, deadline)
        patience = self._clock.relay_patience(deadline)

        def note(error: RelayError | None) -> None:
            if error is None:
                trouble.clear()
            else:
                trouble.report("status-troubled-relay", patience)

        while True:
            try:
                return await self._relay.wait(
                    task, deadline=max(0.0, deadline.left), on_trouble=note
                )
            except DeadlineError as error:
                if error.definite or patience.is_over:
                    raise
                log.warning("job %s: past its time, and the relay does not answer", job.id)
                note(error)
                await asyncio.sleep(self._clock.patience_pause)

    async def _own_result(self, job: Job, deadline: Deadline) -> Result:
        request = self.request(job)
        if self._own_sd is None or not isinstance(request, StableDiffusionRequest):
            raise TaskGoneError("the server it was meant for is no longer set")
        return await self._own_sd.generate(request, seconds=max(1.0, deadline.left))


def may_be_accepted(error: RelayError) -> bool:
    """Return True if a submit that failed so may have been accepted, and paid for.

    A code is an answer of the relay; an error without one comes from a proxy in front of it.
    """
    if isinstance(error, ProviderFailedError):
        return error.code is None
    return isinstance(error, UnreachableError | BusyError | BadAnswerError)
