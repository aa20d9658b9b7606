"""`/easel usage`: what was made in a server over time, as a picture, in words and as a table."""

import asyncio
import io
from collections.abc import Sequence
from typing import Literal

import discord
from discord import app_commands

from bot.app import Services
from bot.common.clock import unix_seconds
from bot.imaging.executor import run_in_image_executor
from bot.texts import Languages, Texts
from bot.ui.member_names import fetch_names
from bot.ui.responses import answer
from bot.usage import ANONYMOUS
from bot.usage.drawing import draw_chart
from bot.usage.report import UsageReports
from bot.usage.series import COLOURS, OTHERS, Panel, Series
from bot.usage.tally import Period, Tally, largest_groups
from cogs.easel.base import AdminCog
from cogs.easel.usage_text import Part, chart_words, member_parts, model_parts, usage_words


class Usage(AdminCog):
    """Usage of a server: pictures by member and model, and their estimated cost."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._reports = services[UsageReports]

    @app_commands.command()
    @app_commands.describe(period="How far back to look: a day, a week, a month or a year")
    async def usage(
        self,
        interaction: discord.Interaction,
        period: Literal["day", "week", "month", "year"] = "month",
    ) -> None:
        """Show the bars, the same numbers in words, and the table."""
        guild_id, texts = await self._begin(interaction), self._texts(interaction)
        report = await self._reports.of(guild_id, Period(period), interaction.created_at)
        since, tally = report.bars[0], report.tally
        if not tally.jobs:
            await answer(interaction, texts.say("usage-none", since=unix_seconds(since)))
            return
        models = model_parts(texts, tally)
        members = member_parts(texts, tally, await _names(interaction, tally))
        png = await run_in_image_executor(
            draw_chart, report.labels, _panels(texts, models, members), key=interaction.user.id
        )
        description = chart_words(texts, report.labels, models, members)
        chart = discord.File(io.BytesIO(png), "easel-usage.png", description=description)
        table = await asyncio.to_thread(report.table.file)
        files = [chart] if table is None else [chart, discord.File(io.BytesIO(table[1]), table[0])]
        words = usage_words(texts, tally, since, models, members, with_table=table is not None)
        await interaction.edit_original_response(content=words, attachments=files)


async def _names(interaction: discord.Interaction, tally: Tally) -> dict[int, str]:
    """Return the names of the members who are told apart; who was forgotten has none."""
    top, _ = largest_groups(tally.by_member)
    ids = [member_id for member_id in top if member_id != ANONYMOUS]
    if interaction.guild is None:
        return {}
    return await fetch_names(interaction.guild, ids, former=interaction.client)


def _panels(texts: Texts, models: Sequence[Part], members: Sequence[Part]) -> list[Panel]:
    """Return the plots: pictures, and dollars if any price is known."""
    panels = [
        Panel(texts.say("usage-by-model"), _pictures(models, is_marked=False)),
        Panel(texts.say("usage-by-member"), _pictures(members, is_marked=True)),
    ]
    for key, parts, is_marked in (
        ("usage-dollars-by-model", models, False),
        ("usage-dollars-by-member", members, True),
    ):
        if series := _dollars(parts, is_marked=is_marked):
            panels.append(Panel(texts.say(key), series, is_money=True))
    return panels


def _pictures(parts: Sequence[Part], *, is_marked: bool) -> list[Series]:
    return [
        Series(part.plain, part.pictures, _colour(rank, part), part.mark if is_marked else "")
        for rank, part in enumerate(parts)
    ]


def _dollars(parts: Sequence[Part], *, is_marked: bool) -> list[Series]:
    """Return the parts whose prices are known, in the colours that they have as pictures."""
    return [
        Series(part.plain, part.micro, _colour(rank, part), part.mark if is_marked else "")
        for rank, part in enumerate(parts)
        if part.micro is not None
    ]


def _colour(rank: int, part: Part) -> str:
    return OTHERS if part.is_others else COLOURS[rank]
