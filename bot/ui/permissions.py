"""Permissions that posting takes in a channel, and those that are missing."""

import discord

# What posting a picture needs. History: to look for our own message after a crash.
NEEDED = ("view_channel", "send_messages", "attach_files", "read_message_history")
NEEDED_IN_THREADS = ("send_messages_in_threads",)
# What a member needs who asks for a picture, whichever way: it is posted as if they had.
NEEDED_BY_MEMBERS = ("send_messages", "attach_files", "use_application_commands")
INVITE_PERMISSIONS = discord.Permissions(
    **dict.fromkeys((*NEEDED, *NEEDED_IN_THREADS, "embed_links", "create_public_threads"), True)
)


def needed(*, thread: bool) -> list[str]:
    """Return the permissions that posting takes, as discord.py names them."""
    if not thread:
        return [*NEEDED]
    return [*(name for name in NEEDED if name != "send_messages"), *NEEDED_IN_THREADS]


def missing_permissions(interaction: discord.Interaction) -> list[str]:
    """Return what the bot lacks where it was called, as Discord's settings call it."""
    thread = isinstance(interaction.channel, discord.Thread)
    return missing(interaction.app_permissions, thread=thread)


def missing(held: discord.Permissions, *, thread: bool) -> list[str]:
    """Return what `held` lacks for posting, as Discord's settings call it."""
    return [_title(name) for name in needed(thread=thread) if not getattr(held, name)]


def missing_for_member(held: discord.Permissions, *, thread: bool) -> list[str]:
    """Return what a member lacks for asking for a picture, as Discord's settings call it."""
    names = (NEEDED_IN_THREADS[0], *NEEDED_BY_MEMBERS[1:]) if thread else NEEDED_BY_MEMBERS
    return [_title(name) for name in names if not getattr(held, name)]


def may_use_thread(held: discord.Permissions, thread: discord.Thread | None) -> bool:
    """Return True if a member may write in a picture's thread, or make it if it is missing."""
    if thread is None:
        return held.send_messages_in_threads and held.create_public_threads
    return held.send_messages_in_threads and not is_locked_for(thread, held)


def is_locked_for(channel: object, held: discord.Permissions) -> bool:
    """Return True for a thread in which only moderators may write, and the member is none."""
    return isinstance(channel, discord.Thread) and channel.locked and not held.manage_threads


def missing_for_words(held: discord.Permissions, *, thread: bool) -> list[str]:
    """Return what `held` lacks for writing without files, as Discord's settings call it."""
    writing = "send_messages_in_threads" if thread else "send_messages"
    return [_title(name) for name in ("view_channel", writing) if not getattr(held, name)]


def _title(name: str) -> str:
    return name.replace("_", " ").title()


def is_moderator(interaction: discord.Interaction) -> bool:
    """Return True if the member may decide about reported pictures here."""
    permissions = interaction.permissions
    in_server = interaction.guild_id is not None
    return in_server and (permissions.manage_messages or permissions.manage_guild)


def is_read_by_everyone(channel: object) -> bool:
    """Return True for a channel or thread that every member of its server may read."""
    if isinstance(channel, discord.Thread):
        return not channel.is_private() and is_read_by_everyone(channel.parent)
    if not isinstance(channel, discord.abc.GuildChannel):
        return False
    return channel.permissions_for(channel.guild.default_role).view_channel
