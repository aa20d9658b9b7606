"""An outcome becomes a message: in its place, else privately, else by direct message; once."""

import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import discord

from bot.common.clock import Clock, utc_now
from bot.delivery import files
from bot.delivery.captions import post_text, private_text
from bot.delivery.interaction_edit import edit_answer
from bot.delivery.post_finder import PostFinder
from bot.delivery.status_notifier import StatusNotifier
from bot.delivery.targets import Targets
from bot.delivery.threads import open_thread
from bot.errors import Reason
from bot.imaging import outputs
from bot.imaging.executor import run_in_image_executor
from bot.jobs.outcome import DeliveryError, Fence, Outcome, Status, UndeliverableError
from bot.storage.database import StorageError
from bot.storage.records import Job, Posted
from bot.storage.servers import ServerStore
from bot.texts import Languages, Texts
from bot.ui.components import post_view
from bot.ui.discord_limits import REQUEST_LIMIT
from bot.ui.transient_errors import TRANSIENT, is_transient

log = logging.getLogger(__name__)

MAX_FILES = 10
# A server that refused a size may be boosted tomorrow.
LIMIT_REMEMBERED = timedelta(days=1)
_TOO_LARGE_CODES = {40005, 50045}
_MOST_SIZES = 12


_WAYS = {
    "_send_in_thread": "thread",
    "_send": "place",
    "_answer": "answer",
    "_send_direct": "direct",
}


