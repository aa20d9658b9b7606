"""`/easel themes`: a list of themes, of which one is posted each day."""

import discord
from discord import app_commands

from bot.common.markdown import one_line
from bot.common.plain_text import clean_line, has_visible_character
from bot.community.themes import MAX_THEME
from bot.errors import UserError
from bot.policy import DailyTheme
from bot.ui.audit import audit_entry
from bot.ui.discord_limits import MAX_CHOICES
from bot.ui.links import channel_mention
from bot.ui.permissions import missing_for_words
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, managed_server, options_of
from cogs.easel.listing import answer_list

_MAX_CHOICE = 100
_HOUR = 9


class ThemesCommand(AdminCog):
    """The themes of a server."""

    themes = app_commands.Group(name="themes", description="…")

    @themes.command(name="add")
    @app_commands.describe(theme="What pictures of a day are about")
    async def themes_add(
        self, interaction: discord.Interaction, theme: app_commands.Range[str, 1, MAX_THEME]
    ) -> None:
        """Add a theme, and show all."""
        guild_id = await self._begin(interaction)
        if not has_visible_character(theme):
            raise UserError("refused-contest-theme")
        entry = audit_entry(interaction, "themes add", **options_of(interaction))
        await self._settings.themes.add(clean_line(theme, MAX_THEME), entry)
        await self._show_themes(interaction, guild_id)

    @themes.command(name="list")
    async def themes_list(self, interaction: discord.Interaction) -> None:
        """Show the themes, the next one first."""
        await self._show_themes(interaction, await self._begin(interaction))

    @themes.command(name="remove")
    @app_commands.describe(theme="Which theme")
    async def themes_remove(
        self, interaction: discord.Interaction, theme: app_commands.Range[str, 1, MAX_THEME]
    ) -> None:
        """Remove a theme, and show what is left."""
        guild_id = await self._begin(interaction)
        known = await self._found(guild_id, theme)
        entry = audit_entry(interaction, "themes remove", **options_of(interaction))
        if known is None or not await self._settings.themes.remove(known, entry):
            raise UserError("refused-themes-unknown")
        await self._show_themes(interaction, guild_id)

    @themes_remove.autocomplete("theme")
    async def _suggest_themes(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        themes = await self._settings.themes.of(managed_server(interaction))
        fitting = (theme for theme in themes if current.casefold() in theme.casefold())
        return [
            app_commands.Choice(name=clean_line(theme, _MAX_CHOICE), value=theme[:_MAX_CHOICE])
            for theme in fitting
        ][:MAX_CHOICES]

    @themes.command(name="daily")
    @app_commands.describe(
        channel="Where the theme of the day is posted",
        hour="At which hour of the day, in UTC; at first 9",
        off="Post no more themes",
    )
    async def themes_daily(
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
        off: bool = False,
    ) -> None:
        """Change what is given, and show what holds."""
        guild_id = await self._begin(interaction)
        former = await self._settings.themes.daily(guild_id)
        entry = audit_entry(interaction, "themes daily", **options_of(interaction))
        if off:
            await self._settings.themes.stop_daily(entry)
        elif channel is not None or hour is not None:
            await self._settings.themes.set_daily(_changed(former, channel, hour), entry)
        await self._show_themes(interaction, guild_id)

    async def _found(self, guild_id: int, typed: str) -> str | None:
        """Return a theme as it is stored; a choice names the beginning of a long one."""
        wanted = typed.strip().casefold()
        themes = await self._settings.themes.of(guild_id)
        exact = [theme for theme in themes if theme.casefold() == wanted]
        begun = [theme for theme in themes if theme[:_MAX_CHOICE].casefold() == wanted]
        return next(iter([*exact, *begun]), None)

    async def _show_themes(self, interaction: discord.Interaction, guild_id: int) -> None:
        texts, daily = self._texts(interaction), await self._settings.themes.daily(guild_id)
        title = texts.say("themes-never")
        if daily is not None:
            mention = channel_mention(daily.channel_id)
            title = texts.say("themes-daily", channel=mention, hour=f"{daily.hour:02}:00")
        themes = await self._settings.themes.of(guild_id)
        if not themes:
            await answer(interaction, f"{title}\n{texts.say('themes-none')}")
            return
        lines = [f"- {one_line(theme, MAX_THEME)}" for theme in themes]
        await answer_list(interaction, title, lines, "themes.txt", themes)


def _changed(
    former: DailyTheme | None, channel: discord.TextChannel | None, hour: int | None
) -> DailyTheme:
    """Return the former values with what is given; raises `UserError` without a channel."""
    if channel is None:
        if former is None:
            raise UserError("refused-themes-channel")
        return DailyTheme(former.channel_id, former.hour if hour is None else hour)
    if lacking := missing_for_words(channel.permissions_for(channel.guild.me), thread=False):
        mention = channel_mention(channel.id)
        raise UserError("refused-log", channel=mention, permissions=", ".join(lacking))
    default = former.hour if former else _HOUR
    return DailyTheme(channel.id, default if hour is None else hour)
