"""Bonuses of members: extras on top of their limits, which end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.limits import MAX_LIMITS, TargetKind
from bot.storage.room import count_rows
from bot.storage.schema import limits
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Bonus:
    """So many `pictures` more for a member until then, in each of these windows."""

    member_id: int
    pictures: int
    windows: Sequence[str]
    until: datetime


async def add_bonus(
    connection: AsyncConnection, guild_id: int, bonus: Bonus, now: datetime
) -> None:
    """Add a bonus to the member's extras, in the transaction of its reason.

    An extra that has an end is raised, and lasts at least as long; one without an end stays as it
    is, since a raised one would be for ever. Nothing is added where a server has no room.
    """
    for window in bonus.windows:
        key = {
            "guild_id": guild_id,
            "whose": TargetKind.MEMBER,
            "target_id": bonus.member_id,
            "metric": "pictures",
            "per": window,
            "adds": True,
        }
        known = (
            await connection.execute(select(limits).filter_by(**key).with_for_update())
        ).one_or_none()
        amount, until = bonus.pictures, bonus.until
        if known is not None:
            if known.until is None or known.amount is None:
                continue
            if known.until > now:
                amount, until = known.amount + amount, max(known.until, until)
        elif await count_rows(connection, limits, guild_id) >= MAX_LIMITS:
            continue
        await upsert(connection, limits, key, {"amount": amount, "until": until})
