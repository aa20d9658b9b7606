"""Cache of servers without what the bot does not use.

Channels of a category mostly have its permissions, of which discord.py keeps a copy for each.
"""

from typing import Any

import discord


def keep_lean(client: discord.Client) -> None:
    """Slim each server of the client when it arrives.

    At once, and not by an event: with thousands of servers, those come much later.
    """
    parsers = client._connection.parsers  # noqa: SLF001
    parse = parsers["GUILD_CREATE"]

    def parse_and_slim(data: Any) -> None:
        parse(data)
        if (guild := client.get_guild(int(data["id"]))) is not None:
            slim(guild)

    parsers["GUILD_CREATE"] = parse_and_slim


def slim(guild: discord.Guild) -> None:
    """Drop the topics of channels, and keep equal permissions once."""
    known: dict[tuple[tuple[int, int, int, int], ...], Any] = {}
    for channel in guild.channels:
        # discord.py replaces this list as a whole when the channel changes.
        overwrites: Any = channel._overwrites  # noqa: SLF001
        key = tuple((one.id, one.allow, one.deny, one.type) for one in overwrites)
        channel._overwrites = known.setdefault(key, overwrites)  # noqa: SLF001
        if isinstance(channel, discord.TextChannel):
            channel.topic = None
