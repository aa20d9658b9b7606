"""Actions of members in the fake Discord."""

from typing import Any

from .bodies import Body
from .compose import compose
from .control import Control
from .errors import JSON
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction
from .modals import modal_data
from .options import Resolved, command_data, find_command, slash_data
from .payloads import message_json
from .state import Channel, Message, User, walk


class Members(Control):
    """Actions of members: commands, clicks, modals, messages."""

    async def slash(
        self, channel: Channel, user: User, command: str, /, **options: Any
    ) -> Interaction:
        """Send a synced slash command, such as "gpt-image edit"; attachments come from `upload`.

        Raises LookupError or ValueError for commands that Discord's client would not send.
        """
        name, *path = command.split()
        synced = find_command(self.world, channel, name)
        data = slash_data(synced, path, options, Resolved(self.world, channel))
        return self._act(COMMAND, channel, user, data)

    async def complete(
        self, channel: Channel, user: User, command: str, focused: str, /, **options: Any
    ) -> list[JSON]:
        """Type into the option `focused`, and return the choices that the bot offers."""
        name, *path = command.split()
        synced = find_command(self.world, channel, name)
        resolved = Resolved(self.world, channel)
        data = slash_data(synced, path, {focused: ""} | options, resolved, focused)
        interaction = await self._act(AUTOCOMPLETE, channel, user, data).acked()
        return interaction.choices or []

    async def menu(self, target: Message, user: User, name: str) -> Interaction:
        """Use the synced context menu command `name` on a message."""
        shape = message_json(self.world, target, content_intent=True)
        command = find_command(self.world, target.channel, name, kind=3)
        data = command_data(command) | {"target_id": str(target.id)}
        data["resolved"] = {"messages": {str(target.id): shape}}
        return self._act(COMMAND, target.channel, user, data)

    async def click(
        self, message: Message, custom_id: str, user: User, *values: str
    ) -> Interaction:
        """Click a button, or choose `values` in a select menu.

        Raises LookupError if the message has no such component, ValueError if it is disabled.
        """
        parts = [part for part in walk(message.components) if part.get("custom_id") == custom_id]
        if not parts:
            raise LookupError(f"no {custom_id!r} among {message.buttons}")
        if parts[0].get("disabled"):
            raise ValueError(f"{custom_id!r} is disabled")
        data: JSON = {"custom_id": custom_id, "component_type": parts[0]["type"]}
        data |= {"id": parts[0]["id"]} | ({"values": list(values)} if values else {})
        return self._act(COMPONENT, message.channel, user, data, message)

    async def submit(self, opener: Interaction, **values: Any) -> Interaction:
        """Fill in and send the modal that answered `opener`; values are by custom id."""
        if opener.modal is None:
            raise LookupError("no modal was shown")
        data = modal_data(opener.modal, values, Resolved(self.world, opener.channel))
        return self._act(MODAL_SUBMIT, opener.channel, opener.user, data, opener.source)

    async def say(
        self,
        channel: Channel,
        user: User,
        content: str = "",
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        files: dict[str, bytes] | None = None,
    ) -> Message:
        """Write an ordinary message, or a reply, which pings by default."""
        payload: JSON = {"content": content}
        payload["allowed_mentions"] = {"parse": ["users", "roles"], "replied_user": ping}
        if reply_to is not None:
            payload["message_reference"] = {"message_id": str(reply_to.id)}
        uploads = {str(index): file for index, file in enumerate((files or {}).items())}
        message = compose(self.world, channel, user, Body(payload, uploads))
        self._events.message("MESSAGE_CREATE", message)
        return message

    def deferred(self, channel: Channel, user: User) -> Interaction:
        """Create an interaction that is deferred privately, without a bot's request."""
        interaction = Interaction(self.world, self._changes, COMMAND, channel, user, {})
        self.webhooks.interactions.append(interaction)
        self.webhooks.defer(interaction)
        return interaction

    def deliver(self, interaction: Interaction) -> None:
        """Send an interaction's event to every session of its server; it can be repeated."""
        self._events.interaction(interaction.payload, interaction.channel.guild)

    def _act(
        self, kind: int, channel: Channel, user: User, data: JSON, source: Message | None = None
    ) -> Interaction:
        interaction = Interaction(self.world, self._changes, kind, channel, user, data, source)
        self.webhooks.interactions.append(interaction)
        self.deliver(interaction)
        return interaction
