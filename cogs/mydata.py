"""`/mydata`: what a member decides about their own pictures, and what is kept about them."""

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.privacy.export import export_files
from bot.ui.responses import acknowledge, answer


class MyData(commands.GroupCog, group_name="mydata"):
    """A member's own say, which holds in every server."""

    def __init__(self, bot: EaselBot) -> None:
        super().__init__()
        self._members = bot.services.members
        self._personal = bot.services.personal
        self._erasure_dialog = bot.services.erasure_dialog
        self._languages = bot.services.languages

    @app_commands.command()
    @app_commands.describe(allow="Whether others may; leave it out to see what you have set")
    async def consent(self, interaction: discord.Interaction, allow: bool | None = None) -> None:
        """Let others edit the member's pictures, or not."""
        await acknowledge(interaction)
        member_id = interaction.user.id
        if allow is None:
            allow = member_id not in await self._members.refusing([member_id])
        else:
            await self._members.set_lets_others_edit(member_id, allow)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("consent-yes" if allow else "consent-no"))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction) -> None:
        """Hand the member all that is kept about them."""
        await acknowledge(interaction)
        texts, member_id = self._languages.of(interaction.locale.value), interaction.user.id
        personal = await self._personal.everything(member_id)
        parts = await asyncio.to_thread(export_files, personal, member_id, interaction.created_at)
        for number, content in enumerate(parts, start=1):
            name = "easel.json" if len(parts) == 1 else f"easel-{number}.json"
            file = discord.File(io.BytesIO(content), name)
            if number == 1:
                text = texts.say("export")
                await interaction.edit_original_response(content=text, attachments=[file])
            else:
                text = texts.say("export-part", part=number, parts=len(parts))
                await interaction.followup.send(text, file=file, ephemeral=True)

    @app_commands.command()
    async def delete(self, interaction: discord.Interaction) -> None:
        """Ask whether to forget the member."""
        await acknowledge(interaction)
        await self._erasure_dialog.ask(interaction)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(MyData(bot))
