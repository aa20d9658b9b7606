"""Facts about a member from their jobs: the servers that they asked in, and their language."""

from collections.abc import Sequence

from sqlalchemy import func, select

from bot.storage.database import Database
from bot.storage.schema import jobs, servers


class MemberPlaceStore:
    """Reads rows of the table `jobs` by their member."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def servers_of(self, member_id: int, most: int) -> Sequence[int]:
        """Return the servers that a member asked in, the newest first.

        Servers that the bot has left are no longer among them.
        """
        newest = func.max(jobs.c.created_at)
        query = (
            select(jobs.c.guild_id)
            .outerjoin(servers, servers.c.guild_id == jobs.c.guild_id)
            .where(
                jobs.c.member_id == member_id,
                jobs.c.guild_id.is_not(None),
                servers.c.left_at.is_(None),
            )
            .group_by(jobs.c.guild_id)
            .order_by(newest.desc(), jobs.c.guild_id)
            .limit(most)
        )
        async with self._database.read() as connection:
            return [*await connection.scalars(query)]

    async def known_servers(self, most: int) -> Sequence[int]:
        """Return servers that any process has noted, and that the bot has not left."""
        query = (
            select(servers.c.guild_id)
            .where(servers.c.left_at.is_(None), servers.c.guild_id > 0)
            .order_by(servers.c.guild_id)
            .limit(most)
        )
        async with self._database.read() as connection:
            return [*await connection.scalars(query)]

    async def locale_of(self, member_id: int) -> str | None:
        """Return the language of a member's newest job in direct messages, or else of any job.

        Discord sends it with every command, but not with a message.
        """
        query = (
            select(jobs.c.locale)
            .where(jobs.c.member_id == member_id, jobs.c.locale.is_not(None))
            .order_by(jobs.c.created_at.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            direct = await connection.scalar(query.where(jobs.c.guild_id.is_(None)))
            found: str | None = direct or await connection.scalar(query)
        return found
