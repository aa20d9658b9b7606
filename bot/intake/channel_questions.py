"""Questions that were asked in replies to members' messages, and that go with these messages."""

import logging
from datetime import timedelta

import discord

from bot.common.clock import Clock
from bot.ui.passing_notes import PassingNotes
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class ChannelQuestions:
    """The questions of this process, by the messages that they are about."""

    def __init__(self, notes: PassingNotes, clock: Clock, lifetime: timedelta) -> None:
        self._notes = notes
        self._clock = clock
        self._lifetime = lifetime
        # Each with the author of the message.
        self._questions: dict[int, tuple[int, discord.Message]] = {}

    async def keep(self, message: discord.Message, question: discord.Message) -> None:
        """Remember the question about a message, and forget those that are too old."""
        oldest = discord.utils.time_snowflake(self._clock() - self._lifetime)
        self._questions = {asked: one for asked, one in self._questions.items() if asked > oldest}
        self._questions[message.id] = message.author.id, question
        await self._notes.remember(question, self._lifetime.total_seconds())

    async def withdraw(self, message_id: int, member_id: int | None = None) -> bool:
        """Delete the question about a message, of `member_id` or of anybody.

        Returns False if there is none.
        """
        author_id, question = self._questions.get(message_id, (0, None))
        if question is None or member_id not in (None, author_id):
            return False
        del self._questions[message_id]
        await delete_question(question)
        return True


async def delete_question(question: discord.Message) -> None:
    """Delete a question; if that fails, what was decided still counts."""
    try:
        await question.delete()
    except (discord.HTTPException, *TRANSIENT) as error:
        log.info("message %s: the question is still there: %s", question.id, error)
