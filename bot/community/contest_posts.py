"""Posts of contests' entries, once each, also if a process ends in the middle."""

import logging

from bot.community.contest_texts import theme_of
from bot.delivery.further_posts import FurtherPosts
from bot.errors import UserError
from bot.jobs.outcome import DeliveryError, Outcome
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.private_pictures import PrivatePictures
from bot.storage.contests import Contest, ContestEntry, ContestStore
from bot.storage.jobs import JobStore
from bot.storage.records import Job

log = logging.getLogger(__name__)


class EntryPosts:
    """Posts entries in the channel of their contest, with their numbers."""

    def __init__(
        self,
        jobs: JobStore,
        store: ContestStore,
        posts: FurtherPosts,
        pictures: PrivatePictures,
        hidden: HiddenPictures,
    ) -> None:
        self._jobs = jobs
        self._store = store
        self._posts = posts
        self._pictures = pictures
        self._hidden = hidden

    async def post(
        self, contest: Contest, job: Job, number: int, outcome: Outcome, asked_by: int
    ) -> int:
        """Post an entry that was just recorded; return its message. Raises `UserError`."""
        public = await self._posts.public(job, contest.channel_id)
        try:
            posted = await self._posts.post(
                public,
                outcome,
                asked_by,
                "post-entry",
                number=number,
                theme=theme_of(contest),
            )
        except DeliveryError as error:
            log.warning("job %s: perhaps entered: %s", job.id, error)
            raise UserError("refused-contest-unsure") from error
        if posted is None:
            await self._store.drop_entry(contest, job.id)
            raise UserError("refused-contest-closed")
        await self._store.keep_entry(contest, job.id, posted.message_id)
        return posted.message_id

    async def finish(self, contest: Contest, entry: ContestEntry) -> None:
        """Post an entry that an earlier process has left, unless it is there.

        Raises `DeliveryError` if nobody can tell.
        """
        if await self.find(contest, entry) is not None:
            return
        job = await self._jobs.find(entry.job_id)
        original = None if job is None else await self._posts.original(job)
        if job is None or original is None:
            await self._store.drop_entry(contest, entry.job_id)
            return
        try:
            await self._hidden.check_usable(job.message_id or 0)
            outcome = await self._pictures.outcome(job, original)
            await self.post(contest, job, entry.number, outcome, entry.asked_by)
        except UserError as error:
            log.info("job %s: not entered: %s", job.id, error.reason.key)
            if error.reason.key != "refused-contest-unsure":
                await self._store.drop_entry(contest, entry.job_id)

    async def find(self, contest: Contest, entry: ContestEntry) -> int | None:
        """Return the message of an entry, and record one that was not recorded.

        Raises `DeliveryError` if nobody can tell.
        """
        if entry.message_id is not None or not entry.asked_by:
            return entry.message_id
        job = await self._jobs.find(entry.job_id)
        but = (job.message_id if job else None) or 0
        found = await self._posts.find(entry.job_id, contest.channel_id, entry.asked_by, but)
        if found is not None:
            await self._store.keep_entry(contest, entry.job_id, found)
        return found

    async def stands(self, entry: ContestEntry) -> bool:
        """Return True unless the picture was hidden, removed or erased meanwhile.

        Raises `DeliveryError` if nobody can tell.
        """
        job = await self._jobs.find(entry.job_id)
        if job is None or await self._posts.original(job) is None:
            return False
        try:
            await self._hidden.check_usable(job.message_id or 0)
        except UserError:
            return False
        return True
