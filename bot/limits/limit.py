"""Which limits are in force for a member: the operator's settings, and what the server has set.

For every metric and window, what was set for the member holds; else what was set for their roles,
the most generous of them; else what was set for everyone; else the operator's setting. On top of
that come the extras of the member. What was set with an end holds until then.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.common.money import to_micro_dollars
from bot.storage.limits import ANY, SetLimit, TargetKind


class Metric(StrEnum):
    """What is counted."""

    PICTURES = "pictures"
    DOLLARS = "dollars"


class Per(StrEnum):
    """A rolling window."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def span(self) -> timedelta:
        """How long it is; a month is 30 days."""
        return _SPANS[self]


_SPANS = {
    Per.HOUR: timedelta(hours=1),
    Per.DAY: timedelta(days=1),
    Per.WEEK: timedelta(days=7),
    Per.MONTH: timedelta(days=30),
}


class Subject(StrEnum):
    """Whose use is counted."""

    MEMBER = "member"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a limit comes from: the operator (None), or what a server has set for whom."""

    whose: TargetKind | None = None
    target_id: int = 0
    extra: int = 0
    """How much of the amount was given on top, until `until`."""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` (pictures, or micro-dollars) over a rolling window."""

    amount: int
    metric: Metric = Metric.PICTURES
    per: Per = Per.DAY
    subject: Subject = Subject.MEMBER
    origin: Origin = field(default=Origin(), compare=False)


def in_force(
    defaults: Iterable[Limit],
    decided: Iterable[SetLimit],
    member_id: int,
    role_ids: Collection[int],
    now: datetime,
) -> list[Limit]:
    """The limits that a member meets in a server, the server's own among them."""
    effective_rule = [one for one in decided if one.until is None or one.until > now]
    given = [*defaults]
    return [*_servers(given, effective_rule), *_members(given, effective_rule, member_id, role_ids)]


def _servers(defaults: Sequence[Limit], decided: Sequence[SetLimit]) -> Iterator[Limit]:
    own = [one for one in decided if one.whose is TargetKind.SERVER]
    for metric, per in _pairs():
        chosen = _of(own, metric, per)
        limit = _set(chosen[0], metric, per) if chosen else _default(defaults, metric, per)
        if limit is not None:
            yield limit


def _members(
    defaults: Sequence[Limit],
    decided: Sequence[SetLimit],
    member_id: int,
    role_ids: Collection[int],
) -> Iterator[Limit]:
    own = [one for one in decided if one.whose is TargetKind.MEMBER and one.target_id == member_id]
    roles = [one for one in decided if one.whose is TargetKind.ROLE and one.target_id in role_ids]
    everyone = [one for one in decided if one.whose is TargetKind.EVERYONE]
    for metric, per in _pairs():
        chosen = (
            _of([one for one in own if not one.adds], metric, per)
            or _of(roles, metric, per)
            or _of(everyone, metric, per)
        )
        if chosen:
            limit = _set(max(chosen, key=_generosity), metric, per)
        else:
            limit = _default(defaults, metric, per, Subject.MEMBER)
        if limit is not None:
            extra = _of([one for one in own if one.adds], metric, per)
            yield _raised(limit, extra[0]) if extra else limit


def _pairs() -> Iterator[tuple[Metric, Per]]:
    for metric in Metric:
        for per in Per:
            yield metric, per


def _of(decided: Sequence[SetLimit], metric: Metric, per: Per) -> list[SetLimit]:
    """What says something about this window: by target, what names it before what is for any."""
    exact = [one for one in decided if (one.metric, one.per) == (metric, per)]
    named = {one.target_id for one in exact}
    general = [one for one in decided if one.metric == ANY and one.target_id not in named]
    return [*exact, *general]


def _generosity(one: SetLimit) -> tuple[bool, int]:
    return one.amount is None, one.amount or 0


def _set(one: SetLimit, metric: Metric, per: Per) -> Limit | None:
    if one.amount is None:
        return None
    subject = Subject.SERVER if one.whose is TargetKind.SERVER else Subject.MEMBER
    origin = Origin(one.whose, one.target_id, until=one.until)
    return Limit(one.amount, metric, per, subject, origin)


def _default(
    defaults: Sequence[Limit], metric: Metric, per: Per, subject: Subject = Subject.SERVER
) -> Limit | None:
    wanted = (metric, per, subject)
    return next((one for one in defaults if (one.metric, one.per, one.subject) == wanted), None)


def _raised(limit: Limit, extra: SetLimit) -> Limit:
    more = extra.amount or 0
    found = limit.origin
    origin = Origin(found.whose, found.target_id, extra=more, until=extra.until or found.until)
    return Limit(limit.amount + more, limit.metric, limit.per, limit.subject, origin)


_WORDS = re.compile(
    r"(?:\$(?P<dollars>\d+(?:\.\d{1,6})?)|(?P<pictures>\d+) pictures?) an? (?P<per>[a-z]+)"
)


def parse_limit(words: str, subject: Subject = Subject.MEMBER) -> Limit:
    """`25 pictures a day`, `$5 a month`; raises `ValueError` with what would be right."""
    found = _WORDS.fullmatch(words.strip())
    if found is None or found["per"] not in {*Per}:
        raise ValueError(
            f"{words!r} is no limit; write such as '25 pictures a day' or '$5 a month', "
            f"per {', '.join(Per)}"
        )
    per = Per(found["per"])
    if found["dollars"] is not None:
        return Limit(to_micro_dollars(found["dollars"]), Metric.DOLLARS, per, subject)
    return Limit(int(found["pictures"]), Metric.PICTURES, per, subject)
