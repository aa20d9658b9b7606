"""Showcases: a picture that enough members have starred is posted once more, in one channel.

The row of a picture is inserted before its message is sent, by one caller; that one sends it. What
a process leaves unfinished is finished by the periodic work, which looks for the message first.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from bot.common.clock import Clock
from bot.common.snowflake import snowflake_at
from bot.community.showable import Showable
from bot.community.showcase_posts import ShowcasePosts
from bot.community.stars import Stars
from bot.jobs.outcome import DeliveryError
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from bot.storage.showcases import Showcase, ShowcaseStore, Shown
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

UNPOSTED = timedelta(minutes=10)
"""Time after which a post that is not recorded was left by a process that has ended."""
POSTED = timedelta(days=1)
"""Time between two looks at the original of a post."""
MAX_LOOKS = 20
"""Pictures in showcases that are looked at in one round: each takes a request."""
_SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clock that all processes share, and Discord's, which is None while it is unknown."""

    shared: Clock
    discord: Callable[[], datetime | None]


class Showcases:
    """Shows starred pictures, and looks at those that are shown."""

    def __init__(
        self,
        jobs: JobStore,
        store: ShowcaseStore,
        showable: Showable,
        stars: Stars,
        posts: ShowcasePosts,
        clocks: Clocks,
    ) -> None:
        self._jobs = jobs
        self._store = store
        self._showable = showable
        self._stars = stars
        self._posts = posts
        self._clocks = clocks

    async def look(self, guild_id: int, channel_id: int, message_id: int) -> bool:
        """Show the picture of a message if enough members have starred it.

        Returns True if further stars of the message change nothing.
        """
        showcase = await self._store.of(guild_id)
        if showcase is None:
            return False
        job = await self._jobs.of_message(message_id)
        if job is None or job.message_id != message_id or job.message_channel_id != channel_id:
            # It is no picture's own post.
            return job is not None
        if await self._store.is_shown(job.id):
            return True
        if not await self._showable.may_be_shown(job, guild_id):
            return False
        givers = await self._stars.givers(channel_id, message_id, job.member_id, showcase.stars)
        if len(givers) < showcase.stars:
            return False
        return await self._show(job, guild_id, showcase)

    async def upkeep(self) -> None:
        """Look at pictures that were not looked at for long; raises `StorageError`."""
        now = self._clocks.shared()
        due = await self._store.due(now, UNPOSTED, POSTED)
        ours = [shown for shown in due if self._showable.is_ours(shown.guild_id)]
        for shown in ours[:MAX_LOOKS]:
            if await self._store.claim(shown, now):
                await self._finish(shown)

    async def _finish(self, shown: Shown) -> None:
        job = await self._jobs.find(shown.job_id)
        if job is None:
            return
        try:
            await self._posts.finish(job, shown)
        except (DeliveryError, discord.HTTPException, *TRANSIENT) as error:
            log.info("job %s: looked at later: %s", shown.job_id, type(error).__name__)

    async def _show(self, job: Job, guild_id: int, showcase: Showcase) -> bool:
        """Return True if the picture is shown by now."""
        channel_id = showcase.channel_id
        if not await self._showable.fits(job, guild_id, channel_id):
            return False
        if not self._showable.is_open(guild_id, channel_id):
            self._posts.say_closed(guild_id, channel_id)
            return False
        outcome, now = await self._posts.outcome(job), self._clocks.discord()
        if outcome is None or now is None:
            return False
        # Older than the message, by Discord's own clock.
        asked_by = snowflake_at(now - _SLACK)
        shared = self._clocks.shared()
        if await self._store.begin(job.id, guild_id, channel_id, asked_by, shared):
            await self._posts.post(job, guild_id, showcase, outcome, asked_by)
        return await self._store.is_shown(job.id)
