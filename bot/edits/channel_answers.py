"""Answers to members who ask for an edit by a message: in the channel, and only for a while."""

import logging
from datetime import timedelta

import discord

from bot.errors import Reason, UserError, explain, sentence
from bot.storage.members import MemberStore
from bot.texts import Languages, Texts
from bot.ui.locales import server_locale

log = logging.getLogger(__name__)

HINT_INTERVAL = timedelta(days=1)
# Seconds: long enough to be read.
_LIFE = 60.0
# Everybody can read the answer, and the reason for a block is for the member alone.
_PRIVATE_REASONS = ("refused-blocked", "refused-blocked-until")


class ChannelAnswers:
    """Answers in the language of the server."""

    def __init__(self, members: MemberStore, languages: Languages) -> None:
        self._members = members
        self._languages = languages

    async def hint(self, message: discord.Message) -> None:
        """Explain how to be read, once a day for each member."""
        if await self._members.claim_hint(message.author.id, message.created_at, HINT_INTERVAL):
            await _reply(message, self._texts(message).say("hint-ping"))

    async def dropped(self, message: discord.Message, count: int) -> None:
        """Say how many of the member's files were left out."""
        await _reply(message, self._texts(message).say("edit-dropped", dropped=count))

    async def refuse(self, message: discord.Message, error: BaseException) -> None:
        """Say why the edit was refused; log what is a fault of ours."""
        if not isinstance(error, UserError):
            log.error("message %s: failed", message.id, exc_info=error)
        texts, reason = self._texts(message), explain(error)
        if reason.key in _PRIVATE_REASONS:
            reason = Reason("refused-blocked-openly")
        await _reply(message, texts.say("refused", why=sentence(texts, reason)))

    def _texts(self, message: discord.Message) -> Texts:
        return self._languages.of(server_locale(message.guild))


async def _reply(message: discord.Message, text: str) -> None:
    try:
        await message.reply(text, delete_after=_LIFE, mention_author=False)
    except discord.HTTPException as error:
        log.info("message %s: could not be answered: %s", message.id, error)
