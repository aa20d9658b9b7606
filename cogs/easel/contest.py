"""`/easel contest`: a theme, pictures of members, votes by stars, and a winner."""

from datetime import timedelta

import discord
from discord import app_commands

from bot.app import Services
from bot.common.plain_text import clean_line, has_visible_character
from bot.community.contest_texts import MAX_THEME
from bot.community.contests import Contests, Terms
from bot.errors import UserError
from bot.texts import Languages
from bot.ui.permissions import missing_permissions
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, options_of
from cogs.easel.durations import ENDS
from cogs.easel.listing import answer_list

MAX_EACH = 10
MAX_BONUS = 1000
MAX_DAYS = 90
_DAYS = 7


class Contest(AdminCog):
    """Contests of a server."""

    contest = app_commands.Group(name="contest", description="…")

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._contests = services[Contests]

    @contest.command(name="start")
    @app_commands.choices(ends=ENDS)
    @app_commands.describe(
        theme="What the pictures are about",
        ends="When it ends and the votes are counted",
        entries="How many pictures each member can enter; left out: one",
        bonus="How many pictures more the winner gets, on top of their limits",
        bonus_days="For how many days; left out: 7",
    )
    async def contest_start(
        self,
        interaction: discord.Interaction,
        theme: app_commands.Range[str, 1, MAX_THEME],
        ends: app_commands.Choice[int],
        entries: app_commands.Range[int, 1, MAX_EACH] = 1,
        bonus: app_commands.Range[int, 0, MAX_BONUS] = 0,
        bonus_days: app_commands.Range[int, 1, MAX_DAYS] = _DAYS,
    ) -> None:
        """Start a contest in this channel."""
        await self._begin(interaction)
        if not has_visible_character(theme):
            raise UserError("refused-contest-theme")
        if lacking := missing_permissions(interaction):
            raise UserError("refused-permissions", permissions=", ".join(lacking))
        lasts = timedelta(hours=ends.value)
        terms = Terms(clean_line(theme, MAX_THEME), lasts, entries, bonus, bonus_days)
        facts = options_of(interaction) | {"ends": ends.name}
        channel = await self._contests.start(interaction, terms, **facts)
        texts = self._texts(interaction)
        await answer(interaction, texts.say("contest-started", channel=channel))

    @contest.command(name="end")
    async def contest_end(self, interaction: discord.Interaction) -> None:
        """End the contest of this server now."""
        await self._begin(interaction)
        await self._contests.end(interaction)
        await answer(interaction, self._texts(interaction).say("contest-ended"))

    @contest.command(name="show")
    async def contest_show(self, interaction: discord.Interaction) -> None:
        """Show the newest contest of this server."""
        guild_id, texts = await self._begin(interaction), self._texts(interaction)
        lines = await self._contests.lines(guild_id, texts)
        if not lines:
            await answer(interaction, texts.say("contest-none"))
            return
        await answer_list(interaction, lines[0], lines[1:], "contest.txt", lines[1:])
