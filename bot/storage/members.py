"""What is remembered of members."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from bot.storage.database import Database
from bot.storage.schema import members
from bot.storage.upsert import upsert


class MemberStore:
    """Rows about members: they hold in every server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def refusing(self, member_ids: Collection[int]) -> set[int]:
        """Those of these members whose pictures others may not edit; who said nothing allows it."""
        if not member_ids:
            return set()
        async with self._database.read() as connection:
            found = await connection.scalars(
                select(members.c.member_id)
                .where(members.c.member_id.in_({*member_ids}))
                .where(members.c.lets_others_edit.is_(False))
            )
            return {*found}

    async def set_lets_others_edit(self, member_id: int, yes: bool) -> None:
        """Keep what the member said last."""
        async with self._database.write() as connection:
            await upsert(connection, members, {"member_id": member_id}, {"lets_others_edit": yes})

    async def hint_due(self, member_id: int, now: datetime, every: timedelta) -> bool:
        """Whether to give the member a hint now; True once in `every`, whoever else asks."""
        hinted_at = members.c.hinted_at
        async with self._database.write() as connection:
            return await upsert(
                connection,
                members,
                {"member_id": member_id},
                {"hinted_at": now},
                where=or_(hinted_at.is_(None), hinted_at <= now - every),
            )
