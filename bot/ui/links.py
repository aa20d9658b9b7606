"""Links to messages, and mentions, as Discord writes them."""

from bot.common.markdown import Markup
from bot.storage.records import Destination, Job, Posted


def member_mention(member_id: int) -> Markup:
    """Return what Discord shows as the name of a member."""
    return Markup(f"<@{member_id}>")


def role_mention(role_id: int) -> Markup:
    """Return what Discord shows as the name of a role."""
    return Markup(f"<@&{role_id}>")


def channel_mention(channel_id: int) -> Markup:
    """Return what Discord shows as the name of a channel, a thread or a category."""
    return Markup(f"<#{channel_id}>")


def message_link(guild_id: int | None, channel_id: int, message_id: int) -> Markup:
    """Return the address of a message; without a server it is among the direct messages."""
    return Markup(f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}/{message_id}")


def job_link(destination: Destination, posted: Posted) -> Markup:
    """Return the address of a job's message: in the server, or among the direct messages."""
    guild_id = destination.guild_id if in_place(destination, posted) else None
    return message_link(guild_id, posted.channel_id or 0, posted.message_id)


def posted_link(job: Job) -> Markup | None:
    """Return the address of the message with a job's pictures; None if it was a private answer."""
    if job.message_channel_id is None or job.message_id is None:
        return None
    posted = Posted(job.message_channel_id, job.message_id, job.pictures)
    return job_link(job.destination, posted)


def in_place(destination: Destination, posted: Posted) -> bool:
    """Return True if the pictures were posted in their place, not privately or directly."""
    places = (destination.channel_id, destination.thread_of)
    return posted.channel_id is not None and posted.channel_id in places
