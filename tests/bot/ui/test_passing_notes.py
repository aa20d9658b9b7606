"""Notes that go after a while: deleted by a later process where theirs has ended."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import discord
import pytest

from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from bot.ui.passing_notes import GRACE, PassingNotes

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIFE = 60.0


@dataclass
class Channels:
    """Discord's channels, a clock and a database, which all processes share."""

    store: KeyValueStore
    now: datetime = NOON
    failure: Exception | None = None
    deleted: list[tuple[int, int]] = field(default_factory=list)

    def process(self) -> PassingNotes:
        return PassingNotes(self.store, self.delete, lambda: self.now)

    async def delete(self, channel_id: int, message_id: int) -> None:
        if self.failure is not None:
            raise self.failure
        self.deleted.append((channel_id, message_id))

    async def left(self) -> int:
        return len(await self.store.items("note:"))

    def wait(self) -> None:
        self.now += timedelta(seconds=LIFE) + GRACE


@pytest.fixture
async def channels(sqlite_url: str) -> AsyncIterator[Channels]:
    async with Database.open(sqlite_url) as database:
        yield Channels(KeyValueStore(database))


def note() -> discord.Message:
    return cast("discord.Message", SimpleNamespace(id=7, channel=SimpleNamespace(id=3)))


def answer(status: int) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(response, "")  # type: ignore[arg-type]


async def test_later_process_deletes_what_is_left(channels: Channels) -> None:
    await channels.process().remember(note(), LIFE)
    process = channels.process()
    await process.sweep()
    assert channels.deleted == []
    channels.wait()
    await process.sweep()
    await process.sweep()
    assert (channels.deleted, await channels.left()) == ([(3, 7)], 0)


async def test_process_that_has_sent_it_deletes_it_once(channels: Channels) -> None:
    process = channels.process()
    await process.remember(note(), LIFE)
    channels.wait()
    await process.sweep()
    assert (channels.deleted, await channels.left()) == ([], 0)


@pytest.mark.parametrize(
    ("failure", "is_tried_again"),
    [(answer(404), False), (answer(403), False), (answer(503), True), (TimeoutError(), True)],
)
async def test_note_is_forgotten_unless_discord_is_away(
    channels: Channels, failure: Exception, is_tried_again: bool
) -> None:
    await channels.process().remember(note(), LIFE)
    channels.wait()
    channels.failure = failure
    await channels.process().sweep()
    assert await channels.left() == is_tried_again
    channels.failure = None
    await channels.process().sweep()
    assert len(channels.deleted) == is_tried_again
