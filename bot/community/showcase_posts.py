"""Posts in showcases: sent, recorded, finished by another process, and taken back."""

import logging

from bot.community.showable import Showable
from bot.delivery.further_posts import FurtherPosts
from bot.delivery.withdrawn import WithdrawnPosts
from bot.errors import UserError
from bot.jobs.outcome import DeliveryError, Outcome
from bot.posts.private_pictures import PrivatePictures
from bot.server_log import ServerLog
from bot.storage.records import Job
from bot.storage.showcases import Showcase, ShowcaseStore, Shown
from bot.ui.links import channel_mention, member_mention, message_link

log = logging.getLogger(__name__)


class ShowcasePosts:
    """Posts of pictures whose rows say that they are being shown."""

    def __init__(
        self,
        store: ShowcaseStore,
        showable: Showable,
        pictures: PrivatePictures,
        posts: FurtherPosts,
        withdrawn: WithdrawnPosts,
        server_log: ServerLog,
    ) -> None:
        self._store = store
        self._showable = showable
        self._pictures = pictures
        self._posts = posts
        self._withdrawn = withdrawn
        self._server_log = server_log

    async def outcome(self, job: Job) -> Outcome | None:
        """Return the pictures as they are in their post; None if they are not to be had.

        Raises `DeliveryError` if Discord does not say.
        """
        original = await self._posts.original(job)
        if original is None:
            return None
        try:
            return await self._pictures.outcome(job, original)
        except UserError as error:
            log.info("job %s: not shown: %s", job.id, error.reason.key)
            return None

    async def post(
        self, job: Job, guild_id: int, showcase: Showcase, outcome: Outcome, asked_by: int
    ) -> None:
        """Post the pictures, and record the message."""
        channel_id = showcase.channel_id
        public = await self._posts.public(job, channel_id)
        link = message_link(guild_id, job.message_channel_id or 0, job.message_id or 0)
        try:
            posted = await self._posts.post(
                public, outcome, asked_by, "post-showcased", stars=showcase.stars, link=link
            )
        except DeliveryError as error:
            log.warning("job %s: perhaps shown: %s", job.id, error)
            return
        if posted is None:
            await self._store.drop(job.id, channel_id)
            self.say_closed(guild_id, channel_id)
            return
        await self._keep(job, guild_id, channel_id, posted.message_id)

    async def finish(self, job: Job, shown: Shown) -> None:
        """Finish a post that was left, or check that a picture may still be shown.

        Raises `DeliveryError` if nobody can tell.
        """
        is_there = await self._posts.original(job) is not None
        if not is_there or not await self._showable.may_be_shown(job, shown.guild_id):
            await self._withdrawn.withdraw(job.id)
            return
        if shown.message_id is not None:
            return
        but = job.message_id or 0
        found = await self._posts.find(job.id, shown.channel_id, shown.asked_by, but)
        if found is not None:
            await self._keep(job, shown.guild_id, shown.channel_id, found)
            return
        showcase = await self._store.of(shown.guild_id)
        is_same = showcase is not None and showcase.channel_id == shown.channel_id
        outcome = await self.outcome(job) if is_same else None
        if showcase is None or outcome is None:
            await self._store.drop(job.id, shown.channel_id)
        else:
            await self.post(job, shown.guild_id, showcase, outcome, shown.asked_by)

    def say_closed(self, guild_id: int, channel_id: int) -> None:
        """Note in the server's log that the bot may not post there."""
        self._server_log.trouble(guild_id, "trouble-showcase", channel=channel_mention(channel_id))

    async def _keep(self, job: Job, guild_id: int, channel_id: int, message_id: int) -> None:
        """Record the message; it is deleted if the picture may not be shown any more."""
        if not await self._store.keep(job.id, channel_id, message_id):
            if await self._store.message_of(job.id, channel_id) != message_id:
                await self._posts.delete(channel_id, message_id)
            return
        if not await self._showable.may_be_shown(job, guild_id):
            # It was reported, or refused by its member, while it was being posted.
            await self._withdrawn.withdraw(job.id)
            return
        link = message_link(guild_id, channel_id, message_id)
        member = member_mention(job.member_id)
        self._server_log.note(guild_id, "log-showcased", member=member, link=link)
