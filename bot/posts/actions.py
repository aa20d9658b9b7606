"""What the buttons of a picture do, checked anew on every press: a custom id proves nothing."""

import io
import logging
from collections.abc import Sequence

import discord

from bot.edits.service import EditService
from bot.errors import UserError
from bot.imaging.comparison import side_by_side
from bot.imaging.decoding import UnreadableError
from bot.imaging.executor import run_in_image_executor
from bot.intake.catalogue import ModelCatalogue
from bot.intake.conversion import alternatives, convert
from bot.intake.downloads import AttachmentDownloader, UploadGoneError, UploadTooLargeError
from bot.intake.intake import Intake
from bot.jobs.runner import JobRunner
from bot.moderation.verdicts import VerdictService
from bot.posts.lineage import story
from bot.settings import Settings
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source, StoredInput
from bot.texts import Languages
from bot.ui.button_router import Press
from bot.ui.command_options import DisplayOptions
from bot.ui.components import try_view
from bot.ui.messages import image_ref, images_of, job_of, owner_of, pressed_on
from bot.ui.responses import acknowledge, acknowledge_press, answer
from providers.base import ImageRequest
from providers.registry import OPERATIONS

log = logging.getLogger(__name__)


class PictureActions:
    """Answers what stands under pictures, and under the statuses of jobs."""

    def __init__(
        self,
        runner: JobRunner,
        jobs: JobStore,
        intake: Intake,
        edit_service: EditService,
        offers: ModelCatalogue,
        downloader: AttachmentDownloader,
        verdict_service: VerdictService,
        settings: Settings,
        languages: Languages,
    ) -> None:
        self._runner = runner
        self._jobs = jobs
        self._intake = intake
        self._edit_service = edit_service
        self._offers = offers
        self._downloader = downloader
        self._verdict_service = verdict_service
        self._most_bytes = settings.max_input_bytes
        self._languages = languages

    @property
    def presses(self) -> dict[str, Press]:
        """What each button does."""
        return {
            "again": self._again,
            "edit": self._edit,
            "try": self._offer_others,
            "details": self._details,
            "compare": self._compare,
            "delete": self._delete,
            "cancel": self._cancel,
        }

    async def try_with(
        self, interaction: discord.Interaction, job_id: int, chosen: Sequence[str]
    ) -> None:
        """Another model was chosen; raises `UserError` as presses do."""
        await acknowledge(interaction)
        job = await self._job(interaction, job_id)
        request, images = _request(job), await self._images(interaction, job)
        kind = alternatives(self._offers, request, images=bool(images)).get(chosen[0])
        if kind is None:
            raise UserError("refused-try-none")
        told = convert(request, images, kind)
        remarks = []
        if told.left:
            texts = self._languages.of(interaction.locale.value)
            remarks.append(texts.say("try-dropped", options=told.names))
        await self._intake.submit(
            interaction,
            told.request,
            _manner(job),
            source=job.source,
            given=told.inputs,
            remarks=remarks,
        )

    async def _again(self, interaction: discord.Interaction, job_id: int) -> None:
        await acknowledge(interaction)
        job = await self._job(interaction, job_id)
        request, images = _request(job), await self._images(interaction, job)
        if "seed" in type(request).model_fields:
            # The same seed would make the same picture.
            request = type(request).model_validate({**request.model_dump(), "seed": None})
        await self._intake.submit(
            interaction, request, _manner(job), source=job.source, given=tuple(images.values())
        )

    async def _images(self, interaction: discord.Interaction, job: Job) -> dict[str, StoredInput]:
        """The images that a job was given, if the member may have them used once more."""
        stored = await self._jobs.stored_inputs(job.id)
        names = {*await self._jobs.input_names(job.id), *_request(job).images()}
        if names - stored.keys() or (job.source and not stored):
            raise UserError("refused-inputs-gone")
        if stored:
            policy = await self._edit_service.policy(interaction.guild_id)
            for owner_id in await self._owners(interaction, job):
                await self._edit_service.check_may_edit(interaction.user.id, owner_id, policy)
        return stored

    async def _owners(self, interaction: discord.Interaction, job: Job) -> list[int]:
        """Whose the images of a job are: who brought them, and whose picture it began with."""
        source = job.source
        # What a member brought along stands in no message.
        if source is None or not source.channel_id:
            return [job.member_id]
        parent = await self._jobs.find(source.job_id) if source.job_id else None
        if parent is not None:
            return [job.member_id, parent.member_id]
        try:
            message = await _message_of(interaction, source)
        except discord.HTTPException:
            raise UserError("refused-inputs-gone") from None
        return [job.member_id, owner_of(message, None)]

    async def _edit(self, interaction: discord.Interaction, _job_id: int) -> None:
        await self._edit_service.show(interaction, pressed_on(interaction))

    async def _offer_others(self, interaction: discord.Interaction, job_id: int) -> None:
        await acknowledge(interaction)
        job = await self._job(interaction, job_id)
        images = await self._images(interaction, job)
        kinds = alternatives(self._offers, _request(job), images=bool(images))
        if not kinds:
            raise UserError("refused-try-none")
        texts = self._languages.of(interaction.locale.value)
        view = try_view(texts, job_id, [(name, kind.title) for name, kind in kinds.items()])
        await answer(interaction, texts.say("try-which"), view)

    async def _details(self, interaction: discord.Interaction, job_id: int) -> None:
        await acknowledge(interaction)
        job = await self._job(interaction, job_id)
        prices = interaction.permissions.manage_guild
        texts = self._languages.of(interaction.locale.value)
        text = await story(texts, self._jobs, job, prices=prices)
        await answer(interaction, text)

    async def _compare(self, interaction: discord.Interaction, job_id: int) -> None:
        await acknowledge(interaction)
        job = await self._job(interaction, job_id)
        after = images_of(pressed_on(interaction))
        if job.source is None or not after:
            raise UserError("refused-no-picture")
        await self._verdict_service.check_source(job.source.message_id)
        try:
            before = await self._source_of(interaction, job)
            made = await self._downloader.fetch(image_ref(after[0]).url, self._most_bytes)
            joined = await run_in_image_executor(side_by_side, before, made)
        except (UploadGoneError, UploadTooLargeError, UnreadableError, discord.HTTPException):
            raise UserError("refused-comparison") from None
        file = discord.File(io.BytesIO(joined), "before-after.webp")
        text = self._languages.of(interaction.locale.value).say("comparison")
        await interaction.edit_original_response(content=text, attachments=[file])

    async def _source_of(self, interaction: discord.Interaction, job: Job) -> bytes:
        """The picture as it was before: stored with the job, or still standing where it was."""
        stored = await self._jobs.stored_inputs(job.id)
        for name in _request(job).sources:
            if name in stored:
                return stored[name].content
        source = job.source
        if source is None:
            raise UploadGoneError("no source")
        images = images_of(await _message_of(interaction, source))
        if len(images) < source.picture:
            raise UploadGoneError("the picture is gone")
        return await self._downloader.fetch(images[source.picture - 1].url, self._most_bytes)

    async def _delete(self, interaction: discord.Interaction, job_id: int) -> None:
        message = pressed_on(interaction)
        if job_of(message) != job_id:
            raise UserError("refused-button")
        await acknowledge(interaction)
        job = await self._jobs.find(job_id)
        requester = owner_of(message, job) == interaction.user.id
        # In direct messages everything was asked for by the one who reads it.
        moderator = interaction.permissions.manage_messages and interaction.guild_id is not None
        if not (requester or moderator or interaction.guild_id is None):
            raise UserError("refused-delete")
        try:
            await message.delete()
        except discord.NotFound:
            outcome = "gone"
        else:
            outcome = "deleted"
        await answer(interaction, self._languages.of(interaction.locale.value).say(outcome))

    async def _cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        await acknowledge_press(interaction)
        if not await self._runner.cancel(job_id, interaction.user.id):
            raise UserError("refused-cancel")
        # The status of the job says so too, but it may be another message than this one.
        text = self._languages.of(interaction.locale.value).say("status-cancelled")
        await interaction.edit_original_response(content=text, view=None)

    async def _job(self, interaction: discord.Interaction, job_id: int) -> Job:
        job = await self._jobs.find(job_id)
        if job is None or job.operation not in OPERATIONS:
            raise UserError("refused-purged")
        if job.destination.private and job.member_id != interaction.user.id:
            # Nobody else was ever shown its buttons.
            raise UserError("refused-button")
        return job


async def _message_of(interaction: discord.Interaction, source: Source) -> discord.Message:
    """Raises `discord.HTTPException` where it is no longer to be seen."""
    channel = interaction.client.get_partial_messageable(source.channel_id)
    return await channel.fetch_message(source.message_id)


def _request(job: Job) -> ImageRequest:
    return OPERATIONS[job.operation].from_chosen(job.request)


def _manner(job: Job) -> DisplayOptions:
    return DisplayOptions(private=job.destination.private, spoiler=job.destination.spoiler)