class _WayClosedError(Exception):
    """Pictures cannot be sent this way, now or later."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Pictures that fit, and the words that go with them, in the language of who sees them."""

    job: Job
    prompt: str
    pictures: Sequence[outputs.Picture]
    text: str
    texts: Texts

    def files(self) -> list[discord.File]:
        """Fresh files for every send, since discord.py uses them up."""
        return [
            discord.File(
                io.BytesIO(picture.content),
                filename=files.filename(self.job.id, n, picture, self.job.destination.spoiler),
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
        self,
        client: discord.Client,
        servers: ServerStore,
        languages: Languages,
        clock: Clock = utc_now,
    ) -> None:
        self._reach = Targets(client, clock)
        self._finder = PostFinder(self._reach)
        self._notifier = StatusNotifier(self._reach, languages)
        self._servers = servers
        self._languages = languages
        self._clock = clock

    async def post(self, job: Job, outcome: Outcome, fence: Fence) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`.

        A place that does not take them is no reason to lose them: the member gets them alone then.
        """
        in_place: list[_Way] = [] if job.destination.private else [self._send]
        if job.destination.thread_of and in_place:
            in_place.insert(0, self._send_in_thread)
        for way in [*in_place, self._answer, self._send_direct]:
            try:
                return await self._send_fitted(job, outcome, way, fence)
            except _WayClosedError as error:
                log.warning("job %s: %s is closed: %s", job.id, way.__name__, error)
        raise UndeliverableError(Reason("failed-no-place"))

    async def find(self, job: Job) -> Posted | None:
        """The message of this job if it stands already; raises like `post`."""
        return await self._finder.find(job)

    async def remove_duplicates(self, job: Job, posted: Posted) -> Posted:
        """See `bot.jobs.outcome.Delivery`."""
        return await self._finder.find(job) or posted

    async def notify(self, job: Job, status: Status) -> None:
        """Let the member know privately, as far as that still goes."""
        await self._notifier.notify(job, status)

    async def _send_fitted(self, job: Job, outcome: Outcome, way: _Way, fence: Fence) -> Posted:
        """Send, down to sizes that Discord takes."""
        limit = await self._upload_limit(job)
        texts = self._texts_for(job, way)
        for _ in range(_MOST_SIZES):
            parcel = await self._parcel(job, outcome, limit, texts)
            await fence(_WAYS[way.__name__])
            try:
                return await way(parcel)
            except discord.HTTPException as error:
                if error.status == 413 or error.code in _TOO_LARGE_CODES:
                    limit = files.lower(parcel.largest)
                    log.info("job %s: too large, trying %s bytes a file", job.id, limit)
                    if way in (self._send, self._send_in_thread):
                        # Answers and direct messages have limits of their own.
                        await self._remember_limit(job, limit)
                    continue
                if is_transient(error):
                    raise DeliveryError(f"status {error.status}") from error
                raise _WayClosedError(f"status {error.status}, code {error.code}") from error
            except TRANSIENT as error:
                raise DeliveryError(type(error).__name__) from error
        raise UndeliverableError(Reason("failed-too-large"))

    def _texts_for(self, job: Job, way: _Way) -> Texts:
        """The server's language for what all can see, the member's own for the rest."""
        shown_to_all = way in (self._send, self._send_in_thread)
        return self._languages.of(
            self._reach.locale(job) if shown_to_all else job.destination.locale
        )

    async def _parcel(self, job: Job, outcome: Outcome, limit: int, texts: Texts) -> _Parcel:
        fitted = await _fitted(job, outcome.pictures[:MAX_FILES], limit)
        text = post_text(texts, job, outcome, fitted)
        return _Parcel(job, outcome.request.prompt, fitted, text, texts)

    async def _send_in_thread(self, parcel: _Parcel) -> Posted:
        destination = parcel.job.destination
        name = parcel.texts.say("thread-hidden") if destination.spoiler else parcel.prompt
        thread = await open_thread(self._reach.channel(parcel.job), destination, name)
        return await self._send_to(thread, parcel, parcel.text, destination.reply_to)

    async def _send(self, parcel: _Parcel) -> Posted:
        destination = parcel.job.destination
        text = parcel.text
        if destination.thread_of:
            text = f"{text}\n{parcel.texts.say('post-no-thread')}"
        replied = destination.thread_of or destination.reply_to
        return await self._send_to(self._reach.channel(parcel.job), parcel, text, replied)

    async def _send_direct(self, parcel: _Parcel) -> Posted:
        destination = parcel.job.destination
        key = "post-direct-private" if destination.private else "post-direct"
        why = parcel.texts.say(key, channel=str(destination.asked_in))
        channel = await self._reach.direct(parcel.job)
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
            view=post_view(parcel.texts, parcel.job),
            # For some minutes Discord answers a second message of this nonce with the first.
            nonce=str(parcel.job.id),
            reference=_reference(channel, replied),
            suppress_embeds=True,
        )
        return Posted(message.channel.id, message.id, len(parcel.pictures))

    async def _answer(self, parcel: _Parcel) -> Posted:
        """As the private answer itself: done twice, it still stands once."""
        token = self._reach.token(parcel.job)
        if token is None:
            raise _WayClosedError("its token is dead")
        text = f"{private_text(parcel.texts, parcel.job.destination)}\n{parcel.text}"
        view = post_view(parcel.texts, parcel.job, deletable=False)
        message_id = await edit_answer(
            self._reach.client, token, text, view=view, files=parcel.files()
        )
        return Posted(None, message_id, len(parcel.pictures))

    async def _upload_limit(self, job: Job) -> int:
        limit = job.destination.upload_limit
        if job.destination.guild_id is None or job.destination.private:
            return limit
        try:
            since = self._clock() - LIMIT_REMEMBERED
            known = await self._servers.upload_limit(job.destination.guild_id, since)
        except StorageError as error:
            log.warning("job %s: no limit is remembered: %s", job.id, error)
            known = None
        return min(limit, known or limit)

    async def _remember_limit(self, job: Job, limit: int) -> None:
        if job.destination.guild_id is None or job.destination.private:
            return
        try:
            await self._servers.remember_upload_limit(
                job.destination.guild_id, limit, self._clock()
            )
        except StorageError as error:
            log.warning("job %s: the limit is not remembered: %s", job.id, error)


def _reference(
    channel: discord.PartialMessageable | discord.DMChannel, message_id: int | None
) -> discord.MessageReference:
    """The message to reply to, which may be gone; MISSING-like None is what discord.py takes."""
    if message_id is None:
        return cast(discord.MessageReference, None)
    return discord.MessageReference(
        message_id=message_id, channel_id=channel.id, fail_if_not_exists=False
    )


async def _fitted(
    job: Job, pictures: Sequence[outputs.Picture], each: int
) -> list[outputs.Picture]:
    """Within `each` bytes a file and within what one request may have."""
    limits = files.share([len(one.content) for one in pictures], each, REQUEST_LIMIT)
    fitted: list[outputs.Picture] = []
    for one, most in zip(pictures, limits, strict=True):
        try:
            # Most fit as they are, and need not wait for a thread.
            fits = len(one.content) <= most
            fitted.append(one if fits else await run_in_image_executor(outputs.fit, one, most))
        except outputs.NotAPicture as error:
            # Not found before: what is too large is decoded but once, here.
            log.warning("job %s: one picture cannot be used: %s", job.id, error)
        except outputs.CannotFit as error:
            raise UndeliverableError(Reason("failed-too-large")) from error
    if not fitted:
        raise UndeliverableError(Reason("failed-provider"))
    return fitted
