"""Events that the bot asks Discord for."""

import discord


def intents(*, message_content: bool) -> discord.Intents:
    """Return what Discord is to send us.

    Servers, their messages (blank unless they are for us) and the reactions to them; what messages
    say only where the operator has been granted that.
    """
    return discord.Intents(
        guilds=True, guild_messages=True, guild_reactions=True, message_content=message_content
    )
