"""The member whose limits apply to a request."""

from dataclasses import dataclass

from bot.storage.ledger import Account


@dataclass(frozen=True, slots=True)
class Spender:
    """A member with their roles in a server; outside of servers, `guild_id` is None."""

    guild_id: int | None
    member_id: int
    role_ids: frozenset[int] = frozenset()

    @property
    def account(self) -> Account:
        """Return the account of the member in the server."""
        return Account(self.guild_id, self.member_id)

    @property
    def account_everywhere(self) -> Account:
        """Return the account of the member in all servers together."""
        return Account(None, self.member_id, everywhere=True)

    @property
    def server_account(self) -> Account:
        """Return the account of all members of the server together."""
        return Account(self.guild_id)
