"""An outcome becomes a message: in its place, else privately, else by direct message; once."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import aiohttp
import discord

from bot import outputs
from bot.answers import edit_answer
from bot.asking import AskingMessage
from bot.clock import Clock, utc_now
from bot.outcome import (
    DeliveryError,
    Done,
    Failed,
    Outcome,
    Posted,
    Reason,
    Status,
    UndeliverableError,
    Waiting,
)
from bot.places import REQUEST_LIMIT
from bot.storage.database import StorageError
from bot.storage.records import Job
from bot.storage.servers import ServerStore
from bot.texts import Texts
from bot.threads import open_thread, thread_of
from bot.views import cancel_view, job_of, post_view
from bot.wording import post_text, private_text, status_text

log = logging.getLogger(__name__)

MOST_FILES = 10
# Discord: an interaction's token is valid for 15 minutes; a job is accepted seconds after it.
TOKEN_LIFE = timedelta(minutes=14)
# A server that refused a size may be boosted tomorrow.
LIMIT_REMEMBERED = timedelta(days=1)
_TOO_LARGE_CODES = {40005, 50045}
_MOST_SIZES = 12
# Discord's clock and ours need not agree.
_SEARCH_BACK = timedelta(minutes=2)
_MOST_SEARCHED = 1000
_TRANSIENT = (aiohttp.ClientError, OSError, TimeoutError, discord.RateLimited)


class _WayClosedError(Exception):
    """Pictures cannot be sent this way, now or later."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Pictures that fit, and the words that go with them."""

    job: Job
    prompt: str
    pictures: Sequence[outputs.Picture]
    text: str

    def files(self) -> list[discord.File]:
        """Fresh files for every send, since discord.py uses them up."""
        return [
            discord.File(
                io.BytesIO(picture.content),
                filename=outputs.filename(self.job.id, n, picture, self.job.place.spoiler),
                description=outputs.alt_text(self.prompt, n, len(self.pictures)),
            )
            for n, picture in enumerate(self.pictures, start=1)
        ]

    @property
    def largest(self) -> int:
        """Bytes of the largest file."""
        return max(len(picture.content) for picture in self.pictures)


_Way = Callable[[_Parcel], Awaitable[Posted]]


