"""The report of `/easel usage` in words: the same numbers as in the chart, with the same names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.common.clock import unix_seconds
from bot.common.markdown import one_line
from bot.common.plain_text import clean_line
from bot.imaging.outputs import alt_text
from bot.texts import Texts
from bot.ui.links import member_mention
from bot.usage import ANONYMOUS
from bot.usage.groups import groups_of, told_dollars
from bot.usage.tally import Tally

_OTHERS = "+"
# Discord's own maximum.
_MAX_NAME = 32


@dataclass(frozen=True, slots=True)
class Part:
    """A model or a member: what it is called as plain text, and in a message.

    `mark` stands for it in the chart's bars. `micro` is None if no price is known.
    """

    mark: str
    plain: str
    name: str
    pictures: Sequence[int]
    micro: Sequence[int] | None

    @property
    def is_others(self) -> bool:
        """Return True if it stands for all that are not told apart."""
        return self.mark == _OTHERS


def model_parts(texts: Texts, tally: Tally) -> list[Part]:
    """Return the models with the most pictures, and the others."""
    parts = []
    for rank, group in enumerate(groups_of(tally.by_model, tally.micro_by_model), start=1):
        others = group.key is None
        title = texts.say("usage-others") if group.key is None else group.key
        mark = _OTHERS if others else str(rank)
        parts.append(Part(mark, title, title, group.pictures, group.micro))
    return parts


def member_parts(texts: Texts, tally: Tally, names: Mapping[int, str]) -> list[Part]:
    """Return the members with the most pictures by their names, and the others.

    One whose name is not known has a mention in the message, and a number elsewhere.
    """
    parts = []
    for rank, group in enumerate(groups_of(tally.by_member, tally.micro_by_member), start=1):
        mark = str(rank)
        if group.key is None:
            mark = _OTHERS
            plain = name = texts.say("usage-others")
        elif group.key == ANONYMOUS:
            name = texts.say("usage-nobody")
            plain = f"{mark} {name}"
        elif known := names.get(group.key):
            plain, name = f"{mark} {clean_line(known, _MAX_NAME)}", one_line(known, _MAX_NAME)
        else:
            plain, name = mark, member_mention(group.key)
        parts.append(Part(mark, plain, name, group.pictures, group.micro))
    return parts


def usage_words(
    texts: Texts,
    tally: Tally,
    since: datetime,
    models: Sequence[Part],
    members: Sequence[Part],
    *,
    with_table: bool,
) -> str:
    """Return the message beside the chart."""
    lines = [_total(texts, tally, since)]
    if 0 < tally.unpriced < tally.jobs:
        lines.append(texts.say("usage-unpriced", jobs=tally.unpriced))
    lines.append(texts.say("usage-models", parts=" · ".join(_listed(texts, models))))
    marked = [
        f"`{part.mark}` {words}"
        for part, words in zip(members, _listed(texts, members), strict=True)
    ]
    lines.append(texts.say("usage-members-listed", parts=" · ".join(marked)))
    lines.append(texts.say("usage-note" if with_table else "usage-note-too-large"))
    return "\n".join(lines)


def chart_words(
    texts: Texts, labels: Sequence[str], models: Sequence[Part], members: Sequence[Part]
) -> str:
    """Return the alternative text of the chart."""
    text = texts.say(
        "usage-alt",
        first=labels[0],
        last=labels[-1],
        models=", ".join(_listed(texts, models, plain=True)),
        members=", ".join(_listed(texts, members, plain=True)),
    )
    return alt_text(text, 1, 1)


def _listed(texts: Texts, parts: Sequence[Part], *, plain: bool = False) -> Iterator[str]:
    for part in parts:
        name, pictures = part.plain if plain else part.name, sum(part.pictures)
        if part.micro is None:
            yield texts.say("usage-part-unpriced", name=name, pictures=pictures)
        else:
            price = told_dollars(sum(part.micro))
            yield texts.say("usage-part", name=name, pictures=pictures, price=price)


def _total(texts: Texts, tally: Tally, since: datetime) -> str:
    known = len(tally.by_member.keys() - {ANONYMOUS})
    members = texts.say("usage-members", members=known) if known else texts.say("usage-nobody")
    facts = {
        "since": unix_seconds(since),
        "pictures": texts.say("usage-pictures", pictures=tally.pictures),
        "members": members,
    }
    if tally.unpriced == tally.jobs:
        return texts.say("usage-total-unpriced", **facts)
    return texts.say("usage-total", price=told_dollars(tally.micro), **facts)
