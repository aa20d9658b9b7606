"""Texts about a job: its private status, and the caption of its pictures."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.common.clock import unix_seconds
from bot.common.markdown import Markup, one_line
from bot.common.money import format_dollars
from bot.errors import Reason, sentence
from bot.imaging.areas import is_move
from bot.imaging.outputs import Picture
from bot.jobs.outcome import (
    Cancelled,
    Done,
    Failed,
    GivenUp,
    Outcome,
    Running,
    Status,
    Troubled,
    Waiting,
)
from bot.jobs.pace import Phase
from bot.limits.quota import Usage, format_amount, limit_facts
from bot.storage.records import Destination, Job
from bot.texts import Texts
from bot.ui.area_labels import area_label
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import job_link, member_mention, message_link

MAX_PROMPT = 600
PROMPT_LENGTHS = (MAX_PROMPT, 300, 150, 75)
"""Characters of the prompt in a caption, from the most down to the fewest."""
MAX_STYLE = 32
MAX_PART = 80
LONG_SECONDS = 90
"""From then on durations are in minutes."""


def status_text(texts: Texts, job: Job, status: Status) -> str:
    """Return the private status of a job."""
    match status:
        case Waiting():
            return _waiting(texts, status)
        case Running():
            return _running(texts, job, status)
        case Troubled(reason):
            # Moments are written without the separators of numbers.
            facts = {name: str(fact) for name, fact in reason.facts.items()}
            said = sentence(texts, Reason(reason.key, facts))
            return f"{said}\n{_way_out(texts, job)}" if status.may_be_given_up else said
        case Done(posted):
            return texts.say("status-done", link=job_link(job.destination, posted))
        case Failed(reason):
            return texts.say("status-failed", why=sentence(texts, reason))
        case Cancelled():
            return texts.say("status-cancelled")
        case GivenUp(charged):
            if not charged:
                return texts.say("status-given-up-free")
            return texts.say("status-given-up", price=format_dollars(charged))


def duration_text(texts: Texts, seconds: float) -> str:
    """Return a duration for members, such as `12 s` or `3 min`."""
    if seconds < LONG_SECONDS:
        return texts.say("duration-seconds", seconds=max(1, round(seconds)))
    return texts.say("duration-minutes", minutes=max(2, round(seconds / 60)))


def _waiting(texts: Texts, status: Waiting) -> str:
    position, usage = status.position, _usage(texts, status.usage)
    if status.ready is None:
        return texts.say("status-waiting", position=position, usage=usage)
    at = unix_seconds(status.ready)
    return texts.say("status-waiting-ready", position=position, ready=at, usage=usage)


def _running(texts: Texts, job: Job, status: Running) -> str:
    """Return the status of a job that is being made, with the time that it is likely to take."""
    pace, since, usage = status.pace, unix_seconds(status.since), _usage(texts, status.usage)
    if status.phase is not Phase.USUAL:
        slow = texts.say("status-slow", since=since)
        if pace.usual is not None:
            slow = texts.say(
                "status-slow-usual", since=since, usual=duration_text(texts, pace.usual)
            )
        return f"{slow}\n{_way_out(texts, job)}" if status.may_be_given_up else slow
    if pace.usual is None or pace.expected is None:
        return texts.say("status-running", since=since, usage=usage)
    facts = {
        "usual": duration_text(texts, pace.usual),
        "ready": unix_seconds(status.since + timedelta(seconds=pace.expected)),
        "usage": usage,
    }
    if pace.is_busy:
        now = duration_text(texts, pace.expected)
        return texts.say("status-running-busy", **facts, now=now)
    return texts.say("status-running-usual", **facts)


def _way_out(texts: Texts, job: Job) -> str:
    """Return what giving up means for the member's limits."""
    if not job.estimate:
        return texts.say("give-up-free")
    return texts.say("give-up-price", price=format_dollars(job.estimate))


def private_text(texts: Texts, destination: Destination) -> str:
    """Return the line above pictures that only the member sees."""
    if destination.private:
        return texts.say("status-done-private")
    return texts.say("status-done-elsewhere", channel=str(destination.asked_in))


def post_text(texts: Texts, job: Job, outcome: Outcome, fitted: Sequence[Picture]) -> str:
    """Return the caption of a post: the prompt, the member, and how the pictures were made."""
    details = [
        *_edited(texts, job),
        texts.say("post-facts-model", title=titles_of(outcome)),
        *_area(texts, job),
        *_style(texts, job),
        *_seed(texts, outcome.seed),
        _seconds(texts, outcome.seconds),
        *_notes(texts, fitted),
        *_missing(texts, job.pictures - len(fitted)),
    ]
    numbers = [texts.say("post-numbered", pictures=len(fitted))] if len(fitted) > 1 else []
    labels = part_labels(texts, outcome, spoiler=job.destination.spoiler)
    rest = [*labels, f"-# {' · '.join(details)}", *_failures(texts, outcome), *numbers]
    below = "\n".join(["", *rest])
    return f"{_post_line(texts, job, outcome, MAX_CONTENT - len(below))}{below}"[:MAX_CONTENT]


