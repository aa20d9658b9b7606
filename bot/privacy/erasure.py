"""Erasure of a member's data, in two steps: a command, and the button that confirms it."""

import logging
from datetime import timedelta

import discord
from discord import ui

from bot.common.clock import Clock
from bot.errors import UserError
from bot.storage.erasure import MAX_WINDOW
from bot.storage.member_data import MemberDataStore, Retained
from bot.texts import Languages, Texts
from bot.ui.components import JobItem
from bot.ui.messages import custom_id, pressed_on
from bot.ui.responses import acknowledge_press, answer

log = logging.getLogger(__name__)

_CONFIRM_WITHIN = timedelta(minutes=5)


class ErasureDialog:
    """The dialog that asks for confirmation, and erases if the same member confirms in time."""

    def __init__(self, member_data: MemberDataStore, languages: Languages, clock: Clock) -> None:
        self._member_data = member_data
        self._languages = languages
        self._clock = clock

    async def ask(self, interaction: discord.Interaction) -> None:
        """Describe what would be deleted, and show the button that confirms.

        The interaction has been deferred privately.
        """
        minutes = _CONFIRM_WITHIN // timedelta(minutes=1)
        texts = self._languages.of(interaction.locale.value)
        view = confirmation_view(texts, interaction.user.id)
        await answer(interaction, texts.say("forget-ask", minutes=minutes), view)

    async def confirm(self, interaction: discord.Interaction, member_id: int) -> None:
        """Erase the member's data; raises `UserError` for another member, or after 5 minutes."""
        if interaction.user.id != member_id:
            raise UserError("refused-forget-other")
        now = self._clock()
        if now - pressed_on(interaction).created_at > _CONFIRM_WITHIN:
            raise UserError("refused-forget-late")
        await acknowledge_press(interaction)
        retained = await self._member_data.forget(member_id, now - MAX_WINDOW)
        log.info("member %s: forgotten, but for %s unfinished jobs", member_id, retained.unfinished)
        texts = self._languages.of(interaction.locale.value)
        await interaction.edit_original_response(content=_summary(texts, retained), view=None)


def _summary(texts: Texts, retained: Retained) -> str:
    parts = [texts.say("forgotten")]
    if retained.unfinished:
        parts.append(texts.say("forgotten-unfinished", unfinished=retained.unfinished))
    if retained.refusal:
        parts.append(texts.say("forgotten-refusal"))
    return " ".join(parts)


def confirmation_view(texts: Texts, member_id: int) -> ui.View:
    """Build the view with the button that confirms.

    The button works after a restart, and its id contains the member's.
    """
    button: ui.Button[ui.View] = ui.Button(
        style=discord.ButtonStyle.danger,
        label=texts.say("button-forget"),
        custom_id=custom_id("forget", member_id),
    )
    view = ui.View(timeout=None)
    view.add_item(JobItem(button, "forget", member_id))
    # Stopped, so that discord.py does not store it: clicks are dispatched to `JobItem`.
    view.stop()
    return view
