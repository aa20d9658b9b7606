"""The picture that an edit begins with: which of a message, whose, and what made it."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.edits.picture_number import picture_number
from bot.errors import UserError
from bot.jobs.batch import Batch
from bot.policy.hidden_pictures import HiddenPictures
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source
from bot.ui.messages import comparison_of, is_notice, job_of, named_member, owner_of
from bot.ui.pictures import forwarded_from, image_ref, is_unseen, pictures_of
from providers.base import ImageRef
from providers.registry import OPERATIONS


@dataclass(frozen=True, slots=True)
class Original:
    """A picture in a message."""

    source: Source
    image: ImageRef
    job: Job | None
    spoiler: bool = False

    @property
    def family(self) -> str | None:
        """Return the family of models that made it, if it is one of ours."""
        kind = OPERATIONS.get(self._operation or "")
        return kind.family if kind else None

    @property
    def carries_options(self) -> bool:
        """Return True if the options of the job are those that this picture was made with."""
        return self.job is not None and self.job.operation == self._operation

    @property
    def _operation(self) -> str | None:
        if self.job is None:
            return None
        batch = Batch.of(self.job.batch)
        if batch is None or not batch.is_comparison:
            return self.job.operation
        # Where one came to nothing, nobody knows here which of the others this is.
        is_one_each = batch.count == 1 and batch.prompt is None
        is_whole = is_one_each and self.job.pictures == len(batch.operations) >= self.source.picture
        return batch.operations[self.source.picture - 1] if is_whole else None


class Originals:
    """Pictures of messages that an edit may begin with."""

    def __init__(self, jobs: JobStore, hidden: HiddenPictures) -> None:
        self._jobs = jobs
        self._hidden = hidden

    async def of(
        self, message: discord.Message, channel_id: int | None = None
    ) -> tuple[Original, ...]:
        """Return every picture of a message; raises `UserError` if there is none to be used."""
        if is_notice(message):
            raise UserError("refused-reported")
        if comparison_of(message) is not None:
            raise UserError("refused-compared")
        pictures = pictures_of(message)
        if not pictures:
            raise UserError(
                "refused-unseen-picture" if is_unseen(message) else "refused-no-picture"
            )
        # A picture that was reported may still be there, if Discord did not let it be hidden.
        await self._hidden.check_usable(message.id)
        job = await self._jobs.of_message(message.id)
        if job is None and (origin := forwarded_from(message)) is not None:
            # It stays the picture of the member who asked for it.
            await self._hidden.check_usable(origin)
            job = await self._jobs.of_message(origin)
        place = (channel_id or message.channel.id, message.id)
        if job is None and (job := await self._shown_again(message)) is not None:
            place = (job.message_channel_id or place[0], job.message_id or place[1])
            await self._hidden.check_usable(place[1])
        owner_id = owner_of(message, job)
        return tuple(
            Original(
                source=Source(
                    channel_id=place[0],
                    message_id=place[1],
                    picture=number,
                    job_id=job.id if job else None,
                    owner_id=owner_id,
                ),
                image=picture.image,
                job=job,
                spoiler=picture.spoiler,
            )
            for number, picture in enumerate(pictures, start=1)
        )

    async def _shown_again(self, message: discord.Message) -> Job | None:
        """Return the job whose pictures their member is shown once more, alone."""
        job_id = job_of(message) if message.flags.ephemeral else None
        job = None if job_id is None else await self._jobs.find(job_id)
        is_theirs = job is not None and named_member(message.content) == job.member_id
        return job if is_theirs else None


def numbered(originals: Sequence[Original], picture: int) -> Original:
    """Return the `picture`-th original, from 1; raises `UserError` if there are fewer."""
    if picture > len(originals):
        raise UserError("refused-picture-number", pictures=len(originals))
    return originals[picture - 1]


def meant_by(words: str, originals: Sequence[Original]) -> Original:
    """Return the picture of a set that the words name, else the first; raises `UserError`."""
    number = picture_number(words, len(originals)) if len(originals) > 1 else None
    return numbered(originals, number or 1)


def uploaded_original(interaction: discord.Interaction, image: discord.Attachment) -> Original:
    """Return a picture that comes with a command: the member's own, and in no message."""
    return Original(
        source=Source(channel_id=0, message_id=interaction.id, owner_id=interaction.user.id),
        image=image_ref(image),
        job=None,
    )
