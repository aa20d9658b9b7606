"""History of a member's jobs, as the commands list it."""

from bot.jobs.job_clock import JobClock
from bot.jobs.pace import Paces, Phase
from bot.storage.jobs import JobStore
from bot.storage.records import UNFINISHED, Job


class JobHistory:
    """Jobs by the member who asked for them."""

    def __init__(self, store: JobStore, paces: Paces, clock: JobClock) -> None:
        self._store = store
        self._paces = paces
        self._clock = clock

    async def recent(self, guild_id: int | None, member_id: int, count: int) -> list[Job]:
        """Return a member's newest jobs in a server, newest first."""
        return await self._store.recent(guild_id, member_id, count)

    async def unfinished(self, guild_id: int | None, member_id: int) -> list[Job]:
        """Return a member's jobs in a server that have not ended, newest first."""
        return await self._store.unfinished_of(guild_id, member_id)

    async def of_member(self, job_id: int, member_id: int) -> Job | None:
        """Return a job of a member's own; None if there is none."""
        job = await self._store.find(job_id)
        return job if job is not None and job.member_id == member_id else None

    def hangs(self, job: Job) -> bool:
        """Return True if a job takes so long that its member may give it up."""
        if job.state not in UNFINISHED or job.started_at is None or job.posting_at is not None:
            return False
        seconds = self._clock.seconds_since(job, job.started_at)
        return self._paces.of_job(job).phase(seconds) is Phase.STUCK
