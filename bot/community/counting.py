"""Count of the votes of a contest, by what Discord says at its end."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import discord

from bot.community.contest_posts import EntryPosts
from bot.community.stars import Stars
from bot.limits import TargetKind
from bot.limits.limit import Metric, Subject
from bot.policy import Entry
from bot.policy.server_settings import ServerSettings
from bot.storage.bonuses import Bonus
from bot.storage.contests import Contest, ContestEntry, ContestStore, Decision
from bot.ui.links import member_mention

log = logging.getLogger(__name__)

PATIENCE = timedelta(days=7)
"""Time for which votes are asked for where the bot may no longer look."""


class VoteCounter:
    """Counts votes, and finds the winners."""

    def __init__(
        self,
        store: ContestStore,
        posts: EntryPosts,
        stars: Stars,
        settings: ServerSettings,
    ) -> None:
        self._store = store
        self._posts = posts
        self._stars = stars
        self._settings = settings

    async def decision(self, contest: Contest, now: datetime) -> Decision:
        """Return votes and winners; raises where Discord does not answer, or not yet."""
        entries = await self._store.entries(contest.id)
        try:
            votes = await self._votes(contest, entries)
            winners, out = await self._winners(entries, votes)
        except discord.Forbidden:
            if now < contest.ends_at + PATIENCE:
                raise
            log.warning("contest %s: its votes cannot be seen", contest.id)
            return Decision({})
        standing = {job_id: count for job_id, count in votes.items() if job_id not in out}
        bonuses = await self._bonuses(contest, winners, now)
        return Decision(standing, frozenset(one.job_id for one in winners), bonuses)

    async def _votes(self, contest: Contest, entries: Iterable[ContestEntry]) -> dict[int, int]:
        """Return the number of votes by job; entries whose message is gone have none."""
        votes = dict[int, int]()
        for entry in entries:
            message_id = await self._posts.find(contest, entry)
            if message_id is None:
                continue
            try:
                givers = await self._stars.givers(contest.channel_id, message_id, entry.member_id)
            except discord.NotFound:
                continue
            votes[entry.job_id] = len(givers)
        return votes

    async def _winners(
        self, entries: Sequence[ContestEntry], votes: Mapping[int, int]
    ) -> tuple[list[ContestEntry], set[int]]:
        """Return the entries with the most votes, and the jobs that would have won but cannot."""
        out = set[int]()
        for most in sorted({count for count in votes.values() if count}, reverse=True):
            best = [entry for entry in entries if votes.get(entry.job_id) == most]
            standing = [entry for entry in best if await self._posts.stands(entry)]
            out |= {entry.job_id for entry in best if entry not in standing}
            if standing:
                return standing, out
        return [], out

    async def _bonuses(
        self, contest: Contest, winners: Sequence[ContestEntry], now: datetime
    ) -> list[tuple[Bonus, Entry]]:
        """Return one bonus for each member who has won, however many of their pictures did."""
        if not contest.bonus:
            return []
        windows = await self._windows(contest.guild_id, now)
        until = now + timedelta(days=contest.bonus_days)
        members = sorted({entry.member_id for entry in winners})
        return [
            (Bonus(one, contest.bonus, windows, until), _entry(contest, one, now))
            for one in members
        ]

    async def _windows(self, guild_id: int, now: datetime) -> list[str]:
        """Return the windows in which a server, or the bot, limits the pictures of members."""
        limits = self._settings.limits
        own = {
            limit.per
            for limit in await limits.of(guild_id, now)
            if limit.metric == Metric.PICTURES.value
            and limit.whose is not TargetKind.SERVER
            and not limit.adds
        }
        given = {
            limit.per.value
            for limit in limits.operator.replaceable(guild_id)
            if limit.metric is Metric.PICTURES and limit.subject is Subject.MEMBER
        }
        return sorted(own | given)


def _entry(contest: Contest, member_id: int, now: datetime) -> Entry:
    """Return the entry in the audit log for the bonus of a member."""
    facts = {"member": member_mention(member_id), "pictures": contest.bonus}
    return Entry(contest.guild_id, contest.started_by, now, "contest bonus", facts)
