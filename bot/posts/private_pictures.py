"""The pictures of a private answer, read back from Discord, which alone has them."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.errors import UserError
from bot.intake.downloads import (
    AttachmentDownloader,
    ForeignUploadError,
    UploadGoneError,
    UploadTooLargeError,
)
from bot.intake.removed_images import RemovedImageCheck
from bot.jobs.batches import BatchGeneration
from bot.jobs.outcome import Outcome
from bot.storage.records import Job
from bot.ui.discord_limits import REQUEST_LIMIT
from bot.ui.pictures import images_of
from providers.errors import RelayError


class PrivatePictures:
    """Reader of the pictures of private answers."""

    def __init__(
        self,
        downloader: AttachmentDownloader,
        removed_images: RemovedImageCheck,
        generation: BatchGeneration,
    ) -> None:
        self._downloader = downloader
        self._removed_images = removed_images
        self._generation = generation

    async def outcome(self, job: Job, message: discord.Message) -> Outcome:
        """Return the pictures as they were made; raises `UserError`.

        They are refused if Discord no longer has them, or if the server's moderators have removed
        one of them.
        """
        images = images_of(message)
        if not images:
            raise UserError("refused-share-gone")
        contents = [await self._fetch(one) for one in images]
        await self.check_removed(job, contents)
        try:
            outcome = await self._generation.outcome_of(job, contents)
        except RelayError:
            raise UserError("refused-share-gone") from None
        if len(outcome.pictures) < len(contents):
            raise UserError("refused-share-gone")
        ended_at = job.ended_at or job.created_at
        return replace(outcome, seconds=(ended_at - job.created_at).total_seconds())

    async def _fetch(self, attachment: discord.Attachment) -> bytes:
        try:
            return await self._downloader.fetch(attachment.url, REQUEST_LIMIT)
        except (UploadGoneError, UploadTooLargeError, ForeignUploadError):
            raise UserError("refused-share-gone") from None

    async def check_removed(self, job: Job, contents: Sequence[bytes]) -> None:
        """Raise `UserError` if the server's moderators have removed one of these pictures."""
        guild_id = job.destination.guild_id
        if guild_id is None or not await self._removed_images.needed(guild_id):
            return
        for content in contents:
            try:
                await self._removed_images.check(guild_id, job.member_id, "", content)
            except UserError as error:
                # One that cannot be decoded was made by a model all the same.
                if error.reason.key == "refused-input-removed":
                    raise UserError("refused-share-removed") from None
