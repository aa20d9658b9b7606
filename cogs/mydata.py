"""`/mydata`: a member's consent, own settings, and the data that is kept about them."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.posts.defaults import DefaultsService
from bot.privacy.consent import Consent, MemberSettings
from bot.privacy.erasure import ErasureDialog
from bot.privacy.export import DataExport
from bot.texts import Languages
from bot.ui.responses import acknowledge, answer


class MyData(commands.GroupCog, group_name="mydata"):
    """Commands about a member's own data, in every server."""

    def __init__(
        self,
        consent: Consent,
        export: DataExport,
        erasure: ErasureDialog,
        own: DefaultsService,
        members: MemberSettings,
        languages: Languages,
    ) -> None:
        super().__init__()
        self._own = own
        self._members = members
        self._consent = consent
        self._export = export
        self._erasure = erasure
        self._languages = languages

    @app_commands.command()
    @app_commands.describe(allow="Whether others can; leave it out to see what you have set")
    async def consent(self, interaction: discord.Interaction, allow: bool | None = None) -> None:
        """Let others edit the member's pictures, or not."""
        await acknowledge(interaction)
        member_id = interaction.user.id
        if allow is None:
            allow = await self._consent.given(member_id)
        else:
            await self._consent.set(member_id, given=allow)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("consent-yes" if allow else "consent-no"))

    @app_commands.command()
    async def defaults(self, interaction: discord.Interaction) -> None:
        """Show the member's own model and options."""
        await self._own.show(interaction)

    @app_commands.command()
    @app_commands.describe(allow="Whether I may; leave it out to see what you have set")
    async def mentions(self, interaction: discord.Interaction, allow: bool | None = None) -> None:
        """Say whether the member is mentioned with pictures that took long."""
        await acknowledge(interaction)
        member_id = interaction.user.id
        if allow is None:
            allow = await self._members.is_mentioned(member_id)
        else:
            await self._members.set_mentioned(member_id, mentioned=allow)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("mentions-yes" if allow else "mentions-no"))

    @app_commands.command()
    @app_commands.describe(allow="Whether they may; leave it out to see what you have set")
    async def showcases(self, interaction: discord.Interaction, allow: bool | None = None) -> None:
        """Say whether the member's starred pictures are shown in showcases."""
        await acknowledge(interaction)
        member_id = interaction.user.id
        if allow is None:
            allow = await self._members.is_shown(member_id)
        else:
            await self._members.set_shown(member_id, shown=allow)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("showcases-yes" if allow else "showcases-no"))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction) -> None:
        """Send the member all that is kept about them."""
        await acknowledge(interaction)
        texts = self._languages.of(interaction.locale.value)
        parts = await self._export.files(interaction.user.id, interaction.created_at)
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
        """Ask the member to confirm that their data is deleted."""
        await acknowledge(interaction)
        await self._erasure.ask(interaction)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    export, erasure = services[DataExport], services[ErasureDialog]
    own, members = services[DefaultsService], services[MemberSettings]
    await bot.add_cog(MyData(services[Consent], export, erasure, own, members, bot.languages))
