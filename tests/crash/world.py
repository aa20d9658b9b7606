"""The world around the bot's processes: a Discord, a relay, a database file, and assertions."""

import asyncio
import contextlib
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

from sandbox.relay import KEY, RelayEmulator, serve
from tests.crash.bot_process import BotProcess
from tests.crash.child import CRASH_VARIABLE
from tests.crash.ledger import Ledger
from tests.wire.discord import WireDiscord
from tests.wire.interactions import TOKEN_LIFE, Interaction
from tests.wire.state import Channel, Message

T = TypeVar("T")

POLL_INTERVAL = 0.005
SETTINGS = {
    # With a limit of one picture, the next command shows if a job counted.
    "EASEL_DAILY_PICTURES": "1",
    "EASEL_LEASE": "0.15",
    "EASEL_UPKEEP_INTERVAL": "0.05",
    "EASEL_STATUS_INTERVAL": "0.05",
    "EASEL_RETRY_PAUSE": "0.02",
    "EASEL_LOG_LEVEL": "INFO",
}


class Clock:
    """The relay's clock in seconds, which only tests move."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class World:
    """Everything that survives a process of the bot."""

    def __init__(self, wire: WireDiscord, folder: Path) -> None:
        self.wire = wire
        self.clock = Clock()
        self.relay = RelayEmulator(delay=0, clock=self.clock)
        self.ledger = Ledger(folder / "easel.db")
        self.channel, self.member = wire.channel, wire.member
        self._folder = folder
        self._serving = contextlib.AsyncExitStack()
        self._processes: list[BotProcess] = []

    async def open_relay(self) -> None:
        """Serve the relay, at the same address as before."""
        port = int(self.relay.url.rpartition(":")[2] or 0)
        await self._serving.enter_async_context(serve(self.relay, port=port))

    async def close_relay(self) -> None:
        """Stop serving the relay: connections are refused, and its state is kept."""
        await self._serving.aclose()

    def bot_process(self, crash_at: str = "", **settings: object) -> BotProcess:
        """Create a process of the bot, to be entered; `lease=3` sets EASEL_LEASE."""
        environment = {
            **self.wire.patch_environment(),
            **SETTINGS,
            "EASEL_RELAY_URL": self.relay.url,
            "EASEL_RELAY_KEY": KEY,
            "EASEL_DATABASE_URL": self.ledger.url,
            CRASH_VARIABLE: crash_at,
            **{f"EASEL_{name.upper()}": str(value) for name, value in settings.items()},
        }
        process = BotProcess(environment, self._folder / f"process-{len(self._processes) + 1}.log")
        self._processes.append(process)
        return process

    @contextlib.asynccontextmanager
    async def running(self, **settings: object) -> AsyncIterator[BotProcess]:
        """Run a process of the bot until it is connected; stop it in order at the end."""
        async with self.bot_process(**settings) as process:
            await self.wire.connected()
            yield process
            assert await process.stop() == 0
            await self.wire.connected(0)

    async def crash(self, point: str, **options: Any) -> Interaction:
        """Run a process in which the member asks for a picture, and which dies at `point`."""
        async with self.bot_process(point) as process:
            await self.wire.connected()
            interaction = await self.ask(**options)
            await self._died(process)
        return interaction

    async def crash_again(self, point: str) -> None:
        """Run a process that recovers the jobs, and which dies at `point`."""
        async with self.bot_process(point) as process:
            await self._died(process)

    async def kill(self, process: BotProcess) -> None:
        """Send SIGKILL to the process, and wait until Discord has noticed its end."""
        await process.kill()
        await self.wire.connected(0)

    async def ask(self, channel: Channel | None = None, **options: Any) -> Interaction:
        """Let the member ask for a small picture."""
        options = {"prompt": "a red fox", "width": 64, "height": 64} | options
        return await self.wire.slash(channel or self.channel, self.member, "flux", **options)

    async def until(self, condition: Callable[[], T], timeout: float = 15) -> T:  # noqa: ASYNC109
        """Wait for a true value of `condition` and return it.

        Raises `TimeoutError` after `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            # The relay, files and rows give no notification.
            while not (value := condition()):  # noqa: ASYNC110
                await asyncio.sleep(POLL_INTERVAL)
        return value

    async def ended(self, interaction: Interaction, state: str = "done") -> sqlite3.Row:
        """Wait until the job has ended in this state, and return its row."""
        await self.until(lambda: self.ledger.finished(interaction.id))
        row = self.ledger.row(interaction.id)
        assert row["state"] == state, row["reason"]
        return row

    async def assert_answer(self, interaction: Interaction, words: str) -> None:
        """Wait until any version of the command's private answer contains `words`."""
        await self.wire.until(lambda: any(words in text for text in _shown(interaction)))

    def direct(self) -> list[Message]:
        """Return the bot's direct messages to the member."""
        return self.wire.messages(self.wire.dm(self.member))

    def age(self, interaction: Interaction, seconds: float = TOKEN_LIFE + 60) -> None:
        """Advance every clock, by default until the command's token has expired.

        Only while no process of the bot runs.
        """
        self.ledger.age(interaction.id, seconds)
        self.wire.advance(seconds)

    def assert_paid_once(self) -> None:
        """Assert that one task was created and charged, however often it was submitted."""
        assert (self.relay.created, self.relay.charged) == (1, 1)

    def assert_shows_picture(self, message: Message) -> None:
        """Assert that the message has exactly the pictures of the relay's only task."""
        [task] = self.relay.tasks.values()
        assert [file.data for file in message.attachments] == task.pictures

    def assert_posted_once(
        self, interaction: Interaction, channel: Channel | None = None
    ) -> Message:
        """Assert that the job's message is the only one in the channel, and return it.

        It has the picture and the job's buttons, and the row has its id.
        """
        [message] = self.wire.messages(channel or self.channel)
        self.assert_shows_picture(message)
        assert message.buttons["Delete"] == f"easel:delete:{interaction.id}"
        assert {custom_id.rpartition(":")[2] for custom_id in message.buttons.values()} == {
            str(interaction.id)
        }
        row = self.ledger.row(interaction.id)
        assert (row["message_id"], row["message_channel_id"]) == (message.id, message.channel.id)
        return message

    async def assert_counted(self, pictures: int) -> None:
        """Assert that the member has used this many pictures of a limit of one a day."""
        again = await self.ask(self.wire.add_channel(self.wire.guild, "again"))
        if pictures:
            await self.assert_answer(again, f"You have used {pictures} of 1")
        else:
            await self.assert_answer(again, "It counts as 1 of 1 picture")
            await self.ended(again)

    def logs(self) -> str:
        """Return the output of all processes."""
        parts = [
            f"--- process {n}\n{process.output}"
            for n, process in enumerate(self._processes, start=1)
        ]
        return "\n".join(parts)

    async def _died(self, process: BotProcess) -> None:
        assert await process.wait() == -signal.SIGKILL
        await self.wire.connected(0)


def _shown(interaction: Interaction) -> list[str]:
    return [] if interaction.original is None else interaction.original.revisions
