"""Members who ask at random, in every way that there is."""

import asyncio
import contextlib
import io
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PIL import Image

from chaos.plan import Ask
from chaos.watch import Asked
from chaos.world import ChaosWorld
from tests.wire.state import Channel, Message, User

log = logging.getLogger(__name__)

_EDIT = "make it blue"
_MODAL_TIMEOUT = 3.0


@dataclass(frozen=True, slots=True)
class Asking:
    """A member in a channel, about to ask."""

    world: ChaosWorld
    member: User
    channel: Channel
    number: int

    @property
    def prompt(self) -> str:
        """Return words that no other request has."""
        return f"a red fox, number {self.number}"

    def pictures(self, kind: str) -> int:
        """Return how many pictures the member asks for."""
        return {"several": 2 + self.number % 3, "count": 3, "comparison": 2}.get(kind, 1)

    async def photo(self, channel: Channel) -> Message:
        """Show a photo."""
        sink = io.BytesIO()
        Image.new("RGB", (96, 64), (self.number % 256, 90, 120)).save(sink, "PNG")
        files = {"mine.png": sink.getvalue()}
        return await self.world.wire.say(channel, self.member, "mine", files=files)

    async def reply(self, shown: Message) -> Message:
        """Reply to a photo with an edit."""
        words = f"<@{self.world.wire.bot.id}> {_EDIT} {self.number}"
        return await self.world.wire.say(shown.channel, self.member, words, reply_to=shown)

    async def slash(self, command: str, **options: object) -> Asked:
        """Send a command."""
        options = {"prompt": self.prompt} | options
        return await self.world.wire.slash(self.channel, self.member, command, **options)


async def _flux(asking: Asking) -> Asked:
    return await asking.slash("flux", width=64, height=64)


async def _private(asking: Asking) -> Asked:
    return await asking.slash("flux", width=64, height=64, private=True)


async def _several(asking: Asking) -> Asked:
    return await asking.slash("gpt-image generate", n=asking.pictures("several"))


async def _count(asking: Asking) -> Asked:
    return await asking.slash("flux", width=64, height=64, count=asking.pictures("count"))


async def _comparison(asking: Asking) -> Asked:
    return await asking.slash("compare", first="flux", second="qwen")


async def _own_server(asking: Asking) -> Asked:
    return await asking.slash("sd")


async def _reply(asking: Asking) -> Asked:
    return await asking.reply(await asking.photo(asking.channel))


async def _menu(asking: Asking) -> Asked:
    shown = await asking.photo(asking.channel)
    wire = asking.world.wire
    opened = await wire.menu(shown, asking.member, "Edit this picture")
    await opened.acked(_MODAL_TIMEOUT)
    return await wire.submit(opened, words=f"{_EDIT} {asking.number}")


async def _in_thread(asking: Asking, *, private: bool = False) -> Asked:
    thread = asking.world.wire.add_thread(asking.channel, "mine", asking.member, private=private)
    return await asking.reply(await asking.photo(thread))


async def _in_private_thread(asking: Asking) -> Asked:
    return await _in_thread(asking, private=True)


KINDS: dict[str, Callable[[Asking], Awaitable[Asked]]] = {
    "flux": _flux,
    "private": _private,
    "several": _several,
    "count": _count,
    "comparison": _comparison,
    "own server": _own_server,
    "reply": _reply,
    "menu": _menu,
    "reply in a thread": _in_thread,
    "reply in a private thread": _in_private_thread,
}


class Members:
    """Members of the server, who ask as planned while a bot is connected."""

    def __init__(self, world: ChaosWorld) -> None:
        self._world = world
        self._tasks: set[asyncio.Task[None]] = set()
        self.asked = 0

    def ask(self, ask: Ask) -> None:
        """Have a member ask; the answer is not waited for."""
        kind = [*KINDS][ask.choice % len(KINDS)]
        task = asyncio.create_task(self._ask(ask, kind))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Wait for those who are still about to ask."""
        await asyncio.gather(*self._tasks)

    async def _ask(self, ask: Ask, kind: str) -> None:
        self.asked += 1
        wire = self._world.wire
        asking = Asking(self._world, wire.members[ask.member], wire.rooms[ask.channel], self.asked)
        # A member whose modal never comes gives up; and so do those whom a modal refuses.
        with contextlib.suppress(TimeoutError, LookupError):
            self._world.watch.add(await KINDS[kind](asking), kind, asking.pictures(kind))
