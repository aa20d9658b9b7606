"""History of a member's jobs, as the commands list it."""

from bot.storage.jobs import JobStore
from bot.storage.records import Job


class JobHistory:
    """Jobs by the member who asked for them."""

    def __init__(self, store: JobStore) -> None:
        self._store = store

    async def recent(self, guild_id: int | None, member_id: int, count: int) -> list[Job]:
        """Return a member's newest jobs in a server, newest first."""
        return await self._store.recent(guild_id, member_id, count)
