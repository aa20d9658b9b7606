"""Lines of a server's log, and of the history of its settings."""

import re
from collections.abc import Iterable
from typing import Any

from bot.common.clock import unix_seconds
from bot.common.markdown import one_line
from bot.common.money import format_dollars
from bot.common.shortening import shorten
from bot.errors import Reason, sentence
from bot.storage.audit import Entry
from bot.storage.records import Job, Posted
from bot.texts import Texts
from bot.ui.links import in_place, job_link, member_mention
from providers.registry import OPERATIONS

MAX_VALUE = 200
# A history has many lines, each with all options of a command.
MAX_LINE = 400
VERDICT_LINES = {
    "report restored": "log-report-restored",
    "report removed": "log-report-removed",
}
"""The texts of verdicts, which no command of `/easel` makes, by their actions."""
_BONUS = "contest bonus"
# Options that take any text, which may look like a mention.
_FREE_TEXT = ("reason", "word", "name", "words", "example", "theme")
_MENTION = re.compile(r"<(@&?|#)\d+>")


def posted_line(texts: Texts, job: Job, posted: Posted) -> str:
    """Return the line of a post: member, model, price, and a link if others may see it."""
    operation = OPERATIONS.get(job.operation)
    facts = [member_mention(job.member_id), operation.title if operation else job.operation]
    if posted.pictures > 1:
        facts.append(texts.say("log-pictures", pictures=posted.pictures))
    if job.estimate is not None:
        # Missing pictures are free, and so are more than were asked for.
        spent = job.estimate * min(posted.pictures, job.pictures) // job.pictures
        facts.append(texts.say("details-estimate", price=format_dollars(spent)))
    shown = in_place(job.destination, posted) and not job.destination.private
    facts.append(job_link(job.destination, posted) if shown else texts.say("log-alone"))
    return texts.say("log-posted", facts=" · ".join(facts))


def refused_line(texts: Texts, member_id: int, reason: Reason) -> str:
    """Return the line of a refusal, with the sentence that the member read."""
    return texts.say("log-refused", member=member_mention(member_id), why=sentence(texts, reason))


def trouble_line(texts: Texts, reason: Reason) -> str:
    """Return the line of a problem that stops jobs."""
    return texts.say("log-trouble", what=sentence(texts, reason))


def changed_line(texts: Texts, entry: Entry) -> str:
    """Return the line of a change: the member, the command of `/easel`, and its options."""
    member = member_mention(entry.member_id)
    if not entry.facts:
        return texts.say("log-changed", member=member, action=entry.action)
    facts = ", ".join(
        texts.say("log-fact", name=name, value=_option_value(texts, name, value))
        for name, value in entry.facts.items()
    )
    return texts.say("log-changed-facts", member=member, action=entry.action, facts=facts)


def _option_value(texts: Texts, name: str, value: Any) -> str:
    return one_line(str(value), MAX_VALUE) if name in _FREE_TEXT else _value(texts, value)


def history_line(texts: Texts, entry: Entry) -> str:
    """Return a change and its time, in one line of limited length."""
    change = _change(texts, entry)
    return texts.say("history-line", at=unix_seconds(entry.at), change=shorten(change, MAX_LINE))


def _change(texts: Texts, entry: Entry) -> str:
    """Return a change in words; verdicts and bonuses are not made by commands."""
    if entry.action == _BONUS:
        member = _value(texts, entry.facts.get("member"))
        pictures = int(entry.facts.get("pictures", 0))
        return texts.say("log-contest-bonus", member=member, pictures=pictures)
    if entry.action not in VERDICT_LINES:
        return changed_line(texts, entry)
    moderator, picture = member_mention(entry.member_id), str(entry.facts.get("picture", ""))
    return texts.say(VERDICT_LINES[entry.action], moderator=moderator, picture=picture)


def _value(texts: Texts, value: Any) -> str:
    match value:
        case None:
            return texts.say("log-default")
        case bool():
            return texts.say("rules-yes" if value else "rules-no")
        case str() if _MENTION.fullmatch(value):
            return value
        case list() | tuple():
            return _listed(_value(texts, item) for item in value)
        case _:
            return one_line(str(value), MAX_VALUE)


def _listed(values: Iterable[str]) -> str:
    return " ".join(values) or "-"
