"""Servers: their own choices, and the upload limits that Discord has shown."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import servers
from bot.storage.upsert import upsert

STOP = "stop"


@dataclass(frozen=True, slots=True)
class EditRules:
    """A server's own choices about edits; None is no choice, so the bot's default applies."""

    provider: str | None = None
    reply_edits: bool | None = None
    owner_only: bool | None = None


class EditChanges(TypedDict, total=False):
    """Changes to `EditRules`; None removes a choice."""

    provider: str | None
    reply_edits: bool | None
    owner_only: bool | None


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """A server's choices that apply everywhere in it.

    `budget` is in micro-dollars per calendar month. `budget_then` is what happens when it is spent:
    `stop`, or the provider that is used then.
    """

    log_channel_id: int | None = None
    report_channel_id: int | None = None
    paused: bool = False
    budget: int | None = None
    budget_then: str = STOP
    budget_told: str = ""
    """The last notice about the budget: month and percent, such as `2026-11:080`."""
    default_model: str | None = None
    """The provider that makes pictures where only a prompt is given."""


class ServerChanges(TypedDict, total=False):
    """Changes to `ServerChoices`; None removes a choice."""

    log_channel_id: int | None
    report_channel_id: int | None
    paused: bool
    budget: int | None
    budget_then: str
    budget_told: str | None
    default_model: str | None


_EDIT_RULES = {
    "provider": servers.c.edit_provider,
    "reply_edits": servers.c.reply_edits,
    "owner_only": servers.c.edits_by_owner_only,
}


class ServerStore:
    """Rows of the table `servers`; changes of choices are recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def upload_limit(self, guild_id: int, since: datetime) -> int | None:
        """Return the upload limit in bytes per file that was stored after `since`, or None."""
        async with self._database.read() as connection:
            limit: int | None = await connection.scalar(
                select(servers.c.upload_limit)
                .where(servers.c.guild_id == guild_id)
                .where(servers.c.upload_limit_at > since)
            )
        return limit

    async def remember_upload_limit(self, guild_id: int, limit: int, now: datetime) -> None:
        """Store the upload limit, in bytes per file, that follows from a refusal of Discord's."""
        async with self._database.write() as connection:
            await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"upload_limit": limit, "upload_limit_at": now},
            )

    async def edit_rules(self, guild_id: int) -> EditRules:
        """Return the server's choices about edits."""
        columns = (column.label(name) for name, column in _EDIT_RULES.items())
        async with self._database.read() as connection:
            rows = await connection.execute(select(*columns).where(servers.c.guild_id == guild_id))
            row = rows.mappings().one_or_none()
        return EditRules(**row) if row else EditRules()

    async def set_edit_rules(self, entry: Entry, **changes: Unpack[EditChanges]) -> None:
        """Change the given choices, leave the others, and record it."""
        if not changes:
            return
        values = {_EDIT_RULES[name].name: choice for name, choice in changes.items()}
        async with self._database.write() as connection:
            await upsert(connection, servers, {"guild_id": entry.guild_id}, values)
            await record(connection, entry)

    async def choices(self, guild_id: int) -> ServerChoices:
        """Return the server's choices that apply everywhere in it."""
        return await self._database.run_read(lambda connection: choices_of(connection, guild_id))

    async def change(self, entry: Entry, **changes: Unpack[ServerChanges]) -> None:
        """Change the given choices, leave the others, and record it."""
        async with self._database.write() as connection:
            await upsert(connection, servers, {"guild_id": entry.guild_id}, {**changes})
            await record(connection, entry)

    async def claim_budget_notice(self, guild_id: int, notice: str) -> bool:
        """Return True if the caller should send this notice about the budget: for one caller, once.

        Notices sort as text: a later month, or a higher percentage, comes after.
        """
        last_notice = servers.c.budget_told
        async with self._database.write() as connection:
            return await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"budget_told": notice},
                where=or_(last_notice.is_(None), last_notice < notice),
            )


CHOICES = tuple(servers.c[field.name] for field in fields(ServerChoices))
"""The columns that `as_choices` reads."""
_OF_SERVER = select(*CHOICES).where(servers.c.guild_id == bindparam("guild"))


def choices_of(connection: Connection, guild_id: int) -> ServerChoices:
    """Return the server's choices that apply everywhere in it."""
    row = connection.execute(_OF_SERVER, {"guild": guild_id}).one_or_none()
    return ServerChoices() if row is None else as_choices(row)


def as_choices(row: Row[Any]) -> ServerChoices:
    """Build the value of a row; a row of nulls stands for a missing one."""
    return ServerChoices(
        log_channel_id=row.log_channel_id,
        report_channel_id=row.report_channel_id,
        paused=bool(row.paused),
        budget=row.budget,
        budget_then=row.budget_then or STOP,
        budget_told=row.budget_told or "",
        default_model=row.default_model,
    )