class DiscordDelivery:
    """Delivers through a client that is logged in."""

    def __init__(
        self, client: discord.Client, servers: ServerStore, texts: Texts, clock: Clock = utc_now
    ) -> None:
        self._client = client
        self._servers = servers
        self._texts = texts
        self._clock = clock

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`.

        A place that does not take them is no reason to lose them: the member gets them alone then.
        """
        in_place: list[_Way] = [] if job.place.private else [self._send]
        if job.place.thread_of and in_place:
            in_place.insert(0, self._send_in_thread)
        for way in [*in_place, self._answer, self._send_direct]:
            try:
                return await self._send_fitted(job, outcome, way)
            except _WayClosedError as error:
                log.warning("job %s: %s is closed: %s", job.id, way.__name__, error)
        raise UndeliverableError(Reason("failed-no-place"))

    async def find(self, job: Job) -> Posted | None:
        """The message of this job, in its place or among the direct messages.

        A private answer needs no search, since sending it again replaces it. Raises
        `UndeliverableError` where the bot may no longer look: posting again might be posting twice.
        """
        try:
            in_place = None if job.place.private else await self._find_in_place(job)
            return in_place or await self._find_direct(job)
        except discord.HTTPException as error:
            if not _passes(error):
                raise
            raise DeliveryError(f"status {error.status}") from error
        except _TRANSIENT as error:
            raise DeliveryError(type(error).__name__) from error

    async def tell(self, job: Job, status: Status) -> None:
        """Edit the private answer while its token lives; after that, bad news come directly."""
        if isinstance(status, Done) and status.posted.channel_id is None:
            # The pictures themselves stand there.
            return
        if job.place.token is None:
            await self._tell_asker(job, status)
            return
        text = status_text(self._texts, job, status)
        view = cancel_view(self._texts, [(job.id, "")]) if isinstance(status, Waiting) else None
        try:
            answered = await self._edit_answer(job, text, view)
            if not answered and isinstance(status, Failed):
                await (await self._direct(job)).send(text)
        except (discord.HTTPException, *_TRANSIENT) as error:
            log.info("job %s: its status is not seen: %s", job.id, type(error).__name__)

    async def _edit_answer(self, job: Job, text: str, view: discord.ui.View | None) -> bool:
        """Say it in the private answer; False where that no longer takes anything."""
        token = self._token(job)
        if token is None:
            return False
        try:
            await edit_answer(self._client, token, text, view=view)
        except discord.HTTPException as error:
            if error.status not in (401, 404):
                raise
            return False
        return True

    async def _send_fitted(self, job: Job, outcome: Outcome, way: _Way) -> Posted:
        """Send, down to sizes that Discord takes."""
        limit = await self._upload_limit(job)
        for _ in range(_MOST_SIZES):
            parcel = await self._parcel(job, outcome, limit)
            try:
                return await way(parcel)
            except discord.HTTPException as error:
                if error.status == 413 or error.code in _TOO_LARGE_CODES:
                    limit = outputs.lower(parcel.largest)
                    log.info("job %s: too large, trying %s bytes a file", job.id, limit)
                    await self._remember_limit(job, limit)
                    continue
                if _passes(error):
                    raise DeliveryError(f"status {error.status}") from error
                raise _WayClosedError(f"status {error.status}, code {error.code}") from error
            except _TRANSIENT as error:
                raise DeliveryError(type(error).__name__) from error
        raise UndeliverableError(Reason("failed-too-large"))

    async def _parcel(self, job: Job, outcome: Outcome, limit: int) -> _Parcel:
        pictures = outcome.pictures[:MOST_FILES]
        try:
            fitted = await asyncio.to_thread(_fit_all, pictures, limit)
        except outputs.CannotFit as error:
            raise UndeliverableError(Reason("failed-too-large")) from error
        text = post_text(self._texts, job, outcome, fitted)
        return _Parcel(job, outcome.request.prompt, fitted, text)

    async def _send_in_thread(self, parcel: _Parcel) -> Posted:
        place = parcel.job.place
        name = self._texts.say("thread-hidden") if place.spoiler else parcel.prompt
        thread = await open_thread(self._channel(parcel.job), place, name)
        return await self._send_to(thread, parcel, parcel.text, place.reply_to)

    async def _send(self, parcel: _Parcel) -> Posted:
        place = parcel.job.place
        text = parcel.text
        if place.thread_of:
            text = f"{text}\n{self._texts.say('post-no-thread')}"
        replied = place.thread_of or place.reply_to
        return await self._send_to(self._channel(parcel.job), parcel, text, replied)

    async def _send_direct(self, parcel: _Parcel) -> Posted:
        place = parcel.job.place
        key = "post-direct-private" if place.private else "post-direct"
        why = self._texts.say(key, channel=str(place.asked_in))
        channel = await self._direct(parcel.job)
        return await self._send_to(channel, parcel, f"{parcel.text}\n{why}")

    async def _send_to(
        self,
        channel: discord.PartialMessageable | discord.DMChannel,
        parcel: _Parcel,
        text: str,
        replied: int | None = None,
    ) -> Posted:
        message = await channel.send(
            text,
            files=parcel.files(),
            view=post_view(self._texts, parcel.job),
            # For some minutes Discord answers a second message of this nonce with the first.
            nonce=str(parcel.job.id),
            reference=_reference(channel, replied),
            suppress_embeds=True,
        )
        return Posted(message.channel.id, message.id, len(parcel.pictures))

    async def _answer(self, parcel: _Parcel) -> Posted:
        """As the private answer itself: done twice, it still stands once."""
        token = self._token(parcel.job)
        if token is None:
            raise _WayClosedError("its token is dead")
        text = f"{private_text(self._texts, parcel.job.place)}\n{parcel.text}"
        view = post_view(self._texts, parcel.job, deletable=False)
        message_id = await edit_answer(self._client, token, text, view=view, files=parcel.files())
        return Posted(None, message_id, len(parcel.pictures))

    async def _find_in_place(self, job: Job) -> Posted | None:
        channel = self._channel(job)
        try:
            if job.place.thread_of and (found := await self._find_in_thread(channel, job)):
                return found
            if found := await self._find_in(channel, job):
                return found
            # Without the permission to read it the history is empty, but a single message, though
            # there be none of this id, is refused (Discord, "Get Channel Message").
            await channel.fetch_message(job.id)
        except discord.NotFound:
            return None
        except discord.Forbidden:
            raise UndeliverableError(Reason("failed-unseen")) from None
        return None

    async def _find_in_thread(self, channel: discord.PartialMessageable, job: Job) -> Posted | None:
        try:
            return await self._find_in(thread_of(channel, job.place.thread_of or 0), job)
        except discord.NotFound:
            # No thread was made yet, so nothing was posted in it.
            return None

    async def _find_direct(self, job: Job) -> Posted | None:
        try:
            return await self._find_in(await self._direct(job), job)
        except discord.HTTPException as error:
            if _passes(error):
                raise
            # Nobody there to write to, so nothing was written.
            return None

    async def _find_in(self, channel: discord.abc.Messageable, job: Job) -> Posted | None:
        began = (job.posting_at or job.created_at) - _SEARCH_BACK
        after = discord.Object(discord.utils.time_snowflake(began))
        async for message in channel.history(after=after, limit=_MOST_SEARCHED, oldest_first=True):
            mine = self._client.user is not None and message.author.id == self._client.user.id
            if mine and job_of(message) == job.id:
                log.info("job %s: stands already as message %s", job.id, message.id)
                return Posted(message.channel.id, message.id, len(message.attachments))
        return None

    async def _upload_limit(self, job: Job) -> int:
        limit = job.place.upload_limit
        if job.place.guild_id is None or job.place.private:
            return limit
        try:
            since = self._clock() - LIMIT_REMEMBERED
            known = await self._servers.upload_limit(job.place.guild_id, since)
        except StorageError as error:
            log.warning("job %s: no limit is remembered: %s", job.id, error)
            known = None
        return min(limit, known or limit)

    async def _remember_limit(self, job: Job, limit: int) -> None:
        if job.place.guild_id is None or job.place.private:
            return
        try:
            await self._servers.remember_upload_limit(job.place.guild_id, limit, self._clock())
        except StorageError as error:
            log.warning("job %s: the limit is not remembered: %s", job.id, error)

    async def _tell_asker(self, job: Job, status: Status) -> None:
        """Tell it where it was asked for; bad news come directly if they cannot be told there."""
        place = job.place
        asked_in = self._client.get_partial_messageable(place.asked_in, guild_id=place.guild_id)
        asker = AskingMessage(asked_in, job, self._texts, self._client.user)
        try:
            await asker.tell(status)
        except (discord.HTTPException, *_TRANSIENT) as error:
            log.info("job %s: its status is not seen: %s", job.id, type(error).__name__)
            if isinstance(status, Failed):
                await self._tell_directly(job, status)

    async def _tell_directly(self, job: Job, status: Status) -> None:
        try:
            await (await self._direct(job)).send(status_text(self._texts, job, status))
        except (discord.HTTPException, *_TRANSIENT) as error:
            log.info("job %s: its member cannot be told: %s", job.id, type(error).__name__)

    def _token(self, job: Job) -> str | None:
        """What answers the member privately, while it lives."""
        return job.place.token if self._clock() - job.created_at < TOKEN_LIFE else None

    def _channel(self, job: Job) -> discord.PartialMessageable:
        place = job.place
        return self._client.get_partial_messageable(place.channel_id, guild_id=place.guild_id)

    async def _direct(self, job: Job) -> discord.DMChannel:
        return await self._client.create_dm(cast(Any, discord.Object(job.member_id)))


def _passes(error: discord.HTTPException) -> bool:
    """Whether the same request may go better later."""
    return error.status == 429 or error.status >= 500


def _reference(
    channel: discord.PartialMessageable | discord.DMChannel, message_id: int | None
) -> discord.MessageReference:
    """The message to reply to, which may be gone; MISSING-like None is what discord.py takes."""
    if message_id is None:
        return cast(discord.MessageReference, None)
    return discord.MessageReference(
        message_id=message_id, channel_id=channel.id, fail_if_not_exists=False
    )


def _fit_all(pictures: Sequence[outputs.Picture], each: int) -> list[outputs.Picture]:
    """Within `each` bytes a file and within what one request may have, in a thread."""
    limits = outputs.share([len(picture.content) for picture in pictures], each, REQUEST_LIMIT)
    return [outputs.fit(picture, limit) for picture, limit in zip(pictures, limits, strict=True)]
