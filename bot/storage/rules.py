"""Rules of a server: for a channel, for a category, or for all of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.room import check_room
from bot.storage.schema import rules
from bot.storage.upsert import upsert

MAX_RULES = 1000
"""Rules of one server, in all of its places."""
Rules = Mapping[int, Mapping[str, Any]]
"""Values by place, then by name. The place of the whole server is the server's own id."""


class RuleStore:
    """Rows of the table `rules`; each change is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> Rules:
        """Return all rules of a server."""
        return await self._database.run_read(lambda connection: rules_of(connection, guild_id))

    async def put(self, place_id: int, values: Mapping[str, Any], entry: Entry) -> None:
        """Set these rules of a place; its other rules stay. Raises `FullError`."""
        async with self._database.write() as connection:
            for name, value in values.items():
                key = {"guild_id": entry.guild_id, "place_id": place_id, "name": name}
                await upsert(connection, rules, key, {"value": value})
            await check_room(connection, rules, entry.guild_id, MAX_RULES)
            await record(connection, entry)

    async def clear(self, place_id: int, entry: Entry, names: Collection[str] = ()) -> int:
        """Delete these rules of a place, or all of its rules; return how many there were.

        If there was none, nothing is recorded.
        """
        statement = delete(rules).where(
            rules.c.guild_id == entry.guild_id, rules.c.place_id == place_id
        )
        if names:
            statement = statement.where(rules.c.name.in_([*names]))
        async with self._database.write() as connection:
            cleared = await connection.execute(statement)
            if cleared.rowcount:
                await record(connection, entry)
        return cleared.rowcount


_OF_SERVER = (
    select(rules)
    .where(rules.c.guild_id == bindparam("guild"))
    .order_by(rules.c.place_id, rules.c.name)
)


def rules_of(connection: Connection, guild_id: int) -> Rules:
    """Return all rules of a server."""
    rows = connection.execute(_OF_SERVER, {"guild": guild_id})
    by_place: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        by_place[row.place_id][row.name] = row.value
    return dict(by_place)
