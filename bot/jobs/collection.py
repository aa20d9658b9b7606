"""Pictures of one task, collected source by source: what was fetched is never thrown away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import NotAPictureError, Picture, verify
from bot.storage.records import Job
from providers.errors import BadAnswerError, LinkError
from providers.relay import Inline, Relay, Result, Source

log = logging.getLogger(__name__)

MAX_PICTURES = 10
"""As many as one message of Discord's can hold."""
MAX_BYTES = 128 * 2**20
"""Linked pictures of one answer, in all."""


class Collection:
    """Pictures by their place in the answer.

    `before_decoding` is awaited once, before the first picture is read: reading may be what ends a
    process.
    """

    def __init__(
        self, relay: Relay, job: Job, before_decoding: Callable[[], Awaitable[None]] | None
    ) -> None:
        self._relay = relay
        self._job = job
        self._before_decoding = before_decoding
        self._pictures: dict[int, Picture] = {}
        self._missing: set[int] = set()
        # Pictures that came with the answer itself: in another answer they would be the same.
        self._unusable: set[int] = set()
        self._fault: Exception | None = None
        self.seed: int | None = None

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def pictures(self) -> list[Picture]:
        """The pictures that can be posted, in order."""
        return [picture for _, picture in sorted(self._pictures.items())]

    @property
    def is_whole(self) -> bool:
        """True if every picture of the answer was read as far as it can be."""
        return self._missing <= self._unusable

    def check(self) -> None:
        """Raise `LinkError` or `BadAnswerError` if there is no picture at all."""
        if self._pictures:
            return
        if isinstance(self._fault, LinkError):
            raise self._fault
        raise BadAnswerError("no picture in the answer") from self._fault

    async def add(self, result: Result) -> None:
        """Read the pictures of an answer that are not there yet."""
        self.seed = result.seed if result.seed is not None else self.seed
        sources = list(enumerate(result.sources[:MAX_PICTURES]))
        wanted = [
            (position, source)
            for position, source in sources
            if position not in self._pictures and position not in self._unusable
        ]
        limit = MAX_BYTES // max(1, len(sources))
        contents = await asyncio.gather(
            *(self._fetch(position, source, limit) for position, source in wanted)
        )
        for (position, source), content in zip(wanted, contents, strict=True):
            if content is not None:
                await self._decode(position, content)
            if position not in self._pictures and isinstance(source, Inline):
                self._unusable.add(position)

    async def add_content(self, content: bytes) -> None:
        """Add a picture whose bytes are at hand."""
        await self._decode(len(self._pictures) + len(self._missing), content)

    async def _fetch(self, position: int, source: Source, limit: int) -> bytes | None:
        try:
            return await self._relay.read(source, limit=limit, origin=self._job.task_origin)
        except (LinkError, BadAnswerError) as error:
            self._note(position, error)
            return None

    async def _decode(self, position: int, content: bytes) -> None:
        if self._before_decoding is not None:
            await self._before_decoding()
            self._before_decoding = None
        limit = self._job.destination.upload_limit
        try:
            picture = await run_in_image_executor(verify, content, fitted_above=limit)
        except NotAPictureError as error:
            # Of a link it may be half a file that is still being written.
            self._note(position, error)
        else:
            self._pictures[position] = picture
            self._missing.discard(position)

    def _note(self, position: int, error: Exception) -> None:
        log.warning("job %s: picture %d cannot be used yet: %s", self._job.id, position + 1, error)
        self._missing.add(position)
        if not isinstance(self._fault, LinkError):
            self._fault = error
