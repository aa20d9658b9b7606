"""Search for the message of a job that may have been posted already, by this process or another.

It goes by ids alone: from the job's own id, which is a moment on Discord's clock, to the end of the
history. No clock of this machine decides what is looked at.
"""

import logging
from collections.abc import AsyncIterator
from typing import Any

from bot.delivery.own_messages import post_in
from bot.delivery.refusals import is_refusal, trouble_of
from bot.delivery.rest_client import HISTORY_PAGE, RestClient
from bot.delivery.targets import Place, Targets
from bot.errors import Reason
from bot.jobs.outcome import DeliveryError, UndeliverableError
from bot.storage.records import Job, Posted

log = logging.getLogger(__name__)

MAX_SEARCHED = 50_000
"""Messages of one channel: whoever says more than that meanwhile has to be asked to look."""


class PostFinder:
    """Finds posts in the places of a job and among the direct messages.

    A private answer is not searched for, since sending it again replaces it.
    """

    def __init__(self, rest: RestClient, targets: Targets) -> None:
        self._rest = rest
        self._targets = targets

    async def find(self, job: Job, last_way: str | None) -> Posted | None:
        """Return the first message of the job, which was last sent by `last_way`, if that is known.

        Raises `UndeliverableError` where the bot cannot tell whether it was posted there: posting
        again might be posting twice. Raises `DeliveryError` where a later look may tell.
        """
        for place in self._targets.places(job):
            if found := await self._find_in_place(place, job, last_way):
                return found
        if last_way in (None, "direct"):
            async for found in self._direct_posts(job):
                return found
        return None

    async def find_all(self, job: Job) -> list[Posted]:
        """Return all messages of the job that the bot can see; raises `DeliveryError`."""
        found: list[Posted] = []
        for place in self._targets.places(job):
            try:
                found += [post async for post in self._posts_in(place.channel_id, job)]
            except UndeliverableError as error:
                log.info("job %s: not all messages are seen: %s", job.id, error)
        return found + [post async for post in self._direct_posts(job)]

    async def _find_in_place(self, place: Place, job: Job, last_way: str | None) -> Posted | None:
        try:
            async for found in self._posts_in(place.channel_id, job):
                log.info("job %s: posted already as message %s", job.id, found.message_id)
                return found
        except UndeliverableError:
            # By then another way was chosen because this one was closed.
            if last_way not in (None, place.way):
                return None
            raise
        return None

    async def _direct_posts(self, job: Job) -> AsyncIterator[Posted]:
        if job.destination.guild_id is None:
            # They are the place of the job, and were searched as such.
            return
        try:
            channel_id = await self._rest.open_direct_messages(job.member_id)
        except Exception as error:
            if is_refusal(error):
                # There is nobody to write to, so nothing was written.
                return
            raise trouble_of(error) from error
        try:
            async for found in self._posts_in(channel_id, job):
                yield found
        except UndeliverableError as error:
            log.info("job %s: direct messages are not seen: %s", job.id, error)

    async def _posts_in(self, channel_id: int, job: Job) -> AsyncIterator[Posted]:
        """Yield the job's messages in a channel, oldest first; none in one that is gone."""
        is_empty = True
        async for body in self._history(channel_id, job):
            is_empty = False
            if found := post_in(body, job, channel_id, self._rest.user_id):
                yield found
        if is_empty:
            # It is empty, too, without the permission to read it.
            await self._check_access(channel_id, job)

    async def _history(self, channel_id: int, job: Job) -> AsyncIterator[dict[str, Any]]:
        after, searched = job.id, 0
        while page := await self._page(channel_id, after):
            for body in page:
                yield body
            searched += len(page)
            if len(page) < HISTORY_PAGE:
                return
            if searched >= MAX_SEARCHED:
                raise UndeliverableError(Reason("failed-unfound"))
            after = _last_id(page, after)

    async def _page(self, channel_id: int, after: int) -> list[dict[str, Any]]:
        try:
            return await self._rest.messages_after(channel_id, after)
        except Exception as error:
            if _is_gone(error):
                return []
            raise _blindness(error) from error

    async def _check_access(self, channel_id: int, job: Job) -> None:
        try:
            await self._rest.fetch_message(channel_id, job.id)
        except Exception as error:
            if not _is_gone(error):
                raise _blindness(error) from error


def _is_gone(error: Exception) -> bool:
    """Return True if Discord says that there is no such channel or message."""
    return is_refusal(error) and getattr(error, "status", 0) == 404


def _blindness(error: Exception) -> Exception:
    """Return the meaning of an error of a look: the bot may not look there, or not just now."""
    if is_refusal(error):
        return UndeliverableError(Reason("failed-unseen"))
    return trouble_of(error)


def _last_id(page: list[dict[str, Any]], after: int) -> int:
    last = int(page[-1]["id"])
    if last <= after:
        raise DeliveryError("history that does not go on")
    return last
