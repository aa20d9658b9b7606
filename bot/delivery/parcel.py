"""Pictures that fit, and the words and buttons that go with them."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord
from discord.http import MultipartParameters, handle_message_parameters
from discord.utils import MISSING

from bot.common.plain_text import clean_text
from bot.delivery import files
from bot.delivery.captions import post_text
from bot.delivery.refusals import Part
from bot.errors import Reason
from bot.imaging import outputs
from bot.imaging.isolated import fit_picture
from bot.jobs.outcome import Outcome, UndeliverableError
from bot.storage.records import Job
from bot.texts import Texts
from bot.ui.components import post_view
from bot.ui.discord_limits import MAX_CONTENT, REQUEST_LIMIT

log = logging.getLogger(__name__)

MAX_FILES = 10


class CannotFitError(UndeliverableError):
    """Pictures that cannot be made as small as one way wants them; another may take more."""

    def __init__(self) -> None:
        super().__init__(Reason("failed-too-large"))


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message with pictures, in the language of those who see it.

    `dropped` are parts that Discord refused: the pictures matter more. `mentions_member` is True if
    the member who asked is to be notified of the message, and nobody else. `nonce` is that of a
    message which is not the first of its job.
    """

    job: Job
    prompt: str
    pictures: Sequence[outputs.Picture]
    text: str
    texts: Texts
    dropped: frozenset[Part] = frozenset()
    mentions_member: bool = False
    nonce: str | None = None

    @property
    def largest(self) -> int:
        """Bytes of the largest file."""
        return max(len(picture.content) for picture in self.pictures)

    def with_text(self, text: str) -> "Parcel":
        """Return the same parcel with other words."""
        return replace(self, text=text[:MAX_CONTENT])

    def files(self) -> list[discord.File]:
        """Return new files, since every send uses them up."""
        described = Part.ALT_TEXT not in self.dropped
        prompt = clean_text(self.prompt)
        return [
            discord.File(
                io.BytesIO(picture.content),
                filename=files.filename(self.job.id, n, picture, self.job.destination.spoiler),
                description=outputs.alt_text(prompt, n, len(self.pictures)) if described else None,
            )
            for n, picture in enumerate(self.pictures, start=1)
        ]

    @property
    def content(self) -> str | None:
        """The words, unless they were refused."""
        return None if Part.TEXT in self.dropped else self.text

    def view(self, *, deletable: bool) -> discord.ui.View | None:
        """Return the buttons, unless they were refused."""
        if Part.BUTTONS in self.dropped:
            return None
        return post_view(self.texts, self.job, deletable=deletable)

    def message(
        self, channel_id: int, replied: int | None, mentions: discord.AllowedMentions | None
    ) -> MultipartParameters:
        """Return the message as a request, a reply to the message `replied`, if that exists."""
        if replied is None or Part.REFERENCE in self.dropped:
            reference = MISSING
        else:
            reference = {
                "message_id": replied,
                "channel_id": channel_id,
                "fail_if_not_exists": False,
            }
        flags = discord.MessageFlags(suppress_embeds=True)
        return handle_message_parameters(
            content=self.content,
            files=self.files(),
            view=self.view(deletable=True) or MISSING,
            # For some minutes Discord answers a second message of this nonce with the first.
            nonce=self.nonce or str(self.job.id),
            message_reference=reference,
            flags=MISSING if Part.FLAGS in self.dropped else flags,
            allowed_mentions=mentions,
        )


async def pack(job: Job, outcome: Outcome, limit: int, texts: Texts) -> Parcel:
    """Return the outcome with files of at most `limit` bytes; raises `UndeliverableError`."""
    fitted = await _fitted(job, outcome.pictures[:MAX_FILES], limit)
    text = post_text(texts, job, outcome, fitted)
    return Parcel(job, outcome.request.prompt, fitted, text, texts)


async def _fitted(
    job: Job, pictures: Sequence[outputs.Picture], limit: int
) -> list[outputs.Picture]:
    """Return the pictures, smaller where needed for `limit` and for the size of one request."""
    limits = files.size_limits([len(one.content) for one in pictures], limit, REQUEST_LIMIT)
    fitted: list[outputs.Picture] = []
    for one, most in zip(pictures, limits, strict=True):
        try:
            # Most fit as they are, and need not wait for a worker.
            fits = len(one.content) <= most
            fitted.append(one if fits else await fit_picture(one, most, member=job.member_id))
        except outputs.NotAPictureError as error:
            # Not noticed before: only what is too large is decoded completely, here.
            log.warning("job %s: one picture cannot be used: %s", job.id, error)
        except outputs.CannotFitError as error:
            raise CannotFitError from error
    if not fitted:
        raise UndeliverableError(Reason("failed-provider"))
    return fitted
