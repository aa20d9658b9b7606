"""A server's policy as read for one request, in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, select

from bot.storage.blocks import Block, block_in_direct_messages, block_of
from bot.storage.database import Database
from bot.storage.limits import SetLimit, as_limit, limits_of
from bot.storage.members import defaults_of
from bot.storage.rules import Rules, role_rules_of, rules_of
from bot.storage.schema import limits, servers
from bot.storage.servers import CHOICES, ServerChoices, as_choices, choices_of
from bot.storage.words import words_of


@dataclass(frozen=True, slots=True)
class SpendingPolicy:
    """The part of the policy that an acceptance needs: limits, and the budget in the choices."""

    choices: ServerChoices = field(default_factory=ServerChoices)
    limits: tuple[SetLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicySnapshot(SpendingPolicy):
    """The whole policy of a server, and its block of the member if there is one.

    `role_rules` are those of every role, and `role_ids` the roles that the member has.
    """

    rules: Rules = field(default_factory=dict)
    role_rules: Rules = field(default_factory=dict)
    role_ids: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    block: Block | None = None
    defaults: Mapping[str, Any] | None = None
    """The member's own model and options."""


class PolicySnapshotStore:
    """Reads snapshots."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self,
        guild_id: int | None,
        member_id: int,
        now: datetime,
        role_ids: Collection[int] = (),
    ) -> PolicySnapshot:
        """Read the policy that applies to a member with these roles.

        Outside of servers there is no policy, but the member may be blocked.
        """
        if guild_id is None:
            return await self._database.run_read(
                lambda connection: PolicySnapshot(
                    block=block_in_direct_messages(connection, member_id, now),
                    defaults=defaults_of(connection, member_id),
                )
            )
        return await self._database.run_read(
            lambda connection: PolicySnapshot(
                choices=choices_of(connection, guild_id),
                limits=tuple(limits_of(connection, guild_id)),
                rules=rules_of(connection, guild_id),
                role_rules=role_rules_of(connection, guild_id),
                role_ids=frozenset(role_ids),
                words=tuple(words_of(connection, guild_id)),
                block=block_of(connection, guild_id, member_id, now),
                defaults=defaults_of(connection, member_id),
            )
        )


_SERVER = select(bindparam("guild", type_=BigInteger).label("id")).subquery()
SPENDING_POLICY = (
    select(*CHOICES, *(column for column in limits.c if column is not limits.c.guild_id))
    .select_from(_SERVER)
    .outerjoin(servers, servers.c.guild_id == _SERVER.c.id)
    .outerjoin(limits, limits.c.guild_id == _SERVER.c.id)
)
"""One row at least, for `as_spending_policy`.

It is one statement, since every acceptance waits for it.
"""


def as_spending_policy(rows: Sequence[Row[Any]]) -> SpendingPolicy:
    """Build the policy from the rows of `SPENDING_POLICY`."""
    return SpendingPolicy(
        choices=as_choices(rows[0]),
        limits=tuple(as_limit(row) for row in rows if row.whose is not None),
    )
