"""Reported pictures in Discord: hidden, restored and described.

They are shown in two places: in the message that was reported, and in the notice to the moderators.
"""

import io
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field

import discord

from bot.common.busy import Busy
from bot.delivery.withdrawn import WithdrawnPosts
from bot.imaging.inputs import InputBounds
from bot.imaging.isolated import digest_pictures
from bot.intake.downloads import AttachmentDownloader, UploadGoneError
from bot.storage.jobs import JobStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.records import Job
from bot.storage.reports import Report
from bot.texts import Languages, Texts
from bot.ui.components import hidden_view, restored_view
from bot.ui.discord_limits import MAX_CONTENT, REQUEST_LIMIT
from bot.ui.links import message_link
from bot.ui.locales import server_locale
from bot.ui.messages import named_member, owner_of
from bot.ui.pictures import images_of
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

# The text of the reported message is quoted below the head of the notice.
_QUOTE = "\n>>> "
_SPOILER = "SPOILER_"
# Every file of a notice is a spoiler; this marks those that were one before.
_WAS_SPOILER = "veiled-"


@dataclass(frozen=True, slots=True)
class ReportedPicture:
    """A picture of a message; `name` is that of its file without the mark of a spoiler."""

    content: bytes = field(repr=False)
    name: str
    description: str | None
    spoiler: bool

    def file(self, name: str, *, spoiler: bool) -> discord.File:
        """Return a file to be sent once."""
        content = io.BytesIO(self.content)
        return discord.File(content, name, spoiler=spoiler, description=self.description)


@dataclass(frozen=True, slots=True)
class OtherPosts:
    """Lookups of further messages that show the same pictures."""

    public: PublicPostStore
    withdrawn: WithdrawnPosts
    """Takes pictures out of showcases."""


