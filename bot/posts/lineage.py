"""Lineage of a picture: the pictures that it was made from, back to the first."""

from bot.storage.jobs import JobStore
from bot.storage.records import Job

MAX_ANCESTORS = 20


async def ancestors(jobs: JobStore, job: Job) -> list[Job]:
    """Return the jobs that led to this one, newest first, as far as they are still known."""
    chain: list[Job] = []
    while job.source is not None and job.source.job_id is not None and len(chain) < MAX_ANCESTORS:
        parent = await jobs.find(job.source.job_id)
        if parent is None:
            break
        chain.append(parent)
        job = parent
    return chain
