"""Places where Discord offers a command: servers, and direct messages with the bot."""

from typing import TypeVar

from discord import app_commands

T = TypeVar("T")


def contexts(*, direct_messages: bool) -> app_commands.AppCommandContext:
    """Return the contexts of a command, which is never offered between two other people."""
    return app_commands.AppCommandContext(
        guild=True, dm_channel=direct_messages, private_channel=False
    )


def in_servers_only(command: T) -> T:
    """Offer a command in servers alone, whatever the others are offered in.

    discord.py's `guild_only` leaves open what the tree says about direct messages.
    """
    decorate = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    decorated: T = app_commands.guild_only(decorate(command))
    return decorated
