"""Members' own settings, which apply in every server."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from bot.storage.database import Database
from bot.storage.schema import members
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class MemberChoices:
    """A member's own choices. `defaults` has an `operation` and `options`; None is no choice."""

    mention_when_slow: bool = True
    defaults: Mapping[str, Any] | None = None
    in_showcases: bool = True


class MemberStore:
    """Rows of the table `members`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def refusing_edits(self, member_ids: Collection[int]) -> set[int]:
        """Return those of these members who do not let others edit their pictures.

        A member who has never chosen lets them.
        """
        if not member_ids:
            return set()
        async with self._database.read() as connection:
            refusing = await connection.scalars(
                select(members.c.member_id)
                .where(members.c.member_id.in_({*member_ids}))
                .where(members.c.lets_others_edit.is_(False))
            )
            return {*refusing}

    async def set_lets_others_edit(self, member_id: int, lets: bool) -> None:
        """Store the member's choice, and replace an earlier one."""
        async with self._database.write() as connection:
            await upsert(connection, members, {"member_id": member_id}, {"lets_others_edit": lets})

    async def choices(self, member_id: int) -> MemberChoices:
        """Return what the member has chosen."""
        query = select(members).where(members.c.member_id == member_id)
        row = await self._database.run_read(
            lambda connection: connection.execute(query).one_or_none()
        )
        if row is None:
            return MemberChoices()
        return MemberChoices(
            row.mention_when_slow is not False, row.defaults, row.in_showcases is not False
        )

    async def set_mention_when_slow(self, member_id: int, mention: bool) -> None:
        """Store whether the member is mentioned with a picture that took long."""
        async with self._database.write() as connection:
            key = {"member_id": member_id}
            await upsert(connection, members, key, {"mention_when_slow": mention})

    async def set_defaults(self, member_id: int, defaults: Mapping[str, Any] | None) -> None:
        """Store the member's own model and options; None forgets them."""
        values = {"defaults": None if defaults is None else dict(defaults)}
        async with self._database.write() as connection:
            await upsert(connection, members, {"member_id": member_id}, values)

    async def unclear_choice(self, member_id: int, since: datetime) -> bool | None:
        """Return True if the member's unclear replies are edits, False if they are talk.

        None if the member has not chosen since then.
        """
        async with self._database.read() as connection:
            choice: bool | None = await connection.scalar(
                select(members.c.unclear_edits)
                .where(members.c.member_id == member_id)
                .where(members.c.unclear_chosen_at > since)
            )
            return choice

    async def set_unclear_choice(self, member_id: int, edits: bool | None, now: datetime) -> None:
        """Store what the member's unclear replies are; None forgets it."""
        values = {
            "unclear_edits": edits,
            "unclear_chosen_at": None if edits is None else now,
        }
        async with self._database.write() as connection:
            await upsert(connection, members, {"member_id": member_id}, values)

    async def claim_hint(self, member_id: int, now: datetime, every: timedelta) -> bool:
        """Return True if the caller should give the member a hint: once in `every`, in total."""
        hinted_at = members.c.hinted_at
        async with self._database.write() as connection:
            return await upsert(
                connection,
                members,
                {"member_id": member_id},
                {"hinted_at": now},
                where=or_(hinted_at.is_(None), hinted_at <= now - every),
            )


def defaults_of(connection: Connection, member_id: int) -> Mapping[str, Any] | None:
    """Return a member's own model and options, if there are any."""
    query = select(members.c.defaults).where(members.c.member_id == member_id)
    found: Mapping[str, Any] | None = connection.scalar(query)
    return found
