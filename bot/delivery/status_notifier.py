"""Statuses for members: in the private answer, where the job was asked for, or directly."""

import asyncio
import logging
from typing import Any

import discord
from discord import ui

from bot.delivery.captions import status_text
from bot.delivery.interaction_edit import edit_answer
from bot.delivery.refusals import is_refusal
from bot.delivery.reply_status import RequestMessage, failure_nonce, takes_long
from bot.delivery.rest_client import READ_TIMEOUT, OddAnswerError, RestClient
from bot.delivery.targets import Targets
from bot.jobs.outcome import (
    Cancelled,
    DeliveryError,
    Done,
    Failed,
    GivenUp,
    Running,
    Status,
    Troubled,
    Waiting,
)
from bot.jobs.retry_actions import job_retry_actions
from bot.storage.records import Job
from bot.texts import Languages, Texts
from bot.ui.components import cancel_view, give_up_view, retry_view
from bot.ui.handed_back import FILE_NAME, with_words
from bot.ui.responses import AnswerFile

log = logging.getLogger(__name__)

RETRY_PAUSES = (1.0, 2.0, 4.0)
"""Seconds between the tries of a status that no other one follows."""
LAST_STATUSES = Done | Failed | Cancelled | GivenUp


class StatusNotifier:
    """Shows statuses, as far as that is still possible."""

    def __init__(self, rest: RestClient, targets: Targets, languages: Languages) -> None:
        self._rest = rest
        self._targets = targets
        self._languages = languages
        # Jobs at whose request this process may have put the sign that it takes long.
        self._troubled: set[int] = set()

    async def notify(self, job: Job, status: Status) -> None:
        """Show the status where the member looks; bad news are sent directly if need be.

        Raises `DeliveryError` where the member still has to be told how the job ended.
        """
        if isinstance(status, Done) and status.posted.channel_id is None:
            # The pictures themselves are in the private answer.
            return
        last_error: Exception | None = None
        # A member must not wait for ever for a job that has ended.
        pauses = RETRY_PAUSES if isinstance(status, LAST_STATUSES) else ()
        for pause in (*pauses, None):
            try:
                await self._show(job, status)
            except Exception as error:  # noqa: BLE001 - a status must not end anything
                last_error = error
                log.info("job %s: its status is not shown: %s", job.id, type(error).__name__)
            else:
                return
            if pause is not None:
                await asyncio.sleep(pause)
        if isinstance(status, Done | Failed):
            raise DeliveryError("the member does not know how it ended") from last_error

    async def _show(self, job: Job, status: Status) -> None:
        """Show the status once; raises whatever may pass."""
        if job.destination.token is None:
            is_shown = await self._show_in_channel(job, status)
        else:
            is_shown = await self._show_in_answer(job, status)
        if not is_shown and isinstance(status, Failed):
            await self._send_directly(job, status)

    async def _show_in_answer(self, job: Job, status: Status) -> bool:
        """Put the status into the private answer; return False where that is closed."""
        token = self._targets.token(job)
        if token is None:
            return False
        texts = self._languages.of(job.destination.locale)
        text, file = _with_words(texts, job, status)
        files = [AnswerFile(FILE_NAME, file).to_discord()] if file else None
        view = _buttons(texts, job, status)
        try:
            async with self._rest.limit(READ_TIMEOUT):
                await edit_answer(self._targets.client, token, text, view=view, files=files)
        except OddAnswerError:
            # Taken all the same.
            return True
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            return False
        return True

    async def _show_in_channel(self, job: Job, status: Status) -> bool:
        """Show the status at the message that asked; return False where that is refused."""
        asked = RequestMessage(
            self._targets.asked_in(job),
            job,
            self._languages.of(job.destination.locale),
            self._targets.client.user,
            may_be_troubled=job.taken_over or job.id in self._troubled,
        )
        if isinstance(status, LAST_STATUSES):
            self._troubled.discard(job.id)
        elif takes_long(status):
            self._troubled.add(job.id)
        try:
            async with self._rest.limit(READ_TIMEOUT):
                await asked.notify(status)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("job %s: its status is not shown: %s", job.id, error)
            return False
        return True

    async def _send_directly(self, job: Job, status: Status) -> None:
        """Send a direct message; a member who takes none cannot be told."""
        text, file = _with_words(self._languages.of(job.destination.locale), job, status)
        attached: Any = AnswerFile(FILE_NAME, file).to_discord() if file else discord.utils.MISSING
        try:
            channel_id = await self._rest.open_direct_messages(job.member_id)
            channel = self._targets.client.get_partial_messageable(channel_id)
            async with self._rest.limit(READ_TIMEOUT):
                # A second one, sent because the answer to the first was lost, is none.
                await channel.send(text, nonce=failure_nonce(job), file=attached)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("job %s: its member cannot be told: %s", job.id, error)


def _with_words(texts: Texts, job: Job, status: Status) -> tuple[str, bytes | None]:
    """Return the status, after a failure with the member's words, or with a file that has them."""
    words = str(job.request.get("prompt", "")) if isinstance(status, Failed) else None
    return with_words(texts, status_text(texts, job, status), words)


def _buttons(texts: Texts, job: Job, status: Status) -> ui.View | None:
    """Return the buttons for what the member can do, while they wait or after a failure."""
    match status:
        case Waiting():
            return cancel_view(texts, job.id)
        case Running(may_be_given_up=True) | Troubled(may_be_given_up=True):
            return give_up_view(texts, job.id)
        case Failed(reason):
            actions = job_retry_actions(job, reason.key)
            return retry_view(texts, job.id, actions) if actions else None
        case _:
            return None
