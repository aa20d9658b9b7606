"""The relay's part in a job: a task for its request, and pictures for its task."""

import asyncio
import logging
from collections.abc import Mapping

from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import NotAPicture, Picture, verify
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Outcome
from bot.storage.records import Job
from providers.answers import Result
from providers.automatic1111 import Automatic1111
from providers.base import ImageRequest
from providers.errors import (
    BadAnswerError,
    BusyError,
    LinkError,
    ProviderFailedError,
    RelayError,
    TaskGoneError,
    UnreachableError,
)
from providers.registry import OPERATIONS
from providers.relay import Relay, Task
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

MAX_COLLECT_TRIES = 3
# Stored in place of the relay's task for jobs of the operator's own Stable Diffusion server.
OWN_TASK = "own"


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

    async def submit(self, job: Job, inputs: Mapping[str, bytes]) -> str:
        """Submit a job and return its task, to be stored; raises `RelayError`.

        The body follows from the row and the key from the job's id, so a second submit is free.
        """
        request = self.request(job)
        if self._own_sd and isinstance(request, StableDiffusionRequest):
            # That server has no tasks: `collect` asks it for the pictures and waits for them.
            return OWN_TASK
        body = await asyncio.to_thread(request.body, inputs) if inputs else request.body({})
        deadline = self._clock.submit_deadline()
        for pause in self._clock.retry_pauses():
            try:
                task = await self._relay.submit(
                    request.path, body, idempotency_key=f"{self.name}-{job.id}"
                )
            except RelayError as error:
                if not _may_be_accepted(error) or self._clock.now() > deadline:
                    raise
                log.warning("job %s: not submitted yet: %s", job.id, error)
            else:
                if task.result is not None:
                    self._answered[job.id] = task
                return task.path
            await asyncio.sleep(pause)
        raise AssertionError("pauses never end")

    async def collect(self, job: Job) -> Outcome:
        """Wait for the job's task and fetch its pictures; raises `RelayError`."""
        own = job.task == OWN_TASK
        task = None if own else self._answered.pop(job.id, None) or Task(job.task or "")
        deadline = self._clock.generation_deadline(job)
        for tries_left in reversed(range(MAX_COLLECT_TRIES)):
            seconds = max(0.0, (deadline - self._clock.now()).total_seconds())
            result = await self._result(job, task, seconds)
            try:
                pictures = await self._pictures(job, result, whole=tries_left > 0)
            except LinkError:
                # The task is still known to the relay, and may name a fresh link.
                if not tries_left:
                    raise
                log.warning("job %s: a link gave no picture; asking the task again", job.id)
            else:
                return self._outcome(job, pictures, result.seed)
        raise AssertionError("unreachable")

    def _outcome(self, job: Job, pictures: tuple[Picture, ...], seed: int | None) -> Outcome:
        request = self.request(job)
        return Outcome(
            request=request,
            pictures=pictures,
            seed=request.chosen_seed if seed is None else seed,
            seconds=(self._clock.now() - job.created_at).total_seconds(),
        )

    async def _result(self, job: Job, task: Task | None, seconds: float) -> Result:
        if task is not None:
            return await self._relay.wait(task, deadline=seconds)
        request = self.request(job)
        if self._own_sd is None or not isinstance(request, StableDiffusionRequest):
            raise TaskGoneError("the server it was meant for is no longer set")
        return await self._own_sd.generate(request, seconds=max(1.0, seconds))

    async def _pictures(self, job: Job, result: Result, *, whole: bool) -> tuple[Picture, ...]:
        """Fetch the pictures that can be read; with `whole`, raise LinkError for a dead link."""
        pictures: list[Picture] = []
        fault: Exception | None = None
        for source in result.sources:
            try:
                content = await self._relay.read(source)
                limit = job.destination.upload_limit
                pictures.append(await run_in_image_executor(verify, content, fitted_above=limit))
            except (LinkError, BadAnswerError, NotAPicture) as error:
                log.warning("job %s: one picture cannot be used: %s", job.id, error)
                fault = error
        if isinstance(fault, LinkError) and (whole or not pictures):
            raise fault
        if pictures:
            return tuple(pictures)
        raise BadAnswerError("no picture in the answer") from fault


def _may_be_accepted(error: RelayError) -> bool:
    """Return True if a submit that failed so may have been accepted, and paid for.

    A code is an answer of the relay; an error without one comes from a proxy in front of it.
    """
    if isinstance(error, ProviderFailedError):
        return error.code is None
    return isinstance(error, UnreachableError | BusyError | BadAnswerError)
