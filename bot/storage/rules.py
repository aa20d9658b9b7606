"""The rules of a server: what holds in a channel, in a category, or in all of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import rules
from bot.storage.upsert import upsert

Rules = Mapping[int, Mapping[str, Any]]
"""By place (the server's own id stands for all of it), then by name."""


class RuleStore:
    """Rows about rules; each change is recorded with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> Rules:
        """All rules of a server."""
        return await self._database.run_read(lambda connection: rules_of(connection, guild_id))

    async def put(self, place_id: int, chosen: Mapping[str, Any], entry: Entry) -> None:
        """Set these rules of a place, whatever was set, and leave its others."""
        async with self._database.write() as connection:
            for name, value in chosen.items():
                key = {"guild_id": entry.guild_id, "place_id": place_id, "name": name}
                await upsert(connection, rules, key, {"value": value})
            await record(connection, entry)

    async def clear(self, place_id: int, entry: Entry, names: Collection[str] = ()) -> int:
        """Take these rules of a place back, or all of them; says how many there were.

        Nothing is recorded where there was nothing.
        """
        chosen = delete(rules).where(
            rules.c.guild_id == entry.guild_id, rules.c.place_id == place_id
        )
        if names:
            chosen = chosen.where(rules.c.name.in_([*names]))
        async with self._database.write() as connection:
            cleared = await connection.execute(chosen)
            if cleared.rowcount:
                await record(connection, entry)
        return cleared.rowcount


_OF_SERVER = (
    select(rules)
    .where(rules.c.guild_id == bindparam("guild"))
    .order_by(rules.c.place_id, rules.c.name)
)


def rules_of(connection: Connection, guild_id: int) -> Rules:
    """All rules of a server."""
    rows = connection.execute(_OF_SERVER, {"guild": guild_id})
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        found[row.place_id][row.name] = row.value
    return dict(found)
