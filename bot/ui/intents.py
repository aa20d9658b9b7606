"""Events that the bot asks Discord for."""

import discord


def intents(*, message_content: bool, direct_messages: bool) -> discord.Intents:
    """Return what Discord is to send us.

    Servers, their messages (blank unless they are for us) and the reactions to them; what messages
    say only where the operator has been granted that. Direct messages, which are never blank, only
    where pictures are made there.
    """
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        guild_reactions=True,
        dm_messages=direct_messages,
        dm_reactions=direct_messages,
        message_content=message_content,
    )


def hears_direct_messages(client: discord.Client) -> bool:
    """Return True if the bot takes requests in direct messages: it asks for them only then."""
    return client.intents.dm_messages
