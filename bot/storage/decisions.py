"""Everything that a server has decided and that a request of a member may meet, at one look."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.storage.blocks import Block, block_of
from bot.storage.database import Database
from bot.storage.limits import SetLimit, limits_of
from bot.storage.rules import Rules, rules_of
from bot.storage.servers import ServerChoices, choices_of
from bot.storage.words import words_of


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a server has decided, and whether it has blocked the member."""

    choices: ServerChoices = field(default_factory=ServerChoices)
    limits: tuple[SetLimit, ...] = ()
    rules: Rules = field(default_factory=dict)
    words: tuple[str, ...] = ()
    block: Block | None = None


class DecisionStore:
    """Reads decisions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int | None, member_id: int, now: datetime) -> Decisions:
        """What holds for a member; outside of servers nobody has decided anything."""
        if guild_id is None:
            return Decisions()
        async with self._database.read() as connection:
            return Decisions(
                choices=await choices_of(connection, guild_id),
                limits=tuple(await limits_of(connection, guild_id)),
                rules=await rules_of(connection, guild_id),
                words=tuple(await words_of(connection, guild_id)),
                block=await block_of(connection, guild_id, member_id, now),
            )
