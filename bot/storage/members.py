"""Members' own settings, which apply in every server."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from bot.storage.database import Database
from bot.storage.schema import members
from bot.storage.upsert import upsert


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
