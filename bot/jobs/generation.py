"""What a job wants of the relay: a task for its request, and pictures for its task."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

from bot.common.backoff import backoff
from bot.common.clock import Clock, utc_now
from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import NotAPicture, Picture, verify
from bot.jobs.outcome import Outcome
from bot.settings import Settings
from bot.storage.records import Job
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
from providers.relay import Relay, Result, Task
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

_COLLECT_TRIES = 3
# Stands where a job of one's own server would have the relay's task.
OWN_TASK = "own"


class Generation:
    """Speaks to the relay for jobs. `name` stands before a job's id in the idempotency key.

    With a Stable Diffusion server of one's own, that one is spoken to instead for what it can do.
    """

    def __init__(
        self,
        relay: Relay,
        settings: Settings,
        own_sd: Automatic1111 | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._relay = relay
        self._own_sd = own_sd
        self._settings = settings
        self._clock = clock
        # Tasks that the relay answered at once, which no later poll could ask for.
        self._answered: dict[int, Task] = {}
        self.name = "easel"

    def request(self, job: Job) -> ImageRequest:
        """What the member asked for, from the row."""
        return OPERATIONS[job.operation].from_chosen(job.request)

    async def submit(self, job: Job, inputs: Mapping[str, bytes]) -> str:
        """Hand the job over; gives the task, to be stored.

        The body follows from the row and the key from the job's id, so doing it again is free.
        Raises `RelayError`.
        """
        request = self.request(job)
        if self._own_sd and isinstance(request, StableDiffusionRequest):
            # Nothing to hand over: it draws while it is waited for, and is asked again for nothing.
            return OWN_TASK
        body = await asyncio.to_thread(request.body, inputs) if inputs else request.body({})
        until = self._clock() + timedelta(seconds=self._settings.submit_timeout)
        for pause in backoff(self._settings.retry_pause):
            try:
                task = await self._relay.submit(
                    request.path, body, idempotency_key=f"{self.name}-{job.id}"
                )
            except RelayError as error:
                if not _is_open(error) or self._clock() > until:
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
        since = job.submitted_at or job.created_at
        until = since + timedelta(seconds=self._settings.job_timeout)
        for tries_left in reversed(range(_COLLECT_TRIES)):
            seconds = max(0.0, (until - self._clock()).total_seconds())
            result = await self._result(job, task, seconds)
            try:
                pictures = await self._pictures(job, result, whole=tries_left > 0)
            except LinkError:
                # The task still lives, and may name a fresh link.
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
            seconds=(self._clock() - job.created_at).total_seconds(),
        )

    async def _result(self, job: Job, task: Task | None, seconds: float) -> Result:
        if task is not None:
            return await self._relay.wait(task, deadline=seconds)
        request = self.request(job)
        if self._own_sd is None or not isinstance(request, StableDiffusionRequest):
            raise TaskGoneError("the server it was meant for is no longer set")
        return await self._own_sd.generate(request, seconds=max(1.0, seconds))

    async def _pictures(self, job: Job, result: Result, *, whole: bool) -> tuple[Picture, ...]:
        """The pictures that can be read; with `whole`, a dead link raises LinkError."""
        pictures: list[Picture] = []
        fault: Exception | None = None
        for source in result.sources:
            try:
                content = await self._relay.read(source)
                most = job.destination.upload_limit
                pictures.append(await run_in_image_executor(verify, content, fitted_above=most))
            except (LinkError, BadAnswerError, NotAPicture) as error:
                log.warning("job %s: one picture cannot be used: %s", job.id, error)
                fault = error
        if isinstance(fault, LinkError) and (whole or not pictures):
            raise fault
        if pictures:
            return tuple(pictures)
        raise BadAnswerError("no picture in the answer") from fault


def _is_open(error: RelayError) -> bool:
    """Whether a submit that failed so may have been accepted, and paid for: worth patience.

    A code of the relay's own is an answer; without one it came from what stands before the relay.
    """
    if isinstance(error, ProviderFailedError):
        return error.code is None
    return isinstance(error, UnreachableError | BusyError | BadAnswerError)
