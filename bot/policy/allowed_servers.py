"""Servers that the bot works in, where the operator has named them."""

from collections.abc import Collection

from bot.errors import UserError


class AllowedServers:
    """The operator's list of servers; an empty one allows every server."""

    def __init__(self, server_ids: Collection[int]) -> None:
        self._server_ids = frozenset(server_ids)

    def allow(self, guild_id: int | None) -> bool:
        """Return True if the bot works there; outside of servers other rules decide."""
        return not self._server_ids or guild_id is None or guild_id in self._server_ids

    def check(self, guild_id: int | None) -> None:
        """Raise `UserError` unless the bot works there."""
        if not self.allow(guild_id):
            raise UserError("refused-server")
