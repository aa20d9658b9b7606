"""Blocks: members whose requests a server, or the operator, refuses until a time or for good."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, literal_column, or_, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import blocks, operator_blocks, servers
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Block:
    """A block of one member; the member reads `reason`, and `until` is None if it never ends.

    With `everywhere` it is the operator's, in all servers; its reason may be empty. With
    `elsewhere` it is a server's, as it holds in direct messages.
    """

    member_id: int
    reason: str
    until: datetime | None
    everywhere: bool = False
    elsewhere: bool = False


class BlockStore:
    """Rows of the table `blocks`; each change is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int, now: datetime) -> list[Block]:
        """Return a server's active blocks, ordered by member."""
        async with self._database.read() as connection:
            rows = await connection.execute(_OF_SERVER, {"guild": guild_id, "now": now})
            return [Block(row.member_id, row.reason, row.until) for row in rows]

    async def put(self, block: Block, entry: Entry) -> None:
        """Block a member; an earlier block of the same member is replaced."""
        key = {"guild_id": entry.guild_id, "member_id": block.member_id}
        async with self._database.write() as connection:
            await upsert(connection, blocks, key, {"reason": block.reason, "until": block.until})
            await record(connection, entry)

    async def lift(self, member_id: int, entry: Entry) -> bool:
        """Remove a member's block; return True if there was one, even an expired one."""
        async with self._database.write() as connection:
            deleted = await connection.execute(
                delete(blocks).where(
                    blocks.c.guild_id == entry.guild_id, blocks.c.member_id == member_id
                )
            )
            if deleted.rowcount:
                await record(connection, entry)
        return deleted.rowcount > 0


_IS_ACTIVE = or_(blocks.c.until.is_(None), blocks.c.until > bindparam("now"))
_OF_SERVER = (
    select(blocks)
    .where(blocks.c.guild_id == bindparam("guild"), _IS_ACTIVE)
    .order_by(blocks.c.member_id)
)
_OF_OPERATOR = select(
    literal_column("1").label("everywhere"), operator_blocks.c.reason, operator_blocks.c.until
).where(
    operator_blocks.c.member_id == bindparam("member"),
    or_(operator_blocks.c.until.is_(None), operator_blocks.c.until > bindparam("now")),
)
# In one statement, since every request waits for it.
_OF_MEMBER = (
    _OF_OPERATOR.union_all(
        select(literal_column("0"), blocks.c.reason, blocks.c.until).where(
            blocks.c.guild_id == bindparam("guild"),
            blocks.c.member_id == bindparam("member"),
            _IS_ACTIVE,
        )
    )
    .order_by(literal_column("1").desc())
    .limit(1)
)


# The bot is no moderator's any more where it has left.
_OF_ALL_SERVERS = (
    select(blocks.c.reason, blocks.c.until)
    .outerjoin(servers, servers.c.guild_id == blocks.c.guild_id)
    .where(blocks.c.member_id == bindparam("member"), _IS_ACTIVE, servers.c.left_at.is_(None))
)
_NEVER = datetime.max.replace(tzinfo=UTC)


def block_in_direct_messages(connection: Connection, member_id: int, now: datetime) -> Block | None:
    """Return the block that holds for a member outside of servers, or None.

    It is the operator's, else the longest one of all servers that the bot is in, so that no block
    is dodged by a direct message, nor by leaving the server before.
    """
    ids = {"member": member_id, "now": now}
    if (row := connection.execute(_OF_OPERATOR, ids).one_or_none()) is not None:
        return Block(member_id, row.reason, row.until, everywhere=True)
    found = [
        Block(member_id, row.reason, row.until, elsewhere=True)
        for row in connection.execute(_OF_ALL_SERVERS, ids)
    ]
    return max(found, key=lambda block: block.until or _NEVER, default=None)


def block_of(connection: Connection, guild_id: int, member_id: int, now: datetime) -> Block | None:
    """Return a member's active block in a server, or None; the operator's comes first."""
    ids = {"guild": guild_id, "member": member_id, "now": now}
    row = connection.execute(_OF_MEMBER, ids).one_or_none()
    return None if row is None else Block(member_id, row.reason, row.until, bool(row.everywhere))
