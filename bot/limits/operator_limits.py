"""Operator's limits: ceilings that no server exceeds, and the budget of the whole bot."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.limits.limit import Limit, Subject, in_force
from bot.limits.spender import Spender
from bot.storage.limits import ANY, SetLimit, TargetKind

BOT_LOCK = "bot"


@dataclass(frozen=True, slots=True)
class OperatorLimits:
    """Limits that come from the settings.

    A server replaces `defaults` as it likes. `ceilings` apply beside what it sets, except in
    `trusted` servers, where they are defaults, too. `budget` limits the dollars of all servers
    together.
    """

    defaults: tuple[Limit, ...] = ()
    ceilings: tuple[Limit, ...] = ()
    budget: tuple[Limit, ...] = ()
    trusted: frozenset[int] = frozenset()

    def replaceable(self, guild_id: int | None) -> tuple[Limit, ...]:
        """Return the limits that a server may replace."""
        if guild_id in self.trusted:
            return (*self.defaults, *self.ceilings)
        return self.defaults

    def binding(self, guild_id: int | None) -> tuple[Limit, ...]:
        """Return the limits that apply whatever a server sets."""
        return () if guild_id in self.trusted else self.ceilings

    def in_force(
        self,
        settings: Iterable[SetLimit],
        guild_id: int | None,
        member_id: int,
        role_ids: Collection[int],
        now: datetime,
    ) -> list[Limit]:
        """Return the limits that apply to a member in a server, the operator's first.

        A limit of the server's is left out if it is no lower than the ceiling of its window, which
        counts at least as much.
        """
        ceilings = self.binding(guild_id)
        amounts = {ceiling.window: ceiling.amount for ceiling in ceilings}
        own = in_force(self.replaceable(guild_id), settings, member_id, role_ids, now)
        return [
            *ceilings,
            *(
                limit
                for limit in own
                if limit.window not in amounts or limit.amount < amounts[limit.window]
            ),
        ]

    def lower_than(self, chosen: SetLimit, guild_id: int) -> list[Limit]:
        """Return the ceilings that still apply below what a server has set."""
        return [limit for limit in self.binding(guild_id) if _is_above(chosen, limit)]

    def locks(self, spender: Spender) -> Sequence[str]:
        """Return the locks for what is counted beyond the spender's server, in a fixed order."""
        return [*self._locks(spender)]

    def _locks(self, spender: Spender) -> Iterator[str]:
        if self.budget:
            yield BOT_LOCK
        # Always: what a member has on the way is counted in all servers together.
        yield f"member:{spender.member_id}"


def _is_above(chosen: SetLimit, ceiling: Limit) -> bool:
    is_server = chosen.whose is TargetKind.SERVER
    if is_server is not (ceiling.subject is Subject.SERVER):
        return False
    if chosen.metric == ANY:
        return True
    if (chosen.metric, chosen.per) != (ceiling.metric, ceiling.per):
        return False
    # Extras raise a limit that the server has set, which may be as high as the ceiling.
    return chosen.adds or chosen.amount is None or chosen.amount > ceiling.amount
