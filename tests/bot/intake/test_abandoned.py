"""Requests whose preparation is stored: who tells their members, and when."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.common.snowflake import snowflake_at
from bot.errors import UserError
from bot.intake import abandoned
from bot.intake.abandoned import DEAD_AFTER, AbandonedRequests
from bot.intake.image_plan import ImagePlan
from bot.intake.preparation import PreparedRequest
from bot.jobs.request import JobRequest
from bot.limits.spender import Spender
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.preparing import PreparingStore
from bot.storage.questions import REFUSED, QuestionStore
from bot.storage.records import Destination
from bot.texts import Languages
from providers.flux import FluxRequest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ID = snowflake_at(NOON)
TOLD = "I was restarted before I could take this. Please ask again."


@dataclass
class Shared:
    """A database, a clock, and Discord, which several processes share."""

    database: Database
    now: datetime = NOON
    told: list[tuple[str, str]] = field(default_factory=list)
    failure: Exception | None = None

    def process(self) -> AbandonedRequests:
        return AbandonedRequests(
            PreparingStore(self.database),
            JobStore(self.database, "another"),
            self.edit,
            Languages(),
            lambda: self.now,
            lambda: self.now,
        )

    async def edit(self, token: str, text: str, view: discord.ui.View, words: bytes | None) -> None:
        assert (len(view.children), words) == (3, None)
        if self.failure is not None:
            raise self.failure
        self.told.append((token, text))

    async def stored(self) -> None:
        """Wait until a row is stored."""
        async with asyncio.timeout(10):
            # A database rings no bell.
            while await self.kind() is None:  # noqa: ASYNC110
                await asyncio.sleep(0)

    async def kind(self) -> str | None:
        return await PreparingStore(self.database).kind(ID)


@pytest.fixture
async def shared(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shared]:
    monkeypatch.setattr(abandoned, "SLOW", 0)
    async with Database.open(sqlite_url) as database:
        yield Shared(database)


def watched(process: AbandonedRequests) -> Any:
    fake = SimpleNamespace(
        id=ID, token="secret", channel_id=3, locale=discord.Locale.british_english
    )
    request = FluxRequest(prompt="a red fox")
    destination = Destination(channel_id=3, guild_id=2, upload_limit=0, token="secret")
    asked = JobRequest(ID, Spender(1, 2), destination, request, None)
    prepared = PreparedRequest(asked, ImagePlan({}, {}), None)
    return process.watched(cast("discord.Interaction", fake), prepared, "a red fox")


async def prepare(process: AbandonedRequests, shared: Shared) -> asyncio.Task[None]:
    """Begin a preparation that never ends, and wait until it is stored."""

    async def body() -> None:
        async with watched(process):
            await asyncio.Event().wait()

    task = asyncio.create_task(body())
    await shared.stored()
    return task


async def leave(shared: Shared) -> AbandonedRequests:
    """Leave a row as a process does that dies; return the process, to wake it again."""
    process = shared.process()
    task = await prepare(process, shared)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return process


async def test_process_with_signs_of_life_is_left_in_peace(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abandoned, "RENEWAL", 0)
    task = await prepare(shared.process(), shared)
    for _ in range(3):
        shared.now += DEAD_AFTER
        seen = shared.now - timedelta(microseconds=1)
        while await PreparingStore(shared.database).silent(seen):  # noqa: ASYNC110
            await asyncio.sleep(0)
        await shared.process().tell_all()
    task.cancel()
    assert shared.told == []


async def test_one_process_tells_the_member_of_one_that_died(shared: Shared) -> None:
    await leave(shared)
    await shared.process().tell_all()
    assert shared.told == []
    shared.now += DEAD_AFTER + timedelta(seconds=1)
    await asyncio.gather(*(shared.process().tell_all() for _ in range(3)))
    [(token, text)] = shared.told
    assert token == "secret"
    assert TOLD in text
    assert "a red fox" in text
    kept = await QuestionStore(shared.database).get(ID)
    assert kept is not None
    assert (kept.kind, kept.asked_at) == (REFUSED, shared.now)
    assert "secret" not in str(kept.request)


async def test_process_that_is_alone_waits_for_nothing(shared: Shared) -> None:
    await leave(shared)
    shared.now += timedelta(seconds=1)
    process = shared.process()
    process.start_alone()
    await process.tell_all()
    assert len(shared.told) == 1


async def test_process_that_was_only_slow_learns_that_it_was_given_up(shared: Shared) -> None:
    process = await leave(shared)
    await process.check(ID)
    shared.now += DEAD_AFTER + timedelta(seconds=1)
    await shared.process().tell_all()
    with pytest.raises(UserError) as refused:
        await process.check(ID)
    assert refused.value.reason.key == "refused-restarted"


async def test_member_is_told_once_discord_is_back(shared: Shared) -> None:
    await leave(shared)
    shared.now += DEAD_AFTER + timedelta(seconds=1)
    shared.failure = aiohttp.ClientConnectionError()
    await shared.process().tell_all()
    shared.failure = None
    await shared.process().tell_all()
    await shared.process().tell_all()
    assert len(shared.told) == 1


async def test_request_whose_token_is_dead_is_forgotten(shared: Shared) -> None:
    await leave(shared)
    shared.now += timedelta(minutes=16)
    await shared.process().tell_all()
    assert (shared.told, await shared.kind()) == ([], None)


@pytest.mark.parametrize("error", [None, UserError("refused-busy")])
async def test_end_of_a_preparation_deletes_its_row(
    shared: Shared, error: UserError | None
) -> None:
    process = shared.process()
    with contextlib.suppress(UserError):
        async with watched(process):
            await shared.stored()
            await process.check(ID)
            if error is not None:
                raise error
    assert await shared.kind() is None


async def test_process_whose_member_has_asked_again_does_not_go_on(shared: Shared) -> None:
    process = await leave(shared)
    shared.now += DEAD_AFTER + timedelta(seconds=1)
    await shared.process().tell_all()
    assert await QuestionStore(shared.database).take(ID)
    with pytest.raises(UserError):
        await process.check(ID)


async def test_preparation_that_is_fast_writes_nothing(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abandoned, "SLOW", 60)
    written: list[object] = []

    async def note(*_: object) -> None:
        written.append(_)

    monkeypatch.setattr(Database, "run_write", note)
    async with watched(shared.process()):
        pass
    assert written == []


async def test_stop_leaves_even_a_new_request_to_the_next_process(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abandoned, "SLOW", 60)
    process, has_begun = shared.process(), asyncio.Event()

    async def body() -> None:
        async with watched(process):
            has_begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(body())
    await has_begun.wait()
    await process.stop()
    assert task.cancelled()
    shared.now += timedelta(seconds=1)
    following = shared.process()
    following.start_alone()
    await following.tell_all()
    assert len(shared.told) == 1
