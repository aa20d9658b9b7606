"""Limits in force for a member by what the server has set, and defaults where it set nothing.

For each metric and window applies what is set for the member; else what is set for their roles, the
most generous of them; else what is set for everyone; else the default. Extras of the member are
added to that. Limits with an end apply until then. `bot/limits/operator_limits.py` adds the
ceilings that no server exceeds.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.common.money import to_micro_dollars
from bot.storage.limits import ANY, SetLimit, TargetKind


class Metric(StrEnum):
    """A unit that is counted."""

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
        """Return its length; a month is 30 days."""
        return _SPANS[self]


_SPANS = {
    Per.HOUR: timedelta(hours=1),
    Per.DAY: timedelta(days=1),
    Per.WEEK: timedelta(days=7),
    Per.MONTH: timedelta(days=30),
}


class Subject(StrEnum):
    """The account whose use is counted."""

    MEMBER = "member"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a limit: what a server has set, and for whom, or else a setting (None)."""

    whose: TargetKind | None = None
    target_id: int = 0
    extra: int = 0
    """The part of the amount that was added for the member, until `until`."""
    until: datetime | None = None
    is_operators: bool = False
    """True if the operator has set it, which is not so for the default of the bot itself."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` (pictures, or micro-dollars) over a rolling window."""

    amount: int
    metric: Metric = Metric.PICTURES
    per: Per = Per.DAY
    subject: Subject = Subject.MEMBER
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def is_everywhere(self) -> bool:
        """Return True if it counts a member's use of all servers together."""
        return self.origin.is_operators and self.subject is Subject.MEMBER

    @property
    def window(self) -> tuple[Metric, Per, Subject]:
        """Return all but the amount: of limits with the same window the lowest decides."""
        return self.metric, self.per, self.subject

    def set_by_operator(self) -> "Limit":
        """Return the same limit as one of the operator's."""
        return replace(self, origin=replace(self.origin, is_operators=True))


def in_force(
    defaults: Iterable[Limit],
    settings: Iterable[SetLimit],
    member_id: int,
    role_ids: Collection[int],
    now: datetime,
) -> list[Limit]:
    """Return the limits that apply to a member in a server, the server's own among them."""
    current = [setting for setting in settings if setting.until is None or setting.until > now]
    given = [*defaults]
    return [*_of_server(given, current), *_of_member(given, current, member_id, role_ids)]


def _of_server(defaults: Sequence[Limit], settings: Sequence[SetLimit]) -> Iterator[Limit]:
    own = [setting for setting in settings if setting.whose is TargetKind.SERVER]
    for metric, per in _windows():
        matching = _matching(own, metric, per)
        if matching:
            limit = _as_limit(matching[0], metric, per)
        else:
            limit = _default(defaults, metric, per, Subject.SERVER)
        if limit is not None:
            yield limit


def _of_member(
    defaults: Sequence[Limit],
    settings: Sequence[SetLimit],
    member_id: int,
    role_ids: Collection[int],
) -> Iterator[Limit]:
    own = [s for s in settings if s.whose is TargetKind.MEMBER and s.target_id == member_id]
    roles = [s for s in settings if s.whose is TargetKind.ROLE and s.target_id in role_ids]
    everyone = [s for s in settings if s.whose is TargetKind.EVERYONE]
    for metric, per in _windows():
        nearest = (
            _matching([setting for setting in own if not setting.adds], metric, per)
            or _matching(roles, metric, per)
            or _matching(everyone, metric, per)
        )
        if nearest:
            limit = _as_limit(max(nearest, key=_generosity), metric, per)
        else:
            limit = _default(defaults, metric, per, Subject.MEMBER)
        if limit is not None:
            extras = _matching([setting for setting in own if setting.adds], metric, per)
            yield _raised(limit, extras[0]) if extras else limit


def _windows() -> Iterator[tuple[Metric, Per]]:
    for metric in Metric:
        for per in Per:
            yield metric, per


def _matching(settings: Sequence[SetLimit], metric: Metric, per: Per) -> list[SetLimit]:
    """Return the settings for this window: for each target an exact one before one for any."""
    exact = [setting for setting in settings if (setting.metric, setting.per) == (metric, per)]
    targets = {setting.target_id for setting in exact}
    general = [s for s in settings if s.metric == ANY and s.target_id not in targets]
    return [*exact, *general]


def _generosity(setting: SetLimit) -> tuple[bool, int]:
    return setting.amount is None, setting.amount or 0


def _as_limit(setting: SetLimit, metric: Metric, per: Per) -> Limit | None:
    if setting.amount is None:
        return None
    subject = Subject.SERVER if setting.whose is TargetKind.SERVER else Subject.MEMBER
    origin = Origin(setting.whose, setting.target_id, until=setting.until)
    return Limit(setting.amount, metric, per, subject, origin)


def _default(defaults: Sequence[Limit], metric: Metric, per: Per, subject: Subject) -> Limit | None:
    key = (metric, per, subject)
    return next((d for d in defaults if (d.metric, d.per, d.subject) == key), None)


def _raised(limit: Limit, extra: SetLimit) -> Limit:
    more, base = extra.amount or 0, limit.origin
    origin = replace(base, extra=more, until=extra.until or base.until)
    return replace(limit, amount=limit.amount + more, origin=origin)


_LIMIT = re.compile(
    r"(?:\$(?P<dollars>\d+(?:\.\d{1,6})?)|(?P<pictures>\d+) pictures?) an? (?P<per>[a-z]+)"
)


def parse_limit(text: str, subject: Subject = Subject.MEMBER) -> Limit:
    """Parse `25 pictures a day` or `$5 a month`; raises `ValueError` with an example."""
    match = _LIMIT.fullmatch(text.strip())
    if match is None or match["per"] not in {*Per}:
        raise ValueError(
            f"{text!r} is no limit; write such as '25 pictures a day' or '$5 a month', "
            f"per {', '.join(Per)}"
        )
    per = Per(match["per"])
    if match["dollars"] is not None:
        return Limit(to_micro_dollars(match["dollars"]), Metric.DOLLARS, per, subject)
    return Limit(int(match["pictures"]), Metric.PICTURES, per, subject)
