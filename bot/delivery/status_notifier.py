"""Letting a member know how their job is doing: privately, where it was asked for, or directly."""

import logging

import discord

from bot.delivery.captions import status_text
from bot.delivery.interaction_edit import edit_answer
from bot.delivery.reply_status import RequestMessage
from bot.delivery.targets import Targets
from bot.jobs.outcome import Done, Failed, Status, Waiting
from bot.storage.records import Job
from bot.texts import Languages
from bot.ui.components import cancel_view
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class StatusNotifier:
    """Tells statuses, as far as that still goes; raises nothing of its own."""

    def __init__(self, reach: Targets, languages: Languages) -> None:
        self._reach = reach
        self._languages = languages

    async def notify(self, job: Job, status: Status) -> None:
        """Edit the private answer while its token lives; after that, bad news come directly."""
        if isinstance(status, Done) and status.posted.channel_id is None:
            # The pictures themselves stand there.
            return
        if job.destination.token is None:
            await self._notify_in_channel(job, status)
            return
        texts = self._languages.of(job.destination.locale)
        text = status_text(texts, job, status)
        view = cancel_view(texts, [(job.id, "")]) if isinstance(status, Waiting) else None
        try:
            answered = await self._edit_answer(job, text, view)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("job %s: its status is not seen: %s", job.id, type(error).__name__)
            return
        if not answered and isinstance(status, Failed):
            await self._notify_directly(job, status)

    async def _edit_answer(self, job: Job, text: str, view: discord.ui.View | None) -> bool:
        """Say it in the private answer; False where that no longer takes anything."""
        token = self._reach.token(job)
        if token is None:
            return False
        try:
            await edit_answer(self._reach.client, token, text, view=view)
        except discord.HTTPException as error:
            if error.status not in (401, 404):
                raise
            return False
        return True

    async def _notify_in_channel(self, job: Job, status: Status) -> None:
        """Tell it where it was asked for; bad news come directly if they cannot be told there."""
        asked_in = self._reach.asked_in(job)
        texts = self._languages.of(job.destination.locale)
        asked = RequestMessage(asked_in, job, texts, self._reach.client.user)
        try:
            await asked.notify(status)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("job %s: its status is not seen: %s", job.id, type(error).__name__)
            if isinstance(status, Failed):
                await self._notify_directly(job, status)

    async def _notify_directly(self, job: Job, status: Status) -> None:
        text = status_text(self._languages.of(job.destination.locale), job, status)
        try:
            await (await self._reach.direct(job)).send(text)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("job %s: its member cannot be told: %s", job.id, type(error).__name__)
