"""Questions about prices that are open: a few a member, each answered once, and in its place."""

from datetime import timedelta

import discord

from bot.common.clock import Clock
from bot.errors import UserError
from bot.intake.preparation import PreparedRequest
from bot.intake.question_form import as_form
from bot.storage.questions import Question, QuestionStore

# A private answer can be seen and changed for as long as its token lives.
LIFETIME = timedelta(minutes=14)
MAX_OPEN = 3
"""Questions of one member, in all servers, that may wait for an answer."""


class OpenQuestions:
    """Questions in the database, by the rules for their answers."""

    def __init__(self, store: QuestionStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def keep(self, prepared: PreparedRequest, channel_id: int | None) -> None:
        """Store the question about a request; raises `UserError` if the member has too many."""
        asked, now = prepared.request, self._clock()
        question = Question(
            id=asked.id,
            member_id=asked.spender.member_id,
            guild_id=asked.spender.guild_id or 0,
            channel_id=channel_id or 0,
            asked_at=now,
            request=as_form(prepared),
        )
        if not await self._store.add(question, MAX_OPEN, now - LIFETIME):
            raise UserError("refused-questions", questions=MAX_OPEN)

    async def take(self, interaction: discord.Interaction, question_id: int) -> Question:
        """Return the question of this member, channel and server, once; raises `UserError`."""
        question = await self._store.get(question_id)
        if question is None or self._clock() - question.asked_at > LIFETIME:
            raise UserError("refused-confirm-late")
        place = (interaction.guild_id, interaction.channel_id)
        if place != (question.guild_id, question.channel_id):
            raise UserError("refused-button")
        if question.member_id != interaction.user.id:
            raise UserError("refused-confirm-other")
        if not await self._store.take(question_id):
            raise UserError("refused-confirm-late")
        return question

    async def put_back(self, question: Question) -> None:
        """Store a question again that was taken, but neither accepted nor refused."""
        await self._store.put_back(question)
