"""Everything that a person can do in Discord, done by SimCord's actors, one thing at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from simcord import ChannelHandle, InteractionResult
from simcord.backend.models import AllowedMentions, Message
from simcord.results import to_discord_message

from sandbox.page.cast import Person
from sandbox.page.command_line import Typed
from sandbox.page.completion import Question
from sandbox.page.option_values import File, values_of
from sandbox.page.rooms import handle
from sandbox.page.studio import Studio
from sandbox.page.turns import NotPossibleError

NO_ANSWER = "Easel did not answer."
PRESS, SUBMIT, MENU = "press", "submit", "menu"


@dataclass(frozen=True)
class Reply:
    """The message that a new one replies to, and whether its author is pinged."""

    message_id: int
    pings: bool = True


@dataclass(frozen=True)
class Actions:
    """The actions of one person in one room. All raise `NotPossibleError`."""

    studio: Studio
    person: Person
    room_id: int

    async def send(self, text: str, files: Sequence[File] = (), reply: Reply | None = None) -> None:
        """Send a message."""
        await self._take(self._send(text, files, reply))

    async def command(self, typed: Typed, files: Sequence[File] = ()) -> InteractionResult:
        """Use a slash command."""
        if typed.missing:
            names = ", ".join(one.name for one in typed.missing)
            raise NotPossibleError(f"/{typed.command.path} needs: {names}.")
        values = values_of(typed, self.studio.choices(self.person), files)
        actor, room = self._actor(), self._room()
        at = () if room.guild is None else (room,)
        return await self._interact("command", actor.slash(*at, typed.command.path, **values))

    async def suggestions(self, asked: Question) -> list[tuple[str, str]]:
        """Return the values that the bot suggests for an option: pairs of a name and a value."""
        others = {
            name: text for name, text in asked.typed.values.items() if name != asked.option.name
        }
        known = values_of(Typed(asked.typed.command, others), self.studio.choices(self.person), ())
        actor, room = self._actor(), self._room()
        at = () if room.guild is None else (room,)
        found = await self._take(
            actor.autocomplete(
                *at, asked.typed.command.path, asked.option.name, asked.text, **known
            )
        )
        return [(str(one["name"]), str(one["value"])) for one in found]

    async def menu(self, name: str, message_id: int) -> InteractionResult:
        """Use a command of a message's menu."""
        target = self._message(message_id)
        work = self.person.actor.context_menu(self._room(), name, target)
        return await self._interact(MENU, work)

    async def press(self, message_id: int, custom_id: str) -> InteractionResult:
        """Press a button."""
        work = self._actor().click(self._message(message_id), custom_id=custom_id)
        return await self._interact(f"{PRESS} {custom_id}", work)

    async def select(
        self, message_id: int, custom_id: str, values: Sequence[Any]
    ) -> InteractionResult:
        """Choose in a select menu."""
        work = self._actor().select(self._message(message_id), values, custom_id=custom_id)
        return await self._interact(f"{PRESS} {custom_id}", work)

    async def submit(
        self, shown: InteractionResult, values: Mapping[str, Any]
    ) -> InteractionResult:
        """Submit the modal that an interaction has shown."""
        identity = str((shown.modal or {}).get("custom_id"))
        work = self._actor().submit_modal(shown, dict(values))
        return await self._interact(f"{SUBMIT} {identity}", work)

    async def react(self, message_id: int, emoji: str, *, reacted: bool) -> None:
        """Add or remove a reaction."""
        message = self._message(message_id)
        await self._take(self._actor().set_reaction(message, emoji, reacted=reacted))

    async def delete(self, message_id: int) -> None:
        """Delete a message, or dismiss a private one."""
        stored = self._stored(message_id)
        if stored.is_ephemeral:
            self.studio.world.env.backend.messages[self.room_id].pop(message_id, None)
            self.studio.notify()
        else:
            await self._take(self._actor().delete(self._message(message_id)))

    async def forward(self, message_id: int, room_id: int) -> None:
        """Forward a message to another room."""
        message, room = self._message(message_id), handle(self.studio.world, room_id)
        await self._take(self.person.actor.forward(message, room))

    async def _send(self, text: str, files: Sequence[File], reply: Reply | None) -> None:
        """Send as the actor, who cannot leave out a reply's ping."""
        room, actor = self._room(), self._actor()
        if room.guild is not None and (reply is None or reply.pings):
            to = None if reply is None else self._message(reply.message_id)
            await self.person.actor.send(room, text, reply_to=to, attachments=files)
            return
        backend = self.studio.world.env.backend
        options: dict[str, Any] = {"attachments": backend.store_attachments(room.id, files)}
        if reply is not None:
            options["reference"] = backend.normalize_message_reference(
                room.id, {"channel_id": str(room.id), "message_id": str(reply.message_id)}
            )
            options["allowed_mentions"] = AllowedMentions(replied_user=reply.pings)
        if room.guild is None:
            await actor.send_dm(text, **options)
            return
        backend.create_message(room.id, actor.id, text, **options)
        await self.studio.world.env.settle()

    async def _interact(self, deed: str, work: Any) -> InteractionResult:
        result: InteractionResult = await self._take(work)
        newest = next(reversed(self.studio.world.env.backend.interactions))
        kind, _, identity = deed.partition(" ")
        action = identity.rpartition(":")[0]
        self.studio.deeds.note(f"{kind} {action}".strip(), newest)
        self.studio.deeds.note(f"{self.person.key} {kind} {action}".strip(), newest)
        if not result.acknowledged:
            raise NotPossibleError(NO_ANSWER)
        return result

    async def _take(self, work: Any) -> Any:
        try:
            return await self.studio.turns.take(work)
        finally:
            self.studio.notify()

    def _actor(self) -> Any:
        """Return who acts: in direct messages that is the user, not a member."""
        return self.person.actor.user if self._room().guild is None else self.person.actor

    def _room(self) -> ChannelHandle:
        return handle(self.studio.world, self.room_id)

    def _stored(self, message_id: int) -> Message:
        found = self.studio.world.env.backend.messages.get(self.room_id, {}).get(message_id)
        if found is None:
            raise NotPossibleError("That message was deleted.")
        return found

    def _message(self, message_id: int) -> discord.Message:
        return to_discord_message(self.studio.world.env, self._stored(message_id))
