"""Forgetting a member, once they have said so twice: by a command, and by the button it answers."""

import logging
from datetime import timedelta

import discord
from discord import ui

from bot.common.clock import Clock
from bot.errors import UserError
from bot.storage.erasure import COUNTED_FOR
from bot.storage.member_data import Left, MemberDataStore
from bot.texts import Languages, Texts
from bot.ui.components import JobItem
from bot.ui.messages import custom_id, pressed_on
from bot.ui.responses import acknowledge_press, answer

log = logging.getLogger(__name__)

_ASKED_FOR = timedelta(minutes=5)


class ErasureDialog:
    """Asks, and does it when the answer comes in time and from the same member."""

    def __init__(self, personal: MemberDataStore, languages: Languages, clock: Clock) -> None:
        self._personal = personal
        self._languages = languages
        self._clock = clock

    async def ask(self, interaction: discord.Interaction) -> None:
        """Say what would be deleted, and offer to. The interaction is deferred, privately."""
        minutes = _ASKED_FOR // timedelta(minutes=1)
        texts = self._languages.of(interaction.locale.value)
        view = forget_view(texts, interaction.user.id)
        await answer(interaction, texts.say("forget-ask", minutes=minutes), view)

    async def confirm(self, interaction: discord.Interaction, member_id: int) -> None:
        """Do it; raises `UserError` for another member, or when it was asked too long ago."""
        if interaction.user.id != member_id:
            raise UserError("refused-forget-other")
        now = self._clock()
        if now - pressed_on(interaction).created_at > _ASKED_FOR:
            raise UserError("refused-forget-late")
        await acknowledge_press(interaction)
        left = await self._personal.forget(member_id, now - COUNTED_FOR)
        log.info("member %s: forgotten, but for %s unfinished jobs", member_id, left.unfinished)
        texts = self._languages.of(interaction.locale.value)
        await interaction.edit_original_response(content=_told(texts, left), view=None)


def _told(texts: Texts, left: Left) -> str:
    parts = [texts.say("forgotten")]
    if left.unfinished:
        parts.append(texts.say("forgotten-unfinished", unfinished=left.unfinished))
    if left.refusal:
        parts.append(texts.say("forgotten-refusal"))
    return " ".join(parts)


def forget_view(texts: Texts, member_id: int) -> ui.View:
    """The button that confirms. It outlives the process, as all do, and knows whose it is."""
    button: ui.Button[ui.View] = ui.Button(
        style=discord.ButtonStyle.danger,
        label=texts.say("button-forget"),
        custom_id=custom_id("forget", member_id),
    )
    view = ui.View(timeout=None)
    view.add_item(JobItem(button, "forget", member_id))
    # Stopped, so that discord.py does not keep it: presses find `JobItem`.
    view.stop()
    return view
