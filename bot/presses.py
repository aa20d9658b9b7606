"""What each button does, checked anew on every press: a custom id proves nothing."""

import asyncio
import io
import logging

import discord

from bot.comparison import side_by_side
from bot.desk import Desk
from bot.editing import Editing
from bot.errors import UserError
from bot.forgetting import Forgetting
from bot.images import UnreadableError
from bot.jobs import JobRunner
from bot.lineage import story
from bot.offers import Offers
from bot.options import Manner
from bot.originals import image_ref, images_of, owner_of
from bot.settings import Settings
from bot.storage.records import Job, Source, StoredInput
from bot.texts import Texts
from bot.tree import answer
from bot.trying import moved, others
from bot.uploads import UploadGoneError, Uploads, UploadTooLargeError
from bot.views import job_of, try_view
from providers.base import ImageRequest
from providers.registry import OPERATIONS
from providers.translation import translate

log = logging.getLogger(__name__)


class Presses:
    """Answers buttons and selects."""

    def __init__(
        self,
        runner: JobRunner,
        desk: Desk,
        editing: Editing,
        offers: Offers,
        uploads: Uploads,
        forgetting: Forgetting,
        settings: Settings,
        texts: Texts,
    ) -> None:
        self._runner = runner
        self._desk = desk
        self._editing = editing
        self._offers = offers
        self._uploads = uploads
        self._forgetting = forgetting
        self._most_bytes = settings.max_input_bytes
        self._texts = texts

    async def press(self, interaction: discord.Interaction, action: str, job_id: int) -> None:
        """Raises `UserError` when the member may not, or it is too late."""
        match action:
            case "again":
                await self._again(interaction, job_id)
            case "edit":
                await self._edit(interaction)
            case "try":
                await self._offer_others(interaction, job_id)
            case "details":
                await self._details(interaction, job_id)
            case "compare":
                await self._compare(interaction, job_id)
            case "delete":
                await self._delete(interaction, job_id)
            case "cancel":
                await self._cancel(interaction, job_id)
            case "forget":
                # Under what `/mydata delete` asks stands the member's id in place of a job's.
                await self._forgetting.confirm(interaction, _pressed_on(interaction), job_id)
            case _:
                raise UserError("refused-button")

    async def choose(
        self, interaction: discord.Interaction, action: str, job_id: int, chosen: str
    ) -> None:
        """What was chosen in a select; raises `UserError` as `press` does."""
        if action != "try":
            raise UserError("refused-button")
        job = await self._job(interaction, job_id)
        request, images = _request(job), await self._images(interaction, job)
        kind = others(self._offers, request, images=bool(images)).get(chosen)
        if kind is None:
            raise UserError("refused-try-none")
        translation = translate(request, kind)
        given, left = moved(images, type(request), kind)
        left += [name for name in translation.dropped if name not in images]
        remarks = []
        if left:
            names = ", ".join(f"`{name}`" for name in left)
            remarks.append(self._texts.say("try-dropped", options=names))
        await self._desk.take(
            interaction,
            translation.request,
            _manner(job),
            source=job.source,
            given=given,
            remarks=remarks,
        )

    async def _again(self, interaction: discord.Interaction, job_id: int) -> None:
        job = await self._job(interaction, job_id)
        request, images = _request(job), await self._images(interaction, job)
        if "seed" in type(request).model_fields:
            # The same seed would make the same picture.
            request = type(request).model_validate({**request.model_dump(), "seed": None})
        await self._desk.take(
            interaction, request, _manner(job), source=job.source, given=tuple(images.values())
        )

    async def _images(self, interaction: discord.Interaction, job: Job) -> dict[str, StoredInput]:
        """The images that a job was given, if the member may have them used once more."""
        stored = await self._runner.inputs(job.id)
        names = {*await self._runner.input_names(job.id), *_request(job).images()}
        if names - stored.keys() or (job.source and not stored):
            raise UserError("refused-inputs-gone")
        if stored:
            policy = await self._editing.policy(interaction.guild_id)
            for owner_id in await self._owners(interaction, job):
                await self._editing.check_may_edit(interaction.user.id, owner_id, policy)
        return stored

    async def _owners(self, interaction: discord.Interaction, job: Job) -> list[int]:
        """Whose the images of a job are: who brought them, and whose picture it began with."""
        source = job.source
        # What a member brought along stands in no message.
        if source is None or not source.channel_id:
            return [job.member_id]
        parent = await self._runner.get(source.job_id) if source.job_id else None
        if parent is not None:
            return [job.member_id, parent.member_id]
        try:
            message = await _message_of(interaction, source)
        except discord.HTTPException:
            raise UserError("refused-inputs-gone") from None
        return [job.member_id, owner_of(message, None)]

    async def _edit(self, interaction: discord.Interaction) -> None:
        await self._editing.show(interaction, _pressed_on(interaction))

    async def _offer_others(self, interaction: discord.Interaction, job_id: int) -> None:
        job = await self._job(interaction, job_id)
        images = await self._images(interaction, job)
        kinds = others(self._offers, _request(job), images=bool(images))
        if not kinds:
            raise UserError("refused-try-none")
        view = try_view(self._texts, job_id, [(name, kind.title) for name, kind in kinds.items()])
        await answer(interaction, self._texts.say("try-which"), view)

    async def _details(self, interaction: discord.Interaction, job_id: int) -> None:
        job = await self._job(interaction, job_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        prices = interaction.permissions.manage_guild
        text = await story(self._texts, self._runner, job, prices=prices)
        await answer(interaction, text)

    async def _compare(self, interaction: discord.Interaction, job_id: int) -> None:
        job = await self._job(interaction, job_id)
        after = images_of(_pressed_on(interaction))
        if job.source is None or not after:
            raise UserError("refused-no-picture")
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            before = await self._source_of(interaction, job)
            made = await self._uploads.read(image_ref(after[0]).url, self._most_bytes)
            joined = await asyncio.to_thread(side_by_side, before, made)
        except (UploadGoneError, UploadTooLargeError, UnreadableError, discord.HTTPException):
            raise UserError("refused-comparison") from None
        file = discord.File(io.BytesIO(joined), "before-after.webp")
        await interaction.edit_original_response(
            content=self._texts.say("comparison"), attachments=[file]
        )

    async def _source_of(self, interaction: discord.Interaction, job: Job) -> bytes:
        """The picture as it was before: stored with the job, or still standing where it was."""
        stored = await self._runner.inputs(job.id)
        for name in _request(job).sources:
            if name in stored:
                return stored[name].content
        source = job.source
        if source is None:
            raise UploadGoneError("no source")
        images = images_of(await _message_of(interaction, source))
        if len(images) < source.picture:
            raise UploadGoneError("the picture is gone")
        return await self._uploads.read(images[source.picture - 1].url, self._most_bytes)

    async def _delete(self, interaction: discord.Interaction, job_id: int) -> None:
        message = _pressed_on(interaction)
        if job_of(message) != job_id:
            raise UserError("refused-button")
        job = await self._runner.get(job_id)
        requester = owner_of(message, job) == interaction.user.id
        # In direct messages everything was asked for by the one who reads it.
        moderator = interaction.permissions.manage_messages and interaction.guild_id is not None
        if not (requester or moderator or interaction.guild_id is None):
            raise UserError("refused-delete")
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            await message.delete()
        except discord.NotFound:
            await answer(interaction, self._texts.say("gone"))
        else:
            await answer(interaction, self._texts.say("deleted"))

    async def _cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        await interaction.response.defer()
        if not await self._runner.cancel(job_id, interaction.user.id):
            raise UserError("refused-cancel")
        # The status of the job says so too, but it may be another message than this one.
        await interaction.edit_original_response(
            content=self._texts.say("status-cancelled"), view=None
        )

    async def _job(self, interaction: discord.Interaction, job_id: int) -> Job:
        job = await self._runner.get(job_id)
        if job is None or job.operation not in OPERATIONS:
            raise UserError("refused-purged")
        if job.place.private and job.member_id != interaction.user.id:
            # Nobody else was ever shown its buttons.
            raise UserError("refused-button")
        return job


async def _message_of(interaction: discord.Interaction, source: Source) -> discord.Message:
    """Raises `discord.HTTPException` where it is no longer to be seen."""
    channel = interaction.client.get_partial_messageable(source.channel_id)
    return await channel.fetch_message(source.message_id)


def _request(job: Job) -> ImageRequest:
    return OPERATIONS[job.operation].from_chosen(job.request)


def _manner(job: Job) -> Manner:
    return Manner(private=job.place.private, spoiler=job.place.spoiler)


def _pressed_on(interaction: discord.Interaction) -> discord.Message:
    if interaction.message is None:
        raise UserError("refused-button")
    return interaction.message
