"""Private answers to interactions: acknowledge, answer, refuse."""

import logging

import discord

from bot.errors import UserError, explain, sentence
from bot.texts import Languages

log = logging.getLogger(__name__)

_ACKNOWLEDGED_ALREADY = 40060


async def refuse(
    interaction: discord.Interaction, languages: Languages, error: BaseException
) -> None:
    """Say why a command or a click was not taken, and that nothing was counted."""
    if isinstance(error, UserError):
        log.info("interaction %s: refused, %s", interaction.id, error.reason.key)
    else:
        log.error("interaction %s: failed", interaction.id, exc_info=error)
    texts = languages.of(interaction.locale.value)
    await answer(interaction, texts.say("refused", why=sentence(texts, explain(error))))


async def acknowledge(interaction: discord.Interaction) -> bool:
    """Take the interaction on, to be answered privately; whether this is the first time.

    Discord gives 3 seconds, so it comes before anything that has to be waited for: the database,
    Discord, a thread. Done already by this process, nothing is sent.
    """
    if interaction.response.is_done():
        return True
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException as error:
        # By another process, or an earlier life, which may have died of it before accepting: the
        # job's id knows whether it did.
        if error.code != _ACKNOWLEDGED_ALREADY:
            raise
        log.info("interaction %s: acknowledged before", interaction.id)
        return False
    return True


async def answer(
    interaction: discord.Interaction, text: str, view: discord.ui.View | None = None
) -> None:
    """A private answer, whichever of its three states the interaction is in.

    Fresh: the first response. Deferred: that deferred answer is filled in. Dead: there is nobody to
    tell, which is logged.
    """
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(content=text, view=view)
        else:
            shown = discord.utils.MISSING if view is None else view
            await interaction.response.send_message(text, ephemeral=True, view=shown)
    except discord.HTTPException as error:
        log.warning("interaction %s: could not be answered: %s", interaction.id, error)
