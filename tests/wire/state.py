"""The state of the fake Discord: users, servers, channels, messages, files."""

import hashlib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from discord import Permissions

from .errors import JSON, refuse

DISCORD_EPOCH = 1_420_070_400_000
DAY = 86_400
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
ALL_PERMISSIONS = Permissions.all().value
MANAGE_THREADS = Permissions(manage_threads=True).value
# The permissions in the bot's invitation (docs/discord.md, section 12).
BOT_PERMISSIONS = 309_237_763_072
MEMBER_PERMISSIONS = Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    use_application_commands=True,
    add_reactions=True,
    send_messages_in_threads=True,
    create_public_threads=True,
).value


@dataclass(eq=False)
class User:
    """An account: a person or the bot."""

    id: int
    name: str
    bot: bool = False
    takes_dms: bool = True


@dataclass(eq=False)
class Role:
    """A named set of permissions in one server."""

    id: int
    name: str
    permissions: int = 0


@dataclass(eq=False)
class Guild:
    """A server; `roles[0]` is @everyone, whose id is the server's."""

    id: int
    name: str
    owner: User
    roles: list[Role]
    members: dict[int, list[Role]] = field(default_factory=dict)
    has_bot: bool = True
    bot_avatar: str | None = None
    """The hash of the bot's avatar in this server alone."""
    locale: str = "en-US"
    premium_tier: int = 0

    def permissions(self, user: User) -> int:
        """Return the permissions of `user` in the server, without those of channels."""
        granted = self.roles[0].permissions
        for role in self.members.get(user.id, ()):
            granted |= role.permissions
        has_all = user is self.owner or Permissions(granted).administrator
        return ALL_PERMISSIONS if has_all else granted


@dataclass(eq=False)
class Channel:
    """A text channel of a server, a thread in one, or the bot's direct messages with `recipient`.

    A thread has a `parent`; of a `private` one, `insiders` are the ids of those who see it.
    """

    id: int
    name: str
    guild: Guild | None = None
    recipient: User | None = None
    denied: dict[int, int] = field(default_factory=dict)
    nsfw: bool = False
    last_message_id: int | None = None
    parent: "Channel | None" = None
    private: bool = False
    archived: bool = False
    locked: bool = False
    insiders: set[int] = field(default_factory=set)
    owner_id: int = 0

    def permissions(self, user: User) -> int:
        """Return the permissions of `user` in this channel."""
        if self.guild is None:
            return BOT_PERMISSIONS | MEMBER_PERMISSIONS
        if self.parent is not None:
            granted = self.parent.permissions(user) & ~self.denied.get(user.id, 0)
            visible = not self.private or user.id in self.insiders or granted & MANAGE_THREADS
            return granted if visible else 0
        granted = self.guild.permissions(user)
        return granted if granted == ALL_PERMISSIONS else granted & ~self.denied.get(user.id, 0)


@dataclass(eq=False)
class Attachment:
    """A file on the fake CDN; `dimensions` is its width and height in pixels if it is an image."""

    id: int
    filename: str
    data: bytes = field(repr=False)
    channel_id: int
    content_type: str | None = None
    dimensions: tuple[int, int] | None = None
    description: str | None = None
    ephemeral: bool = False


@dataclass(eq=False)
class Message:
    """A message as it is now; `revisions` are its texts so far, oldest first."""

    id: int
    channel: Channel
    author: User
    type: int = 0
    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    poll: JSON | None = None
    flags: int = 0
    nonce: str | int | None = None
    tts: bool = False
    metadata: JSON | None = None
    reference: JSON | None = None
    referenced: "Message | None" = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    ping_reply: bool = False
    edited: datetime | None = None
    deleted: bool = False
    revisions: list[str] = field(default_factory=list)
    reactions: set[str] = field(default_factory=set)
    """The bot's own."""
    reacted: dict[str, list[User]] = field(default_factory=dict)
    """Those of others, by emoji."""

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """Return all visible text, one per line: content, embeds, text components."""
        parts: list[Any] = [self.content]
        for embed in self.embeds:
            fields = [text for row in embed.get("fields", []) for text in row.values()]
            parts += [embed.get("title"), embed.get("description"), *fields]
        parts += [part.get("content") for part in walk(self.components)]
        return "\n".join(part for part in parts if isinstance(part, str) and part)

    @property
    def buttons(self) -> dict[str, str]:
        """Return custom ids of buttons and selects by label, placeholder or custom id."""
        named = [part for part in walk(self.components) if "custom_id" in part]
        return {
            part.get("label") or part.get("placeholder") or part["custom_id"]: part["custom_id"]
            for part in named
        }


