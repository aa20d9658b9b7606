"""The command tree: whatever goes wrong in a command, the member reads one private sentence."""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.errors import UserError
from bot.ui.command_options import CorrectableError
from bot.ui.responses import refuse

log = logging.getLogger(__name__)


class EaselTree(app_commands.CommandTree[discord.Client]):
    """A tree whose errors end in words."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Refuse commands and suggestions in servers where the bot does not work."""
        client: Any = self.client
        try:
            client.check_server(interaction.guild_id)
        except UserError as error:
            # Suggestions have no words to answer with.
            if interaction.type is not discord.InteractionType.autocomplete:
                for_picture = _is_for_picture(interaction)
                await refuse(interaction, client.languages, error, for_picture=for_picture)
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Answer privately; log what is a fault of ours."""
        client: Any = self.client
        cause = _cause(error)
        if isinstance(cause, CorrectableError):
            await client.corrections.offer(interaction, cause)
            return
        for_picture = _is_for_picture(interaction)
        await refuse(interaction, client.languages, cause, for_picture=for_picture)


def _is_for_picture(interaction: discord.Interaction) -> bool:
    """Return True for the commands that need a prompt; `/easel explain` only looks at one."""
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return False
    return any(one.name == "prompt" and one.required for one in command.parameters)


def _cause(error: app_commands.AppCommandError) -> BaseException:
    """Return the error to explain."""
    match error:
        case app_commands.CommandInvokeError():
            return error.original
        case app_commands.TransformerError():
            # Discord lets a member be chosen by an id alone, and channels that we do not see.
            return UserError("refused-not-here")
        case _:
            return error
