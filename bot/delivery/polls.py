"""Polls under comparisons: which of the models is best.

A poll has a message of its own, since Discord's polls go with no files. Discord itself tells how it
ended, in the channel.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
from discord.http import handle_message_parameters

from bot.common.clock import Clock, utc_now
from bot.common.nonces import nonce_about
from bot.delivery.refusals import is_refusal
from bot.delivery.rest_client import READ_TIMEOUT, RestClient
from bot.delivery.status_notifier import RETRY_PAUSES
from bot.delivery.targets import Targets
from bot.jobs.batch import Batch
from bot.jobs.outcome import DeliveryError
from bot.storage.records import Job, JobTask, Posted
from bot.storage.tasks import TaskStore
from bot.texts import Languages
from providers.registry import stored_request

log = logging.getLogger(__name__)

OPEN_FOR = timedelta(days=1)
MAX_ANSWER = 55
"""Characters of an answer, as many as Discord takes."""
PATIENCE = timedelta(minutes=15)
"""The time after the pictures for which a poll makes sense."""
LEAST = 2
"""Pictures to choose from."""
_REMEMBERED = 1000


class PollPoster:
    """Posts the poll of a comparison, once, in reply to the pictures."""

    def __init__(
        self,
        rest: RestClient,
        targets: Targets,
        tasks: TaskStore,
        languages: Languages,
        clock: Clock = utc_now,
    ) -> None:
        self._clock = clock
        self._rest = rest
        self._targets = targets
        self._tasks = tasks
        self._languages = languages
        # The newest, since a job tells its end a second time within minutes.
        self._posted: deque[int] = deque(maxlen=_REMEMBERED)

    async def post_in_time(self, job: Job, posted: Posted) -> None:
        """Post the poll as `post` does, in a few tries.

        Raises `DeliveryError` if it may be tried later: until a quarter of an hour has passed.
        """
        for pause in (*RETRY_PAUSES, None):
            try:
                await self.post(job, posted)
            except Exception as error:  # noqa: BLE001 - it is an ornament
                log.info("job %s: its poll is not posted: %s", job.id, type(error).__name__)
            else:
                return
            if pause is not None:
                await asyncio.sleep(pause)
        if self._clock() - (job.ended_at or self._clock()) < PATIENCE:
            raise DeliveryError("the poll is not there yet")

    async def post(self, job: Job, posted: Posted) -> None:
        """Post the poll if the job is to have one; raises whatever may pass.

        After a job that an earlier process held, the poll is looked for first.
        """
        batch, channel_id = Batch.of(job.batch), posted.channel_id
        if batch is None or not batch.poll or channel_id is None or job.id in self._posted:
            return
        answers = _answers(await self._tasks.of(job.id))
        if len(answers) < LEAST:
            return
        if not (job.taken_over and await self._is_there(channel_id, posted.message_id)):
            await self._send(job, channel_id, posted.message_id, answers)
        self._posted.append(job.id)

    async def _send(
        self, job: Job, channel_id: int, message_id: int, answers: Sequence[str]
    ) -> None:
        texts = self._languages.of(self._targets.locale(job))
        poll = discord.Poll(texts.say("poll-which"), OPEN_FOR)
        for answer in answers:
            poll.add_answer(text=answer)
        reference: Any = {
            "message_id": message_id,
            "channel_id": channel_id,
            # Without its pictures a poll asks for nothing.
            "fail_if_not_exists": True,
        }
        message = handle_message_parameters(
            poll=poll,
            nonce=nonce_about("po", job.id),
            message_reference=reference,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        timeout_at = asyncio.get_running_loop().time() + READ_TIMEOUT
        try:
            await self._rest.send_message(channel_id, message, timeout_at)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("job %s: its poll is refused: %s", job.id, error)

    async def _is_there(self, channel_id: int, message_id: int) -> bool:
        for message in await self._rest.messages_after(channel_id, message_id):
            reference = message.get("message_reference") or {}
            is_own = str(message["author"]["id"]) == str(self._rest.user_id)
            is_about = str(reference.get("message_id")) == str(message_id)
            if is_own and is_about and message.get("poll"):
                return True
        return False


def _answers(tasks: Sequence[JobTask]) -> list[str]:
    """Return the name of each picture that arrived, numbered as in the message."""
    answers, number = [], 1
    for task in tasks:
        title = stored_request(task.operation, task.request).title
        for _ in range(task.arrived or 0):
            answers.append(f"{number} · {title}"[:MAX_ANSWER])
            number += 1
    return answers
