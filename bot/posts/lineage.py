"""The story of a picture: what it was made from, back to the beginning."""

from bot.posts.details import details_text
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from bot.texts import Texts
from providers.registry import OPERATIONS

_MOST = 20


async def ancestors(jobs: JobStore, job: Job) -> list[Job]:
    """The jobs that led to this one, the newest first; as far as they are still known."""
    found: list[Job] = []
    while job.source is not None and job.source.job_id is not None and len(found) < _MOST:
        parent = await jobs.find(job.source.job_id)
        if parent is None:
            break
        found.append(parent)
        job = parent
    return found


async def story(texts: Texts, jobs: JobStore, job: Job, *, prices: bool) -> str:
    """Everything there is to tell of a picture, for the one who asks."""
    kind = OPERATIONS.get(job.operation)
    chain = await ancestors(jobs, job)
    given = await jobs.input_names(job.id)
    title = kind.title if kind else job.operation
    return details_text(texts, job, chain, title, inputs=given, prices=prices)
