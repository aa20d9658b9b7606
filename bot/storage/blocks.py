"""Members who may make no pictures in a server, for a while or for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import blocks
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Block:
    """`reason` is what the member reads; `until` None is for good."""

    member_id: int
    reason: str
    until: datetime | None


class BlockStore:
    """Rows about blocks; each change is recorded with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int, now: datetime) -> list[Block]:
        """Who is blocked now."""
        async with self._database.read() as connection:
            rows = await connection.execute(_OF_SERVER, {"guild": guild_id, "now": now})
            return [Block(row.member_id, row.reason, row.until) for row in rows]

    async def put(self, block: Block, entry: Entry) -> None:
        """Block a member, in place of an earlier block."""
        key = {"guild_id": entry.guild_id, "member_id": block.member_id}
        async with self._database.write() as connection:
            await upsert(connection, blocks, key, {"reason": block.reason, "until": block.until})
            await record(connection, entry)

    async def lift(self, member_id: int, entry: Entry) -> bool:
        """Let a member make pictures again; whether there was a block, even one that has ended."""
        async with self._database.write() as connection:
            gone = await connection.execute(
                delete(blocks).where(
                    blocks.c.guild_id == entry.guild_id, blocks.c.member_id == member_id
                )
            )
            if gone.rowcount:
                await record(connection, entry)
        return gone.rowcount > 0


_HOLDS = or_(blocks.c.until.is_(None), blocks.c.until > bindparam("now"))
_OF_SERVER = (
    select(blocks)
    .where(blocks.c.guild_id == bindparam("guild"), _HOLDS)
    .order_by(blocks.c.member_id)
)
_OF_MEMBER = select(blocks).where(
    blocks.c.guild_id == bindparam("guild"), blocks.c.member_id == bindparam("member"), _HOLDS
)


def block_of(connection: Connection, guild_id: int, member_id: int, now: datetime) -> Block | None:
    """The block of one member that holds now."""
    whose = {"guild": guild_id, "member": member_id, "now": now}
    row = connection.execute(_OF_MEMBER, whose).one_or_none()
    return Block(row.member_id, row.reason, row.until) if row is not None else None
