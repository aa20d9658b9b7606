"""*Before / after*: an edit beside the picture that it began with, for the member who asks."""

import io
from dataclasses import dataclass, field

import discord

from bot.common.busy import Busy
from bot.delivery.refusals import is_refusal
from bot.errors import UserError
from bot.imaging.decoding import UnreadableError
from bot.imaging.isolated import compare_images
from bot.intake.downloads import AttachmentDownloader, UploadGoneError, UploadTooLargeError
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import is_public_source, pressed_job, request_of, source_message
from bot.storage.jobs import JobStore
from bot.storage.records import SHARED, WHOLE, Job, Source
from bot.texts import Languages, Texts
from bot.ui.components import show_view
from bot.ui.messages import pressed_on
from bot.ui.pictures import ShownPicture, pictures_of
from bot.ui.responses import acknowledge
from providers.base import ImageRef


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both pictures in one, with its alt text; a `spoiler` if the edit is one."""

    content: bytes = field(repr=False)
    description: str
    spoiler: bool

    def file(self) -> discord.File:
        """Return a file to be sent once."""
        content = io.BytesIO(self.content)
        return discord.File(
            content, "before-after.webp", spoiler=self.spoiler, description=self.description
        )


class ComparisonMaker:
    """Maker of comparisons from both pictures of an edit, for each member one at a time."""

    def __init__(
        self,
        jobs: JobStore,
        downloader: AttachmentDownloader,
        hidden: HiddenPictures,
        max_bytes: int,
    ) -> None:
        self._jobs = jobs
        self._downloader = downloader
        self._hidden = hidden
        self._max_bytes = max_bytes
        # By member: pictures are read for one comparison of each at a time.
        self._busy = Busy()

    async def make(
        self, interaction: discord.Interaction, job: Job, message: discord.Message, texts: Texts
    ) -> Comparison:
        """Return the comparison of the edit in `message`; raises `UserError`.

        It is refused if one of the two pictures is gone or hidden, or if the original is not for
        this member.
        """
        pictures = pictures_of(message)
        if job.source is None or not pictures:
            raise UserError("refused-no-picture")
        if interaction.user.id != (job.source.owner_id or job.member_id):
            await self._check_seen(interaction, job, job.source)
        # The edit itself too: a moderator may read about it, but its picture is hidden.
        await self._hidden.check_usable(job.source.message_id, message.id)
        with self._busy.claim(interaction.user.id) as claimed:
            if not claimed:
                raise UserError("refused-comparison-busy")
            return await self._joined(interaction, job, job.source, pictures[0], texts)

    async def _check_seen(self, interaction: discord.Interaction, job: Job, source: Source) -> None:
        """Raise `UserError` unless others may see the original, and it is still there.

        An upload was seen by its member alone, and what was deleted is not shown again.
        """
        if not await self._is_public(job, source):
            raise UserError("refused-comparison-private")
        try:
            await source_message(interaction, source)
        except discord.HTTPException as error:
            if is_refusal(error):
                raise UserError("refused-comparison") from None
            raise

    async def _is_public(self, job: Job, source: Source) -> bool:
        """Return False for an upload, and for a picture that was shown to its member alone."""
        if not source.channel_id or await is_public_source(self._jobs, source):
            return bool(source.channel_id)
        # Whoever edits in public a picture that is known no more has found it in its message.
        is_known = await self._jobs.find(source.job_id or 0) is not None
        return job.delivery_way != SHARED and not is_known

    async def _joined(
        self,
        interaction: discord.Interaction,
        job: Job,
        source: Source,
        edit: ShownPicture,
        texts: Texts,
    ) -> Comparison:
        labels = texts.say("comparison-before"), texts.say("comparison-after")
        try:
            before = await self._original(interaction, job, source)
            after = await self._fetch(edit.image)
            joined = await compare_images(before, after, labels, member=interaction.user.id)
        except (UploadGoneError, UploadTooLargeError, UnreadableError, discord.HTTPException):
            raise UserError("refused-comparison") from None
        spoiler = edit.spoiler or job.destination.spoiler
        return Comparison(joined, texts.say("comparison"), spoiler)

    async def _original(self, interaction: discord.Interaction, job: Job, source: Source) -> bytes:
        """Return the original: stored with the job, or still in its message."""
        stored = await self._jobs.stored_inputs(job.id)
        for name in (WHOLE, *request_of(job).sources):
            if name in stored:
                return stored[name].content
        pictures = pictures_of(await source_message(interaction, source))
        if len(pictures) < source.picture:
            raise UploadGoneError("the picture is gone")
        return await self._fetch(pictures[source.picture - 1].image)

    async def _fetch(self, image: ImageRef) -> bytes:
        return await self._downloader.fetch(image.url, self._max_bytes)


class ComparisonService:
    """Shows edits beside their originals, unless these are hidden."""

    def __init__(
        self,
        jobs: JobStore,
        maker: ComparisonMaker,
        hidden: HiddenPictures,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._maker = maker
        self._hidden = hidden
        self._languages = languages

    async def compare(self, interaction: discord.Interaction, job_id: int) -> None:
        """Answer with both pictures in one; raises `UserError` if one of them is gone.

        For an edit that others see, there is a button that shows the comparison to them, too.
        """
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        texts = self._languages.of(interaction.locale.value)
        made = await self._maker.make(interaction, job, pressed_on(interaction), texts)
        view = show_view(texts, job.id) if is_seen_by_others(interaction, job) else None
        await interaction.edit_original_response(
            content=made.description, attachments=[made.file()], view=view
        )


def is_seen_by_others(interaction: discord.Interaction, job: Job) -> bool:
    """Return True if the job's post is in the channel of the interaction, where others see it."""
    in_server = interaction.guild_id is not None
    return in_server and job.message_channel_id == interaction.channel_id
