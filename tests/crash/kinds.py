"""Kinds of jobs that a life can die of: how each is asked for, and where its pictures belong."""

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PIL import Image

from tests.crash.world import Asked, World
from tests.wire.interactions import Interaction
from tests.wire.state import Channel, Message

EDIT = "make it blue"


def photo() -> dict[str, bytes]:
    """A file that a member shows."""
    sink = io.BytesIO()
    Image.new("RGB", (96, 64), "teal").save(sink, "PNG")
    return {"mine.png": sink.getvalue()}


@dataclass(frozen=True)
class Kind:
    """`ask` has a member ask; `place` is where the pictures then belong, None if nobody else
    sees them. There are `polls` about them."""

    ask: Callable[[World], Awaitable[Asked]]
    place: Callable[[World, Asked], Channel | None]
    pictures: int = 1
    tasks: int = 1
    polls: int = 0

    def assert_delivered(self, world: World, asked: Asked) -> None:
        """The pictures are there once, where they belong; they were paid once; the row says so."""
        world.assert_paid_once(self.tasks)
        polls = [one for one in world.wire.world.messages.values() if one.poll and not one.deleted]
        assert len(polls) == self.polls
        row, place = world.ledger.row(asked.id), self.place(world, asked)
        assert row["pictures"] == self.pictures
        if place is None:
            assert isinstance(asked, Interaction)
            assert asked.original is not None
            world.assert_shows_picture(asked.original)
            assert world.posts() == []
            assert row["message_channel_id"] is None
            return
        [message] = world.posts()
        world.assert_shows_picture(message)
        assert message.channel is place
        assert (row["message_id"], row["message_channel_id"]) == (message.id, place.id)
        assert {one.rpartition(":")[2] for one in message.buttons.values()} == {str(asked.id)}


async def _reply(world: World, channel: Channel, shown: Message) -> Message:
    """A reply to a photo that asks for an edit."""
    words = f"<@{world.wire.bot.id}> {EDIT}"
    return await world.wire.say(channel, world.member, words, reply_to=shown)


async def _command(world: World) -> Asked:
    return await world.ask()


async def _private(world: World) -> Asked:
    return await world.ask(private=True)


async def _several(world: World) -> Asked:
    return await world.wire.slash(
        world.channel, world.member, "gpt-image generate", prompt="foxes", n=3
    )


async def _several_tasks(world: World) -> Asked:
    return await world.ask(count=3)


async def _comparison(world: World) -> Asked:
    return await world.wire.slash(
        world.channel, world.member, "compare", prompt="a red fox", first="flux", second="qwen"
    )


async def _reply_to_photo(world: World) -> Asked:
    shown = await world.wire.say(world.channel, world.member, "mine", files=photo())
    return await _reply(world, world.channel, shown)


async def _menu(world: World) -> Asked:
    shown = await world.wire.say(world.channel, world.member, "mine", files=photo())
    asked = await (await world.wire.menu(shown, world.member, "Edit this picture")).acked()
    return await world.wire.submit(asked, words=EDIT)


async def _reply_in_thread(world: World, *, private: bool = False) -> Asked:
    thread = world.wire.add_thread(world.channel, "mine", world.member, private=private)
    shown = await world.wire.say(thread, world.member, "mine", files=photo())
    return await _reply(world, thread, shown)


async def _reply_in_private_thread(world: World) -> Asked:
    return await _reply_in_thread(world, private=True)


async def _direct(world: World) -> Asked:
    return await world.ask(world.wire.dm(world.member))


async def _direct_reply(world: World) -> Asked:
    """A reply in direct messages, which needs no mention."""
    channel = world.wire.dm(world.member)
    shown = await world.wire.say(channel, world.member, "mine", files=photo())
    return await world.wire.say(channel, world.member, EDIT, reply_to=shown)


def _in_direct_messages(world: World, _: Asked) -> Channel:
    return world.wire.dm(world.member)


def _in_channel(world: World, _: Asked) -> Channel:
    return world.channel


def _alone(_: World, __: Asked) -> None:
    return None


def _in_own_thread(world: World, _: Asked) -> Channel | None:
    """The thread of the photo, which the edit has made, or which was there before."""
    return next((one for one in world.wire.world.channels.values() if one.parent), None)


KINDS = {
    "command": Kind(_command, _in_channel),
    "private": Kind(_private, _alone),
    "several-pictures": Kind(_several, _in_channel, pictures=3),
    "several-tasks": Kind(_several_tasks, _in_channel, pictures=3, tasks=3),
    "comparison": Kind(_comparison, _in_channel, pictures=2, tasks=2, polls=1),
    "reply-whose-thread-is-yet-to-be-made": Kind(_reply_to_photo, _in_own_thread),
    "menu-whose-thread-is-yet-to-be-made": Kind(_menu, _in_own_thread),
    "reply-in-a-thread": Kind(_reply_in_thread, _in_own_thread),
    "reply-in-a-private-thread": Kind(_reply_in_private_thread, _in_own_thread),
    "direct-command": Kind(_direct, _in_direct_messages),
    "direct-reply": Kind(_direct_reply, _in_direct_messages),
}
