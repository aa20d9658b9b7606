"""Looks at starred messages: few, whatever arrives."""

import asyncio
from collections.abc import Callable

import pytest

from bot.community import star_watch
from bot.community.star_watch import MAX_LOOKS, StarWatch
from bot.jobs.outcome import DeliveryError


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(star_watch, "PAUSE", 0)


class Looks:
    """Looks that last until they are let go on."""

    def __init__(self) -> None:
        self.messages: list[int] = []
        self.running = self.most = 0
        self.go_on = asyncio.Event()
        self.settles = False
        self.error: Exception | None = None

    async def __call__(self, _guild_id: int, _channel_id: int, message_id: int) -> bool:
        self.messages.append(message_id)
        self.running += 1
        self.most = max(self.most, self.running)
        await self.go_on.wait()
        self.running -= 1
        if self.error is not None:
            raise self.error
        return self.settles


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        # What a test looks at rings no bell.
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0)


async def rest() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_stars_of_a_message_that_waits_are_one_look() -> None:
    looks = Looks()
    watch = StarWatch(looks)
    for _ in range(50):
        watch.starred(1, 2, 3)
    await until(lambda: looks.messages)
    looks.go_on.set()
    await rest()
    assert looks.messages == [3]
    # One that arrives later is counted by another look.
    watch.starred(1, 2, 3)
    await rest()
    assert looks.messages == [3, 3]


async def test_star_that_arrives_during_a_look_is_looked_at_again() -> None:
    looks = Looks()
    watch = StarWatch(looks)
    watch.starred(1, 2, 3)
    await until(lambda: looks.messages)
    watch.starred(1, 2, 3)
    watch.starred(1, 2, 3)
    looks.go_on.set()
    await rest()
    assert looks.messages == [3, 3]


async def test_settled_messages_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(star_watch, "MAX_SETTLED", 2)
    looks = Looks()
    looks.settles = True
    looks.go_on.set()
    watch = StarWatch(looks)
    for message_id in (1, 2, 3, 2, 3, 1):
        watch.starred(1, 2, message_id)
        await rest()
    # The first one was forgotten meanwhile.
    assert looks.messages == [1, 2, 3, 1]


async def test_few_looks_run_at_once_and_few_messages_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(star_watch, "MAX_WAITING", 10)
    looks = Looks()
    watch = StarWatch(looks)
    for message_id in range(100):
        watch.starred(1, 2, message_id)
    await until(lambda: looks.running == MAX_LOOKS)
    await rest()
    looks.go_on.set()
    await rest()
    assert looks.most == MAX_LOOKS
    assert looks.messages == [*range(10)]


@pytest.mark.parametrize("error", [DeliveryError("no"), TimeoutError()])
async def test_look_that_fails_is_made_again_with_the_next_star(error: Exception) -> None:
    looks = Looks()
    looks.error = error
    looks.go_on.set()
    watch = StarWatch(looks)
    for _ in range(2):
        watch.starred(1, 2, 3)
        await rest()
    assert looks.messages == [3, 3]


async def test_looks_end_with_the_bot() -> None:
    looks = Looks()
    watch = StarWatch(looks)
    watch.starred(1, 2, 3)
    await until(lambda: looks.messages)
    await watch.stop()
    assert looks.running == 1
    looks.go_on.set()
    await rest()
    assert looks.running == 1
