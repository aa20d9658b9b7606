"""What is remembered of servers, and small facts of the installation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import facts, servers
from bot.storage.upsert import upsert

STOP = "stop"


@dataclass(frozen=True, slots=True)
class EditRules:
    """A server's own choices about edits; None is no choice: the bot's default holds."""

    provider: str | None = None
    reply_edits: bool | None = None
    owner_only: bool | None = None


class EditChanges(TypedDict, total=False):
    """What to change of `EditRules`; None takes a choice back."""

    provider: str | None
    reply_edits: bool | None
    owner_only: bool | None


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """What a server has chosen for all of itself. `budget` is micro-dollars a calendar month, and
    `budget_then` what happens when they are spent: `stop`, or the provider that does the work."""

    log_channel_id: int | None = None
    report_channel_id: int | None = None
    paused: bool = False
    budget: int | None = None
    budget_then: str = STOP
    budget_told: str = ""
    """The last word about the budget, such as `2026-11:080`."""


class ServerChanges(TypedDict, total=False):
    """What to change of `ServerChoices`; None takes a choice back."""

    log_channel_id: int | None
    report_channel_id: int | None
    paused: bool
    budget: int | None
    budget_then: str
    budget_told: str | None


_EDIT_RULES = {
    "provider": servers.c.edit_provider,
    "reply_edits": servers.c.reply_edits,
    "owner_only": servers.c.edits_by_owner_only,
}


class ServerStore:
    """Rows about servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def upload_limit(self, guild_id: int, since: datetime) -> int | None:
        """The bytes a file that this server was seen to refuse above, if learnt after `since`."""
        async with self._database.read() as connection:
            limit: int | None = await connection.scalar(
                select(servers.c.upload_limit)
                .where(servers.c.guild_id == guild_id)
                .where(servers.c.upload_limit_at > since)
            )
        return limit

    async def remember_upload_limit(self, guild_id: int, limit: int, now: datetime) -> None:
        """Keep what a refusal has taught."""
        async with self._database.write() as connection:
            await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"upload_limit": limit, "upload_limit_at": now},
            )

    async def edit_rules(self, guild_id: int) -> EditRules:
        """What this server has chosen about edits."""
        columns = (column.label(name) for name, column in _EDIT_RULES.items())
        async with self._database.read() as connection:
            rows = await connection.execute(select(*columns).where(servers.c.guild_id == guild_id))
            row = rows.mappings().one_or_none()
        return EditRules(**row) if row else EditRules()

    async def set_edit_rules(self, entry: Entry, **changes: Unpack[EditChanges]) -> None:
        """Change what is given, leave the rest, and record it."""
        if not changes:
            return
        values = {_EDIT_RULES[name].name: choice for name, choice in changes.items()}
        async with self._database.write() as connection:
            await upsert(connection, servers, {"guild_id": entry.guild_id}, values)
            await record(connection, entry)

    async def choices(self, guild_id: int) -> ServerChoices:
        """What this server has chosen for all of itself."""
        return await self._database.run_read(lambda connection: choices_of(connection, guild_id))

    async def change(self, entry: Entry, **changes: Unpack[ServerChanges]) -> None:
        """Change what is given, leave the rest, and record it."""
        async with self._database.write() as connection:
            await upsert(connection, servers, {"guild_id": entry.guild_id}, {**changes})
            await record(connection, entry)

    async def claim_budget_word(self, guild_id: int, word: str) -> bool:
        """Whether this word about the budget is to be said now; True once, whoever else asks.

        Words sort by what they say: a later month, or more percent, comes after.
        """
        told = servers.c.budget_told
        async with self._database.write() as connection:
            return await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"budget_told": word},
                where=or_(told.is_(None), told < word),
            )


_OF_SERVER = select(servers).where(servers.c.guild_id == bindparam("guild"))


def choices_of(connection: Connection, guild_id: int) -> ServerChoices:
    """What a server has chosen for all of itself."""
    row = connection.execute(_OF_SERVER, {"guild": guild_id}).one_or_none()
    return ServerChoices() if row is None else as_choices(row)


def as_choices(row: Row[Any]) -> ServerChoices:
    """What a row says; one that is missing is one of nulls."""
    return ServerChoices(
        log_channel_id=row.log_channel_id,
        report_channel_id=row.report_channel_id,
        paused=bool(row.paused),
        budget=row.budget,
        budget_then=row.budget_then or STOP,
        budget_told=row.budget_told or "",
    )


class KeyValueStore:
    """Named facts of this installation, such as which commands Discord has."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """The fact, if it is known."""
        async with self._database.read() as connection:
            value: str | None = await connection.scalar(
                select(facts.c.value).where(facts.c.name == name)
            )
        return value

    async def put(self, name: str, value: str) -> None:
        """Write the fact, whatever stood there."""
        async with self._database.write() as connection:
            await upsert(connection, facts, {"name": name}, {"value": value})
