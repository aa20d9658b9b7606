"""Routes that a bot calls with its own token: application, users, servers, channels."""

import hashlib
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from .bodies import checked_body
from .compose import amend, compose, known_nonce
from .errors import JSON, ApiError, invalid, refuse
from .events import Events
from .gateway import Gateway
from .payloads import (
    application_json,
    channel_json,
    guild_json,
    member_json,
    message_json,
    user_json,
)
from .server import PREFIX, answer
from .state import Channel, Guild, Message, World

Reply = Awaitable[web.StreamResponse]
_AVATAR = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$")


def number(request: web.Request, name: str) -> int:
    """Return a snowflake in the path."""
    return int(request.match_info[name])


class Rest:
    """Handlers of the bot's own requests."""

    def __init__(self, world: World, events: Events, gateway: Gateway) -> None:
        self._world, self._events, self._gateway = world, events, gateway

    def routes(self) -> list[web.RouteDef]:
        """Return all routes, with Discord's paths."""
        channel, message = "/channels/{channel:\\d+}", "/messages/{message:\\d+}"
        commands, guild = "/applications/{app:\\d+}", "/guilds/{guild:\\d+}"
        table: list[tuple[str, str, Callable[[web.Request], Reply]]] = [
            ("GET", "/users/@me", self.me),
            ("GET", "/users/{user:\\d+}", self.user),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/@me", self.application),
            ("GET", "/gateway", self.gateway),
            ("GET", "/gateway/bot", self.gateway),
            ("GET", f"{commands}/commands", self.commands),
            ("PUT", f"{commands}/commands", self.sync),
            ("GET", f"{commands}{guild}/commands", self.commands),
            ("PUT", f"{commands}{guild}/commands", self.sync),
            ("GET", guild, self.guild),
            ("GET", f"{guild}/members/{{user:\\d+}}", self.member),
            ("PATCH", f"{guild}/members/@me", self.edit_self),
            ("GET", channel, self.channel),
            ("POST", f"{channel}/typing", self.typing),
            ("GET", f"{channel}/messages", self.history),
            ("POST", f"{channel}/messages", self.post),
            ("GET", channel + message, self.message),
            ("PATCH", channel + message, self.edit),
            ("DELETE", channel + message, self.delete),
            ("POST", f"{channel}{message}/threads", self.start_thread),
            ("PUT", f"{channel}{message}/reactions/{{emoji}}/@me", self.react),
            ("DELETE", f"{channel}{message}/reactions/{{emoji}}/@me", self.unreact),
            ("GET", f"{channel}{message}/reactions/{{emoji}}", self.reacted),
        ]
        return [web.route(method, PREFIX + path, handler) for method, path, handler in table]

    async def me(self, _: web.Request) -> web.Response:
        own = {"verified": True, "mfa_enabled": True, "locale": "en-US"}
        return answer(user_json(self._world.bot) | own)

    async def user(self, request: web.Request) -> web.Response:
        user = self._world.users.get(number(request, "user"))
        if user is None:
            raise refuse(10013)
        return answer(user_json(user))

    async def application(self, _: web.Request) -> web.Response:
        return answer(application_json(self._world))

    async def gateway(self, _: web.Request) -> web.Response:
        return answer(self._gateway.starts.to_json(self._gateway.url))

    async def commands(self, request: web.Request) -> web.Response:
        return answer(self._world.commands.get(self._scope(request), []))

    async def sync(self, request: web.Request) -> web.Response:
        """Overwrite all commands: a command keeps its id if its name stays."""
        scope = self._scope(request)
        commands: list[JSON] = checked_body(request, self._world).payload["items"]
        old = {self._key(command): command["id"] for command in self._world.commands.get(scope, [])}
        fixed: JSON = {"application_id": str(self._world.application_id)}
        fixed |= {} if scope is None else {"guild_id": str(scope)}
        self._world.commands[scope] = [
            self._synced(command, old.get(self._key(command))) | fixed for command in commands
        ]
        return answer(self._world.commands[scope])

    async def guild(self, request: web.Request) -> web.Response:
        return answer(guild_json(self._guild(request)))

    async def member(self, request: web.Request) -> web.Response:
        guild, user = self._guild(request), number(request, "user")
        if user not in guild.members:
            raise refuse(10007)
        return answer(member_json(guild, self._world.users[user]))

    async def edit_self(self, request: web.Request) -> web.Response:
        """Modify Current Member: the avatar is a data URI, or null to reset it."""
        guild, changes = self._guild(request), checked_body(request, self._world).payload
        if changes.keys() != {"avatar"}:
            raise ApiError(501, 0, f"only the avatar can be changed here, not {sorted(changes)}")
        avatar = changes["avatar"]
        if avatar is not None and not _AVATAR.match(avatar):
            raise invalid("avatar", "BASE_TYPE_INVALID", "Invalid image data")
        guild.bot_avatar = avatar and hashlib.sha256(avatar.encode()).hexdigest()[:32]
        return answer(member_json(guild, self._world.bot))

    async def open_dm(self, request: web.Request) -> web.Response:
        body = checked_body(request, self._world)
        user = self._world.users.get(int(body.payload["recipient_id"]))
        if user is None or user is self._world.bot:
            raise refuse(50007)
        return answer(channel_json(self._world.open_dm(user)))

    async def channel(self, request: web.Request) -> web.Response:
        return answer(channel_json(self._channel(request)))

    async def typing(self, request: web.Request) -> web.Response:
        self._channel(request, "send_messages")
        return answer()

    async def history(self, request: web.Request) -> web.Response:
        """Return a page, newest first; it is empty without the permission to read the history.

        See Discord's page "Message", Get Channel Messages.
        """
        channel, query = self._channel(request), request.query
        limit = int(query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise invalid("limit", "NUMBER_TYPE_COERCE", "int value should be between 1 and 100.")
        can_read = channel.permissions(self._world.bot) & 1 << 16
        messages = self._world.history(channel) if can_read else []
        if "after" in query:
            page = [message for message in messages if message.id > int(query["after"])][:limit]
        elif "around" in query:
            middle = int(query["around"])
            older = [message for message in messages if message.id < middle][-(limit // 2) :]
            page = older + [message for message in messages if message.id >= middle]
            page = page[:limit]
        else:
            end = int(query["before"]) if "before" in query else None
            page = [message for message in messages if end is None or message.id < end][-limit:]
        return answer([self._json(message) for message in reversed(page)])

    async def post(self, request: web.Request) -> web.Response:
        """Create Message; an enforced nonce answers with the first message."""
        body = checked_body(request, self._world)
        channel = self._channel(request)
        writing = "send_messages" if channel.parent is None else "send_messages_in_threads"
        channel = self._channel(request, writing, *(["attach_files"] if body.files else []))
        if channel.locked:
            raise refuse(160005)
        channel.archived = False
        if channel.recipient is not None and not channel.recipient.takes_dms:
            raise refuse(50007)
        message = known_nonce(self._world, self._world.bot, body.payload)
        if message is None:
            message = compose(self._world, channel, self._world.bot, body)
            self._events.message("MESSAGE_CREATE", message)
        return answer(self._json(message))

    async def message(self, request: web.Request) -> web.Response:
        channel = self._channel(request, "read_message_history")
        return answer(self._json(self._world.find_message(channel, number(request, "message"))))

    async def edit(self, request: web.Request) -> web.Response:
        body = checked_body(request, self._world)
        message = self._found(request)
        if message.author is not self._world.bot:
            raise refuse(50005)
        amend(self._world, message, body)
        self._events.message("MESSAGE_UPDATE", message)
        return answer(self._json(message))

    async def delete(self, request: web.Request) -> web.Response:
        message = self._found(request)
        if message.author is not self._world.bot:
            self._channel(request, "manage_messages")
        self._world.forget(message)
        self._events.message_deleted(message)
        return answer()

    async def start_thread(self, request: web.Request) -> web.Response:
        """Start Thread from Message: one a message, whose id it gets."""
        name = checked_body(request, self._world).payload["name"]
        parent = self._channel(request, "create_public_threads")
        message = self._world.find_message(parent, number(request, "message"))
        if message.id in self._world.channels:
            raise refuse(160004)
        if not 1 <= len(name) <= 100:
            raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        thread = Channel(message.id, name, parent.guild, parent=parent)
        thread.owner_id = self._world.bot.id
        self._world.add_channel(thread)
        self._events.channel("THREAD_CREATE", thread)
        return answer(channel_json(thread), 201)

    async def react(self, request: web.Request) -> web.Response:
        channel = self._channel(request, "add_reactions", "read_message_history")
        message = self._world.find_message(channel, number(request, "message"))
        message.reactions.add(request.match_info["emoji"])
        return answer()

    async def unreact(self, request: web.Request) -> web.Response:
        self._found(request).reactions.discard(request.match_info["emoji"])
        return answer()

    async def reacted(self, request: web.Request) -> web.Response:
        """Answer with a page of users; none of them has a burst reaction."""
        channel = self._channel(request, "read_message_history")
        message = self._world.find_message(channel, number(request, "message"))
        emoji, after = request.match_info["emoji"], int(request.query.get("after", 0))
        users = [*message.reacted.get(emoji, ())]
        users += [self._world.bot] if emoji in message.reactions else []
        later = sorted((one for one in users if one.id > after), key=lambda one: one.id)
        if request.query.get("type", "0") != "0":
            later = []
        return answer([user_json(one) for one in later[: int(request.query["limit"])]])

    def _found(self, request: web.Request) -> Message:
        return self._world.find_message(self._channel(request), number(request, "message"))

    def _channel(self, request: web.Request, *names: str) -> Channel:
        return self._world.require(number(request, "channel"), *names)

    def _guild(self, request: web.Request) -> Guild:
        guild = self._world.guilds.get(number(request, "guild"))
        if guild is None or not guild.has_bot:
            raise refuse(10004)
        return guild

    def _json(self, message: Message) -> JSON:
        return message_json(self._world, message, content_intent=self._world.message_content)

    def _scope(self, request: web.Request) -> int | None:
        return self._guild(request).id if "guild" in request.match_info else None

    def _synced(self, command: JSON, known: str | None) -> JSON:
        allowed = command.get("default_member_permissions")
        return (
            {"description": ""}
            | command
            | {
                "id": known or str(self._world.snowflake()),
                "version": str(self._world.snowflake()),
                "default_member_permissions": None if allowed is None else str(allowed),
                "integration_types": command.get("integration_types") or [0],
            }
        )

    @staticmethod
    def _key(command: JSON) -> tuple[int, str]:
        return command.get("type", 1), command["name"]
