"""`/quota`: how a member stands with each limit, and what their last pictures counted."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.common.markdown import bar, one_line
from bot.common.money import dollars
from bot.intake.locating import requester_of, spender_of
from bot.limits.limit import Metric
from bot.limits.quota import Standing, facts, in_words, rounded_up
from bot.storage.records import COUNTED, Job
from bot.texts import Texts
from bot.ui.long_answers import answer_lines
from bot.ui.responses import acknowledge
from providers.registry import OPERATIONS

_MOST_JOBS = 5
_MOST_PROMPT = 50


class Quota(commands.Cog):
    """How a member stands."""

    def __init__(self, bot: EaselBot) -> None:
        self._accounts = bot.services.accounts
        self._jobs = bot.services.jobs
        self._languages = bot.services.languages

    @app_commands.command()
    async def quota(self, interaction: discord.Interaction) -> None:
        """Show what is left."""
        await acknowledge(interaction)
        guild_id, member = interaction.guild_id, interaction.user
        spender = spender_of(requester_of(member), guild_id)
        standings = await self._accounts.standings(spender)
        jobs = await self._jobs.recent(guild_id, member.id, _MOST_JOBS)
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
            bar=bar(standing.used, limit.amount),
            used=in_words(standing.used, limit.metric),
            left=in_words(standing.left, limit.metric),
            **facts(limit),
        )
    ]
    if limit.origin.extra:
        lines.append(_extra(texts, standing))
    if standing.free_at is not None:
        lines.append(texts.say("quota-free-at", at=rounded_up(standing.free_at)))
    elif standing.next_at is not None:
        lines.append(texts.say("quota-next-at", at=rounded_up(standing.next_at)))
    return "\n".join(lines)


def _extra(texts: Texts, standing: Standing) -> str:
    origin, metric = standing.limit.origin, standing.limit.metric
    extra = in_words(origin.extra, metric)
    if origin.until is None:
        return texts.say("quota-extra", extra=extra, metric=metric.value)
    until = str(int(origin.until.timestamp()))
    return texts.say("quota-extra-until", extra=extra, metric=metric.value, until=until)


def _jobs_text(texts: Texts, jobs: Sequence[Job], *, money: bool) -> list[str]:
    """What the jobs counted: pictures, and `money` where that is limited, too."""
    if not jobs:
        return []
    return [texts.say("quota-jobs"), *(_job(texts, job, money=money) for job in jobs)]


def _job(texts: Texts, job: Job, *, money: bool) -> str:
    operation, counts = OPERATIONS.get(job.operation), job.state in COUNTED
    line = texts.say(
        "quota-job",
        at=str(int(job.created_at.timestamp())),
        title=operation.title if operation else job.operation,
        prompt=one_line(str(job.request.get("prompt", "")), _MOST_PROMPT),
        pictures=job.pictures if counts else 0,
    )
    if not (money and counts and job.estimate):
        return line
    return f"{line}, {texts.say('details-estimate', price=dollars(job.estimate))}"


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Quota(bot))
