"""Links to messages, and mentions, as Discord writes them."""

from bot.common.markdown import Markup
from bot.storage.records import Destination, Posted


def member_mention(member_id: int) -> Markup:
    """Return what Discord shows as the name of a member."""
    return Markup(f"<@{member_id}>")


def role_mention(role_id: int) -> Markup:
    """Return what Discord shows as the name of a role."""
    return Markup(f"<@&{role_id}>")


def channel_mention(channel_id: int) -> Markup:
    """Return what Discord shows as the name of a channel, a thread or a category."""
    return Markup(f"<#{channel_id}>")


def job_link(place: Destination, posted: Posted) -> str:
    """Where a click leads to the message: in the server, or among the direct messages."""
    where = place.guild_id if in_place(place, posted) and place.guild_id else "@me"
    return f"https://discord.com/channels/{where}/{posted.channel_id}/{posted.message_id}"


def in_place(place: Destination, posted: Posted) -> bool:
    """Whether the pictures stand where they belong, and not in an answer or direct message."""
    places = (place.channel_id, place.thread_of)
    return posted.channel_id is not None and posted.channel_id in places
