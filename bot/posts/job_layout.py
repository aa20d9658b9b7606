"""The message of `/jobs`: a page of jobs with their pictures, and what can be done about them."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.common.markdown import Markup, one_line
from bot.posts.book_view import ALL, MAX_WORDS, NEWER, OLDER, REFRESH, BookView
from bot.posts.job_lines import job_line, job_title, short_prompt
from bot.storage.records import Job, State
from bot.texts import Texts
from bot.ui.components import JobItem
from bot.ui.discord_limits import MAX_CHOICES
from bot.ui.links import channel_mention
from bot.ui.messages import REPOST, SEND, custom_id
from bot.ui.pictures import ShownPicture
from providers.registry import OPERATIONS

CANCEL, GIVE_UP = "jobscancel", "jobsgiveup"
MAX_ENTRIES = 5
_MAX_COMPONENTS = 40
_MAX_NOTES = 4

Layout = ui.LayoutView
Row = ui.ActionRow[Layout]


@dataclass(frozen=True, slots=True)
class JobsPage:
    """A page of a member's jobs.

    `waiting` and `hanging` are all of the member's jobs in the server that can be cancelled or
    given up, whatever page they are on. `notes` say what became of the last choice. `kept` are
    jobs whose private answer is gone, but whose pictures the relay still has. `looked_at` is the
    last job that was looked at, from which it goes on where nothing is left of a page. The jobs of
    direct messages are in no server: `is_direct`.
    """

    view: BookView
    jobs: Sequence[Job]
    has_older: bool
    waiting: Sequence[Job] = ()
    hanging: Sequence[Job] = ()
    pictures: Mapping[int, ShownPicture] = field(default_factory=dict)
    notes: Sequence[str] = ()
    kept: Container[int] = ()
    looked_at: int = 0
    is_direct: bool = False

    def fitting(self, jobs: Sequence[Job]) -> Sequence[Job]:
        """Return as many of the first jobs as a message of Discord's has room for."""
        room, count = self._room(), 0
        for job in jobs[:MAX_ENTRIES]:
            room -= self._size(job)
            if room < 0:
                break
            count += 1
        return jobs[:count]

    def _room(self) -> int:
        """Return the number of components that is left for entries."""
        # A title, and a row of buttons.
        frame = 1 + 4 + int(self.view.is_search) + int(bool(self.notes))
        return _MAX_COMPONENTS - frame - 2 * (bool(self.waiting) + bool(self.hanging))

    def actions(self, job: Job) -> Sequence[str]:
        """Return what can be done with a picture."""
        if job.state is not State.DONE or job.operation not in OPERATIONS:
            return ()
        is_there = job.message_channel_id is not None or job.id in self.kept
        if not is_there:
            return ("again", "remix")
        # Nobody else reads direct messages.
        shares = () if job.destination.guild_id is None else (REPOST,)
        return ("again", "remix", SEND, *shares)

    def _size(self, job: Job) -> int:
        """Return the number of components that an entry has at most."""
        actions = len(self.actions(job))
        return (3 if job.state is State.DONE else 1) + (1 + actions if actions else 0)


def jobs_layout(texts: Texts, page: JobsPage) -> Layout:
    """Return the message of a page."""
    layout = ui.LayoutView(timeout=None)
    layout.add_item(ui.TextDisplay(_title(texts, page)))
    for job in page.jobs:
        layout.add_item(_entry(texts, job, page.pictures.get(job.id)))
        if actions := page.actions(job):
            layout.add_item(_actions(texts, job, actions))
    if page.notes:
        layout.add_item(ui.TextDisplay("\n".join(_fitting(texts, page.notes))))
    for action, key, jobs in (
        (CANCEL, "jobs-cancel", page.waiting),
        (GIVE_UP, "jobs-giveup", page.hanging),
    ):
        if jobs:
            layout.add_item(_choice(action, texts.say(key), page.view.start, jobs[:MAX_CHOICES]))
    layout.add_item(_turning(texts, page))
    # Stopped, so that discord.py does not keep it: what is pressed finds `JobItem`.
    layout.stop()
    return layout


