"""The door that every request passes: what its server has decided is read, and obeyed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.common.clock import Clock, is_recent, utc_now
from bot.errors import UserError
from bot.policy.admission import Offered, admit, admit_requester, any_offered
from bot.policy.allowed_servers import AllowedServers
from bot.policy.context import ChannelContext, Requester
from bot.policy.rules import EVERYONE, NOBODY, REPLIES, effective_rule, scopes_of
from bot.server_log import ServerLog
from bot.storage.policy_snapshot import PolicySnapshot, PolicySnapshotStore
from bot.ui.links import role_mention
from providers.base import ImageRequest

CheckDirect = Callable[[int], Awaitable[None]]
"""Raises `UserError` unless a member may ask in direct messages."""

_LOG_WINDOW = timedelta(minutes=10)
MAX_LOGGED = 10
"""Refusals of one member that a server's log tells within ten minutes."""


class PolicyEnforcement:
    """Asks the server's decisions, and lets its log know of those who were refused."""

    def __init__(
        self,
        decisions: PolicySnapshotStore,
        server_log: ServerLog,
        allowed_servers: AllowedServers,
        clock: Clock = utc_now,
        offered: Offered | None = None,
        check_direct: CheckDirect | None = None,
    ) -> None:
        self._check_direct = check_direct or _in_servers_only
        self._offered = offered or any_offered
        self._decisions = decisions
        self._server_log = server_log
        self._allowed_servers = allowed_servers
        self._clock = clock
        self._logged_at: dict[tuple[int | None, int], list[datetime]] = {}

    async def admit(
        self,
        snapshot: PolicySnapshot,
        request: ImageRequest,
        requester: Requester,
        context: ChannelContext,
    ) -> ImageRequest:
        """Return the request as it may be sent; raises `UserError` as `admit` does."""
        try:
            if snapshot.words:
                # A prompt made for it takes 40 ms to search.
                return await asyncio.to_thread(admit, snapshot, request, context, self._offered)
            return admit(snapshot, request, context, self._offered)
        except UserError as error:
            self._refused(error, requester, context)
            raise

    def admit_requester(
        self, snapshot: PolicySnapshot, requester: Requester, context: ChannelContext
    ) -> None:
        """Raise `UserError` where the member may ask for nothing: block, pause, or the channel."""
        try:
            admit_requester(snapshot, context)
        except UserError as error:
            self._refused(error, requester, context)
            raise

    async def repliers(
        self, requester: Requester, context: ChannelContext, *, default: bool
    ) -> str:
        """Return who may edit by replying there, as the rule has it; `default` without a rule."""
        snapshot = await self.snapshot(requester, context.guild_id)
        ruled = effective_rule(snapshot.rules, scopes_of(context), REPLIES)
        return str(ruled.value or (EVERYONE if default else NOBODY))

    def check_replier(self, repliers: str, requester: Requester, context: ChannelContext) -> None:
        """Raises `UserError` where the member lacks the role that replies take."""
        if may_reply(repliers, requester):
            return
        error = UserError("refused-reply-role", role=role_mention(int(repliers)))
        self._refused(error, requester, context)
        raise error

    async def snapshot(self, requester: Requester, guild_id: int | None) -> PolicySnapshot:
        """Read what the server has decided, for this member and now.

        Raises `UserError` where the bot does not work in this server at all, and in direct messages
        of somebody who is in no server with it.
        """
        self._allowed_servers.check(guild_id)
        if guild_id is None:
            await self._check_direct(requester.member_id)
        return await self._decisions.of(
            guild_id, requester.member_id, self._clock(), requester.role_ids
        )

    def _refused(self, error: UserError, requester: Requester, context: ChannelContext) -> None:
        reason = error.reason
        if self._may_log(context.guild_id, requester.member_id):
            self._server_log.refused(
                context.guild_id, requester.member_id, reason.key, **reason.facts
            )

    def _may_log(self, guild_id: int | None, member_id: int) -> bool:
        """Return False once a member has filled enough of the server's log for a while."""
        now = self._clock()
        self._logged_at = {
            whose: recent
            for whose, times in self._logged_at.items()
            if (recent := [at for at in times if is_recent(at, now, _LOG_WINDOW)])
        }
        times = self._logged_at.setdefault((guild_id, member_id), [])
        if len(times) >= MAX_LOGGED:
            return False
        times.append(now)
        return True


async def _in_servers_only(_: int) -> None:
    raise UserError("refused-server-only")


def may_reply(repliers: str, requester: Requester) -> bool:
    """Return True if the member may edit by replying."""
    return repliers == EVERYONE or (repliers != NOBODY and int(repliers) in requester.role_ids)
