"""Telling a member who asked by a message, which has no private answer: a reaction, a reply."""

import discord

from bot.delivery.captions import status_text
from bot.jobs.outcome import Cancelled, Done, Failed, Status
from bot.storage.records import Job
from bot.texts import Texts

WORKING = "🎨"
# Seconds: long enough to be read, and then it is of no interest to anybody.
FAILURE_STANDS = 60.0


class RequestMessage:
    """The message that asked for a job, whose id is the job's."""

    def __init__(
        self,
        channel: discord.PartialMessageable,
        job: Job,
        texts: Texts,
        me: discord.abc.Snowflake | None,
    ) -> None:
        self._message = channel.get_partial_message(job.id)
        self._job = job
        self._texts = texts
        self._me = me

    async def notify(self, status: Status) -> None:
        """Raises `discord.HTTPException` where the place does not allow it."""
        if not isinstance(status, Done | Failed | Cancelled):
            await self._message.add_reaction(WORKING)
            return
        await self._stop_working()
        if isinstance(status, Failed):
            text = status_text(self._texts, self._job, status)
            await self._message.reply(text, delete_after=FAILURE_STANDS, mention_author=False)

    async def _stop_working(self) -> None:
        if self._me is None:
            return
        try:
            await self._message.remove_reaction(WORKING, self._me)
        except discord.HTTPException:
            # Nobody is misled by a reaction that stays.
            return