def _title(texts: Texts, page: JobsPage) -> str:
    is_empty = not page.jobs and not page.has_older
    if is_empty and not page.view.is_search:
        return texts.say("jobs-none-direct" if page.is_direct else "jobs-none")
    title = texts.say("jobs-title-direct" if page.is_direct else "jobs-title")
    if page.view.page or page.has_older:
        key = "jobs-title-page-direct" if page.is_direct else "jobs-title-page"
        title = texts.say(key, page=page.view.page + 1)
    if not page.view.is_search:
        return title
    found = [texts.say("jobs-none-found")] if is_empty else []
    return "\n".join([title, texts.say("jobs-search", what=_sought(page.view)), *found])


def _sought(view: BookView) -> Markup:
    """Return what is looked for."""
    kind = next((kind for kind in OPERATIONS.values() if kind.family == view.family), None)
    parts = [
        *([f"“{one_line(view.words, MAX_WORDS)}”"] if view.words else []),
        *([one_line(kind.title, MAX_WORDS)] if kind else []),
        *([channel_mention(view.channel_id)] if view.channel_id else []),
    ]
    return Markup(" · ".join(parts))


def _entry(texts: Texts, job: Job, picture: ShownPicture | None) -> ui.Item[Any]:
    text: ui.TextDisplay[Layout] = ui.TextDisplay(job_line(texts, job))
    if picture is None:
        return text
    shown: ui.Thumbnail[Layout] = ui.Thumbnail(
        picture.image.url, description=short_prompt(job) or None, spoiler=picture.spoiler
    )
    return ui.Section(text, accessory=shown)


def _actions(texts: Texts, job: Job, actions: Sequence[str]) -> Row:
    """Return the buttons under an entry."""
    row: Row = ui.ActionRow()
    for action in actions:
        label, identity = texts.say(f"button-{action}"), custom_id(action, job.id)
        button: ui.Button[Any] = ui.Button(label=label, custom_id=identity)
        row.add_item(JobItem(button, action, job.id))
    return row


def _fitting(texts: Texts, notes: Sequence[str]) -> list[str]:
    if len(notes) <= _MAX_NOTES:
        return [*notes]
    return [*notes[:_MAX_NOTES], texts.say("jobs-more", more=len(notes) - _MAX_NOTES)]


def _choice(action: str, placeholder: str, start: int, jobs: Sequence[Job]) -> Row:
    """Return a select of several jobs; they are told apart by their prompts."""
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(action, start),
        placeholder=placeholder,
        min_values=1,
        max_values=len(jobs),
        options=[
            discord.SelectOption(
                label=short_prompt(job) or job_title(job),
                value=str(job.id),
                description=job_title(job),
            )
            for job in jobs
        ],
    )
    row: Row = ui.ActionRow()
    row.add_item(JobItem(select, action, start))
    return row


def _turning(texts: Texts, page: JobsPage) -> Row:
    """Return the buttons that turn pages, bring this one up to date, and end a search."""
    row: Row = ui.ActionRow()
    view, first, last = page.view, 0, page.looked_at
    if page.jobs:
        first, last = page.jobs[0].id, page.jobs[-1].id
    turns = [
        (NEWER, "◀", custom_id(NEWER, first), first, not view.page),
        (REFRESH, texts.say("jobs-refresh"), view.refresh_id(), view.start, False),
        (OLDER, "▶", custom_id(OLDER, last), last, not page.has_older),
    ]
    if view.is_search:
        turns.append((ALL, texts.say("jobs-all"), view.all_id(), 0, False))
    for action, label, identity, number, is_off in turns:
        button: ui.Button[Any] = ui.Button(label=label, custom_id=identity, disabled=is_off)
        row.add_item(JobItem(button, action, number))
    return row
