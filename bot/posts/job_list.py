"""The list of `/jobs`: one message, which every press brings up to date in its place."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord

from bot.common.markdown import one_line
from bot.errors import Reason, sentence
from bot.jobs.history import JobHistory
from bot.jobs.outcome import Cancelled
from bot.posts.job_layout import JobsPage, jobs_layout
from bot.posts.job_lines import MAX_PROMPT, is_cancellable, short_prompt
from bot.posts.removal import RemovalService
from bot.posts.thumbnails import Thumbnails
from bot.texts import Languages, Texts
from bot.ui.messages import id_in
from bot.ui.responses import acknowledge, acknowledge_press, answer_layout, attempt

PAGE_SIZE = 5
_LAST_PAGE = 10_000

Attempt = Callable[[discord.Interaction, int], Awaitable[Reason | None]]
"""Tries to end a job; returns the reason why it did not."""


class JobList:
    """The list of a member's jobs in a server."""

    def __init__(
        self,
        history: JobHistory,
        removal: RemovalService,
        thumbnails: Thumbnails,
        languages: Languages,
    ) -> None:
        self._history = history
        self._removal = removal
        self._thumbnails = thumbnails
        self._languages = languages

    async def show(self, interaction: discord.Interaction) -> None:
        """Answer with the newest jobs."""
        await acknowledge(interaction)
        await self._show(interaction, 0)

    async def turn(self, interaction: discord.Interaction, number: int) -> None:
        """Show a page as it is now."""
        await acknowledge_press(interaction)
        await self._show(interaction, number)

    async def cancel(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        """Cancel jobs that wait, and show the page as it is then, with the truth below.

        Messages of their own hand back what was asked for.
        """
        cancel = self._removal.try_to_cancel
        for job_id in await self._end(interaction, number, chosen, cancel, "jobs-cancelled"):
            await self._hand_back(interaction, job_id)

    async def give_up(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        """Give up jobs that hang, and show the page as `cancel` does."""
        await self._end(interaction, number, chosen, self._removal.try_to_give_up, "jobs-gave-up")

    async def _end(
        self,
        interaction: discord.Interaction,
        number: int,
        chosen: Sequence[str],
        end: Attempt,
        success: str,
    ) -> list[int]:
        """Return the jobs that were ended."""
        await acknowledge_press(interaction)
        texts = self._languages.of(interaction.locale.value)
        notes, ended = list[str](), list[int]()
        for value in chosen:
            job_id = id_in(value, "")
            if (reason := await end(interaction, job_id)) is None:
                ended.append(job_id)
            else:
                notes.append(await self._note(texts, job_id, interaction.user.id, reason))
        if ended:
            notes.insert(0, texts.say(success, count=len(ended)))
        await self._show(interaction, number, notes)
        return ended

    async def _hand_back(self, interaction: discord.Interaction, job_id: int) -> None:
        """Send what was asked for, with the ways on."""
        end = await self._removal.ended_message(interaction, job_id, Cancelled())
        shown: Any = end.view or discord.utils.MISSING
        sent = interaction.followup.send(end.text, view=shown, files=end.files(), ephemeral=True)
        await attempt(interaction, sent)

    async def _note(self, texts: Texts, job_id: int, member_id: int, reason: Reason) -> str:
        """Return the refusal, with the beginning of the prompt of the member's own job."""
        why = sentence(texts, reason)
        job = await self._history.of_member(job_id, member_id)
        if job is None:
            return texts.say("refused-uncounted", why=why)
        return texts.say("jobs-refused", prompt=one_line(short_prompt(job), MAX_PROMPT), why=why)

    async def _show(
        self, interaction: discord.Interaction, number: int, notes: Sequence[str] = ()
    ) -> None:
        texts = self._languages.of(interaction.locale.value)
        page = await self._page(interaction, min(number, _LAST_PAGE), notes)
        await answer_layout(interaction, jobs_layout(texts, page))

    async def _page(
        self, interaction: discord.Interaction, number: int, notes: Sequence[str]
    ) -> JobsPage:
        """Return a page, or the newest one if there is nothing on it any more."""
        guild_id, member_id = interaction.guild_id, interaction.user.id
        begin = number * PAGE_SIZE
        # One more than is shown tells whether there are older ones.
        found = await self._history.recent(guild_id, member_id, PAGE_SIZE + 1, begin)
        if not found and number:
            return await self._page(interaction, 0, notes)
        unfinished = await self._history.unfinished(guild_id, member_id)
        shown = found[:PAGE_SIZE]
        return JobsPage(
            number=number,
            jobs=shown,
            has_older=len(found) > PAGE_SIZE,
            waiting=[job for job in unfinished if is_cancellable(job)],
            hanging=[job for job in unfinished if self._history.hangs(job)],
            pictures=await self._thumbnails.of(interaction, shown),
            notes=notes,
        )
