"""Permissions that posting takes in a channel, and those that are missing."""

import discord

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


def missing_for_words(held: discord.Permissions, *, thread: bool) -> list[str]:
    """What `held` lacks for writing without files, as Discord's settings call it."""
    writing = "send_messages_in_threads" if thread else "send_messages"
    return [_title(name) for name in ("view_channel", writing) if not getattr(held, name)]


def _title(name: str) -> str:
    return name.replace("_", " ").title()
