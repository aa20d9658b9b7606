"""`/quota`: how a member stands with each limit, and what their last pictures counted."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.common.clock import unix_seconds
from bot.common.markdown import one_line, progress_bar
from bot.common.money import format_dollars
from bot.intake.locating import requester_of, spender_of
from bot.jobs import COUNTED, Job
from bot.jobs.history import JobHistory
from bot.limits.accounts import Accounts
from bot.limits.limit import Metric
from bot.limits.quota import Standing, ceil_timestamp, format_amount, limit_facts
from bot.texts import Languages, Texts
from bot.ui.long_answers import answer_lines
from bot.ui.responses import acknowledge
from providers.registry import OPERATIONS

_MOST_JOBS = 5
_MOST_PROMPT = 50


class Quota(commands.Cog):
    """State of a member's limits."""

    def __init__(self, accounts: Accounts, history: JobHistory, languages: Languages) -> None:
        self._accounts = accounts
        self._history = history
        self._languages = languages

    @app_commands.command()
    async def quota(self, interaction: discord.Interaction) -> None:
        """Show what is left."""
        await acknowledge(interaction)
        guild_id, member = interaction.guild_id, interaction.user
        spender = spender_of(requester_of(member), guild_id)
        standings = await self._accounts.standings(spender)
        jobs = await self._history.recent(guild_id, member.id, _MOST_JOBS)
        texts = self._languages.of(interaction.locale.value)
        money = any(one.limit.metric is Metric.DOLLARS for one in standings)
        lines = [*_standings(texts, standings), *_jobs_text(texts, jobs, money=money)]
        await answer_lines(interaction, lines)


def _standings(texts: Texts, standings: Sequence[Standing]) -> list[str]:
    """For each limit a bar, what is left, and when more comes free."""
    return [_standing(texts, one) for one in standings] or [texts.say("quota-none")]


def _standing(texts: Texts, standing: Standing) -> str:
    limit = standing.limit
    lines = [
        texts.say(
            "quota-line",
            bar=progress_bar(standing.used, limit.amount),
            used=format_amount(standing.used, limit.metric),
            left=format_amount(standing.left, limit.metric),
            **limit_facts(limit),
        )
    ]
    if limit.origin.is_operators:
        lines.append(texts.say("quota-operator", **limit_facts(limit)))
    if limit.origin.extra:
        lines.append(_extra(texts, standing))
    if standing.free_at is not None:
        lines.append(texts.say("quota-free-at", at=ceil_timestamp(standing.free_at)))
    elif standing.next_at is not None:
        next_at = ceil_timestamp(standing.next_at)
        lines.append(texts.say("quota-next-at", at=next_at, metric=limit.metric.value))
    return "\n".join(lines)


def _extra(texts: Texts, standing: Standing) -> str:
    origin, metric = standing.limit.origin, standing.limit.metric
    extra = format_amount(origin.extra, metric)
    if origin.until is None:
        return texts.say("quota-extra", extra=extra, metric=metric.value)
    until = unix_seconds(origin.until)
    return texts.say("quota-extra-until", extra=extra, metric=metric.value, until=until)


def _jobs_text(texts: Texts, jobs: Sequence[Job], *, money: bool) -> list[str]:
    """Return what the jobs counted: pictures, and `money` where that is limited, too."""
    if not jobs:
        return []
    return [texts.say("quota-jobs"), *(_job(texts, job, money=money) for job in jobs)]


def _job(texts: Texts, job: Job, *, money: bool) -> str:
    operation, counts = OPERATIONS.get(job.operation), job.state in COUNTED
    line = texts.say(
        "quota-job",
        at=unix_seconds(job.created_at),
        title=operation.title if operation else job.operation,
        prompt=one_line(job.prompt, _MOST_PROMPT),
        pictures=job.pictures if counts else 0,
    )
    if not (money and counts and job.estimate):
        return line
    return f"{line}, {texts.say('details-estimate', price=format_dollars(job.estimate))}"


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Quota(services[Accounts], services[JobHistory], bot.languages))
