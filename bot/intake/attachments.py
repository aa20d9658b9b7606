"""The images of a request: fetched at once, since Discord's links die, and made fit to be sent."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import UserError
from bot.imaging.executor import run_in_image_executor
from bot.imaging.inputs import (
    Change,
    Input,
    InputBounds,
    InputRefusedError,
    normalise,
    normalise_mask,
)
from bot.intake.downloads import (
    AttachmentDownloader,
    ForeignUploadError,
    UploadGoneError,
    UploadTooLargeError,
)
from bot.intake.removed_images import RemovedImageCheck
from bot.settings import Settings
from bot.storage.records import StoredInput
from providers.base import ImageRef, ImageRequest, MaskRef

log = logging.getLogger(__name__)

_MEBIBYTE = 2**20
# What is decoded at all: a bomb of 100 megapixels would be 400 MB in memory.
MAX_INPUT_PIXELS = 50_000_000
# The image that a mask is for.
_MASKED = "image"


@dataclass(frozen=True, slots=True)
class Collected:
    """Images ready to be stored, by the order of their parameters, and what was done to them."""

    inputs: tuple[StoredInput, ...]
    changes: frozenset[Change]


def input_bounds(settings: Settings) -> InputBounds:
    """How much of an image is taken."""
    return InputBounds(
        max_bytes=settings.max_input_bytes,
        max_pixels=MAX_INPUT_PIXELS,
        max_side=settings.max_input_side,
    )


class Attachments:
    """Collects the images of requests."""

    def __init__(
        self,
        downloader: AttachmentDownloader,
        removed_images: RemovedImageCheck,
        settings: Settings,
    ) -> None:
        self._downloader = downloader
        self._removed_images = removed_images
        self._most_bytes = settings.max_input_bytes
        self._bounds = input_bounds(settings)

    def check_sizes(self, request: ImageRequest) -> None:
        """Refuse by declared size, before anything is fetched; raises `UserError`."""
        for name, image in request.images().items():
            if (image.size or 0) > self._most_bytes:
                raise self._too_large(name)

    async def collect(self, request: ImageRequest, guild_id: int | None) -> Collected:
        """Fetch and normalise every image; raises `UserError` naming the option at fault."""
        ready: dict[str, Input] = {}
        images = request.images()
        barred = bool(images) and await self._removed_images.needed(guild_id)
        # One after the other: a member's four photos are not decoded at the same time.
        for name, image in images.items():
            content = await self._fetched(name, image)
            if barred and guild_id is not None:
                await self._removed_images.check(guild_id, name, content)
            masked = ready.get(_MASKED) if isinstance(image, MaskRef) else None
            ready[name] = await self._normalised(name, content, masked)
        return Collected(
            tuple(StoredInput(name, one.media_type, one.content) for name, one in ready.items()),
            frozenset().union(*(one.changes for one in ready.values())),
        )

    async def check_given(self, inputs: Sequence[StoredInput], guild_id: int | None) -> None:
        """Raises `UserError` where an image of an earlier job was removed since."""
        if not inputs or guild_id is None or not await self._removed_images.needed(guild_id):
            return
        for one in inputs:
            await self._removed_images.check(guild_id, one.name, one.content)

    async def _fetched(self, name: str, image: ImageRef) -> bytes:
        try:
            return await self._downloader.fetch(image.url, self._most_bytes)
        except UploadTooLargeError:
            raise self._too_large(name) from None
        except UploadGoneError as error:
            log.warning("an upload could not be fetched: %s", error)
            raise UserError("refused-input-gone", option=name) from error
        except ForeignUploadError:
            raise UserError("refused-input-host", option=name) from None

    async def _normalised(self, name: str, content: bytes, masked: Input | None) -> Input:
        try:
            if masked is None:
                return await run_in_image_executor(normalise, content, bounds=self._bounds)
            size = (masked.width, masked.height)
            return await run_in_image_executor(normalise_mask, content, size, self._bounds)
        except InputRefusedError as refusal:
            facts = {key: str(fact) for key, fact in refusal.facts.items()}
            raise UserError(f"refused-input-{refusal.reason}", option=name, **facts) from None

    def _too_large(self, name: str) -> UserError:
        megabytes = self._most_bytes // _MEBIBYTE
        return UserError("refused-input-size", option=name, megabytes=megabytes)
