"""What Discord allows in a place: permissions, and how large a file may be."""

import discord

MEBIBYTE = 2**20
# The default since September 2026; discord.py 2.7 still says 10 MiB, so its own helper is not used.
DEFAULT_UPLOAD_LIMIT = 20 * MEBIBYTE
_BOOSTED_UPLOAD_LIMIT = {2: 50 * MEBIBYTE, 3: 100 * MEBIBYTE}

# One request may have 25 MiB, files and all (Discord, "Create Message"); the rest is for the JSON.
REQUEST_LIMIT = 25 * MEBIBYTE - 64 * 1024

# What posting a picture needs. History: to look for our own message after a crash.
NEEDED = ("view_channel", "send_messages", "attach_files", "read_message_history")
NEEDED_IN_THREADS = ("send_messages_in_threads",)

INVITE_PERMISSIONS = discord.Permissions(
    **dict.fromkeys((*NEEDED, *NEEDED_IN_THREADS, "embed_links", "create_public_threads"), True)
)


def needed(*, thread: bool) -> list[str]:
    """The permissions that posting takes, as discord.py names them."""
    if not thread:
        return [*NEEDED]
    return [*(name for name in NEEDED if name != "send_messages"), *NEEDED_IN_THREADS]


def missing_permissions(interaction: discord.Interaction) -> list[str]:
    """What the bot lacks where it was called, as Discord's settings call it."""
    thread = isinstance(interaction.channel, discord.Thread)
    return missing(interaction.app_permissions, thread=thread)


def missing(held: discord.Permissions, *, thread: bool) -> list[str]:
    """What `held` lacks for posting, as Discord's settings call it."""
    return [_title(name) for name in needed(thread=thread) if not getattr(held, name)]


def upload_limit(interaction: discord.Interaction, *, private: bool) -> int:
    """Bytes a file: an answer has the limit of the interaction, a message the server's."""
    if private or interaction.guild is None:
        return interaction.filesize_limit
    return server_upload_limit(interaction.guild.premium_tier)


def server_upload_limit(premium_tier: int) -> int:
    """Bytes a file in a server that is boosted so far."""
    return _BOOSTED_UPLOAD_LIMIT.get(premium_tier, DEFAULT_UPLOAD_LIMIT)


def _title(name: str) -> str:
    return name.replace("_", " ").title()
