"""Compositing of what was made of an area into the picture that the edit began with.

It follows from the row and its inputs, so that it can be repeated after a crash at any line.
"""

import logging
from dataclasses import replace

from bot.imaging.compositing import Composition
from bot.imaging.isolated import composite_picture
from bot.imaging.outputs import Picture
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Outcome
from bot.jobs.persistence import persist
from bot.storage.jobs import JobStore
from bot.storage.records import WHOLE, Job, StoredInput

log = logging.getLogger(__name__)

FRAMED = "image"
"""The input that the relay got: the canvas in its frame."""


class Compositing:
    """Puts the pictures of edits that are confined to an area together."""

    def __init__(self, store: JobStore, clock: JobClock) -> None:
        self._store = store
        self._clock = clock

    async def finished(self, job: Job, outcome: Outcome) -> Outcome:
        """Return the outcome with whole pictures.

        A picture that cannot be put together stays as the relay made it: it is paid.
        """
        if job.area is None:
            return outcome
        composition = await self._composition(job)
        pictures = [
            await self._composited(job, made, composition) or made for made in outcome.pictures
        ]
        return replace(outcome, pictures=tuple(pictures))

    async def originals(self, job: Job, outcome: Outcome) -> Outcome | None:
        """Return the outcome with whole pictures; None if one cannot be put together any more."""
        if job.area is None:
            return outcome
        composition = await self._composition(job)
        pictures = [await self._composited(job, made, composition) for made in outcome.pictures]
        whole = tuple(picture for picture in pictures if picture is not None)
        return replace(outcome, pictures=whole) if len(whole) == len(pictures) else None

    async def _composition(self, job: Job) -> Composition | None:
        stored = await self._inputs(job)
        if job.area is None or not {WHOLE, FRAMED} <= stored.keys():
            log.error(
                "job %s: its original is gone, so its area stays as the relay made it", job.id
            )
            return None
        return Composition(job.area.name, stored[WHOLE].content, stored[FRAMED].content)

    async def _inputs(self, job: Job) -> dict[str, StoredInput]:
        """Read the inputs, for as long as it takes: without them a paid picture is spoilt."""
        return await persist(self._clock, job.id, lambda: self._store.stored_inputs(job.id))

    async def _composited(
        self, job: Job, made: Picture, composition: Composition | None
    ) -> Picture | None:
        """Return the whole picture; None if it cannot be put together."""
        if composition is None:
            return None
        try:
            return await composite_picture(made, composition, member=job.member_id)
        except Exception:
            log.exception("job %s: not composited, so it stays as the relay made it", job.id)
            return None
