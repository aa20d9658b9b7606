"""`/easel styles`: words that members can have put around their prompts, by a name."""

import discord
from discord import app_commands

from bot.common.markdown import one_line
from bot.common.plain_text import clean_line, has_visible_character
from bot.errors import UserError
from bot.intake.styles import MAX_NAME
from bot.policy import Style
from bot.texts import Texts
from bot.ui.audit import audit_entry
from bot.ui.command_options import style_choices
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, options_of
from cogs.easel.listing import answer_list
from providers.registry import FAMILIES, OPERATIONS

MAX_WORDS = 400
MAX_EXAMPLE = 200
_FAMILIES = [app_commands.Choice(name=family, value=family) for family in FAMILIES]
_TITLES = {kind.family: kind.title for kind in OPERATIONS.values()}


class Styles(AdminCog):
    """The styles of a server."""

    styles = app_commands.Group(name="styles", description="…")

    @styles.command(name="add")
    @app_commands.choices(provider=_FAMILIES)
    @app_commands.describe(
        name="What members choose it by",
        words="Words to add to the prompt; [prompt] stands for the prompt itself",
        example="A prompt that shows what it is good for",
        provider="The model that /imagine makes it with, if the member may use it",
    )
    async def styles_add(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, MAX_NAME],
        words: app_commands.Range[str, 1, MAX_WORDS],
        example: app_commands.Range[str, 1, MAX_EXAMPLE] | None = None,
        provider: str | None = None,
    ) -> None:
        """Add a style, or change the one of this name, and show all."""
        guild_id = await self._begin(interaction)
        style = Style(
            _visible(name, MAX_NAME),
            _visible(words, MAX_WORDS),
            clean_line(example or "", MAX_EXAMPLE),
            provider,
        )
        former = await self._name_of(guild_id, style.name)
        style = Style(former or style.name, style.words, style.example, style.family)
        entry = audit_entry(interaction, "styles add", **options_of(interaction))
        await self._settings.styles.put(style, entry)
        await self._show_styles(interaction, guild_id)

    @styles.command(name="list")
    async def styles_list(self, interaction: discord.Interaction) -> None:
        """Show the styles."""
        await self._show_styles(interaction, await self._begin(interaction))

    @styles.command(name="remove")
    @app_commands.describe(name="Which style")
    async def styles_remove(
        self, interaction: discord.Interaction, name: app_commands.Range[str, 1, MAX_NAME]
    ) -> None:
        """Remove a style, and show what is left."""
        guild_id = await self._begin(interaction)
        known = await self._name_of(guild_id, name)
        entry = audit_entry(interaction, "styles remove", **options_of(interaction))
        if known is None or not await self._settings.styles.remove(known, entry):
            raise UserError("refused-styles-unknown")
        await self._show_styles(interaction, guild_id)

    @styles_remove.autocomplete("name")
    async def _suggest_styles(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return await style_choices(interaction, current)

    async def _name_of(self, guild_id: int, name: str) -> str | None:
        """Return the name of a style as it is stored; None if there is none."""
        wanted = name.strip().casefold()
        styles = await self._settings.styles.of(guild_id)
        return next((one.name for one in styles if one.name.casefold() == wanted), None)

    async def _show_styles(self, interaction: discord.Interaction, guild_id: int) -> None:
        texts = self._texts(interaction)
        styles = await self._settings.styles.of(guild_id)
        if not styles:
            await answer(interaction, texts.say("styles-none"))
            return
        lines = [_line(texts, style) for style in styles]
        await answer_list(interaction, texts.say("styles-title"), lines, "styles.txt", lines)


def _visible(text: str, most: int) -> str:
    """Return a text on one line; raises `UserError` if a reader would see nothing of it."""
    if not has_visible_character(text):
        raise UserError("refused-styles-blank")
    return clean_line(text, most)


def _line(texts: Texts, style: Style) -> str:
    name, words = one_line(style.name, MAX_NAME), one_line(style.words, MAX_WORDS)
    line = texts.say("styles-line", name=name, words=words)
    if style.example:
        line += " " + texts.say("styles-example", example=one_line(style.example, MAX_EXAMPLE))
    if style.family in _TITLES:
        line += " " + texts.say("styles-model", title=_TITLES[style.family])
    return line
