"""What stands in Discord about reported pictures: in their own message, and at the moderators'."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import discord

from bot.intake.downloads import AttachmentDownloader, UploadGoneError
from bot.storage.records import Job
from bot.storage.reports import Report
from bot.texts import Texts
from bot.ui.components import hidden_view, restored_view
from bot.ui.discord_limits import MAX_CONTENT, REQUEST_LIMIT
from bot.ui.links import message_link
from bot.ui.messages import images_of, named_member

# All that follows is quoted: what stood with the pictures, as it was.
_QUOTE = "\n>>> "
_SPOILER = "SPOILER_"
# Every file at the moderators' is a spoiler; this marks those that were one before.
_WAS_SPOILER = "veiled-"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a message; `name` is that of its file without the mark of a spoiler."""

    content: bytes = field(repr=False)
    name: str
    description: str | None
    spoiler: bool

    def file(self, name: str, *, spoiler: bool) -> discord.File:
        """To be sent once."""
        content = io.BytesIO(self.content)
        return discord.File(content, name, spoiler=spoiler, description=self.description)


async def pictures_of(message: discord.Message, downloader: AttachmentDownloader) -> list[Shown]:
    """Fetch the pictures of a message; raises as `AttachmentDownloader.read`, also for none."""
    images = images_of(message)
    if not images:
        raise UploadGoneError("no pictures")
    return [
        Shown(
            content=await downloader.fetch(attachment.url, REQUEST_LIMIT),
            name=attachment.filename.removeprefix(_SPOILER),
            description=attachment.description,
            spoiler=attachment.is_spoiler(),
        )
        for attachment in images
    ]


def as_spoilers(pictures: Sequence[Shown]) -> list[discord.File]:
    """The pictures as the moderators get them."""
    return [
        one.file(f"{_WAS_SPOILER}{one.name}" if one.spoiler else one.name, spoiler=True)
        for one in pictures
    ]


def as_before(pictures: Sequence[Shown]) -> list[discord.File]:
    """The moderators' pictures as they were before."""
    return [
        one.file(one.name.removeprefix(_WAS_SPOILER), spoiler=one.name.startswith(_WAS_SPOILER))
        for one in pictures
    ]


def notice_text(head: str, reported: str) -> str:
    """What the moderators read: `head`, and below it what stood with the pictures."""
    return f"{head}{_QUOTE}{reported}"[:MAX_CONTENT]


def reported_text(notice: str) -> str:
    """What stood with the pictures."""
    return notice.partition(_QUOTE)[2]


def with_line(notice: str, line: str) -> str:
    """A notice with one more line under its head."""
    head, mark, reported = notice.partition(_QUOTE)
    return f"{head}\n{line}{mark}{reported}"


def who_asked(notice: str, job: Job | None) -> int | None:
    """Who asked for reported pictures; what stood with them says so when the job is forgotten."""
    return job.member_id if job is not None else named_member(reported_text(notice))


def link_of(report: Report) -> str:
    """Where a click leads to the message."""
    return message_link(report.guild_id, report.channel_id, report.message_id)


async def hide(client: discord.Client, report: Report, texts: Texts, text: str) -> None:
    """Take the pictures out of their message and say `text` there.

    *Delete* stays, and with it the job's id, by which the message is known. Raises
    `discord.HTTPException`.
    """
    view = hidden_view(texts, report.job_id)
    await _message_of(client, report).edit(content=text, attachments=[], view=view)


async def restore(
    client: discord.Client,
    report: Report,
    texts: Texts,
    job: Job | None,
    text: str,
    pictures: Sequence[Shown],
) -> None:
    """Make the message what it was; raises `discord.HTTPException`."""
    view = restored_view(texts, report.job_id, job)
    files = as_before(pictures)
    await _message_of(client, report).edit(content=text, attachments=files, view=view)


def _message_of(client: discord.Client, report: Report) -> discord.PartialMessage:
    channel = client.get_partial_messageable(report.channel_id, guild_id=report.guild_id)
    return channel.get_partial_message(report.message_id)
