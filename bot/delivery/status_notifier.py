"""Statuses for members: in the private answer, where the job was asked for, or directly."""

import asyncio
import logging
from typing import Any

import discord

from bot.delivery.interaction_edit import edit_answer
from bot.delivery.refusals import is_refusal
from bot.delivery.reply_status import RequestMessage, failure_nonce, takes_long
from bot.delivery.rest_client import READ_TIMEOUT, OddAnswerError, RestClient
from bot.delivery.status_message import status_message
from bot.delivery.targets import Targets
from bot.jobs.outcome import (
    Cancelled,
    DeliveryError,
    Done,
    Failed,
    GivenUp,
    Status,
)
from bot.storage.records import Job
from bot.texts import Languages
from bot.ui.passing_notes import PassingNotes

log = logging.getLogger(__name__)

RETRY_PAUSES = (1.0, 2.0, 4.0)
"""Seconds between the tries of a status that no other one follows."""
LAST_STATUSES = Done | Failed | Cancelled | GivenUp


class StatusNotifier:
    """Shows statuses, as far as that is still possible."""

    def __init__(
        self,
        rest: RestClient,
        targets: Targets,
        languages: Languages,
        notes: PassingNotes | None = None,
    ) -> None:
        self._rest = rest
        self._targets = targets
        self._languages = languages
        self._notes = notes
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
        shown = status_message(self._languages.of(job.destination.locale), job, status)
        files = shown.files() or None
        try:
            async with self._rest.limit(READ_TIMEOUT):
                await edit_answer(
                    self._targets.client, token, shown.text, view=shown.view, files=files
                )
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
            notes=self._notes,
            may_be_troubled=job.taken_over or job.id in self._troubled,
        )
        if takes_long(status):
            self._troubled.add(job.id)
        try:
            async with self._rest.limit(READ_TIMEOUT):
                await asked.notify(status)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("job %s: its status is not shown: %s", job.id, error)
            return False
        if isinstance(status, LAST_STATUSES):
            self._troubled.discard(job.id)
        return True

    async def _send_directly(self, job: Job, status: Status) -> None:
        """Send a direct message; a member who takes none cannot be told."""
        shown = status_message(self._languages.of(job.destination.locale), job, status)
        attached: Any = next(iter(shown.files()), discord.utils.MISSING)
        try:
            channel_id = await self._rest.open_direct_messages(job.member_id)
            channel = self._targets.client.get_partial_messageable(channel_id)
            async with self._rest.limit(READ_TIMEOUT):
                # A second one, sent because the answer to the first was lost, is none.
                await channel.send(shown.text, nonce=failure_nonce(job), file=attached)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("job %s: its member cannot be told: %s", job.id, error)
