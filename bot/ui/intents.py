"""Events that the bot asks Discord for."""

import discord


def intents(*, message_content: bool) -> discord.Intents:
    """What Discord is to send us: servers, their messages (blank unless they are for us), and what
    they say only where the operator has been granted that."""
    return discord.Intents(guilds=True, guild_messages=True, message_content=message_content)
