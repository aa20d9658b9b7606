"""Pictures of one task, collected source by source: what was fetched is never thrown away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.imaging.isolated import verify_picture
from bot.imaging.outputs import NotAPictureError, Picture
from bot.storage.records import Job
from providers.errors import BadAnswerError, LinkError
from providers.relay import Inline, Link, Relay, Result, Source

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
        # An earlier process may have ended over its pictures.
        self._is_suspect = before_decoding is not None
        self._pictures: dict[int, Picture] = {}
        # Not there yet, or not whole yet.
        self._missing: set[int] = set()
        # Pictures that came with the answer itself: in another answer they would be the same.
        self._unusable: set[int] = set()
        self._seen: set[int] = set()
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
            if position in self._missing - self._unusable or position not in self._seen
        ]
        self._seen.update(position for position, _ in wanted)
        await self._collect(wanted, MAX_BYTES // max(1, len(sources)))

    async def _collect(self, wanted: Sequence[tuple[int, Source]], limit: int) -> None:
        contents = await asyncio.gather(
            *(self._fetch(position, source, limit) for position, source in wanted)
        )
        others: list[tuple[int, Source]] = []
        for (position, source), content in zip(wanted, contents, strict=True):
            is_linked = isinstance(source, Link)
            if content is None or await self._decode(position, content, is_linked=is_linked):
                continue
            if isinstance(source, Inline) and source.link is not None:
                others.append((position, source.link))
            elif isinstance(source, Inline):
                self._unusable.add(position)
        if others:
            await self._collect(others, limit)

    async def add_content(self, content: bytes) -> None:
        """Add a picture whose bytes are at hand."""
        await self._decode(len(self._pictures) + len(self._missing), content)

    async def _fetch(self, position: int, source: Source, limit: int) -> bytes | None:
        try:
            return await self._relay.read(source, limit=limit, origin=self._job.task_origin)
        except (LinkError, BadAnswerError) as error:
            self._note(position, error)
        except Exception as error:
            # A fault of ours must not cost the other pictures.
            log.exception("job %s: picture %d cannot be fetched", self._job.id, position + 1)
            self._note(position, error)
        return None

    async def _decode(self, position: int, content: bytes, *, is_linked: bool = False) -> bool:
        """Return False if the content is no picture, or not all of one."""
        if self._before_decoding is not None:
            await self._before_decoding()
            self._before_decoding = None
        try:
            picture = await verify_picture(
                content,
                fitted_above=self._job.destination.upload_limit,
                member=self._job.member_id,
                alone=self._is_suspect,
                job_id=self._job.id,
            )
        except NotAPictureError as error:
            self._note(position, error)
            return False
        except Exception as error:
            log.exception("job %s: picture %d cannot be read", self._job.id, position + 1)
            self._note(position, error)
            return True
        self._keep(position, picture, is_linked=is_linked)
        return picture.is_complete

    def _keep(self, position: int, picture: Picture, *, is_linked: bool) -> None:
        former = self._pictures.get(position)
        if former is None or picture.is_complete or len(picture.content) > len(former.content):
            self._pictures[position] = picture
        if picture.is_complete or not is_linked:
            self._missing.discard(position)
        else:
            # The file may still be being written.
            self._missing.add(position)

    def _note(self, position: int, error: Exception) -> None:
        log.warning("job %s: picture %d cannot be used yet: %s", self._job.id, position + 1, error)
        self._missing.add(position)
        if not isinstance(self._fault, LinkError):
            self._fault = error
