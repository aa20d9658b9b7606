"""`/jobs`: a member's own jobs, and a way out of the line."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.common.clock import unix_seconds
from bot.common.markdown import one_line
from bot.common.plain_text import clean_line
from bot.common.shortening import shorten
from bot.errors import reason_of, sentence
from bot.jobs import Job, Posted, State
from bot.jobs.history import JobHistory
from bot.texts import Languages, Texts
from bot.ui.components import cancel_view
from bot.ui.links import job_link
from bot.ui.long_answers import answer_lines
from bot.ui.responses import acknowledge, answer
from providers.registry import OPERATIONS

_MOST_JOBS = 8
_MOST_PROMPT = 50
_MOST_LINE = 230
_ICONS = {
    State.QUEUED: "🕓",
    State.SUBMITTED: "🎨",
    State.DONE: "✅",
    State.FAILED: "⚠️",
    State.CANCELLED: "🚫",
}


class Jobs(commands.Cog):
    """What a member has asked for."""

    def __init__(self, history: JobHistory, languages: Languages) -> None:
        self._history = history
        self._languages = languages

    @app_commands.command()
    async def jobs(self, interaction: discord.Interaction) -> None:
        """List the member's newest jobs."""
        await acknowledge(interaction)
        texts = self._languages.of(interaction.locale.value)
        found = await self._history.recent(interaction.guild_id, interaction.user.id, _MOST_JOBS)
        if not found:
            await answer(interaction, texts.say("jobs-none"))
            return
        lines = [job_line(texts, job) for job in found]
        waiting = [(job.id, short_prompt(job)) for job in found if is_cancellable(job)]
        hanging = [(job.id, short_prompt(job)) for job in found if self._history.hangs(job)]
        view = cancel_view(texts, waiting, hanging) if waiting or hanging else None
        await answer_lines(interaction, [texts.say("jobs-title"), *lines], view)


def job_line(texts: Texts, job: Job) -> str:
    """One job on one line."""
    operation = OPERATIONS.get(job.operation)
    return texts.say(
        "jobs-line",
        icon=_ICONS[job.state],
        at=unix_seconds(job.created_at),
        title=operation.title if operation else job.operation,
        prompt=one_line(short_prompt(job), _MOST_PROMPT),
        state=_state(texts, job),
    )


def short_prompt(job: Job) -> str:
    """The beginning of what was asked for, as it was written."""
    return clean_line(str(job.request.get("prompt", "")), _MOST_PROMPT)


def is_cancellable(job: Job) -> bool:
    """Whether the relay was not asked yet."""
    return job.state is State.QUEUED and job.started_at is None


def is_given_up(job: Job) -> bool:
    """Whether its member gave it up, which may count."""
    return reason_of(job).key.startswith("failed-given-up")


def _state(texts: Texts, job: Job) -> str:
    match job.state:
        case State.DONE if job.message_channel_id is None:
            return texts.say("jobs-state-private")
        case State.DONE:
            posted = Posted(job.message_channel_id, job.message_id or 0, job.pictures)
            return texts.say("jobs-state-done", link=job_link(job.destination, posted))
        case State.FAILED if is_given_up(job):
            return texts.say("jobs-state-given-up", why=sentence(texts, reason_of(job)))
        case State.FAILED:
            why = shorten(sentence(texts, reason_of(job)), _MOST_LINE)
            return texts.say("jobs-state-failed", why=why)
        case State.CANCELLED:
            return texts.say("jobs-state-cancelled")
        case _ if is_cancellable(job):
            return texts.say("jobs-state-waiting")
        case _:
            return texts.say("jobs-state-running")


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Jobs(bot.services[JobHistory], bot.languages))
