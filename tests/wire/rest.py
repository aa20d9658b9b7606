"""Routes that a bot calls with its own token: application, users, servers, channels."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from .bodies import checked_body
from .compose import amend, compose, known_nonce
from .errors import JSON, invalid, refuse
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
            ("GET", channel, self.channel),
            ("POST", f"{channel}/typing", self.typing),
            ("GET", f"{channel}/messages", self.history),
            ("POST", f"{channel}/messages", self.post),
            ("GET", channel + message, self.message),
            ("PATCH", channel + message, self.edit),
            ("DELETE", channel + message, self.delete),
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
        start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url = self._gateway.url
        return answer({"url": url, "shards": 1, "session_start_limit": start})

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
        """Create a message; a repeated enforced nonce returns the first one."""
        body = checked_body(request, self._world)
        required = ["send_messages", *(["attach_files"] if body.files else [])]
        channel = self._channel(request, *required)
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
