"""Private pictures that their member makes public: posted in the channel, exactly once.

The row says whether a message may have been sent. From then on the channel is searched for it
before every send, and the nonce guards the minutes in which it may not be found yet.
"""

import logging

from bot.delivery.poster import DiscordDelivery
from bot.delivery.refusals import WayClosedError
from bot.errors import UserError
from bot.jobs.outcome import DeliveryError, Outcome, UndeliverableError
from bot.server_log import ServerLog
from bot.storage.public_posts import PublicPostStore
from bot.storage.records import Job, Posted
from bot.ui.links import job_link, member_mention

log = logging.getLogger(__name__)


class SharedPosts:
    """Posts of shared pictures, whose jobs come with a public destination."""

    def __init__(
        self, posts: PublicPostStore, delivery: DiscordDelivery, server_log: ServerLog
    ) -> None:
        self._posts = posts
        self._delivery = delivery
        self._server_log = server_log

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """Post the pictures, or find the message of an earlier try; raises `UserError`."""
        is_first = await self._posts.begin_share(job.id)
        try:
            posted = None if is_first else await self._delivery.find_shared(job)
            posted = posted or await self._delivery.share(job, outcome)
        except WayClosedError as error:
            log.warning("job %s: not shared: %s", job.id, error)
            raise UserError("refused-share-closed") from error
        except DeliveryError as error:
            log.warning("job %s: perhaps shared: %s", job.id, error)
            raise UserError("refused-share-unsure") from error
        except UndeliverableError as error:
            log.warning("job %s: not shared: %s", job.id, error)
            raise
        if await self._posts.keep_share(job.id, posted):
            link, member = job_link(job.destination, posted), member_mention(job.member_id)
            guild_id = job.destination.guild_id
            self._server_log.note(guild_id, "log-shared", member=member, link=link)
        return posted
