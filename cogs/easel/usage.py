"""`/easel usage`: what was made in a server over time, as a picture and as a table."""

import asyncio
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Literal

import discord
from discord import app_commands

from bot.app import Services
from bot.common.clock import unix_seconds
from bot.common.money import format_dollars
from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import alt_text
from bot.texts import Languages, Texts
from bot.ui.links import member_mention
from bot.ui.responses import answer
from bot.usage import ANONYMOUS
from bot.usage.drawing import draw_chart
from bot.usage.report import UsageReports
from bot.usage.series import COLOURS, OTHERS, Panel, Series
from bot.usage.tally import Breakdown, Key, Period, Tally, largest_groups
from cogs.easel.base import AdminCog

_OTHERS_MARK = "+"
# Sums are told to the cent; a cent is so many micro-dollars.
_CENT = 10_000


class Usage(AdminCog):
    """What was made, by whom, with which model, for about how much."""

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
        """Show the bars, the totals in words, and the table."""
        guild_id, texts = await self._begin(interaction), self._texts(interaction)
        report = await self._reports.of(guild_id, Period(period), interaction.created_at)
        since, tally = report.bars[0], report.tally
        if not tally.jobs:
            await answer(interaction, texts.say("usage-none", since=unix_seconds(since)))
            return
        png = await run_in_image_executor(
            draw_chart, report.labels, _panels(texts, tally), key=interaction.user.id
        )
        alt_text = _alt_text(texts, tally, report.labels)
        chart = discord.File(io.BytesIO(png), "easel-usage.png", description=alt_text)
        table = await asyncio.to_thread(report.table.file)
        files = [chart] if table is None else [chart, discord.File(io.BytesIO(table[1]), table[0])]
        words = _in_words(texts, tally, since, with_table=table is not None)
        await interaction.edit_original_response(content=words, attachments=files)


def _panels(texts: Texts, tally: Tally) -> list[Panel]:
    others = texts.say("usage-others")
    models = _series(tally.by_model, others, lambda _, title: title, marked=False)
    members = _series(tally.by_member, others, lambda mark, _: mark, marked=True)
    return [
        Panel(texts.say("usage-by-model"), models),
        Panel(texts.say("usage-by-member"), members),
    ]


def _series(
    parts: Breakdown[Key], others: str, label: Callable[[str, Key], str], *, marked: bool
) -> list[Series]:
    """The largest by number from 1, then the rest."""
    top, rest = largest_groups(parts)
    series = [
        Series(label(str(rank), key), values, colour, str(rank) if marked else "")
        for rank, ((key, values), colour) in enumerate(zip(top.items(), COLOURS, strict=False), 1)
    ]
    if rest is not None:
        series.append(Series(others, rest, OTHERS, _OTHERS_MARK if marked else ""))
    return series


def _in_words(texts: Texts, tally: Tally, since: datetime, *, with_table: bool) -> str:
    lines = [_total(texts, tally, since)]
    if 0 < tally.unpriced < tally.jobs:
        lines.append(texts.say("usage-unpriced", jobs=tally.unpriced))
    lines.append(" · ".join(_members(texts, tally)))
    lines.append(texts.say("usage-note" if with_table else "usage-note-too-large"))
    return "\n".join(lines)


def _total(texts: Texts, tally: Tally, since: datetime) -> str:
    known = len(tally.by_member.keys() - {ANONYMOUS})
    members = texts.say("usage-members", members=known) if known else texts.say("usage-nobody")
    facts = {
        "since": unix_seconds(since),
        "pictures": texts.say("usage-pictures", pictures=tally.pictures),
        "members": members,
    }
    if tally.unpriced == tally.jobs:
        return texts.say("usage-total-unpriced", **facts)
    # Less than a cent is told exactly.
    price = round(tally.micro / _CENT) * _CENT or tally.micro
    return texts.say("usage-total", price=format_dollars(price), **facts)


def _members(texts: Texts, tally: Tally) -> Iterator[str]:
    """Who the numbers in the picture are. A mention in a private answer pings nobody."""
    top, rest = largest_groups(tally.by_member)
    for rank, (member_id, values) in enumerate(top.items(), start=1):
        member = texts.say("usage-nobody") if member_id == ANONYMOUS else member_mention(member_id)
        yield texts.say("usage-member", mark=str(rank), member=member, pictures=sum(values))
    if rest is not None:
        others = texts.say("usage-others")
        yield texts.say("usage-member", mark=_OTHERS_MARK, member=others, pictures=sum(rest))


def _alt_text(texts: Texts, tally: Tally, labels: list[str]) -> str:
    top, rest = largest_groups(tally.by_model)
    parts = [*top.items(), *([] if rest is None else [(texts.say("usage-others"), rest)])]
    models = ", ".join(f"{title} {sum(values)}" for title, values in parts)
    text = texts.say("usage-alt", first=labels[0], last=labels[-1], models=models)
    return alt_text(text, 1, 1)
