"""Steps of contests: closed when their time is over, counted, decided, and over with their result.

One process at a time takes a contest on, from whatever state its row is in.
"""

import logging
from datetime import datetime, timedelta

import discord

from bot.common.background import BackgroundTasks
from bot.common.clock import Clock
from bot.common.snowflake import moment_of
from bot.community.contest_messages import ContestMessages
from bot.community.contest_posts import EntryPosts
from bot.community.counting import VoteCounter
from bot.jobs.outcome import DeliveryError
from bot.storage.contests import CLOSED, DECIDED, OPEN, Contest, ContestEntry, ContestStore
from bot.storage.database import StorageError
from bot.storage.exclusive_lock import Exclusive
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

UNPOSTED = timedelta(minutes=10)
"""Time after which a post that is not recorded was left by a process that has ended."""
PAUSE = timedelta(minutes=5)
"""Time after which a contest that could not be taken on is tried again."""


class ContestSteps:
    """Takes contests on, when it is time and after a process has ended in the middle."""

    def __init__(
        self,
        store: ContestStore,
        messages: ContestMessages,
        entries: EntryPosts,
        counter: VoteCounter,
        exclusive: Exclusive,
        clock: Clock,
    ) -> None:
        self._store = store
        self._messages = messages
        self._entries = entries
        self._counter = counter
        self._exclusive = exclusive
        self._clock = clock
        self._tasks = BackgroundTasks("contests")
        # By contest: when it is tried again.
        self._resting: dict[int, datetime] = {}

    def start(self, contest_id: int) -> None:
        """Take a contest on in the background."""
        self._tasks.start(self._take_on(contest_id), name=f"contest {contest_id}")

    async def stop(self, seconds: float) -> None:
        """Wait for contests that are being taken on, so long at most."""
        await self._tasks.finish(seconds)

    async def upkeep(self) -> None:
        """Do what is due in the contests of this process's servers; raises `StorageError`."""
        now = self._clock()
        for contest in await self._store.due(now):
            if self._messages.is_ours(contest) and not self._rests(contest.id, now):
                await self._take_on(contest.id)
        for contest, entry in await self._store.unposted(now - UNPOSTED):
            if self._messages.is_ours(contest):
                await self._finish_entry(contest, entry)

    def _rests(self, contest_id: int, now: datetime) -> bool:
        """Return True while a contest is not tried again, but not if the clock was set back."""
        until = self._resting.get(contest_id)
        return until is not None and now < until <= now + PAUSE

    async def _take_on(self, contest_id: int) -> None:
        self._resting.pop(contest_id, None)
        try:
            async with self._exclusive(f"contest:{contest_id}") as is_held:
                if is_held:
                    await self._steps(contest_id)
        except StorageError:
            raise
        except (DeliveryError, discord.HTTPException, *TRANSIENT) as error:
            log.warning("contest %s: it goes on later: %s", contest_id, type(error).__name__)
            self._resting[contest_id] = self._clock() + PAUSE
        except Exception:
            # The other contests go on.
            log.exception("contest %s: it goes on later", contest_id)
            self._resting[contest_id] = self._clock() + PAUSE

    async def _steps(self, contest_id: int) -> None:
        """Take a contest as far as it goes now."""
        contest, now = await self._store.get(contest_id), self._clock()
        if contest is None:
            return
        if contest.message_id is None and _is_old(contest, now):
            is_open = contest.state == OPEN and contest.ends_at > now
            await self._messages.announce_again(contest, is_open=is_open)
        if contest.state == OPEN and not await self._store.close(contest_id, now):
            return
        if contest.state in (OPEN, CLOSED):
            decision = await self._counter.decision(contest, now)
            await self._store.decide(contest, decision, now)
        contest = await self._store.get(contest_id)
        if contest is not None and contest.state == DECIDED:
            await self._messages.post_result(contest)

    async def _finish_entry(self, contest: Contest, entry: ContestEntry) -> None:
        if not await self._store.claim_entry(contest, entry, self._clock()):
            return
        try:
            await self._entries.finish(contest, entry)
        except (DeliveryError, discord.HTTPException, *TRANSIENT) as error:
            log.warning("job %s: it is entered later: %s", entry.job_id, type(error).__name__)


def _is_old(contest: Contest, now: datetime) -> bool:
    """Return True if no process is announcing a contest any more."""
    started_at = moment_of(contest.id)
    return started_at is None or started_at < now - UNPOSTED
