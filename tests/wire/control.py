"""Control of the fake Discord by tests: observing and changing its state, injecting faults."""

import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from discord import Permissions

from .bodies import store_file
from .changes import Changes
from .errors import ApiError
from .events import Events
from .gateway import Gateway
from .interactions import Interaction
from .server import Body, Call, Fault, Gate, Middleware, Stage
from .state import (
    BOT_PERMISSIONS,
    MEMBER_PERMISSIONS,
    Attachment,
    Channel,
    Guild,
    Message,
    Role,
    User,
    World,
)
from .webhooks import Webhooks

T = TypeVar("T")


class Control:
    """The fake Discord's parts, and the operations that tests use."""

    def __init__(self) -> None:
        self.token = f"wire.{secrets.token_hex(8)}"
        self.world = World()
        self._changes = Changes()
        self._middleware = Middleware(self.token, self._changes)
        self._middleware.clock = self.world.now
        self.gateway_server = Gateway(self.world, self._changes, self.token)
        self._events = Events(self.world, self.gateway_server)
        self.webhooks = Webhooks(self.world, self._events)
        self.owner = self.world.add_user("olivia")
        self.member = self.world.add_user("mia")
        self.guild = self.add_guild("studio", self.owner, self.member)
        self.channel = self.add_channel(self.guild, "pictures")

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def calls(self) -> list[Call]:
        """Return all REST requests so far, oldest first."""
        return self._middleware.calls

    @property
    def unknown(self) -> list[str]:
        """Return the requests to missing routes, as "METHOD /path"."""
        return self._middleware.unknown

    @property
    def interactions(self) -> list[Interaction]:
        return self.webhooks.interactions

    def messages(self, channel: Channel) -> list[Message]:
        """Return the public messages in the channel, oldest first."""
        return self.world.history(channel)

    def notify(self) -> None:
        """Make every `until` check its condition again, after a change outside this Discord."""
        self._changes.notify()

    async def until(self, condition: Callable[[], T], timeout: float = 30) -> T:  # noqa: ASYNC109
        """Wait for a true value of `condition`, which is checked on every change, and return it.

        Raises TimeoutError, with the last requests, after `timeout` seconds.
        """
        try:
            return await self._changes.until(condition, timeout)
        except TimeoutError:
            last = [f"{call.method} {call.path} {call.status}" for call in self.calls[-8:]]
            requests = f"last requests {last}, unknown ones {self.unknown}"
            raise TimeoutError(f"not within {timeout} s; {requests}") from None

    async def connected(self, count: int = 1, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until exactly `count` sessions are connected."""
        await self.until(lambda: len(self.gateway_server.live) == count, timeout)

    def add_guild(
        self, name: str, owner: User, *members: User, shard: tuple[int, int] = (0, 1)
    ) -> Guild:
        """Add a server with the bot in it, and with a role for the bot.

        With `shard`, such as `(2, 4)`, its id is one of this shard of so many.
        """
        number = self.world.snowflake(shard)
        everyone = Role(number, "@everyone", MEMBER_PERMISSIONS)
        role = Role(self.world.snowflake(), "easel", BOT_PERMISSIONS)
        guild = Guild(number, name, owner, [everyone, role])
        guild.members = {self.bot.id: [role], **{user.id: [] for user in (owner, *members)}}
        self.world.guilds[guild.id] = guild
        self._events.guild_joined(guild)
        return guild

    def remove_bot(self, guild: Guild) -> None:
        """Remove the bot from the server."""
        guild.has_bot = False
        guild.members.pop(self.bot.id, None)
        self._events.guild_left(guild)

    def add_channel(self, guild: Guild, name: str) -> Channel:
        channel = self.world.add_channel(Channel(self.world.snowflake(), name, guild))
        self._events.channel("CHANNEL_CREATE", channel)
        return channel

    def add_thread(
        self, parent: Channel, name: str, *insiders: User, private: bool = False
    ) -> Channel:
        """Add a thread of the owner; only `insiders` and the bot see a `private` one."""
        thread = Channel(self.world.snowflake(), name, parent.guild, parent=parent)
        thread.private, thread.owner_id = private, self.owner.id
        thread.insiders = {user.id for user in (*insiders, self.owner, self.bot)}
        self.world.add_channel(thread)
        self._events.channel("THREAD_CREATE", thread)
        return thread

    def chatter(self, channel: Channel, count: int) -> None:
        """Add so many messages of a member, without events for the bots."""
        for number in range(count):
            message = Message(self.world.snowflake(), channel, self.member)
            message.content = f"look, {number}"
            self.world.messages[message.id] = message

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or thread, and its messages."""
        self.world.channels.pop(channel.id)
        for message in self.world.history(channel):
            self.world.forget(message)
        event = "CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE"
        self._events.channel(event, channel)

    def add_member(self, guild: Guild, name: str, *permissions: str) -> User:
        """Add a member with a role that has `permissions` (discord.py's names)."""
        user = self.world.add_user(name)
        bits = Permissions(**dict.fromkeys(permissions, True)).value
        role = Role(self.world.snowflake(), f"{name}'s", bits)
        guild.roles.append(role)
        guild.members[user.id] = [role]
        return user

    def dm(self, user: User) -> Channel:
        """Return the bot's direct messages with `user`."""
        return self.world.open_dm(user)

    def deny(self, channel: Channel, *permissions: str, user: User | None = None) -> None:
        """Deny permissions (discord.py's names) to the bot, or to `user`, in a channel."""
        denied = user or self.bot
        bits = Permissions(**dict.fromkeys(permissions, True)).value
        channel.denied[denied.id] = channel.denied.get(denied.id, 0) | bits
        self._events.channel("CHANNEL_UPDATE", channel)

    def allow(self, channel: Channel, *, user: User | None = None) -> None:
        """Undo `deny` in a channel, for the bot or for `user`."""
        channel.denied.pop((user or self.bot).id, None)
        self._events.channel("CHANNEL_UPDATE", channel)

    def delete_message(self, message: Message) -> None:
        """Delete a message, as a moderator or its reader does."""
        self.world.forget(message)
        self._events.message_deleted(message)
        self._changes.notify()

    def react(self, message: Message, user: User, emoji: str) -> None:
        """Add a member's reaction to a message."""
        users = message.reacted.setdefault(emoji, [])
        if user not in users:
            users.append(user)
            self._events.reacted(message, user, emoji)

    def advance(self, seconds: float) -> None:
        """Advance Discord's clock, so that nonces and tokens age."""
        self.world.advance(seconds)

    def fail(
        self,
        method: str,
        pattern: str,
        status: int,
        code: int = 0,
        *,
        times: int = 1,
        processed: bool = False,
        retry_after: float = 0.01,
    ) -> None:
        """Answer the next `times` requests to paths like `pattern` with an error.

        The pattern is a glob over the path after /api/v10, as "/channels/*/messages". With
        `processed` the request takes effect and only its answer is lost. `retry_after` (in
        seconds) is for status 429.
        """
        error = ApiError(status, code, "injected")
        self._middleware.fail(Fault(method, pattern, error, times, processed, retry_after))

    def garble(
        self,
        method: str,
        pattern: str,
        content: str,
        *,
        content_type: str = "application/json",
        status: int = 200,
        times: int = 1,
        processed: bool = True,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer the next `times` requests with this body, after they have taken effect."""
        body = Body(content.encode(), content_type, status, headers or {})
        self._middleware.fail(Fault(method, pattern, body, times, processed))

    def lose(self, method: str, pattern: str, *, times: int = 1, processed: bool = True) -> None:
        """Break the connections of the next `times` requests, after they have taken effect."""
        self._middleware.fail(Fault(method, pattern, None, times, processed))

    def clear_faults(self) -> None:
        """Let every request pass again."""
        self._middleware.clear_faults()

    def held(
        self, method: str, pattern: str, stage: Stage = "before"
    ) -> AbstractAsyncContextManager[Gate]:
        """Hold matching requests inside the `with` block, `before` or `after` they take effect.

        `gate.waiting` counts the held requests: `await wire.until(lambda: gate.waiting)`.
        """
        return self._middleware.held(method, pattern, stage)

    async def disconnect(self, code: int = 4000, *, shard: int | None = None) -> None:
        """Close every gateway connection from Discord's side, or that of one shard."""
        await self.gateway_server.disconnect(code, shard=shard)

    def upload(self, channel: Channel, name: str, data: bytes) -> Attachment:
        """Upload a file that a member has picked for a command or a modal."""
        return store_file(self.world, channel.id, name, data, ephemeral=True)
