"""`/quota`: what a member has left, and when there is more."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.quota import Standing, rounded_up
from bot.texts import Texts
from bot.tree import answer

_CELLS = 10


class Quota(commands.Cog):
    """How a member stands with the limit."""

    def __init__(self, bot: EaselBot) -> None:
        self._runner = bot.services.runner
        self._texts = bot.services.texts

    @app_commands.command()
    async def quota(self, interaction: discord.Interaction) -> None:
        """Show what is left."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        standing = await self._runner.standing(interaction.guild_id, interaction.user.id)
        await answer(interaction, quota_text(self._texts, standing))


def quota_text(texts: Texts, standing: Standing | None) -> str:
    """A bar, what is left, and when more comes free."""
    if standing is None:
        return texts.say("quota-none")
    line = texts.say(
        "quota-line",
        bar=bar(standing.used, standing.limit),
        used=standing.used,
        limit=standing.limit,
        left=standing.left,
    )
    if standing.free_at is not None:
        return f"{line}\n{texts.say('quota-free-at', at=rounded_up(standing.free_at))}"
    if standing.next_at is not None:
        return f"{line}\n{texts.say('quota-next-at', at=rounded_up(standing.next_at))}"
    return line


def bar(used: int, limit: int) -> str:
    """Ten cells: one is full once something is used, all only when nothing is left."""
    full = min(_CELLS, used * _CELLS // limit)
    cells = full or (1 if used else 0)
    return "▰" * cells + "▱" * (_CELLS - cells)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Quota(bot))
