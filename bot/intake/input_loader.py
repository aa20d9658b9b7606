"""Loading of a request's images: the last step before acceptance, and the first that has bytes."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.common.clock import Clock
from bot.errors import UserError
from bot.intake.attachments import Attachments, CollectedInputs, Framing
from bot.intake.image_plan import ImagePlan
from bot.settings import Settings
from bot.storage.jobs import JobStore
from bot.storage.records import StoredInput

_WINDOW = timedelta(hours=1)


@dataclass(slots=True)
class _Turns:
    """The requests of one member: one at a time, so that nobody's photos keep others waiting."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class InputLoader:
    """Loads the images of members, whose shares are equal: one request of each at a time."""

    def __init__(
        self, attachments: Attachments, jobs: JobStore, settings: Settings, clock: Clock
    ) -> None:
        self._attachments = attachments
        self._jobs = jobs
        self._max_waiting = settings.waiting_jobs_per_member
        self._max_refused = settings.failed_requests_per_hour
        self._clock = clock
        self._turns: defaultdict[int, _Turns] = defaultdict(_Turns)
        self._refused: dict[int, deque[datetime]] = {}

    def check_sizes(self, plan: ImagePlan) -> None:
        """Raise `UserError` for an image that declares too many bytes."""
        self._attachments.check_sizes(plan.wanted)

    async def check_stored(self, plan: ImagePlan) -> None:
        """Raise `UserError` if images of an earlier job are no longer stored."""
        if plan.job_id is None or not plan.names:
            return
        if {*plan.names.values()} - await self._jobs.kept_input_names(plan.job_id):
            raise UserError("refused-inputs-gone")

    async def load(
        self, plan: ImagePlan, member_id: int, guild_id: int | None, framing: Framing | None = None
    ) -> CollectedInputs:
        """Return the images of a request; raises `UserError` where one cannot be used.

        So it does for a member whose images were refused too often within an hour. With a `framing`
        they are those for an area of the picture.
        """
        if not plan.names:
            return CollectedInputs((), frozenset(), {})
        async with self._counted_turn(member_id):
            return await self._collect(plan, member_id, guild_id, framing)

    async def preview(
        self, plan: ImagePlan, area: str, member_id: int, guild_id: int | None
    ) -> bytes:
        """Return the picture of a request with its area tinted; raises as `load` does."""
        async with self._counted_turn(member_id):
            [image] = plan.wanted.values()
            return await self._attachments.preview(image, area, guild_id, member_id)

    async def _collect(
        self, plan: ImagePlan, member_id: int, guild_id: int | None, framing: Framing | None
    ) -> CollectedInputs:
        if plan.job_id is None and framing is not None:
            [image] = plan.wanted.values()
            return await self._attachments.collect_framed(image, framing, guild_id, member_id)
        if plan.job_id is None:
            collected = await self._attachments.collect(plan.wanted, guild_id, member_id)
            by_name = {given.name: given for given in collected.inputs}
            sizes = {new: collected.sizes[old] for new, old in plan.names.items()}
            return CollectedInputs(_renamed(by_name, plan), collected.changes, sizes)
        stored = await self._jobs.stored_inputs(plan.job_id)
        if {*plan.names.values()} - stored.keys():
            raise UserError("refused-inputs-gone")
        given = _renamed(stored, plan)
        return await self._attachments.take_given(given, guild_id, member_id)

    @asynccontextmanager
    async def _counted_turn(self, member_id: int) -> AsyncIterator[None]:
        """Take the member's turn, and count a refusal of the images."""
        async with self._turn(member_id):
            self._check_refused(member_id)
            try:
                yield
            except UserError:
                self._note_refused(member_id)
                raise

    @asynccontextmanager
    async def _turn(self, member_id: int) -> AsyncIterator[None]:
        turns = self._turns[member_id]
        if turns.waiting > self._max_waiting:
            raise UserError("refused-line-mine", waiting=turns.waiting)
        turns.waiting += 1
        try:
            async with turns.lock:
                yield
        finally:
            turns.waiting -= 1
            if not turns.waiting:
                self._turns.pop(member_id, None)

    def _check_refused(self, member_id: int) -> None:
        refused = len(self._recent(member_id))
        if refused >= self._max_refused:
            raise UserError("refused-failed-often", failed=refused)

    def _note_refused(self, member_id: int) -> None:
        for known in [*self._refused]:
            if not self._recent(known):
                del self._refused[known]
        self._refused.setdefault(member_id, deque()).append(self._clock())

    def _recent(self, member_id: int) -> deque[datetime]:
        times = self._refused.get(member_id, deque())
        while times and self._clock() - times[0] >= _WINDOW:
            times.popleft()
        return times


def _renamed(images: Mapping[str, StoredInput], plan: ImagePlan) -> tuple[StoredInput, ...]:
    """Return the images under the names that the request has for them."""
    return tuple(replace(images[old], name=new) for new, old in plan.names.items())
