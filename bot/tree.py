"""The command tree: whatever goes wrong in a command, the member reads one private sentence."""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.errors import UserError, explain
from bot.markdown import inert
from bot.outcome import Reason
from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

_ACKNOWLEDGED_ALREADY = 40060
# The facts of texts that are what a relay or a member has written.
_SAID_BY_OTHERS = {"words", "word", "reason"}


class EaselTree(app_commands.CommandTree[discord.Client]):
    """A tree whose errors end in words."""

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Answer privately; log what is a fault of ours."""
        client: Any = self.client
        await refuse(interaction, client.services.languages, _cause(error))


def _cause(error: app_commands.AppCommandError) -> BaseException:
    """What is to be explained."""
    match error:
        case app_commands.CommandInvokeError():
            return error.original
        case app_commands.TransformerError():
            # Discord lets a member be chosen by an id alone, and channels that we do not see.
            return UserError("refused-not-here")
        case _:
            return error


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


def sentence(texts: Texts, reason: Reason) -> str:
    """A reason in words; what others said is shown as they said it, not as Markdown."""
    facts = {
        name: inert(fact) if name in _SAID_BY_OTHERS else fact
        for name, fact in reason.facts.items()
        if isinstance(fact, str)
    }
    return texts.say(reason.key, **{**reason.facts, **facts})


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
