"""A member's job on one line, as lists have it."""

from bot.common.clock import unix_seconds
from bot.common.markdown import one_line
from bot.common.plain_text import clean_line
from bot.common.shortening import shorten
from bot.errors import reason_of, sentence
from bot.jobs.batch import Batch
from bot.storage.records import Job, Posted, State
from bot.texts import Texts
from bot.ui.links import job_link
from providers.registry import OPERATIONS

MAX_PROMPT = 50
_MOST_LINE = 230
_ICONS = {
    State.QUEUED: "🕓",
    State.SUBMITTED: "🎨",
    State.DONE: "✅",
    State.FAILED: "⚠️",
    State.CANCELLED: "🚫",
}


def job_line(texts: Texts, job: Job) -> str:
    """Return a job on one line."""
    return texts.say(
        "jobs-line",
        icon=_ICONS[job.state],
        at=unix_seconds(job.created_at),
        title=job_title(job),
        prompt=one_line(short_prompt(job), MAX_PROMPT),
        state=_state(texts, job),
    )


def job_title(job: Job) -> str:
    """Return what members call the model of a job, or each of its models."""
    batch = Batch.of(job.batch)
    names = (batch.operations if batch else ()) or (job.operation,)
    titles = [OPERATIONS[name].title if name in OPERATIONS else name for name in names]
    return ", ".join(dict.fromkeys(titles))


def short_prompt(job: Job) -> str:
    """Return the beginning of what was asked for, as it was written."""
    return clean_line(job.prompt, MAX_PROMPT)


def is_cancellable(job: Job) -> bool:
    """Return True if the relay was not asked yet."""
    return job.state is State.QUEUED and job.started_at is None


def is_given_up(job: Job) -> bool:
    """Return True if its member gave it up, which may count."""
    return reason_of(job).key.startswith("failed-given-up")


def _state(texts: Texts, job: Job) -> str:
    match job.state:
        case State.DONE if job.message_channel_id is None:
            return texts.say("jobs-state-private")
        case State.DONE:
            posted = Posted(job.message_channel_id, job.message_id or 0, job.pictures)
            link = job_link(job.destination, posted)
            return texts.say("jobs-state-done", link=link, pictures=job.pictures)
        case State.FAILED if is_given_up(job):
            return texts.say("jobs-state-given-up", why=sentence(texts, reason_of(job)))
        case State.FAILED:
            why = shorten(sentence(texts, reason_of(job)), _MOST_LINE)
            return texts.say("jobs-state-failed", why=why)
        case State.CANCELLED:
            return texts.say("jobs-state-cancelled")
        case _ if is_cancellable(job):
            return texts.say("jobs-state-waiting")
        case _:
            return texts.say("jobs-state-running")