def _post_line(texts: Texts, job: Job, outcome: Outcome, room: int) -> str:
    """Return the prompt and the member, with as much of the prompt as there is room for."""
    line = ""
    for most in PROMPT_LENGTHS:
        prompt = f"**{one_line(outcome.request.prompt, most)}**"
        shown = f"||{prompt}||" if job.destination.spoiler else prompt
        line = texts.say("post-line", prompt=shown, member=member_mention(job.member_id))
        if len(line) <= room:
            break
    return line


def titles_of(outcome: Outcome) -> str:
    """Return the name of the model, or of all that were asked."""
    titles = [part.request.title for part in outcome.parts] or [outcome.request.title]
    return ", ".join(dict.fromkeys(titles))


def part_labels(texts: Texts, outcome: Outcome, *, spoiler: bool = False) -> list[str]:
    """Return a line for the pictures of each task, where the tasks differ."""
    names = _part_names(outcome, spoiler=spoiler)
    if len(set(names)) < 2:
        return []
    lines, first = [], 1
    for part, name in zip(outcome.parts, names, strict=True):
        if not part.pictures:
            continue
        last = first + part.pictures - 1
        number = str(first) if first == last else f"{first}–{last}"
        lines.append(texts.say("post-label", number=number, name=Markup(name)))
        first = last + 1
    return lines


def _is_comparison(outcome: Outcome) -> bool:
    return len({part.request.title for part in outcome.parts}) > 1


def _part_names(outcome: Outcome, *, spoiler: bool) -> list[str]:
    """Return what tells each task from the others: its model, its prompt, or both."""
    titles = [one_line(part.request.title, MAX_PART) for part in outcome.parts]
    prompts = [
        f"||{shown}||" if spoiler else str(shown)
        for shown in _telling([part.request.prompt for part in outcome.parts])
    ]
    differing = [names for names in (titles, prompts) if len(set(names)) > 1]
    return [" · ".join(names) for names in zip(*differing, strict=True)]


def _telling(prompts: Sequence[str]) -> list[Markup]:
    """Return the prompts, each on one line; long ones without the words that all begin with."""
    if len(set(prompts)) < 2 or all(len(prompt) <= MAX_PART for prompt in prompts):
        return [one_line(prompt, MAX_PART) for prompt in prompts]
    same = _common_words(min(prompts), max(prompts))
    before = "…" if same else ""
    return [one_line(f"{before}{prompt[len(same) :].lstrip()}", MAX_PART) for prompt in prompts]


def _common_words(one: str, other: str) -> str:
    """Return the words that both texts begin with."""
    pairs = zip(one, other, strict=False)
    length = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return one[:length].rpartition(" ")[0]


def _failures(texts: Texts, outcome: Outcome) -> Iterable[str]:
    """Yield why some tasks have no picture, each reason once."""
    several = _is_comparison(outcome)
    failed = [part for part in outcome.parts if part.reason is not None]
    said = {
        texts.say(
            "post-part-failed" if several else "post-parts-failed",
            title=part.request.title,
            why=Markup(sentence(texts, part.reason)),
        )
        for part in failed
        if part.reason is not None
    }
    yield from sorted(said)


def _edited(texts: Texts, job: Job) -> Iterable[str]:
    source = job.source
    # An image that a member uploaded has no message.
    if source is not None and source.channel_id:
        link = message_link(job.destination.guild_id, source.channel_id, source.message_id)
        yield texts.say("post-edited", link=link)


def _usage(texts: Texts, usage: Usage | None) -> str:
    if usage is None:
        return ""
    used = format_amount(usage.used, usage.limit.metric)
    return texts.say("usage", used=used, **limit_facts(usage.limit))


def _area(texts: Texts, job: Job) -> Iterable[str]:
    if job.area is None:
        return
    label = area_label(texts, job.area.name)
    is_moved = is_move(job.area.name)
    yield label if is_moved else texts.say("post-facts-area", area=label)


def _style(texts: Texts, job: Job) -> Iterable[str]:
    if job.style is not None:
        yield texts.say("post-facts-style", style=one_line(str(job.style["name"]), MAX_STYLE))


def _seed(texts: Texts, seed: int | None) -> Iterable[str]:
    if seed is not None:
        yield texts.say("post-facts-seed", seed=str(seed))


def _seconds(texts: Texts, seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes:
        return texts.say("post-facts-minutes", minutes=minutes, seconds=rest)
    return texts.say("post-facts-seconds", seconds=max(1, rest))


def _notes(texts: Texts, fitted: Sequence[Picture]) -> Iterable[str]:
    # Pictures with the same note are mentioned once.
    noted = {(p.note.adjustment, p.format): p for p in fitted if p.note}
    for (done, kind), picture in noted.items():
        size = f"{picture.width}×{picture.height}"
        yield texts.say(f"note-{done}", format=kind.name, size=size)
    if any(picture.note and picture.note.still for picture in fitted):
        yield texts.say("note-still")
    if not all(picture.is_complete for picture in fitted):
        yield texts.say("note-incomplete")


def _missing(texts: Texts, missing: int) -> Iterable[str]:
    if missing > 0:
        yield texts.say("note-missing", missing=missing)
