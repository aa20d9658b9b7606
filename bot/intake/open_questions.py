"""Questions about prices that are open: a few a member, each answered once, and in its place."""

from datetime import timedelta

import discord

from bot.common.clock import Clock
from bot.errors import UserError
from bot.intake.channel_questions import ChannelQuestions
from bot.intake.kept_requests import KeptRequests
from bot.intake.preparation import PreparedRequest
from bot.intake.question_form import LIFETIME, as_question
from bot.storage.questions import Question, QuestionStore
from bot.ui.passing_notes import PassingNotes

MAX_OPEN = 3
# So long, a late press hands the request back.
_KEPT = timedelta(hours=1)
"""Questions of one member, in all servers, that may wait for an answer."""


class ExpiredQuestionError(UserError):
    """An answer that came too late to a question that is known still."""

    def __init__(self, question: Question) -> None:
        super().__init__("refused-confirm-late")
        self.question = question


class AnsweredQuestionError(UserError):
    """An answer to a question that was answered before, or whose words were handed back."""

    def __init__(self) -> None:
        super().__init__("refused-confirm-late")


class OpenQuestions:
    """Questions in the database, by the rules for their answers."""

    def __init__(
        self, store: QuestionStore, kept: KeptRequests, notes: PassingNotes, clock: Clock
    ) -> None:
        self._store = store
        self._kept = kept
        self._clock = clock
        self.in_channels = ChannelQuestions(notes, clock, LIFETIME)

    async def keep(self, prepared: PreparedRequest, channel_id: int | None) -> bool:
        """Store the question about a request; raises `UserError` if the member has too many.

        Returns False if it is open already: Discord may tell of one event twice.
        """
        now = self._clock()
        question = as_question(prepared, channel_id, now)
        is_kept = await self._store.add(question, MAX_OPEN, now - LIFETIME, now - _KEPT)
        if is_kept is False:
            raise UserError("refused-questions", questions=MAX_OPEN)
        return is_kept is not None

    async def take(self, interaction: discord.Interaction, question_id: int) -> Question:
        """Return the question of this member, channel and server, once; raises `UserError`.

        That is an `ExpiredQuestionError` where the question is too old, and an
        `AnsweredQuestionError` where it is known to have been answered.
        """
        question = await self._store.get(question_id)
        if question is None:
            raise UserError("refused-confirm-late")
        if question.kind is not None:
            raise AnsweredQuestionError
        place = (interaction.guild_id or 0, interaction.channel_id)
        if place != (question.guild_id, question.channel_id):
            raise UserError("refused-button")
        if question.member_id != interaction.user.id:
            raise UserError("refused-confirm-other")
        if self._clock() - question.asked_at > LIFETIME:
            raise ExpiredQuestionError(question)
        if not await self._store.take(question_id):
            raise AnsweredQuestionError
        return question

    async def hand_back(
        self, interaction: discord.Interaction, question: Question, error: UserError
    ) -> tuple[str, ...]:
        """Let the refusal of an answer hand back what was asked for; return the actions for it."""
        return await self._kept.keep(interaction, question, words_of(question), error)

    async def drop(self, question_id: int) -> None:
        """Drop a question that nobody shall answer."""
        await self._store.take(question_id)

    async def put_back(self, question: Question) -> None:
        """Store a question again that was taken, but neither accepted nor refused."""
        await self._store.put_back(question)


def words_of(question: Question) -> str:
    """Return the prompt of what was asked for."""
    return str(question.request.get("values", {}).get("prompt", ""))
