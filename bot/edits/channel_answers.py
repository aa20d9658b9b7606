"""Answers to members who ask for an edit by a message: in the channel, and only for a while."""

import logging
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.common.clock import Clock, is_recent, utc_now
from bot.common.nonces import nonce_about
from bot.edits.remarks import EditRemarks
from bot.errors import Reason, UserError, explain, sentence
from bot.intake.kept_requests import KeptRequests
from bot.intake.message_locales import MessageLocales
from bot.jobs.retry_actions import RETRY, retry_actions
from bot.storage.members import MemberStore
from bot.texts import Languages, Texts
from bot.ui.passing_notes import PassingNotes
from bot.ui.responses import hand_back

log = logging.getLogger(__name__)

HINT_INTERVAL = timedelta(days=1)
REFUSAL_INTERVAL = timedelta(minutes=5)
MAX_REFUSALS = 3
"""Different refusals that a member reads in a channel within that time."""
REFUSED = "🚫"
# Seconds: long enough to be read.
_LIFE = 60.0
RETRY_SHOWN = 600.0
"""Seconds for a refusal that may have passed in a minute."""
# Everybody can read the answer, and the reason for a block is for the member alone.
_PRIVATE_REASONS = (
    *("refused-blocked", "refused-blocked-until"),
    *("refused-barred", "refused-barred-until", "refused-barred-bare", "refused-barred-bare-until"),
)


class ChannelAnswers:
    """Answers in the language of the server, or in direct messages in that of the member.

    A member reads each reason once in a while in a channel; the next refusals are a reaction, so
    that nobody can make the bot talk.
    """

    def __init__(
        self,
        members: MemberStore,
        kept: KeptRequests,
        languages: Languages,
        locales: MessageLocales,
        notes: PassingNotes,
        clock: Clock = utc_now,
    ) -> None:
        self._locales = locales
        self._members = members
        self._notes = notes
        self._kept = kept
        self._languages = languages
        self._clock = clock
        self._refusals: dict[tuple[int, int], dict[str, datetime]] = {}

    async def hint(self, message: discord.Message) -> None:
        """Explain how to be read, once a day for each member."""
        if await self._members.claim_hint(message.author.id, message.created_at, HINT_INTERVAL):
            await self._reply(message, (await self._texts(message)).say("hint-ping"))

    async def guide(self, message: discord.Message, *, takes_replies: bool) -> None:
        """Explain what the bot does in direct messages, once a day for each member."""
        if await self._members.claim_hint(message.author.id, message.created_at, HINT_INTERVAL):
            texts = await self._texts(message)
            more = f" {texts.say('hint-direct-replies')}" if takes_replies else ""
            await self._reply(message, f"{texts.say('hint-direct')}{more}")

    async def remark(self, message: discord.Message, remarks: EditRemarks) -> None:
        """Say what is different from what the member may expect, if anything is."""
        if said := remarks.said(await self._texts(message)):
            await self._reply(message, " ".join(said))

    async def refuse(self, message: discord.Message, error: BaseException) -> None:
        """Say why the edit was refused, with buttons to go on; log what is a fault of ours."""
        if not isinstance(error, UserError):
            log.error("message %s: failed", message.id, exc_info=error)
        texts, reason = await self._texts(message), explain(error)
        if not self._may_refuse(message, reason.key):
            await _react(message)
            return
        if reason.key in _PRIVATE_REASONS and message.guild is not None:
            reason = Reason("refused-blocked-openly")
        view = await self._kept.view(texts, message.id, error)
        life = RETRY_SHOWN if RETRY in retry_actions(reason.key) else _LIFE
        await self._reply(message, texts.say("refused", why=sentence(texts, reason)), view, life)

    async def hand_back(
        self,
        interaction: discord.Interaction,
        message: discord.Message,
        words: str,
        error: Exception,
    ) -> None:
        """Let the private refusal of an interaction have the words of a message, and its buttons.

        The message asked for an edit that was refused after its author has said that it is one.
        """
        texts = self._languages.of(interaction.locale.value)
        hand_back(interaction, words, await self._kept.view(texts, message.id, error))

    def _may_refuse(self, message: discord.Message, key: str) -> bool:
        """Return True for the first refusal of a member in a channel for this reason, in a while.

        A member who tries out all reasons is not answered for ever, either.
        """
        now, whose = self._clock(), (message.author.id, message.channel.id)
        self._refusals = {
            known: recent
            for known, times in self._refusals.items()
            if (
                recent := {k: at for k, at in times.items() if is_recent(at, now, REFUSAL_INTERVAL)}
            )
        }
        told = self._refusals.setdefault(whose, {})
        if key in told or len(told) >= MAX_REFUSALS:
            return False
        told[key] = now
        return True

    async def _reply(
        self,
        message: discord.Message,
        text: str,
        view: discord.ui.View | None = None,
        life: float = _LIFE,
    ) -> None:
        shown: Any = view or discord.utils.MISSING
        try:
            note = await message.reply(
                text,
                view=shown,
                delete_after=life,
                mention_author=False,
                nonce=nonce_about("an", message.id),
            )
        except discord.HTTPException as error:
            log.info("message %s: could not be answered: %s", message.id, error)
        else:
            await self._notes.remember(note, life)

    async def _texts(self, message: discord.Message) -> Texts:
        return self._languages.of(await self._locales.of(message))


async def _react(message: discord.Message) -> None:
    try:
        await message.add_reaction(REFUSED)
    except discord.HTTPException as error:
        log.info("message %s: its refusal is not shown: %s", message.id, error)
