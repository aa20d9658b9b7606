"""The pictures of one job: read, verified, and kept in hand while others are still missing."""

import asyncio
import logging
from collections.abc import Mapping

from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import NotAPicture, Picture, verify
from bot.storage.records import Job
from providers.errors import BadAnswerError, LinkError
from providers.relay import Inline, Relay, Result, Source

log = logging.getLogger(__name__)

_MAX_BYTES = 128 * 2**20
"""Linked pictures of one job in all."""


class Gathering:
    """The pictures that were read so far, by their place in the answer."""

    def __init__(self, relay: Relay, job: Job) -> None:
        self._relay = relay
        self._job = job
        self._faults: dict[int, Exception] = {}
        self._lost: set[int] = set()
        self._pictures: dict[int, Picture] = {}
        self.is_whole = False

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures, in order. Raises LinkError or BadAnswerError if there is none."""
        if not self._pictures:
            raise self.fault
        return tuple(self._pictures[place] for place in sorted(self._pictures))

    @property
    def fault(self) -> LinkError | BadAnswerError:
        """The reason why a picture is missing."""
        faults = self._faults.values()
        dead = next((fault for fault in faults if isinstance(fault, LinkError)), None)
        return dead or BadAnswerError("no picture in the answer")

    async def take(self, result: Result) -> None:
        """Read the pictures of an answer that are not in hand yet."""
        sources: Mapping[int, Source] = dict(enumerate(result.sources))
        limit = _MAX_BYTES // max(1, len(sources))
        await asyncio.gather(
            *(
                self._take(place, source, limit)
                for place, source in sources.items()
                if place not in self._pictures and place not in self._lost
            )
        )
        self.is_whole = sources.keys() <= self._pictures.keys() | self._lost

    async def _take(self, place: int, source: Source, limit: int) -> None:
        try:
            content = await self._relay.read(source, limit=limit, origin=self._job.task_origin)
            self._pictures[place] = await self._verified(content)
        except (LinkError, BadAnswerError, NotAPicture) as error:
            log.warning("job %s: picture %d cannot be used yet: %s", self._job.id, place + 1, error)
            self._faults[place] = error
            if isinstance(source, Inline):
                # It would be the same again; a link may lead to half a file that is being written.
                self._lost.add(place)

    async def _verified(self, content: bytes) -> Picture:
        most = self._job.destination.upload_limit
        return await run_in_image_executor(verify, content, fitted_above=most)
