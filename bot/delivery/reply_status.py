"""Status of a job that a message asks for, which has no private answer: a reaction, or a reply."""

import discord

from bot.delivery.captions import status_text
from bot.jobs.outcome import Cancelled, Done, Failed, Status
from bot.storage.records import Job
from bot.texts import Texts

WORKING = "🎨"
# Seconds: long enough to be read by the member, after which it interests nobody else.
FAILURE_LIFETIME = 60.0


class RequestMessage:
    """The message that asked for a job; their ids are the same."""

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
        """Show a status; raises `discord.HTTPException` where the channel does not allow it."""
        if not isinstance(status, Done | Failed | Cancelled):
            await self._message.add_reaction(WORKING)
            return
        await self._remove_reaction()
        if isinstance(status, Failed):
            text = status_text(self._texts, self._job, status)
            await self._message.reply(text, delete_after=FAILURE_LIFETIME, mention_author=False)

    async def _remove_reaction(self) -> None:
        if self._me is None:
            return
        try:
            await self._message.remove_reaction(WORKING, self._me)
        except discord.HTTPException:
            # A reaction that stays is harmless.
            return
