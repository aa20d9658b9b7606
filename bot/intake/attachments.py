"""Images of a request: fetched at once, since Discord's links expire, and normalised."""

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.errors import UserError
from bot.imaging.decoding import UnreadableError, inspect
from bot.imaging.inputs import Change, Input, InputBounds
from bot.imaging.isolated import (
    is_mask_image,
    make_area_inputs,
    normalise_image,
    normalise_mask_image,
    preview_area,
)
from bot.intake.downloads import (
    AttachmentDownloader,
    ForeignUploadError,
    UploadGoneError,
    UploadTooLargeError,
)
from bot.intake.removed_images import RemovedImageCheck
from bot.settings import Settings
from bot.storage.records import WHOLE, StoredInput
from providers.base import ImageRef, MaskRef
from providers.shapes import Shape

log = logging.getLogger(__name__)

_MEBIBYTE = 2**20
# Larger images are not decoded; a larger JPEG is decoded at a fraction of its size.
MAX_INPUT_PIXELS = 50_000_000
# The image that a mask belongs to, and the mask itself.
_MASKED, _MASK = "image", "mask"


@dataclass(frozen=True, slots=True)
class CollectedInputs:
    """Images ready to be stored, in the order of their options, and the changes made to them.

    `sizes` are their widths and heights in pixels by name, as far as they can be read.
    """

    inputs: tuple[StoredInput, ...]
    changes: frozenset[Change]
    sizes: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Framing:
    """The name of an area of a picture, and the sizes in pixels in which a model makes it."""

    area: str
    frames: Sequence[Shape]


def input_bounds(settings: Settings) -> InputBounds:
    """Return the bounds of an input."""
    return InputBounds(
        max_bytes=settings.max_input_bytes,
        max_pixels=MAX_INPUT_PIXELS,
        max_side=settings.max_input_side,
    )


