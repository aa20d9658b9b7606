"""The message of `/jobs`: a page of jobs with their pictures, and what can be done about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.posts.job_lines import job_line, job_title, short_prompt
from bot.storage.records import Job
from bot.texts import Texts
from bot.ui.components import JobItem
from bot.ui.discord_limits import MAX_CHOICES
from bot.ui.messages import custom_id
from bot.ui.pictures import ShownPicture

REFRESH, NEWER, OLDER = "jobs", "jobsnewer", "jobsolder"
CANCEL, GIVE_UP = "jobscancel", "jobsgiveup"
_MAX_NOTES = 4

Layout = ui.LayoutView
Row = ui.ActionRow[Layout]


@dataclass(frozen=True, slots=True)
class JobsPage:
    """A page of a member's jobs, counted from 0.

    `waiting` and `hanging` are all of the member's jobs in the server that can be cancelled or
    given up, whatever page they are on. `notes` say what became of the last choice.
    """

    number: int
    jobs: Sequence[Job]
    has_older: bool
    waiting: Sequence[Job] = ()
    hanging: Sequence[Job] = ()
    pictures: Mapping[int, ShownPicture] = field(default_factory=dict)
    notes: Sequence[str] = ()


def jobs_layout(texts: Texts, page: JobsPage) -> Layout:
    """Return the message of a page."""
    layout = ui.LayoutView(timeout=None)
    layout.add_item(ui.TextDisplay(_title(texts, page)))
    for job in page.jobs:
        layout.add_item(_entry(texts, job, page.pictures.get(job.id)))
    if page.notes:
        layout.add_item(ui.TextDisplay("\n".join(_fitting(texts, page.notes))))
    for action, key, jobs in (
        (CANCEL, "jobs-cancel", page.waiting),
        (GIVE_UP, "jobs-giveup", page.hanging),
    ):
        if jobs:
            layout.add_item(_choice(action, texts.say(key), page.number, jobs[:MAX_CHOICES]))
    layout.add_item(_turning(texts, page))
    # Stopped, so that discord.py does not keep it: what is pressed finds `JobItem`.
    layout.stop()
    return layout


def _title(texts: Texts, page: JobsPage) -> str:
    if not page.jobs:
        return texts.say("jobs-none")
    if page.number or page.has_older:
        return texts.say("jobs-title-page", page=page.number + 1)
    return texts.say("jobs-title")


def _entry(texts: Texts, job: Job, picture: ShownPicture | None) -> ui.Item[Any]:
    text: ui.TextDisplay[Layout] = ui.TextDisplay(job_line(texts, job))
    if picture is None:
        return text
    shown: ui.Thumbnail[Layout] = ui.Thumbnail(
        picture.image.url, description=short_prompt(job) or None, spoiler=picture.spoiler
    )
    return ui.Section(text, accessory=shown)


def _fitting(texts: Texts, notes: Sequence[str]) -> list[str]:
    if len(notes) <= _MAX_NOTES:
        return [*notes]
    return [*notes[:_MAX_NOTES], texts.say("jobs-more", more=len(notes) - _MAX_NOTES)]


def _choice(action: str, placeholder: str, page: int, jobs: Sequence[Job]) -> Row:
    """Return a select of several jobs; they are told apart by their prompts."""
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(action, page),
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
    row.add_item(JobItem(select, action, page))
    return row


def _turning(texts: Texts, page: JobsPage) -> Row:
    """Return the buttons that turn pages, and the one that brings this page up to date."""
    row: Row = ui.ActionRow()
    number = page.number
    for action, label, target, is_off in (
        (NEWER, "◀", max(0, number - 1), not number),
        (REFRESH, texts.say("jobs-refresh"), number, False),
        (OLDER, "▶", number + 1, not page.has_older),
    ):
        button: ui.Button[Any] = ui.Button(
            label=label, custom_id=custom_id(action, target), disabled=is_off
        )
        row.add_item(JobItem(button, action, target))
    return row
