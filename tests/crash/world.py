"""The world around the bot's lives: a Discord, a relay, a database file, and what they show."""

import asyncio
import contextlib
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from bot.imaging.provenance import job_id_of
from sandbox.relay import KEY, RelayEmulator, serve
from tests.crash.child import CRASH_VARIABLE
from tests.crash.ledger import Ledger
from tests.crash.life import Life
from tests.wire.discord import WireDiscord
from tests.wire.interactions import TOKEN_LIFE, Interaction
from tests.wire.state import Channel, Message

T = TypeVar("T")
A = TypeVar("A", Interaction, Message)
Asked = Interaction | Message
"""What asked for a job, and has its id."""

LOOK_EVERY = 0.005
SETTINGS = {
    # Whether a job counted is what the next command is told.
    "EASEL_DAILY_PICTURES": "1",
    "EASEL_LEASE": "0.15",
    "EASEL_UPKEEP_INTERVAL": "0.05",
    "EASEL_STATUS_INTERVAL": "0.05",
    "EASEL_RETRY_PAUSE": "0.02",
    "EASEL_LOG_LEVEL": "INFO",
}


def pixels(content: bytes) -> tuple[tuple[int, int], bytes]:
    """Return size and pixels: files differ in their marks."""
    with Image.open(BytesIO(content)) as image:
        return image.size, image.convert("RGBA").tobytes()


