"""Files of finished pictures by direct message, because their member asks for them."""

import asyncio
import io
import logging
from collections.abc import Iterator, Sequence

import discord
from discord.http import handle_message_parameters

from bot.delivery import files
from bot.delivery.refusals import TooLargeError, WayClosedError, refusal_of
from bot.delivery.rest_client import READ_TIMEOUT, RestClient
from bot.errors import UserError
from bot.imaging.isolated import fit_picture
from bot.imaging.outputs import CannotFitError, NotAPictureError, Picture
from bot.jobs.outcome import DeliveryError
from bot.storage.records import Job
from bot.ui.discord_limits import DEFAULT_UPLOAD_LIMIT, REQUEST_LIMIT

log = logging.getLogger(__name__)

MAX_FILES = 10
_SEND_TIMEOUT = 4 * READ_TIMEOUT
_MAX_TRIES = 4


class DirectCopies:
    """Sends pictures as they are, as many in a message as it takes."""

    def __init__(self, client: discord.Client) -> None:
        self._rest = RestClient(client)
        self._client = client

    async def send(self, job: Job, pictures: Sequence[Picture], text: str, nonce: str) -> bool:
        """Send the files; return True if all are as they came.

        Those that are too large for any direct message are made smaller. Raises `UserError` where
        the member takes no direct messages, or where nobody knows.
        """
        limit = DEFAULT_UPLOAD_LIMIT
        for _ in range(_MAX_TRIES):
            fitted = [await self._fitted(job, one, limit) for one in pictures]
            try:
                await self._send_all(job, fitted, text, nonce)
            except TooLargeError:
                limit = files.next_lower_limit(max(len(one.content) for one in fitted))
                log.info("job %s: too large for direct messages, trying %s bytes", job.id, limit)
            except WayClosedError as error:
                log.info("job %s: not sent: %s", job.id, error)
                raise UserError("refused-send-closed") from error
            except DeliveryError as error:
                log.warning("job %s: perhaps sent: %s", job.id, error)
                raise UserError("refused-send-unsure") from error
            else:
                return all(new is old for new, old in zip(fitted, pictures, strict=True))
        raise UserError("refused-send-closed")

    async def _fitted(self, job: Job, picture: Picture, limit: int) -> Picture:
        if len(picture.content) <= limit:
            return picture
        try:
            return await fit_picture(picture, limit, member=job.member_id)
        except (NotAPictureError, CannotFitError):
            raise UserError("refused-share-gone") from None

    async def _send_all(self, job: Job, pictures: Sequence[Picture], text: str, nonce: str) -> None:
        try:
            channel_id = await self._rest.open_direct_messages(job.member_id)
            number = 1
            for batch in _batches(pictures):
                words = text if number == 1 else None
                await self._send(channel_id, job, batch, number, words, f"{nonce}-{number}")
                number += len(batch)
        except Exception as error:
            raise refusal_of(error) from error

    async def _send(
        self,
        channel_id: int,
        job: Job,
        pictures: Sequence[Picture],
        number: int,
        text: str | None,
        nonce: str,
    ) -> None:
        spoiler = job.destination.spoiler
        attached = [
            discord.File(io.BytesIO(one.content), files.filename(job.id, n, one, spoiler))
            for n, one in enumerate(pictures, start=number)
        ]
        timeout_at = asyncio.get_running_loop().time() + _SEND_TIMEOUT
        with handle_message_parameters(
            content=text,
            files=attached,
            nonce=nonce,
            flags=discord.MessageFlags(suppress_embeds=True),
            allowed_mentions=self._client.allowed_mentions,
        ) as parameters:
            await self._rest.send_message(channel_id, parameters, timeout_at)


def _batches(pictures: Sequence[Picture]) -> Iterator[list[Picture]]:
    """Yield as many of the pictures as one message takes, in order."""
    batch, size = list[Picture](), 0
    for picture in pictures:
        if batch and (size + len(picture.content) > REQUEST_LIMIT or len(batch) == MAX_FILES):
            yield batch
            batch, size = [], 0
        batch.append(picture)
        size += len(picture.content)
    if batch:
        yield batch