def walk(node: Any) -> list[JSON]:
    """Return all components in a tree of components, outermost first."""
    if isinstance(node, list):
        return [part for child in node for part in walk(child)]
    if not isinstance(node, dict):
        return []
    inner = [node.get(key) for key in ("components", "accessory", "component")]
    return [node, *walk([child for child in inner if child is not None])]


class World:
    """The state, the clock and the settings of the fake Discord."""

    def __init__(self) -> None:
        self.origin = ""
        self.upload_limit = 20 * 1024 * 1024
        self.nonce_window = 300.0
        self.message_content = False
        self._ahead = 0.0
        self._last_snowflake = 0
        self._links = 0
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[int, Attachment] = {}
        self.nonces: dict[tuple[int, str], tuple[float, Message]] = {}
        # The commands that the bot synced last, by server; None is for the global ones.
        self.commands: dict[int | None, list[JSON]] = {}
        self.bot = self.add_user("easel", bot=True)
        self.application_id = self.bot.id

    def now(self) -> float:
        """Return the seconds of Discord's clock, which `advance` moves."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Advance Discord's clock, so that nonces, tokens and links age."""
        self._ahead += seconds

    def snowflake(self, shard: tuple[int, int] = (0, 1)) -> int:
        """Return a new id, greater than all before it; `shard` is a shard and how many there are.

        For a shard it may be a few milliseconds ahead.
        """
        by_time = (int(self.now() * 1000) - DISCORD_EPOCH) << 22
        made = max(by_time, self._last_snowflake + 1)
        number, count = shard
        if ahead := (number - (made >> 22)) % count:
            made = ((made >> 22) + ahead) << 22
        self._last_snowflake = made
        return made

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.snowflake(), name, bot)
        self.users[user.id] = user
        return user

    def open_dm(self, user: User) -> Channel:
        """Return the bot's direct messages with `user`, created if missing."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        return self.add_channel(Channel(self.snowflake(), user.name, recipient=user))

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def require(self, channel_id: int, *names: str) -> Channel:
        """Return the channel if the bot sees it and has the permissions `names`.

        Raises ApiError 10003 (deleted), 50001 (hidden) or 50013 (a permission is missing).
        """
        channel = self.channels.get(channel_id)
        if channel is None:
            raise refuse(10003)
        if channel.guild is not None and not channel.guild.has_bot:
            raise refuse(50001)
        permissions = Permissions(channel.permissions(self.bot))
        if not permissions.view_channel:
            raise refuse(50001)
        if not all(getattr(permissions, name) for name in names):
            raise refuse(50013)
        return channel

    def find_message(self, channel: Channel, message_id: int) -> Message:
        """Return a message for the bot's token, which never reaches ephemeral ones.

        See docs/discord.md, section 1.
        """
        message = self.messages.get(message_id)
        if message is None or message.channel is not channel or message.ephemeral:
            raise refuse(10008)
        return message

    def history(self, channel: Channel) -> list[Message]:
        """Return the channel's public messages, oldest first."""
        return [
            message
            for message in self.messages.values()
            if message.channel is channel and not message.ephemeral
        ]

    def forget(self, message: Message) -> None:
        message.deleted = True
        self.messages.pop(message.id, None)

    def expire_links(self) -> None:
        """Make all links so far answer 404; a message fetched again has new ones."""
        self._links += 1

    def link(self, file: Attachment) -> str:
        """Return a signed address, whose `ex` is its expiry (docs/discord.md, section 5)."""
        folder = "ephemeral-attachments" if file.ephemeral else "attachments"
        path = f"/{folder}/{file.channel_id}/{file.id}/{file.filename}"
        now = int(self.now())
        return f"{self.origin}{path}?ex={now + DAY:x}&is={now:x}&hm={self.signature(file)}"

    def signature(self, file: Attachment) -> str:
        return hashlib.sha256(f"{file.id}:{self._links}".encode()).hexdigest()

    def stamp(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)