class ReportedPictures:
    """Reads, hides and restores pictures, through a client that is logged in."""

    def __init__(
        self,
        client: discord.Client,
        downloader: AttachmentDownloader,
        jobs: JobStore,
        others: OtherPosts,
        languages: Languages,
        bounds: InputBounds,
    ) -> None:
        self._client = client
        self._downloader = downloader
        self._jobs = jobs
        self._public_posts = others.public
        self._withdrawn = others.withdrawn
        self._languages = languages
        self._bounds = bounds
        self.busy = Busy()
        """Messages that are being reported, or decided about, at this moment."""

    def is_ours(self, message: discord.Message) -> bool:
        """Return True if the bot posted the message."""
        me = self._client.user
        return me is not None and message.author.id == me.id

    def texts(self, report: Report) -> Texts:
        """Return the texts in the language of the server."""
        return self._languages.of(server_locale(self._client.get_guild(report.guild_id)))

    async def job(self, report: Report) -> Job | None:
        """Return the job that made the pictures, if it is still known."""
        return await self._jobs.find(report.job_id)

    async def owner(self, message: discord.Message) -> int:
        """Return the member who asked for the pictures of a message."""
        return owner_of(message, await self._jobs.of_message(message.id))

    async def fetch(self, message: discord.Message) -> list[ReportedPicture]:
        """Fetch the pictures of a message, one at least; raises as the downloader does."""
        images = images_of(message)
        if not images:
            raise UploadGoneError("no pictures")
        return [
            ReportedPicture(
                content=await self._downloader.fetch(attachment.url, REQUEST_LIMIT),
                name=attachment.filename.removeprefix(_SPOILER),
                description=attachment.description,
                spoiler=attachment.is_spoiler(),
            )
            for attachment in images
        ]

    async def digests(self, pictures: Sequence[ReportedPicture], member_id: int) -> tuple[str, ...]:
        """Return the digests by which the pictures are recognised as inputs.

        It takes the turns of the member who has it done.
        """
        contents = [picture.content for picture in pictures]
        return await digest_pictures(contents, self._bounds, member=member_id)

    async def hide(self, report: Report, text: str) -> None:
        """Replace the pictures in their message by a text; raises `discord.HTTPException`.

        *Delete* stays, and with it the job's id, by which the message is recognised.
        """
        view = hidden_view(self.texts(report), report.job_id)
        try:
            await self._message(report).edit(content=text, attachments=[], view=view)
        finally:
            # A showcase keeps no message that says so, unless that one was reported.
            await self._withdrawn.withdraw(report.job_id, but=report.message_id)
            for other in await self._others(report):
                await self._attempt(report, other.edit(content=text, attachments=[], view=view))
            await self._delete_comparison(report)

    async def restore(self, report: Report, text: str, pictures: Sequence[ReportedPicture]) -> None:
        """Restore the message as it was; raises `discord.HTTPException`."""
        view = restored_view(self.texts(report), report.job_id, await self.job(report))
        files = as_before(pictures)
        try:
            await self._message(report).edit(content=text, attachments=files, view=view)
        finally:
            for other in await self._others(report):
                files = as_before(pictures)
                await self._attempt(report, other.edit(content=text, attachments=files, view=view))

    async def _delete_comparison(self, report: Report) -> None:
        """Delete the message that shows the pictures beside their original, if there is one.

        A report is not refused for its sake: the moderators see it in the channel.
        """
        shown = await self._public_posts.comparison(report.job_id)
        if not shown:
            return
        channel = self._client.get_partial_messageable(report.channel_id, guild_id=report.guild_id)
        try:
            await channel.get_partial_message(shown).delete()
        except discord.NotFound:
            return
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: its comparison %s stays: %s", report.message_id, shown, error)

    async def _others(self, report: Report) -> list[discord.PartialMessage]:
        """Return the other messages that show the same pictures."""
        job = await self.job(report)
        if job is None:
            return []
        places = [*await self._public_posts.reposts(job.id)]
        if job.message_channel_id is not None and job.message_id:
            places.append((job.message_channel_id, job.message_id))
        return [
            self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
            for channel_id, message_id in places
            if message_id != report.message_id
        ]

    async def _attempt(self, report: Report, edit: Awaitable[object]) -> None:
        """Await an edit of another message; whatever it says, nobody can use its pictures."""
        try:
            await edit
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: not all messages are edited: %s", report.message_id, error)

    def _message(self, report: Report) -> discord.PartialMessage:
        channel = self._client.get_partial_messageable(report.channel_id, guild_id=report.guild_id)
        return channel.get_partial_message(report.message_id)


def as_spoilers(pictures: Sequence[ReportedPicture]) -> list[discord.File]:
    """Return the pictures as files for the moderators."""
    return [
        picture.file(
            f"{_WAS_SPOILER}{picture.name}" if picture.spoiler else picture.name, spoiler=True
        )
        for picture in pictures
    ]


def as_before(pictures: Sequence[ReportedPicture]) -> list[discord.File]:
    """Return the moderators' pictures as files, as they were before."""
    return [
        picture.file(
            picture.name.removeprefix(_WAS_SPOILER), spoiler=picture.name.startswith(_WAS_SPOILER)
        )
        for picture in pictures
    ]


def notice_text(head: str, reported: str) -> str:
    """Return the text of a notice: `head`, and below it the text of the reported message."""
    return f"{head}{_QUOTE}{reported}"[:MAX_CONTENT]


def reported_text(notice: str) -> str:
    """Return the text of the reported message."""
    return notice.partition(_QUOTE)[2]


def with_line(notice: str, line: str) -> str:
    """Return a notice with one more line under its head."""
    head, mark, reported = notice.partition(_QUOTE)
    return f"{head}\n{line}{mark}{reported}"


def reported_member(notice: str, job: Job | None) -> int | None:
    """Return the member who asked for the pictures; without the job, the notice names them."""
    return job.member_id if job is not None else named_member(reported_text(notice))


def link_of(report: Report) -> str:
    """Return the address of the reported message."""
    return message_link(report.guild_id, report.channel_id, report.message_id)
