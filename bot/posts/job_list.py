"""List of a member's newest jobs, and the buttons in it that cancel those that wait."""

from typing import Any

import discord
from discord import ui

from bot.common.clock import unix_seconds
from bot.common.markdown import one_line
from bot.common.plain_text import clean_line
from bot.common.shortening import shorten
from bot.errors import Reason, reason_of, sentence
from bot.jobs.history import JobHistory
from bot.jobs.outcome import Cancelled
from bot.posts.removal import RemovalService
from bot.storage.records import Job, Posted, State
from bot.texts import Languages, Texts
from bot.ui.components import cancel_view
from bot.ui.links import job_link
from bot.ui.long_answers import answer_lines, pages
from bot.ui.responses import acknowledge, acknowledge_press, attempt
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


class JobList:
    """The list that `/jobs` answers with; its buttons bring it up to date in place."""

    def __init__(self, history: JobHistory, removal: RemovalService, languages: Languages) -> None:
        self._history = history
        self._removal = removal
        self._languages = languages

    async def show(self, interaction: discord.Interaction) -> None:
        """Answer with the list."""
        await acknowledge(interaction)
        lines, view = await self._content(interaction)
        await answer_lines(interaction, lines, view)

    async def cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        """Cancel a job of the list, and show the list as it is then, with the truth below.

        A message of its own hands back what was asked for: the first answer may be far away, or
        closed. Raises `UserError` for a job of another server.
        """
        await acknowledge_press(interaction)
        refusal = await self._removal.try_to_cancel(interaction, job_id)
        lines, view = await self._content(interaction)
        shown = next(pages(lines))
        if refusal is not None:
            texts = self._languages.of(interaction.locale.value)
            why = sentence(texts, Reason(refusal))
            shown = f"{shown}\n\n{texts.say('refused-uncounted', why=why)}"
        await interaction.edit_original_response(content=shown, view=view)
        if refusal is None:
            await self._hand_back(interaction, job_id)

    async def _hand_back(self, interaction: discord.Interaction, job_id: int) -> None:
        """Send what was asked for, with the ways on."""
        end = await self._removal.ended_message(interaction, job_id, Cancelled())
        shown: Any = end.view or discord.utils.MISSING
        sent = interaction.followup.send(end.text, view=shown, files=end.files(), ephemeral=True)
        await attempt(interaction, sent)

    async def _content(self, interaction: discord.Interaction) -> tuple[list[str], ui.View | None]:
        """Return the lines, and the buttons if a job can be cancelled or given up."""
        texts = self._languages.of(interaction.locale.value)
        found = await self._history.recent(interaction.guild_id, interaction.user.id, _MOST_JOBS)
        if not found:
            return [texts.say("jobs-none")], None
        waiting = [(job.id, short_prompt(job)) for job in found if is_cancellable(job)]
        hanging = [(job.id, short_prompt(job)) for job in found if self._history.hangs(job)]
        view = cancel_view(texts, waiting, hanging, "drop") if waiting or hanging else None
        return [texts.say("jobs-title"), *(job_line(texts, job) for job in found)], view


def job_line(texts: Texts, job: Job) -> str:
    """Return a job on one line."""
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
    """Return the beginning of what was asked for, as it was written."""
    return clean_line(str(job.request.get("prompt", "")), _MOST_PROMPT)


def is_cancellable(job: Job) -> bool:
    """Return True if the relay was not asked yet."""
    return job.state is State.QUEUED and job.started_at is None


def is_given_up(job: Job) -> bool:
    """Return True if its member gave it up, which may count."""
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
