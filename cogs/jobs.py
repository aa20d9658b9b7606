"""`/jobs`: a member's own jobs, and a way out of the line."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.posts.job_list import JobList


class Jobs(commands.Cog):
    """Command that lists what a member has asked for."""

    def __init__(self, jobs: JobList) -> None:
        self._jobs = jobs

    @app_commands.command()
    async def jobs(self, interaction: discord.Interaction) -> None:
        """List the member's newest jobs."""
        await self._jobs.show(interaction)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Jobs(bot.services[JobList]))
