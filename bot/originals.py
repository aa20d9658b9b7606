"""The picture that an edit begins with: which of a message, whose, and what made it."""

from dataclasses import dataclass

import discord

from bot.errors import UserError
from bot.jobs import JobRunner
from bot.storage.records import Job, Source
from providers.base import ImageRef
from providers.registry import OPERATIONS


@dataclass(frozen=True, slots=True)
class Original:
    """A picture in a message. `owner_id` is who asked for it, or who posted it."""

    source: Source
    image: ImageRef
    owner_id: int
    job: Job | None

    @property
    def family(self) -> str | None:
        """What made it, where it was one of ours."""
        kind = OPERATIONS.get(self.job.operation) if self.job else None
        return kind.family if kind else None


async def original_of(
    runner: JobRunner, message: discord.Message, picture: int = 1, channel_id: int | None = None
) -> Original:
    """The `picture`-th picture of the message, from 1; raises `UserError` where there is none."""
    images = images_of(message)
    if not images:
        # Discord shows us nothing of a message that is not for us, without a privileged intent.
        unseen = not message.content and not message.attachments and not message.embeds
        raise UserError("refused-unseen-picture" if unseen else "refused-no-picture")
    if picture > len(images):
        raise UserError("refused-picture-number", pictures=len(images))
    chosen = images[picture - 1]
    job = await runner.of_message(message.id)
    return Original(
        source=Source(
            channel_id=channel_id or message.channel.id,
            message_id=message.id,
            picture=picture,
            job_id=job.id if job else None,
        ),
        image=image_ref(chosen),
        owner_id=job.member_id if job else message.author.id,
        job=job,
    )


def images_of(message: discord.Message) -> list[discord.Attachment]:
    """The attachments that say they are images; what they are is found out when they are read."""
    return [
        attachment
        for attachment in message.attachments
        if (attachment.content_type or "").startswith("image/") or attachment.width
    ]


def image_ref(attachment: discord.Attachment) -> ImageRef:
    """Where the attachment is."""
    return ImageRef(url=attachment.url, filename=attachment.filename, size=attachment.size)
