"""Gateway events about changes of the world."""

from .errors import JSON
from .gateway import (
    DIRECT_MESSAGES,
    GUILD_MESSAGES,
    GUILD_REACTIONS,
    GUILDS,
    MESSAGE_CONTENT,
    Gateway,
    Session,
)
from .payloads import channel_json, event_json, guild_create_json
from .state import Channel, Guild, Message, User, World


class Events:
    """Sends changes of the world as gateway events to the bots that may receive them."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world, self._gateway = world, gateway

    def message(self, event: str, message: Message) -> None:
        """Send MESSAGE_CREATE or MESSAGE_UPDATE; there is none for an ephemeral message."""

        def render(session: Session) -> JSON:
            intent = bool(session.intents & MESSAGE_CONTENT)
            return event_json(self._world, message, content_intent=intent)

        if not message.ephemeral and self._seen(message.channel):
            guild = message.channel.guild
            intent = GUILD_MESSAGES if guild else DIRECT_MESSAGES
            self._gateway.dispatch(event, render, guild=guild, intent=intent)

    def message_deleted(self, message: Message) -> None:
        guild = message.channel.guild
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if guild is not None:
            data["guild_id"] = str(guild.id)
        if not message.ephemeral and self._seen(message.channel):
            intent = GUILD_MESSAGES if guild else DIRECT_MESSAGES
            self._gateway.dispatch("MESSAGE_DELETE", lambda _: data, guild=guild, intent=intent)

    def reacted(self, message: Message, user: User, emoji: str) -> None:
        """Send MESSAGE_REACTION_ADD for a message of a server."""
        guild = message.channel.guild
        if guild is None or not self._seen(message.channel):
            return
        data = {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
            "guild_id": str(guild.id),
            "emoji": {"id": None, "name": emoji},
            "message_author_id": str(message.author.id),
            "burst": False,
            "type": 0,
        }
        self._gateway.dispatch(
            "MESSAGE_REACTION_ADD", lambda _: data, guild=guild, intent=GUILD_REACTIONS
        )

    def channel(self, event: str, channel: Channel) -> None:
        """Send CHANNEL_CREATE, CHANNEL_UPDATE or CHANNEL_DELETE of a server's channel."""
        data = channel_json(channel)
        if channel.guild is not None and channel.guild.has_bot:
            self._gateway.dispatch(event, lambda _: data, guild=channel.guild, intent=GUILDS)

    def guild_joined(self, guild: Guild) -> None:
        data = guild_create_json(self._world, guild)
        self._gateway.dispatch("GUILD_CREATE", lambda _: data, guild=guild, intent=GUILDS)

    def guild_left(self, guild: Guild) -> None:
        """Send GUILD_DELETE without `unavailable`, since the bot was removed."""
        data = {"id": str(guild.id)}
        self._gateway.dispatch("GUILD_DELETE", lambda _: data, guild=guild, intent=GUILDS)

    def interaction(self, payload: JSON, guild: Guild | None) -> None:
        """Send INTERACTION_CREATE, which needs no intent."""
        self._gateway.dispatch("INTERACTION_CREATE", lambda _: payload, guild=guild)

    def _seen(self, channel: Channel) -> bool:
        if channel.guild is None:
            return True
        can_view = channel.permissions(self._world.bot) & 1 << 10
        return channel.guild.has_bot and bool(can_view)
