"""The language of a server."""

import discord


def server_locale(guild: discord.Guild | None) -> str | None:
    """Return the language of a server, as Discord names it; None where it is not known."""
    return guild.preferred_locale.value if guild else None
