"""Links to messages, and mentions, as Discord writes them."""

from bot.storage.records import Destination, Posted


def job_link(destination: Destination, posted: Posted) -> str:
    """Where a click leads to the message: in the server, or among the direct messages."""
    where = destination.guild_id if in_place(destination, posted) else None
    return f"https://discord.com/channels/{where or '@me'}/{posted.channel_id}/{posted.message_id}"


def in_place(destination: Destination, posted: Posted) -> bool:
    """Whether the pictures stand where they belong, and not in an answer or direct message."""
    places = (destination.channel_id, destination.thread_of)
    return posted.channel_id is not None and posted.channel_id in places
