"""Removal of second messages: a process that was stopped for minutes may send after another one."""

import logging

from bot.delivery.captions import status_text
from bot.delivery.interaction_edit import edit_answer
from bot.delivery.post_finder import PostFinder
from bot.delivery.refusals import is_refusal, trouble_of
from bot.delivery.rest_client import READ_TIMEOUT, RestClient
from bot.delivery.targets import Targets
from bot.jobs.outcome import Done
from bot.storage.records import Job, Posted
from bot.texts import Languages

log = logging.getLogger(__name__)


class DuplicateRemover:
    """Keeps the oldest message of a job; every process decides the same, so one always stays."""

    def __init__(
        self, rest: RestClient, targets: Targets, finder: PostFinder, languages: Languages
    ) -> None:
        self._rest = rest
        self._targets = targets
        self._finder = finder
        self._languages = languages

    async def remove(self, job: Job, posted: Posted) -> Posted:
        """Delete the later messages of the job, `posted` among them; return the oldest.

        Raises `DeliveryError` where this has to be tried again.
        """
        found = {one.message_id: one for one in await self._finder.find_all(job)}
        if posted.channel_id is not None:
            found[posted.message_id] = posted
        if not found:
            return posted
        oldest, *later = (found[message_id] for message_id in sorted(found))
        for one in later:
            await self._delete(job, one)
        if posted.channel_id is None:
            await self._empty_answer(job, oldest)
        return oldest

    async def _delete(self, job: Job, second: Posted) -> None:
        log.warning("job %s: message %s is a second one, and deleted", job.id, second.message_id)
        try:
            await self._rest.delete_message(second.channel_id or 0, second.message_id)
        except Exception as error:
            if not is_refusal(error):
                raise trouble_of(error) from error
            log.info("job %s: message %s is not deleted: %s", job.id, second.message_id, error)

    async def _empty_answer(self, job: Job, oldest: Posted) -> None:
        """Take the pictures out of the private answer, and say where they are."""
        token = self._targets.token(job)
        if token is None:
            return
        text = status_text(self._languages.of(job.destination.locale), job, Done(oldest))
        try:
            async with self._rest.limit(READ_TIMEOUT):
                await edit_answer(self._targets.client, token, text, files=[])
        except Exception as error:  # noqa: BLE001 - only the member sees it twice
            log.info("job %s: the private answer keeps its pictures: %s", job.id, error)