class Clock:
    """The relay's clock, in seconds, which only a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class World:
    """All that outlives the bot."""

    def __init__(self, wire: WireDiscord, folder: Path) -> None:
        self.wire = wire
        self.clock = Clock()
        self.relay = RelayEmulator(delay=0, clock=self.clock)
        self.ledger = Ledger(folder / "easel.db")
        self.channel, self.member = wire.channel, wire.member
        self.settings: dict[str, object] = {}
        """Settings of every life, as `life` takes them."""
        self._folder = folder
        self._serving = contextlib.AsyncExitStack()
        self._lives: list[Life] = []

    async def open_relay(self) -> None:
        """Serve the relay, at the same address as before."""
        port = int(self.relay.url.rpartition(":")[2] or 0)
        await self._serving.enter_async_context(serve(self.relay, port=port))

    async def close_relay(self) -> None:
        """The relay goes down: connections are refused, but nothing is forgotten."""
        await self._serving.aclose()

    def life(self, crash_at: str = "", **settings: object) -> Life:
        """A life of the bot, to be entered; `lease=3` sets EASEL_LEASE."""
        environment = {
            **self.wire.patch_environment(),
            **SETTINGS,
            "EASEL_RELAY_URL": self.relay.url,
            "EASEL_RELAY_KEY": KEY,
            "EASEL_DATABASE_URL": self.ledger.url,
            CRASH_VARIABLE: crash_at,
            **{
                f"EASEL_{name.upper()}": str(value)
                for name, value in (self.settings | settings).items()
            },
        }
        life = Life(environment, self._folder / f"life-{len(self._lives) + 1}.log")
        self._lives.append(life)
        return life

    @contextlib.asynccontextmanager
    async def running(self, **settings: object) -> AsyncIterator[Life]:
        """A life of the bot that is connected; in the end it stops in order."""
        async with self.life(**settings) as life:
            await self.wire.connected()
            yield life
            assert await life.stop() == 0
            await self.wire.connected(0)

    async def crash(self, point: str, **options: Any) -> Interaction:
        """A life in which the member asks for a picture, and which dies at `point`."""
        return await self.crash_while(point, lambda world: world.ask(**options))

    async def crash_while(self, point: str, ask: Callable[["World"], Awaitable[A]]) -> A:
        """A life in which something is asked for, and which dies at `point`."""
        async with self.life(point) as life:
            await self.wire.connected()
            asked = await ask(self)
            await self._died(life)
        return asked

    async def crash_again(self, point: str) -> None:
        """A life that goes on with what it finds, and which dies at `point`."""
        async with self.life(point) as life:
            await self._died(life)

    async def killed(self, life: Life) -> None:
        """SIGKILL the life, and wait until Discord knows it."""
        await life.kill()
        await self.wire.connected(0)

    async def ask(self, channel: Channel | None = None, **options: Any) -> Interaction:
        """The member asks for a small picture."""
        options = {"prompt": "a red fox", "width": 64, "height": 64} | options
        return await self.wire.slash(channel or self.channel, self.member, "flux", **options)

    async def until(self, condition: Callable[[], T], timeout: float = 15) -> T:  # noqa: ASYNC109
        """The first true value of `condition`; TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            # The relay, files and rows ring no bell.
            while not (value := condition()):  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY)
        return value

    async def ended(self, asked: Asked, state: str = "done") -> sqlite3.Row:
        """Wait until the job is over, in this state; its row."""
        await self.until(lambda: self.ledger.finished(asked.id))
        row = self.ledger.row(asked.id)
        assert row["state"] == state, row["reason"]
        return row

    async def told(self, asked: Interaction, words: str) -> None:
        """Wait until the private answer of the command says `words`, or has said so."""
        await self.wire.until(lambda: any(words in text for text in _shown(asked)))

    def posts(self) -> list[Message]:
        """The bot's messages with pictures, wherever others than one member see them."""
        return [
            message
            for message in self.wire.world.messages.values()
            if message.author is self.wire.bot and message.attachments and not message.ephemeral
        ]

    def direct(self) -> list[Message]:
        """What the bot wrote to the member in direct messages."""
        return self.wire.messages(self.wire.dm(self.member))

    def age(self, asked: Asked, seconds: float = TOKEN_LIFE + 60) -> None:
        """Let time pass on every clock, by default until the command's token is dead.

        Only between two lives.
        """
        self.ledger.age(asked.id, seconds)
        self.wire.advance(seconds)

    def assert_paid_once(self, tasks: int = 1) -> None:
        """Each of the job's tasks was made and charged once, however often it was submitted."""
        assert (self.relay.created, self.relay.charged) == (tasks, tasks)

    def assert_shows_picture(self, message: Message) -> None:
        """The message holds what the relay drew for its tasks in order, and nothing else."""
        tasks = {one.idempotency_key or "": one.task for one in self.relay.submits}
        drawn = [picture for _, task in sorted(tasks.items()) for picture in task.pictures]
        assert drawn
        assert [pixels(file.data) for file in message.attachments] == [*map(pixels, drawn)]
        assert all(job_id_of(file.data) for file in message.attachments)

    def assert_posted_once(self, asked: Interaction, channel: Channel | None = None) -> Message:
        """One message stands in the channel: the job's, with the picture; the row names it."""
        [message] = self.wire.messages(channel or self.channel)
        self.assert_shows_picture(message)
        assert message.buttons["Delete"] == f"easel:delete:{asked.id}"
        assert {custom_id.rpartition(":")[2] for custom_id in message.buttons.values()} == {
            str(asked.id)
        }
        row = self.ledger.row(asked.id)
        assert (row["message_id"], row["message_channel_id"]) == (message.id, message.channel.id)
        return message

    async def assert_counted(self, pictures: int) -> None:
        """The member, whose limit is one picture a day, is told that this many are used up."""
        again = await self.ask(self.wire.add_channel(self.wire.guild, "again"))
        if pictures:
            made = f"You've made {pictures} picture in the last 24 hours on all servers together"
            await self.told(again, f"{made}; your limit is 1.")
        else:
            await self.told(again, "That makes 1 of your 1 picture")
            await self.ended(again)

    def logs(self) -> str:
        """What every life printed."""
        parts = [f"--- life {n}\n{life.output}" for n, life in enumerate(self._lives, start=1)]
        return "\n".join(parts)

    async def _died(self, life: Life) -> None:
        assert await life.ended() == -signal.SIGKILL
        await self.wire.connected(0)


def _shown(asked: Interaction) -> list[str]:
    return [] if asked.original is None else asked.original.revisions
