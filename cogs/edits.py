"""Edits: `/edit`, the message menus, and the modal."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.edits.extend import ExtendService
from bot.edits.extend_modal import submitted_extension
from bot.edits.modal import submitted_form
from bot.edits.service import EditInstruction, EditService
from bot.errors import UserError
from bot.imaging.areas import AreaName
from bot.intake.offers import Offers
from bot.intake.styles import MAX_NAME
from bot.posts.descriptions import DescriptionService
from bot.ui.command_options import style_choices
from bot.ui.model_choices import model_choices
from bot.ui.responses import refuse
from providers.registry import EDITORS
from providers.shapes import ShapeName

MENUS = ("edit", "reference", "describe")
# The first of those that take most pictures.
_REFERRER = max(EDITORS, key=lambda family: len(EDITORS[family].sources))


class Edits(commands.Cog):
    """Commands and menus that begin with a picture."""

    def __init__(
        self,
        bot: EaselBot,
        edits: EditService,
        extensions: ExtendService,
        descriptions: DescriptionService,
        offers: Offers,
    ) -> None:
        self._offers = offers
        self._bot = bot
        self._languages = bot.languages
        self._edits = edits
        self._extensions = extensions
        self._descriptions = descriptions
        callbacks: dict[str, Any] = {
            "edit": self._menu_edit,
            "reference": self._menu_reference,
            "describe": self._menu_describe,
        }
        for name, callback in callbacks.items():
            key = f"menu-{name}"
            title = app_commands.locale_str(self._languages.english.say(key), key=key)
            bot.tree.add_command(app_commands.ContextMenu(name=title, callback=callback))

    async def cog_unload(self) -> None:
        """Remove the menus."""
        for name in MENUS:
            title = self._languages.english.say(f"menu-{name}")
            self._bot.tree.remove_command(title, type=discord.AppCommandType.message)

    @app_commands.command()
    @app_commands.describe(
        prompt="What to change",
        image="The picture to change; left out: the newest one here",
        area="The part that may change; the rest stays as it is. Always with GPT Image",
        provider="Which model changes it",
        shape="Width to height; left out: that of the picture",
        style="A style of this server, whose words are added to yours",
        private="Show the picture only to you",
        spoiler="Hide the picture until it is clicked; no: show it, whatever you uploaded",
    )
    @app_commands.rename(provider="with")
    async def edit(
        self,
        interaction: discord.Interaction,
        prompt: app_commands.Range[str, 1, 6000],
        image: discord.Attachment | None = None,
        area: AreaName | None = None,
        provider: str | None = None,
        shape: ShapeName | None = None,
        style: app_commands.Range[str, 1, MAX_NAME] | None = None,
        private: bool = False,
        spoiler: bool | None = None,
    ) -> None:
        """Change a picture."""
        family = None if provider is None else self._family_of(provider)
        instruction = EditInstruction(
            prompt,
            family=family,
            private=private,
            shape=shape,
            spoiler=spoiler,
            style=style,
            area=area,
        )
        await self._edits.submit_command(interaction, instruction, image)

    @edit.autocomplete("provider")
    async def _editors_here(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Return the models that can edit here."""
        try:
            offers = await self._offers.here(interaction)
        except UserError:
            # Suggestions have no words to answer with.
            return []
        return model_choices(offers.labels(offers.editors()), current)

    @edit.autocomplete("style")
    async def _styles_here(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Return the styles of the server."""
        return await style_choices(interaction, current)

    def _family_of(self, typed: str) -> str:
        """Return the family that a member chose or typed; raises `UserError` if there is none."""
        wanted = typed.strip().casefold()
        for family, kind in EDITORS.items():
            if wanted in (family, kind.title.casefold()):
                return family
        others = ", ".join(kind.title for kind in self._offers.editors())
        raise UserError("refused-no-model", others=others)

    async def _menu_edit(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await self._edits.open_modal(interaction, message)

    async def _menu_reference(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """Open the same modal, with the family that takes most reference pictures."""
        await self._edits.open_modal(interaction, message, _REFERRER)

    async def _menu_describe(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        await self._descriptions.describe(interaction, message)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the modal of an edit or of *Zoom / pan…*, even if an earlier process showed it."""
        form, extension = submitted_form(interaction), submitted_extension(interaction)
        try:
            if form is not None:
                await self._edits.submit_form(interaction, form)
            elif extension is not None:
                await self._extensions.submit_form(interaction, extension)
        except Exception as error:  # noqa: BLE001 - the member reads it
            await refuse(interaction, self._languages, error, for_picture=True)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    edits, descriptions = services[EditService], services[DescriptionService]
    extensions = services[ExtendService]
    await bot.add_cog(Edits(bot, edits, extensions, descriptions, services[Offers]))
