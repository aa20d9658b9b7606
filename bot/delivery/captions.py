"""What members read about a job: its private status, and the message with the pictures."""

from collections.abc import Iterable, Sequence

from bot.common.markdown import one_line
from bot.errors import sentence
from bot.imaging.outputs import Picture
from bot.jobs.outcome import Cancelled, Done, Failed, Outcome, Running, Status, Waiting
from bot.limits.quota import Usage, facts, in_words
from bot.storage.records import Destination, Job
from bot.texts import Texts
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import job_link

_MOST_PROMPT = 600


def status_text(texts: Texts, job: Job, status: Status) -> str:
    """The private status in words."""
    match status:
        case Waiting(position, usage):
            return texts.say("status-waiting", position=position, usage=_usage(texts, usage))
        case Running(since, usage):
            start = str(int(since.timestamp()))
            return texts.say("status-running", since=start, usage=_usage(texts, usage))
        case Done(posted):
            return texts.say("status-done", link=job_link(job.place, posted))
        case Failed(reason):
            return texts.say("status-failed", why=sentence(texts, reason))
        case Cancelled():
            return texts.say("status-cancelled")


def private_text(texts: Texts, place: Destination) -> str:
    """What stands above pictures that only the member sees."""
    if place.private:
        return texts.say("status-done-private")
    return texts.say("status-done-elsewhere", channel=str(place.asked_in))


def post_text(texts: Texts, job: Job, outcome: Outcome, fitted: Sequence[Picture]) -> str:
    """The message with the pictures: what was asked, by whom, and how it was made."""
    prompt = f"**{one_line(outcome.request.prompt, _MOST_PROMPT)}**"
    if job.place.spoiler:
        prompt = f"||{prompt}||"
    line = texts.say("post-line", prompt=prompt, member=f"<@{job.member_id}>")
    facts = [
        *_edited(texts, job),
        texts.say("post-facts-model", title=outcome.request.title),
        *_seed(texts, outcome.seed),
        _seconds(texts, outcome.seconds),
        *_notes(texts, fitted),
        *_missing(texts, job.pictures - len(fitted)),
    ]
    return f"{line}\n-# {' · '.join(facts)}"[:MAX_CONTENT]


def _edited(texts: Texts, job: Job) -> Iterable[str]:
    source = job.source
    # What a member brought along stands in no message.
    if source is not None and source.channel_id:
        where = job.place.guild_id or "@me"
        link = f"https://discord.com/channels/{where}/{source.channel_id}/{source.message_id}"
        yield texts.say("post-edited", link=link)


def _usage(texts: Texts, usage: Usage | None) -> str:
    if usage is None:
        return ""
    used = in_words(usage.used, usage.limit.metric)
    return texts.say("usage", used=used, **facts(usage.limit))


def _seed(texts: Texts, seed: int | None) -> Iterable[str]:
    if seed is not None:
        yield texts.say("post-facts-seed", seed=str(seed))


def _seconds(texts: Texts, seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes:
        return texts.say("post-facts-minutes", minutes=minutes, seconds=rest)
    return texts.say("post-facts-seconds", seconds=max(1, rest))


def _notes(texts: Texts, fitted: Sequence[Picture]) -> Iterable[str]:
    # Several pictures that were treated alike are mentioned once.
    treated = {(p.note.adjustment, p.format): p for p in fitted if p.note}
    for (done, kind), picture in treated.items():
        size = f"{picture.width}×{picture.height}"
        yield texts.say(f"note-{done}", format=kind.name, size=size)
    if any(picture.note and picture.note.still for picture in fitted):
        yield texts.say("note-still")
    if not all(picture.is_complete for picture in fitted):
        yield texts.say("note-incomplete")


def _missing(texts: Texts, missing: int) -> Iterable[str]:
    if missing > 0:
        yield texts.say("note-missing", missing=missing)
