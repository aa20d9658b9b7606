"""Place and author of a request, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelContext:
    """A channel of a server, as its rules see it; a thread counts as the channel it is in.

    The direct messages with a member have no server.
    """

    guild_id: int | None
    channel_id: int
    category_id: int | None = None
    age_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Requester:
    """The member who asks, with the roles that they have in the server."""

    member_id: int
    role_ids: frozenset[int] = frozenset()
