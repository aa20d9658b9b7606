"""Events of jobs: each end once, with what it took and cost."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.errors import reason_of
from bot.events import (
    Event,
    JobEnded,
    JobTakenOver,
    PicturesCollected,
    PostFailed,
    RelayAnswered,
    RelayFailed,
)
from bot.jobs.outcome import DeliveryError
from bot.jobs.reports import estimate_of
from bot.storage.records import Destination, Job, State
from sandbox.relay import RelayEmulator
from tests.bot.workshop import MEMBER, Clock, Workshop, open_workshop, running_relay, until


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
async def shop(sqlite_url: str, relay: RelayEmulator) -> AsyncIterator[Workshop]:
    async with open_workshop(sqlite_url, relay.url, clock=Clock(), running_jobs=1) as opened:
        yield opened


@pytest.fixture
def events(shop: Workshop) -> list[Event]:
    heard: list[Event] = []
    shop.events.listen(heard.append)
    return heard


def ends(events: list[Event]) -> list[JobEnded]:
    return [event for event in events if isinstance(event, JobEnded)]


async def test_job_that_is_posted_says_what_it_took_and_cost(
    shop: Workshop, events: list[Event]
) -> None:
    shop.channel.open.clear()
    job_id = await shop.accept(estimate=36_000)
    await until(lambda: shop.channel.tries > 0)
    shop.clock.pass_(12)
    shop.channel.let_in(1)
    await shop.ended(job_id)
    assert events == [
        RelayAnswered(is_accepted=True),
        RelayAnswered(),
        PicturesCollected("flux", 0),
        JobEnded("flux", "posted", 12, 36_000),
    ]


@pytest.mark.parametrize(
    ("fault", "outcome", "reason"),
    [
        ("credits", "failed-operator", "credits"),
        ("key", "failed-operator", "key"),
        ("content", "failed-declined-words", "refused"),
    ],
)
async def test_job_that_fails_says_why_and_costs_nothing(
    shop: Workshop, events: list[Event], fault: str, outcome: str, reason: str
) -> None:
    await shop.ended(await shop.accept(f"a fox [fault:{fault}]", estimate=36_000))
    assert ends(events) == [JobEnded("flux", outcome)]
    assert RelayFailed("job", reason, is_final=True) in events


async def test_steps_that_are_tried_again_are_events(
    shop: Workshop, events: list[Event], relay: RelayEmulator
) -> None:
    relay.faults.next("submit", "capacity-exhausted", retry_after=0)
    relay.faults.next("poll", "html")
    shop.channel.next_post(DeliveryError("busy"))
    await shop.ended(await shop.accept())
    assert RelayFailed("submit", "busy") in events
    assert RelayFailed("poll", "bad-answer") in events
    assert PostFailed("not-delivered") in events
    assert len(ends(events)) == 1


async def test_cancelled_job_is_an_end(shop: Workshop, events: list[Event]) -> None:
    shop.channel.open.clear()
    await shop.accept()
    await until(lambda: shop.channel.tries > 0)
    waiting = await shop.accept()
    assert (shop.runner.running, shop.runner.waiting) == (1, 1)
    assert await shop.runner.cancel(waiting, MEMBER)
    assert (shop.runner.running, shop.runner.waiting) == (1, 0)
    assert ends(events) == [JobEnded("flux", "cancelled")]


async def test_job_of_another_process_that_died_is_taken_over(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    relay.faults.next("poll", "hang")
    clock = Clock()
    async with open_workshop(sqlite_url, relay.url, clock=clock, owner="theirs") as theirs:
        job_id = await theirs.accept(estimate=36_000)
        await until(lambda: relay.polls > 0)
        await theirs.crash()
    clock.pass_(3600)
    async with open_workshop(sqlite_url, relay.url, clock=clock) as ours:
        events: list[Event] = []
        ours.events.listen(events.append)
        await ours.runner.upkeep()
        await ours.ended(job_id)
    assert events[0] == JobTakenOver()
    assert [end.outcome for end in ends(events)] == ["posted"]


@pytest.mark.parametrize("is_told", [True, False])
async def test_member_reads_that_it_was_told_only_where_it_was(
    shop: Workshop, is_told: bool
) -> None:
    shop.runner._worker.reports._was_told = lambda _: is_told
    job_id = await shop.accept("a fox [fault:key]")
    [job] = await shop.ended(job_id)
    assert reason_of(job).key == ("failed-operator-told" if is_told else "failed-operator")


@pytest.mark.parametrize(
    ("estimate", "arrived", "counted"), [(80, 4, 80), (80, 1, 20), (80, 9, 80), (None, 4, None)]
)
def test_gifts_are_free_and_missing_pictures_do_not_count(
    estimate: int | None, arrived: int, counted: int | None
) -> None:
    job = Job(
        id=1,
        state=State.SUBMITTED,
        member_id=MEMBER,
        destination=Destination(channel_id=1, guild_id=2, upload_limit=3),
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
        operation="flux",
        request={},
        pictures=4,
        estimate=estimate,
    )
    assert estimate_of(job, arrived) == counted
