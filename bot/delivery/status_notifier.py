"""Statuses on their way to the member: privately, in the channel, or by direct message."""

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
    """Notifications of members about their jobs, for as long as these are possible."""

    def __init__(self, targets: Targets, languages: Languages) -> None:
        self._targets = targets
        self._languages = languages

    async def notify(self, job: Job, status: Status) -> None:
        """Edit the private answer while its token is valid; after that, send failures directly."""
        if isinstance(status, Done) and status.posted.channel_id is None:
            # The private answer holds the pictures themselves.
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
        """Edit the private answer; return False once that is no longer possible."""
        token = self._targets.token(job)
        if token is None:
            return False
        try:
            await edit_answer(self._targets.client, token, text, view=view)
        except discord.HTTPException as error:
            if error.status not in (401, 404):
                raise
            return False
        return True

    async def _notify_in_channel(self, job: Job, status: Status) -> None:
        """Show the status at the message that asked; if that fails, send failures directly."""
        channel = self._targets.asked_in(job)
        texts = self._languages.of(job.destination.locale)
        message = RequestMessage(channel, job, texts, self._targets.client.user)
        try:
            await message.notify(status)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("job %s: its status is not seen: %s", job.id, type(error).__name__)
            if isinstance(status, Failed):
                await self._notify_directly(job, status)

    async def _notify_directly(self, job: Job, status: Status) -> None:
        text = status_text(self._languages.of(job.destination.locale), job, status)
        try:
            await (await self._targets.direct(job)).send(text)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("job %s: its member cannot be told: %s", job.id, type(error).__name__)
