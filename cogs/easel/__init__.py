"""`/easel`: the commands of those who manage a server, one module for each subject."""

from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.ui.contexts import in_servers_only
from cogs.easel.avatar import Avatar
from cogs.easel.blocks import Blocks
from cogs.easel.budget import Budget
from cogs.easel.contest import Contest
from cogs.easel.edits import Edits
from cogs.easel.explain import Explain
from cogs.easel.history import History
from cogs.easel.limits import Limits
from cogs.easel.log import Log
from cogs.easel.panel import Panel
from cogs.easel.rules import Rules
from cogs.easel.showcase import ShowcaseCommand
from cogs.easel.styles import Styles
from cogs.easel.themes import ThemesCommand
from cogs.easel.usage import Usage
from cogs.easel.words import Words


@app_commands.default_permissions(manage_guild=True)
@in_servers_only
class Easel(
    Panel,
    Limits,
    Budget,
    Rules,
    Explain,
    Edits,
    Log,
    History,
    Usage,
    Styles,
    ShowcaseCommand,
    Contest,
    ThemesCommand,
    Words,
    Blocks,
    Avatar,
    commands.GroupCog,
    group_name="easel",
):
    """All parts as one command."""


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Easel(bot.services, bot.languages))
