"""Statuses for a member who asked by a message, which has no private answer: reactions, a reply."""

from typing import Any

import discord

from bot.delivery.captions import status_text
from bot.delivery.refusals import is_refusal
from bot.jobs.outcome import Cancelled, Done, Failed, GivenUp, Running, Status, Troubled
from bot.jobs.pace import Phase
from bot.jobs.retry_actions import RETRY, job_retry_actions
from bot.storage.records import Job
from bot.texts import Texts
from bot.ui.components import retry_view
from bot.ui.passing_notes import PassingNotes

WORKING = "🎨"
TROUBLED = "⏳"
# Seconds: long enough to be read, and then it is of no interest to the others.
FAILURE_SHOWN = 60.0
# Long enough to try again after a minute.
RETRY_SHOWN = 600.0


def failure_nonce(job: Job) -> str:
    """Return the nonce of the message that tells of a failure; the pictures have another one."""
    return f"f{job.id}"


def takes_long(status: Status) -> bool:
    """Return True for a status that says that the job takes longer than usual."""
    is_late = isinstance(status, Running) and status.phase is not Phase.USUAL
    return is_late or isinstance(status, Troubled)


class RequestMessage:
    """The message that asked for a job, whose id is the job's.

    `may_be_troubled` is False if no trouble can have been shown yet.
    """

    def __init__(
        self,
        channel: discord.PartialMessageable,
        job: Job,
        texts: Texts,
        me: discord.abc.Snowflake | None,
        *,
        notes: PassingNotes | None = None,
        may_be_troubled: bool = True,
    ) -> None:
        self._message = channel.get_partial_message(job.id)
        self._job = job
        self._texts = texts
        self._me = me
        self._notes = notes
        self._may_be_troubled = may_be_troubled

    async def notify(self, status: Status) -> None:
        """Show the status; raises `discord.HTTPException` where the place does not allow it."""
        if not isinstance(status, Done | Failed | Cancelled | GivenUp):
            await self._message.add_reaction(TROUBLED if takes_long(status) else WORKING)
            return
        try:
            if isinstance(status, Failed):
                await self._reply(status)
        finally:
            await self._remove_reaction(WORKING)
            if self._may_be_troubled:
                await self._remove_reaction(TROUBLED)

    async def _reply(self, status: Failed) -> None:
        actions = job_retry_actions(self._job, status.reason.key)
        view: Any = discord.utils.MISSING
        if actions:
            view = retry_view(self._texts, self._job.id, actions)
        life = RETRY_SHOWN if RETRY in actions else FAILURE_SHOWN
        note = await self._message.reply(
            status_text(self._texts, self._job, status),
            delete_after=life,
            mention_author=False,
            nonce=failure_nonce(self._job),
            view=view,
        )
        if self._notes is not None:
            await self._notes.remember(note, life)

    async def _remove_reaction(self, emoji: str) -> None:
        if self._me is None:
            return
        try:
            await self._message.remove_reaction(emoji, self._me)
        except discord.HTTPException as error:
            # One that may not be taken back misleads nobody.
            if not is_refusal(error):
                raise
