"""What stands in a server's log, line by line."""

import re
from collections.abc import Iterable
from typing import Any

from bot.common.markdown import one_line
from bot.common.money import format_dollars
from bot.errors import Reason, sentence
from bot.storage.audit import Entry
from bot.storage.records import Job, Posted
from bot.texts import Texts
from bot.ui.links import in_place, job_link, member_mention
from providers.registry import OPERATIONS

_MOST_VALUE = 200
# Options that take any text, which may look like a mention.
_FREE_TEXT = ("reason", "word")
_MENTION = re.compile(r"<(@&?|#)\d+>")


def posted_line(texts: Texts, job: Job, posted: Posted) -> str:
    """Whose pictures, made by what, for how much, and where they stand if others may see them."""
    operation = OPERATIONS.get(job.operation)
    facts = [member_mention(job.member_id), operation.title if operation else job.operation]
    if posted.pictures > 1:
        facts.append(texts.say("log-pictures", pictures=posted.pictures))
    if job.estimate is not None:
        # Pictures that did not arrive cost nothing, and gifts no more.
        spent = job.estimate * min(posted.pictures, job.pictures) // job.pictures
        facts.append(texts.say("details-estimate", price=format_dollars(spent)))
    shown = in_place(job.destination, posted) and not job.destination.private
    facts.append(job_link(job.destination, posted) if shown else texts.say("log-alone"))
    return texts.say("log-posted", facts=" · ".join(facts))


def refused_line(texts: Texts, member_id: int, reason: Reason) -> str:
    """Who was refused, in the words that they were."""
    return texts.say("log-refused", member=member_mention(member_id), why=sentence(texts, reason))


def trouble_line(texts: Texts, reason: Reason) -> str:
    """What stands in the way."""
    return texts.say("log-trouble", what=sentence(texts, reason))


def changed_line(texts: Texts, entry: Entry) -> str:
    """Who has used which command of `/easel`, and what they chose."""
    member = member_mention(entry.member_id)
    if not entry.facts:
        return texts.say("log-changed", member=member, action=entry.action)
    facts = ", ".join(
        texts.say("log-fact", name=name, value=_option_value(texts, name, value))
        for name, value in entry.facts.items()
    )
    return texts.say("log-changed-facts", member=member, action=entry.action, facts=facts)


def _option_value(texts: Texts, name: str, value: Any) -> str:
    return one_line(str(value), _MOST_VALUE) if name in _FREE_TEXT else _value(texts, value)


def _value(texts: Texts, value: Any) -> str:
    match value:
        case None:
            return texts.say("log-default")
        case bool():
            return texts.say("rules-yes" if value else "rules-no")
        case str() if _MENTION.fullmatch(value):
            return value
        case list() | tuple():
            return _listed(_value(texts, one) for one in value)
        case _:
            return one_line(str(value), _MOST_VALUE)


def _listed(values: Iterable[str]) -> str:
    return " ".join(values) or "-"
