"""Copies of our pictures, saved and posted again: recognised by the mark in the file.

Anybody can write a mark, with any job's id. So what it names is shown only to members who can see
the post itself, in its server and while it is there.
"""

from collections.abc import Iterator

import discord

from bot.common.busy import Busy
from bot.errors import UserError
from bot.imaging.executor import run_in_image_executor
from bot.imaging.provenance import job_id_of
from bot.imaging.workers.process import WorkerStoppedError
from bot.intake.downloads import (
    AttachmentDownloader,
    ForeignUploadError,
    UploadGoneError,
    UploadTooLargeError,
)
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.seen_posts import sees_post
from bot.storage.jobs import JobStore
from bot.storage.records import Job, State
from bot.ui.permissions import is_moderator
from bot.ui.pictures import is_image
from providers.registry import OPERATIONS

MAX_FILES = 4
"""Files of one message that are fetched and searched for a mark."""


class CopyFinder:
    """Finds the job of a copied picture."""

    def __init__(
        self,
        jobs: JobStore,
        hidden: HiddenPictures,
        downloader: AttachmentDownloader,
        max_bytes: int,
    ) -> None:
        self._jobs = jobs
        self._hidden = hidden
        self._downloader = downloader
        self._max_bytes = max_bytes
        # By member: files are fetched for one description of each at a time.
        self._busy = Busy()

    async def find(self, interaction: discord.Interaction, message: discord.Message) -> Job:
        """Return the job that a picture of the message is marked with.

        Raises `UserError` if there is no mark, or if the member cannot see that job's post; also
        while an earlier search of the member is not done.
        """
        with self._busy.claim(interaction.user.id) as claimed:
            if not claimed:
                raise UserError("refused-busy")
            job_id = await self._marked(message, interaction.user.id)
        if job_id is None:
            raise UserError("refused-not-mine")
        job = await self._jobs.find(job_id)
        # The same words for a job that is unknown and for one that is not for this member.
        if job is None or not await self._is_shown_to(interaction, job):
            raise UserError("refused-copy")
        await self._hidden.check_described(job, is_moderator=is_moderator(interaction))
        return job

    async def _marked(self, message: discord.Message, member_id: int) -> int | None:
        small = [one for one in _images_in(message) if one.size <= self._max_bytes]
        for attachment in small[:MAX_FILES]:
            try:
                content = await self._downloader.fetch(attachment.url, self._max_bytes)
                job_id = await run_in_image_executor(job_id_of, content, key=member_id)
            except (UploadGoneError, UploadTooLargeError, ForeignUploadError, WorkerStoppedError):
                continue
            if job_id is not None:
                return job_id
        return None

    async def _is_shown_to(self, interaction: discord.Interaction, job: Job) -> bool:
        if job.state is not State.DONE or job.operation not in OPERATIONS:
            return False
        if job.destination.guild_id != interaction.guild_id:
            return False
        if job.member_id == interaction.user.id:
            return True
        return (
            not (job.destination.private or job.destination.private_thread)
            and sees_post(interaction, job)
            and await _is_there(interaction, job)
        )


def _images_in(message: discord.Message) -> Iterator[discord.Attachment]:
    """Yield the images of a message, and of the messages that it forwards."""
    forwarded = (snapshot.attachments for snapshot in message.message_snapshots)
    for attachments in (message.attachments, *forwarded):
        yield from (one for one in attachments if is_image(one))


async def _is_there(interaction: discord.Interaction, job: Job) -> bool:
    """Return True if the post was not deleted."""
    channel = interaction.client.get_partial_messageable(job.message_channel_id or 0)
    try:
        await channel.fetch_message(job.message_id or 0)
    except discord.HTTPException:
        return False
    return True
