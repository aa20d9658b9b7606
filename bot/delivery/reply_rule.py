"""The rule about replies in the place of a job: whether members are told to go on by replying."""

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.common.clock import Clock
from bot.policy.context import ChannelContext
from bot.policy.edits import EditPolicy
from bot.policy.rules import NOBODY, REPLIES, effective_rule, scopes_of
from bot.storage.database import StorageError
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.storage.records import Job

log = logging.getLogger(__name__)


class ReplyRule:
    """Lookup of the rule, as far as the job's channel is known."""

    def __init__(
        self,
        client: discord.Client,
        snapshots: PolicySnapshotStore,
        edits: Callable[[int | None], Awaitable[EditPolicy]],
        clock: Clock,
    ) -> None:
        self._client = client
        self._snapshots = snapshots
        self._edits = edits
        self._clock = clock

    async def takes_replies(self, job: Job) -> bool:
        """Return True if replies to pictures are edits there; a post never fails for it."""
        guild_id, channel_id = job.destination.guild_id, job.destination.channel_id
        channel = self._client.get_channel(channel_id)
        if guild_id is None:
            return False
        category_id = channel.category_id if isinstance(channel, discord.TextChannel) else None
        context = ChannelContext(guild_id, channel_id, category_id, age_restricted=False)
        try:
            snapshot = await self._snapshots.of(guild_id, job.member_id, self._clock())
            ruled = effective_rule(snapshot.rules, scopes_of(context), REPLIES).value
            return ruled != NOBODY if ruled else (await self._edits(guild_id)).reply_edits
        except StorageError as error:
            log.info("job %s: its rule about replies is not known: %s", job.id, error)
            return False
