"""Themes of servers, of which one is posted each day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.locks import lock
from bot.storage.room import check_room
from bot.storage.schema import daily_themes, themes
from bot.storage.upsert import upsert

MAX_THEMES = 200
"""Themes of one server."""


@dataclass(frozen=True, slots=True)
class DailyTheme:
    """The channel where a server's theme is posted, and the hour of the day in UTC."""

    channel_id: int
    hour: int


class ThemeStore:
    """Rows of the tables `themes` and `daily_themes`; each change is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> list[str]:
        """Return the themes of a server, those that are posted next first."""
        query = select(themes.c.theme).where(themes.c.guild_id == guild_id).order_by(*_NEXT)
        return await self._database.run_read(lambda connection: [*connection.scalars(query)])

    async def add(self, theme: str, entry: Entry) -> None:
        """Add a theme, unless it is there. Raises `FullError`."""
        key = {"guild_id": entry.guild_id, "theme": theme}
        last = select(func.max(themes.c.position)).where(themes.c.guild_id == entry.guild_id)
        async with self._database.write() as connection:
            await connection.run_sync(lock, f"themes:{entry.guild_id}")
            position = (await connection.scalar(last) or 0) + 1
            is_there = select(themes.c.theme).filter_by(**key)
            if (await connection.execute(is_there)).first() is None:
                await upsert(connection, themes, key, {"position": position})
                await check_room(connection, themes, entry.guild_id, MAX_THEMES)
            await record(connection, entry)

    async def remove(self, theme: str, entry: Entry) -> bool:
        """Remove a theme; return True if there was one."""
        statement = delete(themes).filter_by(guild_id=entry.guild_id, theme=theme)
        async with self._database.write() as connection:
            removed = await connection.execute(statement)
            if removed.rowcount:
                await record(connection, entry)
        return removed.rowcount > 0

    async def daily(self, guild_id: int) -> DailyTheme | None:
        """Return where and when a server's theme is posted, if it is."""
        query = select(daily_themes).where(daily_themes.c.guild_id == guild_id)
        row = await self._database.run_read(
            lambda connection: connection.execute(query).one_or_none()
        )
        return None if row is None else DailyTheme(row.channel_id, row.hour)

    async def set_daily(self, daily: DailyTheme, not_before: date, entry: Entry) -> None:
        """Set where and when a theme is posted, but none before that day."""
        eve = date.fromordinal(not_before.toordinal() - 1).isoformat()
        key = {"guild_id": entry.guild_id}
        values = {"channel_id": daily.channel_id, "hour": daily.hour}
        posted_on = daily_themes.c.posted_on
        async with self._database.write() as connection:
            await upsert(connection, daily_themes, key, values)
            is_older = or_(posted_on.is_(None), posted_on < eve)
            later = update(daily_themes).filter_by(**key).where(is_older).values(posted_on=eve)
            await connection.execute(later)
            await record(connection, entry)

    async def stop_daily(self, entry: Entry) -> bool:
        """Post no theme any more; return True if one was posted."""
        statement = delete(daily_themes).filter_by(guild_id=entry.guild_id)
        async with self._database.write() as connection:
            stopped = await connection.execute(statement)
            if stopped.rowcount:
                await record(connection, entry)
        return stopped.rowcount > 0

    async def due(self, today: date, hour: int) -> list[int]:
        """Return the servers whose theme of today is to be posted at this hour or before."""
        posted_on = daily_themes.c.posted_on
        query = select(daily_themes.c.guild_id).where(
            daily_themes.c.hour <= hour, or_(posted_on.is_(None), posted_on < today.isoformat())
        )
        return await self._database.run_read(lambda connection: [*connection.scalars(query)])

    async def claim(self, guild_id: int, today: date) -> tuple[DailyTheme, str] | None:
        """Return the theme of today, for one caller, once; None if there is none to be posted.

        It is not posted before this, and after this by nobody else.
        """
        day, is_its = today.isoformat(), daily_themes.c.guild_id == guild_id
        posted_on = daily_themes.c.posted_on
        claim = (
            update(daily_themes)
            .where(is_its, or_(posted_on.is_(None), posted_on < day))
            .values(posted_on=day)
            .returning(daily_themes.c.channel_id, daily_themes.c.hour)
        )
        following = (
            select(themes.c.theme).where(themes.c.guild_id == guild_id).order_by(*_NEXT).limit(1)
        )

        def work(connection: Connection) -> tuple[DailyTheme, str] | None:
            lock(connection, f"themes:{guild_id}")
            theme = connection.scalar(following)
            if theme is None:
                return None
            row = connection.execute(claim).one_or_none()
            if row is None:
                return None
            used = update(themes).filter_by(guild_id=guild_id, theme=theme).values(used_on=day)
            connection.execute(used)
            return DailyTheme(row.channel_id, row.hour), theme

        return await self._database.run_write(work)


# Those that were never posted, as they were added; then those that were posted longest ago.
_NEXT = func.coalesce(themes.c.used_on, ""), themes.c.position
