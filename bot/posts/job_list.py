"""The list of `/jobs`: one message, which every press brings up to date in its place."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.common.markdown import one_line
from bot.errors import Reason, sentence
from bot.jobs.generation import RELAY_KEEPS
from bot.jobs.history import JobHistory
from bot.jobs.outcome import Cancelled
from bot.posts.book_view import BookView, view_of
from bot.posts.job_layout import MAX_ENTRIES, JobsPage, jobs_layout
from bot.posts.job_lines import MAX_PROMPT, is_cancellable, short_prompt
from bot.posts.removal import RemovalService
from bot.posts.thumbnails import Thumbnails
from bot.storage.picture_book import PictureBookStore
from bot.storage.records import Job
from bot.texts import Languages, Texts
from bot.ui.messages import id_in, pressed_on
from bot.ui.pictures import ShownPicture
from bot.ui.responses import acknowledge, acknowledge_press, answer_layout, attempt

_MOST_LOOKS = 3
"""Looks for jobs in place of those whose messages were deleted."""

Attempt = Callable[[discord.Interaction, int], Awaitable[Reason | None]]
"""Tries to end a job; returns the reason why it did not."""


class JobList:
    """The list of a member's jobs in a server: pages, searches, and ways to end jobs."""

    def __init__(
        self,
        history: JobHistory,
        book: PictureBookStore,
        removal: RemovalService,
        thumbnails: Thumbnails,
        languages: Languages,
    ) -> None:
        self._history = history
        self._book = book
        self._removal = removal
        self._thumbnails = thumbnails
        self._languages = languages

    async def show(self, interaction: discord.Interaction, view: BookView) -> None:
        """Answer with the first page of a view."""
        await acknowledge(interaction)
        await self._show(interaction, view)

    async def refresh(self, interaction: discord.Interaction, start: int) -> None:
        """Show a page as it is now."""
        await acknowledge_press(interaction)
        await self._show(interaction, self._view(interaction, start))

    async def newer(self, interaction: discord.Interaction, first: int) -> None:
        """Show the page before the one that begins with this job."""
        await acknowledge_press(interaction)
        view = self._view(interaction, 0)
        search = view.search(interaction.guild_id, interaction.user.id)
        before = await self._book.newer(search, MAX_ENTRIES, first)
        if view.page <= 1 or len(before) < MAX_ENTRIES:
            view = replace(view, page=0)
        else:
            # As many as have room.
            page = JobsPage(view, before, has_older=True)
            view = view.moved(-1, page.fitting(before[::-1])[-1].id)
        await self._show(interaction, view)

    async def older(self, interaction: discord.Interaction, last: int) -> None:
        """Show the page after the one that ends with this job."""
        await acknowledge_press(interaction)
        view = self._view(interaction, 0)
        search = view.search(interaction.guild_id, interaction.user.id)
        found = await self._book.older(search, 1, last)
        view = view.moved(1, found[0].id) if found else replace(view, page=0)
        await self._show(interaction, view)

    async def show_all(self, interaction: discord.Interaction, _number: int) -> None:
        """End a search."""
        await acknowledge_press(interaction)
        await self._show(interaction, BookView())

    def _view(self, interaction: discord.Interaction, start: int) -> BookView:
        view = view_of(pressed_on(interaction))
        return replace(view, start=start if view.page else 0)

    async def cancel(
        self, interaction: discord.Interaction, start: int, chosen: Sequence[str]
    ) -> None:
        """Cancel jobs that wait, and show the page as it is then, with the truth below.

        Messages of their own hand back what was asked for.
        """
        cancel = self._removal.try_to_cancel
        for job_id in await self._end(interaction, start, chosen, cancel, "jobs-cancelled"):
            await self._hand_back(interaction, job_id)

    async def give_up(
        self, interaction: discord.Interaction, start: int, chosen: Sequence[str]
    ) -> None:
        """Give up jobs that hang, and show the page as `cancel` does."""
        await self._end(interaction, start, chosen, self._removal.try_to_give_up, "jobs-gave-up")

    async def _end(
        self,
        interaction: discord.Interaction,
        start: int,
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
        await self._show(interaction, self._view(interaction, start), notes)
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
        self, interaction: discord.Interaction, view: BookView, notes: Sequence[str] = ()
    ) -> None:
        texts = self._languages.of(interaction.locale.value)
        page = await self._page(interaction, view, notes)
        await answer_layout(interaction, jobs_layout(texts, page))

    async def _page(
        self, interaction: discord.Interaction, view: BookView, notes: Sequence[str]
    ) -> JobsPage:
        """Return a page, or the newest one if there is nothing on it any more."""
        guild_id, member_id = interaction.guild_id, interaction.user.id
        unfinished = await self._history.unfinished(guild_id, member_id)
        page = JobsPage(
            view=view,
            jobs=(),
            has_older=False,
            waiting=[job for job in unfinished if is_cancellable(job)],
            hanging=[job for job in unfinished if self._history.hangs(job)],
            notes=notes,
            is_direct=guild_id is None,
        )
        filled = await self._filled(interaction, page)
        if not filled.jobs and not filled.has_older and view.page:
            return await self._page(interaction, replace(view, page=0, start=0), notes)
        return filled

    async def _filled(self, interaction: discord.Interaction, page: JobsPage) -> JobsPage:
        """Return a page with its jobs and their pictures, without those that were deleted."""
        search = page.view.search(interaction.guild_id, interaction.user.id)
        cursor, including = page.view.start or None, True
        found, left, has_older = list[Job](), list[Job](), True
        pictures = dict[int, ShownPicture]()
        for _ in range(_MOST_LOOKS):
            # One more than is shown tells whether there are older ones.
            found = await self._book.older(search, MAX_ENTRIES + 1, cursor, including=including)
            has_older = len(found) > MAX_ENTRIES
            found = found[:MAX_ENTRIES]
            shown = await self._thumbnails.of(interaction, found)
            left += [job for job in found if job.id not in shown.deleted]
            pictures.update(shown.pictures)
            if not has_older or len(left) >= MAX_ENTRIES:
                break
            cursor, including = found[-1].id, False
        page = replace(page, kept=self._kept(interaction, left), pictures=pictures)
        fitting = page.fitting(left)
        return replace(
            page,
            jobs=fitting,
            has_older=has_older or len(fitting) < len(left),
            looked_at=found[-1].id if found else 0,
        )

    def _kept(self, interaction: discord.Interaction, jobs: Sequence[Job]) -> set[int]:
        """Return the jobs whose private answers are gone, but whose pictures are to be had."""
        since = interaction.created_at - RELAY_KEEPS
        return {job.id for job in jobs if job.task and job.ended_at and job.ended_at > since}
