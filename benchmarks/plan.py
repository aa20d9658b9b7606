"""The capacity plan: the order in which limits are reached as the load grows, from figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.runner import Outcome
from benchmarks.table import number
from bot.settings import Settings

SECONDS_A_PICTURE = 12.0
"""The relay's time for a picture, roughly; it determines how many are in progress at once."""
TRANSACTIONS = 3
"""Transactions of a job: accepted, submitted to the relay, done."""
LOADS = (1, 10, 100, 1000)
_DISCORD = 50 * 60
"""Requests a minute that Discord allows a bot; answers to commands do not count."""
_TIER = 1000
_NETWORK = 60 * 1e9 / 8
"""Bytes a minute of one gigabit a second."""
_PICTURE = 1e6
_MEMORY = 1000.0


@dataclass(frozen=True)
class Limit:
    """A limit that is reached at `full` pictures a minute; `moved` is the way to raise it."""

    name: str
    full: float
    moved: str


def plan(outcomes: Sequence[Outcome]) -> str:
    """Return the table of limits as Markdown, the first to be reached first."""
    base = pictures_a_minute()
    loads = [f"{number(load)}x" for load in LOADS]
    head = ["limit", "full at, pictures a minute", *loads, "what moves it"]
    lines = [head, ["---"] * len(head)]
    lines.append(["the load", "", *(number(base * load) for load in LOADS), ""])
    for limit in sorted(limits(outcomes), key=lambda limit: limit.full):
        shares = [_share(base * load / limit.full) for load in LOADS]
        lines.append([limit.name, number(limit.full), *shares, limit.moved])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def pictures_a_minute() -> float:
    """Return the most pictures a minute with the default settings."""
    running: int = Settings.model_fields["running_jobs"].default
    return running * 60 / SECONDS_A_PICTURE


def limits(outcomes: Sequence[Outcome]) -> Iterator[Limit]:
    """Yield the limits that can be computed from the figures."""
    known = _Known(outcomes)
    yield Limit(
        "Discord: 50 requests a second for each bot, one a picture",
        _DISCORD,
        "a higher limit, which Discord grants to large bots; several pictures in one message",
    )
    yield Limit(
        "the network, 1 Gbit/s: 1 MB pictures as base64",
        _NETWORK / (_PICTURE * 4 / 3),
        "links in place of base64; more machines",
    )
    if polls := known.of("polls", "polls"):
        yield Limit(
            f"the relay, for each {_TIER:,} requests a minute of the account's tier",
            _TIER / (1 + polls),
            "a higher tier",
        )
    if processor := _processor(known):
        words, milliseconds = processor
        yield Limit(
            f"one core, at {number(milliseconds)} ms a picture ({words})",
            60_000 / milliseconds,
            "one process a group of shards, with PostgreSQL",
        )
    if accepted := known.of("accepting", "rate"):
        yield Limit(
            f"SQLite's writer, {TRANSACTIONS} transactions a picture",
            accepted * 60 / TRANSACTIONS,
            "PostgreSQL, which many processes write to at once",
        )
    if memory := known.of("held", "memory"):
        each = memory / known.largest("held")
        yield Limit(
            f"1 GB of memory for polls that are held, {number(each)} MB each",
            _MEMORY / each * 60 / SECONDS_A_PICTURE,
            "more machines",
        )


def _processor(known: "_Known") -> tuple[str, float] | None:
    if whole := known.of("posting", "processor", 1000):
        return "the whole bot, 1 MB pictures", whole
    few = known.of("many-tasks-tls", "processor")
    big = known.of("big", "processor", 1)
    return ("the relay's client alone", few + big) if few and big else None


class _Known:
    """The medians of Easel's figures, by case and name."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = {outcome.case.name: outcome for outcome in outcomes}

    def largest(self, case: str) -> float:
        """Return the largest size of a case."""
        return max(self._outcomes[case].case.sizes)

    def of(self, case: str, figure: str, size: float | None = None) -> float | None:
        """Return a figure at a size (default: the largest); None if it was not measured."""
        outcome = self._outcomes.get(case)
        sizes = outcome.figures.get(figure, {}) if outcome else {}
        if outcome is None or not sizes:
            return None
        rounds = sizes.get(max(sizes) if size is None else size, {})
        own = rounds.get(outcome.case.own, ())
        return median(own) if own else None


def _share(value: float) -> str:
    return f"{number(value)} times" if value >= 1 else f"{value:.1%}"
