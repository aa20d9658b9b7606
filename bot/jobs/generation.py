"""What a job wants of the relay: a task for its request, and pictures for its task."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.common.backoff import backoff
from bot.common.clock import Clock, utc_now
from bot.jobs.gathering import Gathering
from bot.jobs.outcome import Outcome
from bot.settings import Settings
from bot.storage.records import Job
from providers.automatic1111 import Automatic1111
from providers.errors import MovedError, RelayError, TaskGoneError
from providers.registry import OPERATIONS
from providers.relay import Relay, Result, Task, Trouble, ignore_trouble
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

OWN_TASK = "own"
"""Stored instead of the relay's task, and of its address, for a job of one's own server."""
_ROUNDS = 8
_ROUNDS_WITH_PICTURES = 3
"""Answers that are asked for while pictures are missing, with none in hand and with some."""

Inputs = Callable[[], Awaitable[Mapping[str, bytes]]]


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
        self._moved: set[str] = set()
        self.name = "easel"

    def origin(self, job: Job) -> str:
        """Return where the job is made: the address of the relay, or `OWN_TASK`.

        It is stored before the first submit, as the setting may be another after a restart.
        """
        if job.task_origin is not None:
            return job.task_origin
        own = self._own_sd is not None and job.operation == StableDiffusionRequest.operation
        return OWN_TASK if own else self._relay.address

    async def submit(self, job: Job, inputs: Inputs, on_trouble: Trouble = ignore_trouble) -> str:
        """Submit the job, and return the task, to be stored.

        The body follows from the row and the key from the job's id, so doing it again is free. A
        job that was started in an earlier life may be paid for, so that a refusal is not the last
        word about it. `inputs` is called for each attempt. Raises RelayError.
        """
        if self.origin(job) == OWN_TASK:
            # Nothing to hand over: it draws while it is waited for, and is asked again for nothing.
            return OWN_TASK
        if self._is_elsewhere(job):
            await self._wait_for_the_address(job, on_trouble)
        operation = OPERATIONS[job.operation]

        async def body() -> Mapping[str, Any]:
            images = await inputs()
            if not images:
                return operation.stored_body(job.request, images)
            return await asyncio.to_thread(operation.stored_body, job.request, images)

        task = await self._relay.submit(
            operation.path,
            body,
            idempotency_key=f"{self.name}-{job.id}",
            uncertain=job.started_at is not None,
            patience=self._settings.submit_timeout,
            lost_patience=self._settings.relay_patience,
            on_trouble=on_trouble,
        )
        if task.result is not None:
            self._answered[job.id] = task
        return task.path

    async def collect(self, job: Job, on_trouble: Trouble = ignore_trouble) -> Outcome:
        """Wait for the job's task and fetch its pictures. Raises RelayError.

        Pictures in hand are never given up for others: those that do not come are left out.
        """
        path = "" if job.task in (None, OWN_TASK) else job.task
        task = self._answered.pop(job.id, None) or Task(path or "", origin=job.task_origin)
        due = _now() + self._seconds_left(job)
        gathering, seed = Gathering(self._relay, job), None
        for number, pause in enumerate(backoff(self._settings.retry_pause), start=1):
            result = await self._result(job, task, due - _now(), gathering, on_trouble)
            if result is None:
                break
            seed = result.seed if seed is None else seed
            await gathering.take(result)
            rounds = _ROUNDS_WITH_PICTURES if gathering else _ROUNDS
            if gathering.is_whole or number >= rounds:
                break
            on_trouble(gathering.fault)
            await asyncio.sleep(pause)
            # The task still lives, and may name fresh links.
            task = Task(task.path, None if task.path else task.result, task.origin)
        outcome = self._outcome(job, gathering, seed)
        on_trouble(None)
        return outcome

    def _outcome(self, job: Job, gathering: Gathering, seed: int | None) -> Outcome:
        request = OPERATIONS[job.operation].from_stored(job.request)
        return Outcome(
            request=request,
            pictures=gathering.pictures,
            seed=request.chosen_seed if seed is None else seed,
            seconds=max(0.0, (self._clock() - job.created_at).total_seconds()),
        )

    async def _result(
        self, job: Job, task: Task, seconds: float, gathering: Gathering, on_trouble: Trouble
    ) -> Result | None:
        """Return the answer; None if it cannot be had while pictures of another are in hand."""
        if job.task == OWN_TASK:
            return await self._draw(job, seconds)
        if self._is_elsewhere(job):
            self._tell_of_the_address(job)
        settings = self._settings
        patience = settings.last_look if gathering else settings.relay_patience
        try:
            return await self._relay.wait(
                task, deadline=seconds, patience=patience, on_trouble=on_trouble
            )
        except RelayError as error:
            if not gathering:
                raise
            log.warning("job %s: posted without pictures that are missing: %s", job.id, error)
            return None

    async def _draw(self, job: Job, seconds: float) -> Result:
        if self._own_sd is None:
            raise TaskGoneError("the server it was meant for is no longer set")
        request = StableDiffusionRequest.from_stored(job.request)
        return await self._own_sd.generate(request, seconds=max(1.0, seconds))

    def _seconds_left(self, job: Job) -> float:
        """Return the seconds for which the task may go on; some even if they are over.

        A clock that was set meanwhile must not end a job: only the time from now on is measured.
        """
        timeout = self._settings.job_timeout
        age = (self._clock() - (job.submitted_at or job.created_at)).total_seconds()
        return max(timeout - min(max(0.0, age), timeout), min(self._settings.last_look, timeout))

    def _is_elsewhere(self, job: Job) -> bool:
        return self._relay.is_elsewhere(job.task_origin)

    async def _wait_for_the_address(self, job: Job, on_trouble: Trouble) -> None:
        """Let a job wait whose submit may be paid for at another address. Raises MovedError.

        The key must not go there, and a submit here would be paid twice. A restart with the former
        address takes the job up again.
        """
        self._tell_of_the_address(job)
        error = MovedError("EASEL_RELAY_URL is another than when this job was submitted")
        on_trouble(error)
        await asyncio.sleep(self._seconds_left(job))
        raise error

    def _tell_of_the_address(self, job: Job) -> None:
        origin = job.task_origin or ""
        if origin not in self._moved:
            self._moved.add(origin)
            log.error(
                "EASEL_RELAY_URL is %s now; jobs of %s are finished there if it has their tasks, "
                "and given up if it may not have taken them",
                self._relay.address,
                origin,
            )


def _now() -> float:
    return asyncio.get_running_loop().time()
