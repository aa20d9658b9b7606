"""Posting: an outcome becomes one message, in its destination, else privately, else directly."""

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
from bot.jobs.outcome import DeliveryError, Outcome, Status, UndeliverableError
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
LIMIT_LIFETIME = timedelta(days=1)
MAX_SIZE_TRIES = 12
_TOO_LARGE_CODES = {40005, 50045}


class _RouteClosedError(Exception):
    """A route that takes no pictures, now or later."""


@dataclass(frozen=True, slots=True)
class _Message:
    """Pictures that fit, and their text, in the language of those who see it."""

    job: Job
    prompt: str
    pictures: Sequence[outputs.Picture]
    text: str
    texts: Texts

    def files(self) -> list[discord.File]:
        """Return new files for each attempt, since discord.py uses them up."""
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
        """Return the bytes of the largest file."""
        return max(len(picture.content) for picture in self.pictures)


_Route = Callable[[_Message], Awaitable[Posted]]


class DiscordDelivery:
    """Delivery through a client that is logged in."""

    def __init__(
        self,
        client: discord.Client,
        servers: ServerStore,
        languages: Languages,
        clock: Clock = utc_now,
    ) -> None:
        self._targets = Targets(client, clock)
        self._finder = PostFinder(self._targets)
        self._notifier = StatusNotifier(self._targets, languages)
        self._servers = servers
        self._languages = languages
        self._clock = clock

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`.

        If the destination does not take them, the member gets them privately.
        """
        routes: list[_Route] = [] if job.destination.private else [self._send]
        if job.destination.thread_of and routes:
            routes.insert(0, self._send_in_thread)
        for route in [*routes, self._answer, self._send_direct]:
            try:
                return await self._send_fitted(job, outcome, route)
            except _RouteClosedError as error:
                log.warning("job %s: %s is closed: %s", job.id, route.__name__, error)
        raise UndeliverableError(Reason("failed-no-place"))

    async def find(self, job: Job) -> Posted | None:
        """Find the message of this job, if it was posted before; raises like `post`."""
        return await self._finder.find(job)

    async def notify(self, job: Job, status: Status) -> None:
        """Tell the member the status privately, if that is still possible."""
        await self._notifier.notify(job, status)

    async def _send_fitted(self, job: Job, outcome: Outcome, route: _Route) -> Posted:
        """Send the pictures, encoded again and smaller for as long as Discord refuses the size."""
        limit = await self._upload_limit(job)
        texts = self._texts_for(job, route)
        for _ in range(MAX_SIZE_TRIES):
            message = await self._message(job, outcome, limit, texts)
            try:
                return await route(message)
            except discord.HTTPException as error:
                if error.status == 413 or error.code in _TOO_LARGE_CODES:
                    limit = files.next_lower_limit(message.largest)
                    log.info("job %s: too large, trying %s bytes a file", job.id, limit)
                    if self._is_public(route):
                        # Answers and direct messages have limits of their own.
                        await self._remember_limit(job, limit)
                    continue
                if is_transient(error):
                    raise DeliveryError(f"status {error.status}") from error
                raise _RouteClosedError(f"status {error.status}, code {error.code}") from error
            except TRANSIENT as error:
                raise DeliveryError(type(error).__name__) from error
        raise UndeliverableError(Reason("failed-too-large"))

    def _is_public(self, route: _Route) -> bool:
        return route in (self._send, self._send_in_thread)

    def _texts_for(self, job: Job, route: _Route) -> Texts:
        """Return the server's texts for a public message, the member's for a private one."""
        locale = self._targets.locale(job) if self._is_public(route) else job.destination.locale
        return self._languages.of(locale)

    async def _message(self, job: Job, outcome: Outcome, limit: int, texts: Texts) -> _Message:
        fitted = await _fitted(job, outcome.pictures[:MAX_FILES], limit)
        text = post_text(texts, job, outcome, fitted)
        return _Message(job, outcome.request.prompt, fitted, text, texts)

    async def _send_in_thread(self, message: _Message) -> Posted:
        destination = message.job.destination
        name = message.texts.say("thread-hidden") if destination.spoiler else message.prompt
        thread = await open_thread(self._targets.channel(message.job), destination, name)
        return await self._send_to(thread, message, message.text, destination.reply_to)

    async def _send(self, message: _Message) -> Posted:
        destination = message.job.destination
        text = message.text
        if destination.thread_of:
            text = f"{text}\n{message.texts.say('post-no-thread')}"
        replied = destination.thread_of or destination.reply_to
        return await self._send_to(self._targets.channel(message.job), message, text, replied)

    async def _send_direct(self, message: _Message) -> Posted:
        destination = message.job.destination
        key = "post-direct-private" if destination.private else "post-direct"
        why = message.texts.say(key, channel=str(destination.asked_in))
        channel = await self._targets.direct(message.job)
        return await self._send_to(channel, message, f"{message.text}\n{why}")

    async def _send_to(
        self,
        channel: discord.PartialMessageable | discord.DMChannel,
        message: _Message,
        text: str,
        replied: int | None = None,
    ) -> Posted:
        sent = await channel.send(
            text,
            files=message.files(),
            view=post_view(message.texts, message.job),
            # For some minutes Discord answers a second message of this nonce with the first.
            nonce=str(message.job.id),
            reference=_reference(channel, replied),
            suppress_embeds=True,
        )
        return Posted(sent.channel.id, sent.id, len(message.pictures))

    async def _answer(self, message: _Message) -> Posted:
        """Put the pictures into the private answer; a second time replaces the first."""
        token = self._targets.token(message.job)
        if token is None:
            raise _RouteClosedError("its token is dead")
        text = f"{private_text(message.texts, message.job.destination)}\n{message.text}"
        view = post_view(message.texts, message.job, deletable=False)
        message_id = await edit_answer(
            self._targets.client, token, text, view=view, files=message.files()
        )
        return Posted(None, message_id, len(message.pictures))

    async def _upload_limit(self, job: Job) -> int:
        limit = job.destination.upload_limit
        if job.destination.guild_id is None or job.destination.private:
            return limit
        try:
            since = self._clock() - LIMIT_LIFETIME
            remembered = await self._servers.upload_limit(job.destination.guild_id, since)
        except StorageError as error:
            log.warning("job %s: no limit is remembered: %s", job.id, error)
            remembered = None
        return min(limit, remembered or limit)

    async def _remember_limit(self, job: Job, limit: int) -> None:
        guild_id = job.destination.guild_id
        if guild_id is None or job.destination.private:
            return
        try:
            await self._servers.remember_upload_limit(guild_id, limit, self._clock())
        except StorageError as error:
            log.warning("job %s: the limit is not remembered: %s", job.id, error)


def _reference(
    channel: discord.PartialMessageable | discord.DMChannel, message_id: int | None
) -> discord.MessageReference:
    """Return the reference to a message, which may be gone; `send` takes None for no reference."""
    if message_id is None:
        return cast(discord.MessageReference, None)
    return discord.MessageReference(
        message_id=message_id, channel_id=channel.id, fail_if_not_exists=False
    )


async def _fitted(
    job: Job, pictures: Sequence[outputs.Picture], each: int
) -> list[outputs.Picture]:
    """Return the pictures within `each` bytes a file, and within the bytes of one request."""
    limits = files.size_limits([len(picture.content) for picture in pictures], each, REQUEST_LIMIT)
    fitted: list[outputs.Picture] = []
    for picture, limit in zip(pictures, limits, strict=True):
        try:
            # Most pictures fit as they are, and need not wait for a thread.
            fits = len(picture.content) <= limit
            fitted.append(
                picture if fits else await run_in_image_executor(outputs.fit, picture, limit)
            )
        except outputs.NotAPicture as error:
            # A picture that is too large is decoded here for the first time.
            log.warning("job %s: one picture cannot be used: %s", job.id, error)
        except outputs.CannotFit as error:
            raise UndeliverableError(Reason("failed-too-large")) from error
    if not fitted:
        raise UndeliverableError(Reason("failed-provider"))
    return fitted
