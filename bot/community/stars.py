"""Stars under pictures, counted by what Discord says now: no event of the past is relied on."""

import discord

from bot.delivery.rest_client import REACTION_PAGE, RestClient

STAR = "⭐"
MAX_PAGES = 20
"""Pages of users that are read of one message: after so many, further stars do not count."""


def is_star(payload: discord.RawReactionActionEvent) -> bool:
    """Return True for a star that a member of a server has added."""
    emoji = payload.emoji
    return emoji.id is None and emoji.name == STAR and payload.guild_id is not None


class Stars:
    """Counter of the members who starred a message."""

    def __init__(self, rest: RestClient) -> None:
        self._rest = rest

    async def givers(
        self, channel_id: int, message_id: int, author_id: int, enough: int | None = None
    ) -> set[int]:
        """Return the ids of those who starred a message, without bots and the picture's author.

        With `enough`, reading ends when so many are found. Raises as `RestClient` does.
        """
        found = set[int]()
        for burst in (False, True):
            after: int | None = None
            for _ in range(MAX_PAGES):
                page = await self._rest.reaction_users(
                    channel_id, message_id, STAR, after, burst=burst
                )
                found |= {int(user["id"]) for user in page if not user.get("bot")} - {author_id}
                if len(page) < REACTION_PAGE or (enough is not None and len(found) >= enough):
                    break
                after = int(page[-1]["id"])
            if enough is not None and len(found) >= enough:
                break
        return found