class Attachments:
    """Collection of the images of requests."""

    def __init__(
        self,
        downloader: AttachmentDownloader,
        removed_images: RemovedImageCheck,
        settings: Settings,
    ) -> None:
        self._downloader = downloader
        self._removed_images = removed_images
        self._max_bytes = settings.max_input_bytes
        self._bounds = input_bounds(settings)

    def check_sizes(self, images: Mapping[str, ImageRef]) -> None:
        """Raise `UserError` for an image that declares too many bytes, before any is fetched."""
        for name, image in images.items():
            if (image.size or 0) > self._max_bytes:
                raise self._too_large(name)

    async def collect(
        self, images: Mapping[str, ImageRef], guild_id: int | None, member_id: int
    ) -> CollectedInputs:
        """Fetch and normalise every image; raises `UserError`, which names the option."""
        ready: dict[str, Input] = {}
        guesses: frozenset[Change] = frozenset()
        check_removed = bool(images) and await self._removed_images.needed(guild_id)
        # One after the other, so that a member's four photos are not decoded at the same time.
        for name, image in images.items():
            content = await self._fetch(name, image)
            if check_removed and guild_id is not None:
                await self._removed_images.check(guild_id, member_id, name, content)
            masked = ready.get(_MASKED) if isinstance(image, MaskRef) else None
            if masked and isinstance(image, MaskRef) and image.guessed:
                await self._check_guess(name, content, masked, member_id)
                guesses = frozenset({Change.TAKEN_AS_MASK})
            ready[name] = await self._normalise(name, content, masked, member_id)
        return CollectedInputs(
            tuple(StoredInput(name, i.media_type, i.content) for name, i in ready.items()),
            guesses.union(*(image.changes for image in ready.values())),
            {name: (image.width, image.height) for name, image in ready.items()},
        )

    async def collect_framed(
        self, image: ImageRef, framing: Framing, guild_id: int | None, member_id: int
    ) -> CollectedInputs:
        """Fetch a picture, and make the inputs for an edit of its area; raises as `collect` does.

        The size of the picture is that of its frame.
        """
        content = await self._checked(image, guild_id, member_id)
        with _naming(_MASKED):
            made = await make_area_inputs(
                content, framing.area, framing.frames, self._bounds, member=member_id
            )
        inputs = (
            StoredInput(_MASKED, "image/png", made.image),
            StoredInput(_MASK, "image/png", made.mask),
            StoredInput(WHOLE, made.original.media_type, made.original.content),
        )
        return CollectedInputs(inputs, made.original.changes, {_MASKED: made.frame})

    async def preview(
        self, image: ImageRef, area: str, guild_id: int | None, member_id: int
    ) -> bytes:
        """Return a small picture with its area tinted; raises as `collect` does."""
        content = await self._checked(image, guild_id, member_id)
        with _naming(_MASKED):
            return await preview_area(content, area, self._bounds, member=member_id)

    async def _checked(self, image: ImageRef, guild_id: int | None, member_id: int) -> bytes:
        """Fetch an image, unless it was removed; raises `UserError`."""
        content = await self._fetch(_MASKED, image)
        if guild_id is not None and await self._removed_images.needed(guild_id):
            await self._removed_images.check(guild_id, member_id, _MASKED, content)
        return content

    async def take_given(
        self, inputs: tuple[StoredInput, ...], guild_id: int | None, member_id: int
    ) -> CollectedInputs:
        """Take the images of an earlier job, unless one was removed since; raises `UserError`."""
        await self.check_given(inputs, guild_id, member_id)
        sizes = {image.name: await asyncio.to_thread(_size, image) for image in inputs}
        known = {name: size for name, size in sizes.items() if size}
        return CollectedInputs(inputs, frozenset(), known)

    async def check_given(
        self, inputs: Sequence[StoredInput], guild_id: int | None, member_id: int
    ) -> None:
        """Raise `UserError` if an image of an earlier job was removed since."""
        if not inputs or guild_id is None or not await self._removed_images.needed(guild_id):
            return
        for given in inputs:
            name = _MASKED if given.name == WHOLE else given.name
            await self._removed_images.check(guild_id, member_id, name, given.content)

    async def _fetch(self, name: str, image: ImageRef) -> bytes:
        try:
            return await self._downloader.fetch(image.url, self._max_bytes)
        except UploadTooLargeError:
            raise self._too_large(name) from None
        except UploadGoneError as error:
            log.warning("an upload could not be fetched: %s", error)
            raise UserError("refused-input-gone", option=name) from error
        except ForeignUploadError:
            raise UserError("refused-input-host", option=name) from None

    async def _check_guess(self, name: str, content: bytes, masked: Input, member_id: int) -> None:
        """Raise `UserError` for a file that does not look like a mask for this picture."""
        size = (masked.width, masked.height)
        with _naming(name):
            if not await is_mask_image(content, size, self._bounds, member=member_id):
                raise UserError("refused-not-a-mask")

    async def _normalise(
        self, name: str, content: bytes, masked: Input | None, member_id: int
    ) -> Input:
        with _naming(name):
            if masked is None:
                return await normalise_image(content, self._bounds, member=member_id)
            size = (masked.width, masked.height)
            return await normalise_mask_image(content, size, self._bounds, member=member_id)

    def _too_large(self, name: str) -> UserError:
        megabytes = self._max_bytes // _MEBIBYTE
        return UserError("refused-input-size", option=name, megabytes=megabytes)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Turn the refusal of an image into one that names its option."""
    try:
        yield
    except UnreadableError as refusal:
        facts = {key: str(fact) for key, fact in refusal.facts.items()}
        raise UserError(f"refused-input-{refusal.reason}", option=name, **facts) from None


def _size(image: StoredInput) -> Shape | None:
    """Return the size of a normalised image in pixels, None if it cannot be read."""
    try:
        header = inspect(image.content)
    except UnreadableError:
        return None
    return header.width, header.height
