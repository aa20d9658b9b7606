"""The relay's part in a job: a task for its request, and pictures for its task."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.events import Notify, RelayAnswered, RelayFailed, ignore
from bot.imaging.outputs import Picture
from bot.jobs.collection import Collection
from bot.jobs.compositing import Compositing
from bot.jobs.job_clock import LAST_LOOK, Deadline, JobClock
from bot.jobs.outcome import Outcome
from bot.jobs.relay_gate import RelayGate
from bot.jobs.trouble import TroubleWatch
from bot.storage.records import Job
from providers.automatic1111 import Automatic1111
from providers.base import ImageRequest
from providers.errors import MovedError, NotOfferedError, RelayError, TaskGoneError
from providers.registry import OPERATIONS, stored_request
from providers.relay import Relay, Result, Task
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

MAX_ROUNDS = 8
MAX_ROUNDS_WITH_PICTURES = 3
"""Answers that are asked for while pictures are missing: with none in hand, and with some."""
RELAY_KEEPS = timedelta(hours=1)
"""The time for which the relay keeps a task that has ended."""
ORIGINALS_TIMEOUT = 20.0
"""Seconds that a member waits for originals, before there is what was posted."""
# Stored in place of the relay's task for jobs of the operator's own Stable Diffusion server.
OWN_TASK = "own"
# Stored in place of the relay's task for jobs with several, which have rows of their own.
BATCH = "batch"

Inputs = Callable[[], Awaitable[Mapping[str, bytes]]]


class Generation:
    """The jobs' side of the relay: submits requests, and collects pictures.

    `name` is the prefix of idempotency keys. Stable Diffusion requests go to the operator's own
    server, if there is one.
    """

    def __init__(
        self,
        relay: Relay,
        clock: JobClock,
        own_sd: Automatic1111 | None = None,
        notify: Notify = ignore,
        gate: RelayGate | None = None,
        compositing: Compositing | None = None,
    ) -> None:
        self._relay = relay
        self.gate = gate
        self._clock = clock
        self._own_sd = own_sd
        self._compositing = compositing
        self._notify = notify
        # Tasks that the relay finished at once: they cannot be polled.
        self._answered: dict[str, Task] = {}
        # Former addresses of the relay that the operator has read about.
        self._reported: set[str] = set()
        self.name = "easel"

    def request(self, job: Job) -> ImageRequest:
        """Return the request that is stored in the row, even if it would be refused today."""
        is_typed = job.style is None and job.batch is None and job.area is None
        typed = job.request if is_typed else {**job.request, "prompt": job.prompt}
        return stored_request(job.operation, typed)

    def origin(self, job: Job) -> str:
        """Return where the job's task is to live: the relay's address, or the own server."""
        if job.task_origin is not None:
            return job.task_origin
        own = (
            self._own_sd is not None
            and job.batch is None
            and job.operation == StableDiffusionRequest.operation
        )
        return OWN_TASK if own else self._relay.address

    async def submit(
        self, job: Job, inputs: Inputs, trouble: TroubleWatch, *, uncertain: bool
    ) -> str:
        """Submit a job and return its task, to be stored; raises `RelayError`.

        `inputs` is called for each attempt, so that a job that waits keeps none in memory.

        The body follows from the row and the key from the job's id, so a second submit is free.
        Once an answer may have been lost, which `uncertain` says of an earlier process, a refusal
        is not the last word: the relay may have accepted the first submit, and be paid.
        """
        if self.origin(job) == OWN_TASK:
            # That server has no tasks: `collect` asks it for the pictures and waits for them.
            return OWN_TASK
        if self._relay.is_elsewhere(job.task_origin):
            await self._wait_for_address(job, trouble)
        operation = OPERATIONS.get(job.operation)
        if operation is None:
            raise NotOfferedError(f"this version has no operation {job.operation!r}")

        async def body() -> Mapping[str, Any]:
            images = await inputs()
            if not images:
                return operation.stored_body(job.request, images)
            return await asyncio.to_thread(operation.stored_body, job.request, images)

        deadline = self._clock.submit_deadline()
        patience = self._clock.relay_patience(deadline)
        task = await self._relay.submit(
            operation.path,
            body,
            idempotency_key=self._key(job),
            uncertain=uncertain,
            patience=deadline.left,
            lost_patience=patience.left,
            on_trouble=self._reporter("submit", trouble, deadline),
        )
        self._notify(RelayAnswered(is_accepted=True))
        if task.result is not None:
            self._answered[self._key(job)] = task
        return task.path

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
        for number, pause in enumerate(self._clock.retry_pauses(), start=1):
            result = await self._next_result(job, task, deadline, trouble, collection)
            if result is None:
                break
            await collection.add(result)
            limit = MAX_ROUNDS_WITH_PICTURES if collection else MAX_ROUNDS
            if collection.is_whole or task is None or number >= limit:
                break
            trouble.report("status-troubled-relay", self._clock.relay_patience(deadline))
            await asyncio.sleep(pause)
            if task.path:
                # The task is still known to the relay, and may name a fresh link.
                task = Task(task.path, origin=task.origin)
        collection.check()
        trouble.clear()
        outcome = self._outcome(job, collection.pictures, collection.seed)
        return await self._compositing.finished(job, outcome) if self._compositing else outcome

    async def outcome_of(self, job: Job, contents: Sequence[bytes]) -> Outcome:
        """Return the outcome of pictures that were kept; raises `RelayError` if none is left."""
        collection = Collection(self._relay, job, None)
        for content in contents:
            await collection.add_content(content)
        collection.check()
        seed = (job.result or {}).get("seed")
        return self._outcome(job, collection.pictures, seed if isinstance(seed, int) else None)

    async def originals(self, job: Job) -> Outcome | None:
        """Return all pictures of a finished job as the relay made them, while it still has them.

        Asking is free: the task is not submitted again.
        """
        ended_at = job.ended_at or job.created_at
        if not job.task or job.task == OWN_TASK or self._clock.now() - ended_at > RELAY_KEEPS:
            return None
        collection = Collection(self._relay, job, None)
        try:
            async with asyncio.timeout(ORIGINALS_TIMEOUT):
                task = Task(job.task, origin=job.task_origin)
                await collection.add(await self._relay.wait(task, deadline=0.0))
        except (RelayError, TimeoutError) as error:
            log.info("job %s: its originals are not there: %s", job.id, type(error).__name__)
        if len(collection) < job.pictures:
            return None
        outcome = self._outcome(job, collection.pictures, collection.seed)
        if self._compositing is not None:
            whole = await self._compositing.originals(job, outcome)
            if whole is None:
                return None
            outcome = whole
        return replace(outcome, seconds=(ended_at - job.created_at).total_seconds())

    def _key(self, job: Job) -> str:
        """Return the idempotency key of the job's task, or of the one that it is a view of."""
        key = f"{self.name}-{job.id}"
        return f"{key}-{job.task_number}" if job.task_number else key

    def _task(self, job: Job) -> Task | None:
        if job.task == OWN_TASK:
            return None
        return self._answered.pop(self._key(job), None) or Task(
            job.task or "", origin=job.task_origin
        )

    def _outcome(self, job: Job, pictures: Sequence[Picture], seed: int | None) -> Outcome:
        request = self.request(job)
        return Outcome(
            request=request,
            pictures=tuple(pictures),
            seed=request.chosen_seed if seed is None else seed,
            seconds=max(0.0, (self._clock.now() - job.created_at).total_seconds()),
        )

    async def _next_result(
        self,
        job: Job,
        task: Task | None,
        deadline: Deadline,
        trouble: TroubleWatch,
        collection: Collection,
    ) -> Result | None:
        """Return the answer; None if it cannot be had while pictures of another are in hand."""
        if self._relay.is_elsewhere(job.task_origin):
            self._report_address(job)
        try:
            async with asyncio.timeout(LAST_LOOK if collection else None):
                return await self._result(job, task, deadline, trouble)
        except (RelayError, TimeoutError) as error:
            if not collection:
                raise
            log.warning("job %s: posted without the pictures that are missing: %s", job.id, error)
            return None

    async def _result(
        self, job: Job, task: Task | None, deadline: Deadline, trouble: TroubleWatch
    ) -> Result:
        if task is None:
            return await self._own_result(job, deadline)
        patience = self._clock.relay_patience(deadline)
        result = await self._relay.wait(
            task,
            deadline=max(0.0, deadline.left),
            patience=patience.left - max(0.0, deadline.left),
            on_trouble=self._reporter("poll", trouble, patience),
        )
        self._notify(RelayAnswered())
        return result

    async def _own_result(self, job: Job, deadline: Deadline) -> Result:
        if self._own_sd is None:
            raise TaskGoneError("the server it was meant for is no longer set")
        request = StableDiffusionRequest.from_stored(job.request)
        return await self._own_sd.generate(request, seconds=max(1.0, deadline.left))

    async def _wait_for_address(self, job: Job, trouble: TroubleWatch) -> None:
        """Let a job wait that may be paid for at a former address of the relay.

        The key must not go there, and a submit here could be paid twice. A start with the former
        address takes the job up again. Raises MovedError after the time that a job may take.
        """
        self._report_address(job)
        deadline = self._clock.generation_deadline(job)
        for pause in self._clock.retry_pauses():
            left = deadline.left
            if left <= 0:
                break
            trouble.report("status-troubled-relay", deadline)
            await asyncio.sleep(min(pause, left))
        raise MovedError("EASEL_RELAY_URL is another than when this job was submitted")

    def _report_address(self, job: Job) -> None:
        origin = job.task_origin or ""
        if origin not in self._reported:
            self._reported.add(origin)
            log.error(
                "EASEL_RELAY_URL is %s now. Jobs that %s has taken are finished there; those that "
                "it may have taken are given up after a while, unless the address is set back",
                self._relay.address,
                origin,
            )

    def _reporter(
        self, stage: str, trouble: TroubleWatch, deadline: Deadline
    ) -> Callable[[RelayError | None], None]:
        """Return the function that tells `trouble` how the relay answers."""

        def report(error: RelayError | None) -> None:
            if error is None:
                self._notify(RelayAnswered())
                trouble.clear()
            else:
                self._notify(RelayFailed.by(error, stage))
                trouble.report("status-troubled-relay", deadline)

        return report
