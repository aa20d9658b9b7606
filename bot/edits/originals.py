"""The picture that an edit begins with: which of a message, whose, and what made it."""

from dataclasses import dataclass

import discord

from bot.errors import UserError
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source
from bot.ui.messages import image_ref, images_of, is_notice, owner_of
from providers.base import ImageRef
from providers.registry import OPERATIONS


@dataclass(frozen=True, slots=True)
class Original:
    """A picture in a message. `owner_id` is who asked for it, or who posted it."""

    source: Source
    image: ImageRef
    owner_id: int
    job: Job | None
    spoiler: bool = False

    @property
    def family(self) -> str | None:
        """What made it, where it was one of ours."""
        kind = OPERATIONS.get(self.job.operation) if self.job else None
        return kind.family if kind else None


async def original_of(
    jobs: JobStore, message: discord.Message, picture: int = 1, channel_id: int | None = None
) -> Original:
    """The `picture`-th picture of the message, from 1; raises `UserError` where there is none."""
    originals = await originals_of(jobs, message, channel_id)
    if picture > len(originals):
        raise UserError("refused-picture-number", pictures=len(originals))
    return originals[picture - 1]


async def originals_of(
    jobs: JobStore, message: discord.Message, channel_id: int | None = None
) -> tuple[Original, ...]:
    """Every picture of the message; raises `UserError` where there is none."""
    if is_notice(message):
        raise UserError("refused-reported")
    images = images_of(message)
    if not images:
        # Discord shows us nothing of a message that is not for us, without a privileged intent.
        unseen = not message.content and not message.attachments and not message.embeds
        raise UserError("refused-unseen-picture" if unseen else "refused-no-picture")
    job = await jobs.of_message(message.id)
    return tuple(
        Original(
            source=Source(
                channel_id=channel_id or message.channel.id,
                message_id=message.id,
                picture=picture,
                job_id=job.id if job else None,
            ),
            image=image_ref(image),
            owner_id=owner_of(message, job),
            job=job,
            spoiler=image.is_spoiler(),
        )
        for picture, image in enumerate(images, start=1)
    )
