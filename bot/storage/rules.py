"""Rules of a server: for a channel, for a category, for all of it, or for a role."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.room import check_room
from bot.storage.schema import role_rules, rules
from bot.storage.upsert import upsert

MAX_RULES = 1000
"""Rules of one server, in all of its places; and as many for its roles."""
Rules = Mapping[int, Mapping[str, Any]]
"""Values by place, then by name. The place of the whole server is the server's own id.

Rules for roles are by role in place of a place.
"""


class RuleStore:
    """Rows of the table `rules`; each change is recorded in the audit log."""

    _table: Table = rules
    _target = "place_id"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> Rules:
        """Return all rules of a server."""
        table = self._table
        return await self._database.run_read(
            lambda connection: _rules_in(table, connection, guild_id)
        )

    async def put(self, target_id: int, values: Mapping[str, Any], entry: Entry) -> None:
        """Set these rules of a place; its other rules stay. Raises `FullError`."""
        async with self._database.write() as connection:
            for name, value in values.items():
                key = {"guild_id": entry.guild_id, self._target: target_id, "name": name}
                await upsert(connection, self._table, key, {"value": value})
            await check_room(connection, self._table, entry.guild_id, MAX_RULES)
            await record(connection, entry)

    async def clear(self, target_id: int, entry: Entry, names: Collection[str] = ()) -> int:
        """Delete these rules of a place, or all of its rules; return how many there were.

        If there was none, nothing is recorded.
        """
        columns = self._table.c
        statement = delete(self._table).where(
            columns.guild_id == entry.guild_id, columns[self._target] == target_id
        )
        if names:
            statement = statement.where(columns.name.in_([*names]))
        async with self._database.write() as connection:
            cleared = await connection.execute(statement)
            if cleared.rowcount:
                await record(connection, entry)
        return cleared.rowcount


class RoleRuleStore(RuleStore):
    """Rows of the table `role_rules`: the same by role."""

    _table = role_rules
    _target = "role_id"


# Built once, since every request asks for both.
_OF_SERVER = {
    table: select(target.label("target_id"), table.c.name, table.c.value)
    .where(table.c.guild_id == bindparam("guild"))
    .order_by(target, table.c.name)
    for table, target in ((rules, rules.c.place_id), (role_rules, role_rules.c.role_id))
}


def rules_of(connection: Connection, guild_id: int) -> Rules:
    """Return all rules of a server by place."""
    return _rules_in(rules, connection, guild_id)


def role_rules_of(connection: Connection, guild_id: int) -> Rules:
    """Return all rules of a server by role."""
    return _rules_in(role_rules, connection, guild_id)


def _rules_in(table: Table, connection: Connection, guild_id: int) -> Rules:
    rows = connection.execute(_OF_SERVER[table], {"guild": guild_id})
    by_target: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        by_target[row.target_id][row.name] = row.value
    return dict(by_target)
