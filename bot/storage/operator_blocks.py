"""Blocks by the operator: members whose requests every server refuses."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select

from bot.storage.blocks import Block
from bot.storage.database import Database
from bot.storage.schema import operator_blocks
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class OperatorBlockStore:
    """Rows of the table `operator_blocks`; `blocks.block_of` finds them for a request."""

    database: Database

    async def active(self, now: datetime) -> list[Block]:
        """Return the active blocks, ordered by member."""
        until = operator_blocks.c.until
        query = select(operator_blocks).where(or_(until.is_(None), until > now))
        async with self.database.read() as connection:
            rows = await connection.execute(query.order_by(operator_blocks.c.member_id))
            return [Block(row.member_id, row.reason, row.until, everywhere=True) for row in rows]

    async def put(self, block: Block) -> None:
        """Block a member; an earlier block of the same member is replaced."""
        values = {"reason": block.reason, "until": block.until}
        async with self.database.write() as connection:
            await upsert(connection, operator_blocks, {"member_id": block.member_id}, values)

    async def lift(self, member_id: int) -> bool:
        """Remove a member's block; return True if there was one, even an expired one."""
        async with self.database.write() as connection:
            lifted = await connection.execute(
                delete(operator_blocks).where(operator_blocks.c.member_id == member_id)
            )
        return lifted.rowcount > 0
