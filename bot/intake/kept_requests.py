"""Requests that were refused: kept for a while, so that nothing typed is lost.

They are kept in the database, without any image, like questions about prices. A job that failed
needs none of this: its row has everything.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import discord
from pydantic import ValidationError

from bot.common.clock import Clock
from bot.errors import UserError, explain
from bot.intake.abandoned import AbandonedRequests
from bot.intake.locating import requester_of, spender_of
from bot.intake.preparation import PreparedRequest
from bot.intake.question_form import LIFETIME, as_question, from_form
from bot.jobs.retry_actions import retry_actions
from bot.storage.questions import REFUSED, Question, QuestionStore
from bot.texts import Languages, Texts
from bot.ui.components import retry_view
from bot.ui.responses import acknowledge, attempt, hand_back, is_handed_back

log = logging.getLogger(__name__)

MAX_KEPT = 5
"""Refused requests of one member that are kept; a new one takes the place of the oldest."""


class KeptRequests:
    """Refused requests, with the buttons that ask for them again.

    `abandoned` are those that were neither refused nor accepted.
    """

    def __init__(
        self,
        store: QuestionStore,
        abandoned: AbandonedRequests,
        clock: Clock,
        languages: Languages,
    ) -> None:
        self.abandoned = abandoned
        self._store = store
        self._clock = clock
        self._languages = languages

    @asynccontextmanager
    async def on_refusal(
        self, interaction: discord.Interaction, prepared: PreparedRequest, words: str
    ) -> AsyncIterator[None]:
        """Keep the request of an interaction if an error is raised, which is passed on.

        The answer then has the `words`, and buttons where they make sense. Where such contexts are
        nested, the innermost knows most, and its request is the one that is kept.
        """
        try:
            yield
        except Exception as error:
            if not is_handed_back(interaction):
                await self.keep_request(interaction, prepared, words, error)
            raise

    @asynccontextmanager
    async def on_refusal_of(
        self, message: discord.Message, prepared: PreparedRequest
    ) -> AsyncIterator[None]:
        """Keep the request of a message as `on_refusal` does that of an interaction."""
        try:
            yield
        except Exception as error:
            question = self._question(prepared, message.channel.id)
            await self._keep(question, error, replaces=False)
            raise

    async def keep_request(
        self,
        interaction: discord.Interaction,
        prepared: PreparedRequest,
        words: str,
        error: Exception,
    ) -> tuple[str, ...]:
        """Keep a request as `keep` does; return the actions for it, none if it is not kept."""
        return await self.keep(
            interaction, self._question(prepared, interaction.channel_id), words, error
        )

    async def keep(
        self, interaction: discord.Interaction, question: Question, words: str, error: Exception
    ) -> tuple[str, ...]:
        """Keep a request, so that the refusal of this interaction hands it back.

        Returns the actions for it, none if it is not kept.
        """
        # Discord waits for seconds only, and the database may take longer.
        await attempt(interaction, acknowledge(interaction))
        actions = await self._keep(question, error)
        texts = self._languages.of(interaction.locale.value)
        view = retry_view(texts, question.id, actions) if actions else None
        hand_back(interaction, words, view)
        return actions

    async def view(
        self, texts: Texts, request_id: int, error: BaseException
    ) -> discord.ui.View | None:
        """Return the buttons under the refusal of a request; None if it is not kept."""
        actions = retry_actions(explain(error).key)
        if not actions or await self._store.get(request_id) is None:
            return None
        return retry_view(texts, request_id, actions)

    async def take(self, request_id: int) -> bool:
        """Drop a request that is asked for again as it is; of several presses one returns True."""
        return await self._store.take(request_id)

    async def find(self, interaction: discord.Interaction, request_id: int) -> PreparedRequest:
        """Return a member's own request; raises `UserError` if it is not kept any more."""
        kept = await self._store.get(request_id)
        now = self._clock()
        if kept is None or kept.kind != REFUSED or now - kept.asked_at > LIFETIME:
            raise UserError("refused-retry-late")
        if kept.guild_id != (interaction.guild_id or 0):
            raise UserError("refused-button")
        if kept.member_id != interaction.user.id:
            raise UserError("refused-confirm-other")
        spender = spender_of(requester_of(interaction.user), interaction.guild_id)
        try:
            return from_form(kept.request, kept.id, spender, interaction.token)
        except (ValidationError, LookupError, TypeError, ValueError):
            log.warning("request %s: it is of another version", request_id)
            raise UserError("refused-retry-late") from None

    async def _keep(
        self, question: Question, error: Exception, *, replaces: bool = True
    ) -> tuple[str, ...]:
        """Keep a request; return the actions for it, none if it is not kept.

        Unless it `replaces` an older row of the same event, that one stays.
        """
        actions = retry_actions(explain(error).key)
        if not actions:
            return ()
        now = self._clock()
        kept = replace(question, kind=REFUSED, asked_at=now)
        try:
            if replaces or await self._store.get(question.id) is None:
                await self._store.keep(kept, MAX_KEPT, now - LIFETIME)
        except Exception as failure:  # noqa: BLE001 - the refusal itself is to be told
            log.warning("request %s is not kept: %s", question.id, type(failure).__name__)
            return ()
        return actions

    def _question(self, prepared: PreparedRequest, channel_id: int | None) -> Question:
        return as_question(prepared, channel_id, self._clock())
