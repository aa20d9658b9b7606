"""Words and buttons of contests."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.common.clock import unix_seconds
from bot.common.markdown import Markup, one_line
from bot.common.plain_text import clean_line
from bot.posts.job_lines import short_prompt
from bot.storage.contests import OPEN, OVER, Contest, ContestEntry
from bot.storage.records import Job
from bot.texts import Texts
from bot.ui.components import JobItem
from bot.ui.discord_limits import MAX_CHOICES, MAX_CONTENT
from bot.ui.links import member_mention, message_link
from bot.ui.messages import custom_id

ENTER, PICK, ENTRIES = "enter", "enterpick", "entries"
MAX_THEME = 200
_MAX_LABEL = 100
_MAX_LINES = 12
_MAX_NAMES = 60


def announcement(texts: Texts, contest: Contest) -> str:
    """Return the announcement of a contest."""
    lines = [
        texts.say("contest-title", theme=theme_of(contest)),
        texts.say("contest-how", each=contest.entries_each, ends=unix_seconds(contest.ends_at)),
        *_prize(texts, contest),
    ]
    return "\n".join(lines)[:MAX_CONTENT]


def result(texts: Texts, contest: Contest, entries: Sequence[ContestEntry]) -> str:
    """Return the result of a contest, with all its winners."""
    winners = [entry for entry in entries if entry.won]
    lines = [texts.say("contest-over", theme=theme_of(contest))]
    if not winners:
        return "\n".join([*lines, texts.say("contest-nobody")])
    lines.append(texts.say("contest-won", count=len(winners), votes=winners[0].votes or 0))
    if len(winners) <= _MAX_LINES:
        lines += [_line(texts, contest, entry) for entry in winners]
    else:
        # As many names as a message takes; *Entries* has all.
        members = sorted({entry.member_id for entry in winners})[:_MAX_NAMES]
        lines.append(" ".join(map(member_mention, members)))
    if contest.bonus:
        lines.append(texts.say("contest-bonus", pictures=contest.bonus, days=contest.bonus_days))
    return "\n".join(lines)[:MAX_CONTENT]


def standing(texts: Texts, contest: Contest, entries: Sequence[ContestEntry]) -> list[str]:
    """Return the lines about a contest: how it stands, then its entries."""
    is_open = contest.state == OPEN
    key = "contest-running" if is_open else "contest-over"
    ends = unix_seconds(contest.ends_at)
    lines = [texts.say(key, theme=theme_of(contest), ends=ends)]
    if contest.state not in (OPEN, OVER):
        lines.append(texts.say("contest-counting"))
    if not entries:
        lines.append(texts.say("contest-empty"))
    return [*lines, *(_line(texts, contest, entry) for entry in entries)]


def contest_view(texts: Texts, contest_id: int, *, is_open: bool) -> ui.View:
    """Return the buttons under an announcement, or under a result."""
    actions = (ENTER, ENTRIES) if is_open else (ENTRIES,)
    view = ui.View(timeout=None)
    for action in actions:
        label = texts.say("button-enter" if action == ENTER else "button-entries")
        style = discord.ButtonStyle.primary if action == ENTER else discord.ButtonStyle.secondary
        button: ui.Button[Any] = ui.Button(
            label=label, style=style, custom_id=custom_id(action, contest_id)
        )
        view.add_item(JobItem(button, action, contest_id))
    # Stopped, so that discord.py does not keep the view: presses find `JobItem`.
    view.stop()
    return view


def picture_view(texts: Texts, contest_id: int, jobs: Sequence[Job]) -> ui.View:
    """Return the select of a member's own pictures."""
    options = [
        discord.SelectOption(
            label=clean_line(short_prompt(job), _MAX_LABEL) or str(job.id),
            value=str(job.id),
            description=f"{job.created_at:%Y-%m-%d %H:%M} UTC",
        )
        for job in jobs[:MAX_CHOICES]
    ]
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(PICK, contest_id),
        placeholder=texts.say("contest-which"),
        options=options,
    )
    view = ui.View(timeout=None)
    view.add_item(JobItem(select, PICK, contest_id))
    view.stop()
    return view


def _prize(texts: Texts, contest: Contest) -> list[str]:
    if not contest.bonus:
        return []
    return [texts.say("contest-prize", pictures=contest.bonus, days=contest.bonus_days)]


def _line(texts: Texts, contest: Contest, entry: ContestEntry) -> str:
    link = Markup("-")
    if entry.message_id is not None:
        link = message_link(contest.guild_id, contest.channel_id, entry.message_id)
    facts: dict[str, str | int] = {
        "number": entry.number,
        "member": member_mention(entry.member_id),
        "link": link,
    }
    if entry.votes is None:
        return texts.say("contest-line", **facts)
    return texts.say("contest-line-votes", **facts, votes=entry.votes)


def theme_of(contest: Contest) -> Markup:
    """Return the theme as text that has no effect."""
    return one_line(contest.theme, MAX_THEME)
