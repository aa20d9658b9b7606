"""*Before / after*: an edit beside the picture that it began with."""

import io

import discord

from bot.common.busy import Busy
from bot.errors import UserError
from bot.imaging.decoding import UnreadableError
from bot.imaging.isolated import compare_images
from bot.intake.downloads import AttachmentDownloader, UploadGoneError, UploadTooLargeError
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import pressed_job, request_of, source_message
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source
from bot.texts import Languages
from bot.ui.messages import pressed_on
from bot.ui.pictures import pictures_of
from bot.ui.responses import acknowledge
from providers.base import ImageRef


class ComparisonService:
    """Shows edits beside their originals, unless these are hidden."""

    def __init__(
        self,
        jobs: JobStore,
        downloader: AttachmentDownloader,
        hidden: HiddenPictures,
        languages: Languages,
        max_bytes: int,
    ) -> None:
        self._jobs = jobs
        self._downloader = downloader
        self._hidden = hidden
        self._languages = languages
        self._max_bytes = max_bytes
        # By member: pictures are read for one comparison of each at a time.
        self._busy = Busy()

    async def compare(self, interaction: discord.Interaction, job_id: int) -> None:
        """Answer with both pictures in one; raises `UserError` if one of them is gone."""
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        pictures = pictures_of(pressed_on(interaction))
        if job.source is None or not pictures:
            raise UserError("refused-no-picture")
        # The edit itself too: a moderator may read about it, but its picture is hidden.
        await self._hidden.check_usable(job.source.message_id, pressed_on(interaction).id)
        with self._busy.claim(interaction.user.id) as claimed:
            if not claimed:
                raise UserError("refused-comparison-busy")
            joined = await self._joined(interaction, job, job.source, pictures[0].image)
        file = discord.File(io.BytesIO(joined), "before-after.webp")
        text = self._languages.of(interaction.locale.value).say("comparison")
        await interaction.edit_original_response(content=text, attachments=[file])

    async def _joined(
        self, interaction: discord.Interaction, job: Job, source: Source, image: ImageRef
    ) -> bytes:
        try:
            before = await self._original(interaction, job, source)
            after = await self._downloader.fetch(image.url, self._max_bytes)
            return await compare_images(before, after, member=interaction.user.id)
        except (UploadGoneError, UploadTooLargeError, UnreadableError, discord.HTTPException):
            raise UserError("refused-comparison") from None

    async def _original(self, interaction: discord.Interaction, job: Job, source: Source) -> bytes:
        """Return the original: stored with the job, or still in its message."""
        stored = await self._jobs.stored_inputs(job.id)
        for name in request_of(job).sources:
            if name in stored:
                return stored[name].content
        pictures = pictures_of(await source_message(interaction, source))
        if len(pictures) < source.picture:
            raise UploadGoneError("the picture is gone")
        return await self._downloader.fetch(pictures[source.picture - 1].image.url, self._max_bytes)
