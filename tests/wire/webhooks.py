"""Routes with an interaction's token: the callback, @original and follow-ups."""

from aiohttp import web

from .bodies import Body, checked_body
from .compose import amend, compose
from .errors import JSON, invalid, refuse
from .events import Events
from .interactions import Interaction
from .payloads import message_json
from .server import PREFIX, answer
from .state import EPHEMERAL, LOADING, Channel, Message, World

_REPLY, _DEFER, _DEFER_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_COMMAND_MESSAGE, _REPLY_MESSAGE, _MENU_MESSAGE = 20, 19, 23


class Webhooks:
    """Handlers of answers to interactions."""

    def __init__(self, world: World, events: Events) -> None:
        self._world, self._events = world, events
        self.interactions: list[Interaction] = []
        self.ack_deadline = float("inf")
        # Channels by the tokens of their webhooks.
        self.hooks: dict[str, Channel] = {}

    def routes(self) -> list[web.RouteDef]:
        hook = PREFIX + "/webhooks/{app:\\d+}/{token}"
        message = hook + "/messages/{message:@original|\\d+}"
        return [
            web.post(PREFIX + "/interactions/{id:\\d+}/{token}/callback", self.callback),
            web.post(hook, self.followup),
            web.get(message, self.message, allow_head=False),
            web.patch(message, self.edit),
            web.delete(message, self.delete),
        ]

    async def callback(self, request: web.Request) -> web.Response:
        """Handle the first answer; a second is 40060, an unknown or late one 10062."""
        body = checked_body(request, self._world)
        interaction = self._by_token(request, missing=10062)
        kind, data = int(body.payload["type"]), body.payload.get("data") or {}
        if kind in (_DEFER_UPDATE, _UPDATE) and interaction.source is None:
            raise invalid("type", "BASE_TYPE_CHOICES", "There is no message to update.")
        interaction.acknowledge(kind, self.ack_deadline)
        try:
            self._apply(interaction, kind, Body(data, body.files))
        except BaseException:
            # Refused content leaves the interaction open, as in Discord.
            interaction.response = None
            raise
        if request.query.get("with_response") not in ("1", "true"):
            return answer()
        return answer(self._callback_json(interaction, kind))

    def defer(self, interaction: Interaction) -> None:
        """Take a private deferral that no bot has sent."""
        interaction.acknowledge(_DEFER, self.ack_deadline)
        self._apply(interaction, _DEFER, Body({"flags": EPHEMERAL}))

    async def followup(self, request: web.Request) -> web.Response:
        """Create a message; directly after a deferral, fill in the deferred answer.

        A webhook of a channel posts there.

        See docs/discord.md, section 1.
        """
        body = checked_body(request, self._world)
        if channel := self.hooks.get(request.match_info["token"]):
            compose(self._world, channel, self._world.bot, body)
            return answer()
        interaction = self._opened(request)
        original = interaction.original
        if original is not None and original.thinking:
            amend(self._world, original, body)
            self._events.message("MESSAGE_UPDATE", original)
            message = original
        else:
            message = self._create(interaction, body)
            interaction.followups.append(message)
        wait = request.query.get("wait") in ("1", "true")
        return answer(self._json(message)) if wait else answer()

    async def message(self, request: web.Request) -> web.Response:
        return answer(self._json(self._found(request)))

    async def edit(self, request: web.Request) -> web.Response:
        body = checked_body(request, self._world)
        message = self._found(request)
        amend(self._world, message, body)
        self._events.message("MESSAGE_UPDATE", message)
        return answer(self._json(message))

    async def delete(self, request: web.Request) -> web.Response:
        message = self._found(request)
        self._world.forget(message)
        self._events.message_deleted(message)
        return answer()

    def _apply(self, interaction: Interaction, kind: int, body: Body) -> None:
        if kind == _REPLY:
            interaction.message = self._create(interaction, body)
        elif kind == _DEFER:
            interaction.message = self._thinking(interaction, body.payload)
        elif kind in (_DEFER_UPDATE, _UPDATE):
            interaction.message = interaction.source
            if kind == _UPDATE and interaction.source is not None:
                amend(self._world, interaction.source, body)
                self._events.message("MESSAGE_UPDATE", interaction.source)
        elif kind == _CHOICES:
            interaction.choices = body.payload["choices"]
        elif kind == _MODAL:
            interaction.modal = body.payload
        else:
            raise invalid("type", "BASE_TYPE_CHOICES", f"Value must not be {kind}.")

    def _create(self, interaction: Interaction, body: Body) -> Message:
        private = bool(int(body.payload.get("flags") or 0) & EPHEMERAL)
        kind = self._message_type(interaction)
        message = compose(
            self._world, interaction.channel, self._world.bot, body, kind=kind, private=private
        )
        message.metadata = interaction.metadata
        self._events.message("MESSAGE_CREATE", message)
        return message

    def _thinking(self, interaction: Interaction, data: JSON) -> Message:
        kind = self._message_type(interaction)
        flags = LOADING | int(data.get("flags") or 0) & EPHEMERAL
        message = Message(self._world.snowflake(), interaction.channel, self._world.bot, kind)
        message.flags, message.metadata = flags, interaction.metadata
        self._world.messages[message.id] = message
        self._events.message("MESSAGE_CREATE", message)
        return message

    @staticmethod
    def _message_type(interaction: Interaction) -> int:
        if interaction.source is not None:
            return _REPLY_MESSAGE
        menu = interaction.payload["data"].get("type", 1) != 1
        return _MENU_MESSAGE if menu else _COMMAND_MESSAGE

    def _callback_json(self, interaction: Interaction, kind: int) -> JSON:
        shape: JSON = {"id": str(interaction.id), "type": interaction.kind}
        message = interaction.message
        if message is not None:
            shape |= {
                "response_message_id": str(message.id),
                "response_message_loading": message.thinking,
                "response_message_ephemeral": message.ephemeral,
            }
        resource: JSON = {"type": kind}
        if message is not None and kind in (_REPLY, _UPDATE):
            resource["message"] = self._json(message)
        return {"interaction": shape, "resource": resource}

    def _by_token(self, request: web.Request, *, missing: int) -> Interaction:
        for interaction in self.interactions:
            if interaction.token == request.match_info["token"]:
                return interaction
        raise refuse(missing)

    def _opened(self, request: web.Request) -> Interaction:
        interaction = self._by_token(request, missing=10015)
        interaction.require_token()
        return interaction

    def _found(self, request: web.Request) -> Message:
        interaction, key = self._opened(request), request.match_info["message"]
        answers = [interaction.original, *interaction.followups]
        for message in [m for m in answers if m is not None and not m.deleted]:
            if key == str(message.id) or (key == "@original" and message is interaction.original):
                return message
        raise refuse(10008)

    def _json(self, message: Message) -> JSON:
        return message_json(self._world, message, content_intent=True)
