"""Replies that may be an instruction or talk: the member is asked, and the answer remembered.

Only an answer to an interaction can be private, and a message is none. So the question is a reply
that only its member can answer, and that goes after the answer or a few minutes.
"""

import logging
from datetime import datetime, timedelta

import discord

from bot.common.clock import Clock, is_recent, unix_seconds
from bot.common.nonces import nonce_about
from bot.errors import UserError
from bot.intake.channel_questions import ChannelQuestions, delete_question
from bot.intake.message_locales import MessageLocales
from bot.storage.members import MemberStore
from bot.texts import Languages, Texts
from bot.ui.components import unclear_view
from bot.ui.links import member_mention
from bot.ui.messages import named_member, pressed_on
from bot.ui.passing_notes import PassingNotes
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

REMEMBERED = timedelta(days=30)
"""The time for which a member's choice holds."""
QUESTION_SECONDS = 180.0
ASKED_AGAIN = timedelta(hours=1)
"""The time after which a member is asked again who has not answered: not answering is talk."""


class UnclearReplies:
    """Questions to members about what they meant, and their choices."""

    def __init__(
        self,
        members: MemberStore,
        languages: Languages,
        locales: MessageLocales,
        notes: PassingNotes,
        clock: Clock,
    ) -> None:
        self._locales = locales
        self._members = members
        self._languages = languages
        self._clock = clock
        self._asked_at: dict[int, datetime] = {}
        self._questions = ChannelQuestions(notes, clock, timedelta(seconds=QUESTION_SECONDS))

    async def are_edits(self, member_id: int) -> bool | None:
        """Return True if the member's unclear replies are edits, False if talk, None if unknown."""
        return await self._members.unclear_choice(member_id, self._clock() - REMEMBERED)

    async def ask(self, message: discord.Message) -> None:
        """Ask the author of a message what it is, unless they were asked a short while ago."""
        now, member_id = self._clock(), message.author.id
        self._asked_at = {
            member: at for member, at in self._asked_at.items() if is_recent(at, now, ASKED_AGAIN)
        }
        if member_id in self._asked_at:
            return
        self._asked_at[member_id] = now
        texts = self._languages.of(await self._locales.of(message))
        try:
            question = await message.reply(
                texts.say("unclear-question", member=member_mention(member_id)),
                view=unclear_view(texts, message.id),
                delete_after=QUESTION_SECONDS,
                mention_author=False,
                nonce=nonce_about("un", message.id),
            )
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("message %s: its author could not be asked: %s", message.id, error)
        else:
            await self._questions.keep(message, question)

    async def settle(self, interaction: discord.Interaction, *, edits: bool) -> None:
        """Remember the answer to a question, and delete the question."""
        member_id = interaction.user.id
        await self._members.set_unclear_choice(member_id, edits, self._clock())
        self._asked_at.pop(member_id, None)
        await delete_question(pressed_on(interaction))

    def check_asked(self, interaction: discord.Interaction) -> None:
        """Raise `UserError` for another member than the one who was asked."""
        if named_member(pressed_on(interaction).content) != interaction.user.id:
            raise UserError("refused-confirm-other")

    def texts(self, interaction: discord.Interaction) -> Texts:
        """Return the texts in the language of the member."""
        return self._languages.of(interaction.locale.value)

    def until(self) -> str:
        """Return when a choice that is made now ends, as a Unix time."""
        return unix_seconds(self._clock() + REMEMBERED)

    async def withdraw(self, message_id: int) -> None:
        """Delete the question about a message that is gone."""
        await self._questions.withdraw(message_id)

    async def forget_edits(self, member_id: int) -> None:
        """Forget that the member's unclear replies are edits: one of them was cancelled."""
        if await self.are_edits(member_id):
            await self._members.set_unclear_choice(member_id, None, self._clock())
