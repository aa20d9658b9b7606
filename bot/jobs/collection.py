"""Pictures of one task, collected source by source: what was fetched is never thrown away."""

import logging
from collections.abc import Awaitable, Callable

from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import NotAPicture, Picture, verify
from bot.storage.records import Job
from providers.errors import BadAnswerError, LinkError
from providers.relay import Relay, Result

log = logging.getLogger(__name__)

MAX_PICTURES = 10
"""As many as one message of Discord's can hold."""


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
        self._fault: Exception | None = None
        self.seed: int | None = None

    @property
    def pictures(self) -> list[Picture]:
        """The pictures that can be posted, in order."""
        return [picture for _, picture in sorted(self._pictures.items())]

    @property
    def is_whole(self) -> bool:
        """True if every picture of the answer was read."""
        return bool(self._pictures) and not self._missing

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
        for position, source in enumerate(result.sources[:MAX_PICTURES]):
            if position in self._pictures:
                continue
            try:
                content = await self._relay.read(source)
            except (LinkError, BadAnswerError) as error:
                self._note(position, error)
            else:
                await self._decode(position, content)

    async def add_content(self, content: bytes) -> None:
        """Add a picture whose bytes are at hand."""
        await self._decode(len(self._pictures) + len(self._missing), content)

    async def _decode(self, position: int, content: bytes) -> None:
        if self._before_decoding is not None:
            await self._before_decoding()
            self._before_decoding = None
        limit = self._job.destination.upload_limit
        try:
            picture = await run_in_image_executor(verify, content, fitted_above=limit)
        except NotAPicture as error:
            self._note(position, error)
        else:
            self._pictures[position] = picture
            self._missing.discard(position)

    def _note(self, position: int, error: Exception) -> None:
        log.warning("job %s: one picture cannot be used: %s", self._job.id, error)
        self._missing.add(position)
        self._fault = error
