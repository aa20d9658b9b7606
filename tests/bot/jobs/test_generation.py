"""The relay's part in a job: its address, its row, and pictures that do not all come at once."""

import asyncio
import base64
import io
import logging
import pkgutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from PIL import Image

from bot.imaging.provenance import mark
from bot.jobs.generation import MAX_ROUNDS_WITH_PICTURES
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.records import Destination, Job, State
from providers.flux import FluxRequest
from providers.relay import Relay
from sandbox.relay import KEY, Fault, RelayEmulator, serve
from sandbox.relay.faults import Stage
from tests.bot.workshop import (
    CHANNEL,
    GUILD,
    MEMBER,
    QUICK,
    Channel,
    Clock,
    Workshop,
    open_workshop,
    running_relay,
    until,
)

Opener = Callable[..., AbstractAsyncContextManager[Workshop]]
ALWAYS = 10**6
REQUEST = {"prompt": "a red fox", "width": 64, "height": 64}


def noise(kind: str) -> bytes:
    """Return a picture that compresses badly, so that each part of the file has some of it."""
    file = io.BytesIO()
    Image.effect_noise((256, 256), 60).convert("RGB").save(file, kind)
    return file.getvalue()


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
async def former() -> AsyncIterator[RelayEmulator]:
    """The relay at the address that was set before."""
    async with running_relay() as running:
        running.key = "relay_sk_of_the_former"
        yield running


@pytest.fixture
def opened(sqlite_url: str, relay: RelayEmulator) -> Opener:
    """Return a function that opens workshops on one database, one relay and one channel."""
    shared: dict[str, Any] = {"channel": Channel(), "clock": Clock()}

    def opener(**values: Any) -> AbstractAsyncContextManager[Workshop]:
        return open_workshop(sqlite_url, relay.url, **{**shared, **values})

    return opener


async def leave_row(
    database_url: str,
    clock: Clock,
    *,
    operation: str = "flux",
    request: dict[str, Any] = REQUEST,
    origin: str | None = None,
    task: str | None = None,
) -> None:
    """Leave the row of a process that died after it had begun to submit, or had a task."""
    async with Database.open(database_url) as database:
        store = JobStore(database, "dead")
        job = Job(
            id=1,
            state=State.QUEUED,
            member_id=MEMBER,
            destination=Destination(channel_id=CHANNEL, guild_id=GUILD, upload_limit=10**7),
            operation=operation,
            request=request,
            pictures=1,
            created_at=clock.now,
        )
        await store.accept(GUILD, lambda acceptance: acceptance.insert(job, (), clock.now))
        await store.mark_started(1, clock.now, origin)
        if task is not None:
            await store.mark_submitted(1, task, clock.now)


async def submitted_task(emulator: RelayEmulator) -> str:
    """Submit the row's request as the dead process did; return the task's path."""
    request = FluxRequest.from_chosen(REQUEST)
    async with Relay(emulator.url, emulator.key, options=QUICK) as client:
        return (await client.submit(request.path, REQUEST, idempotency_key="easel-1")).path


# --- the relay's address --------------------------------------------------------------------------


async def test_the_address_is_stored_with_the_start(opened: Opener, relay: RelayEmulator) -> None:
    async with opened() as shop:
        (job,) = await shop.ended(await shop.accept())
        assert job.task_origin == relay.url


async def test_a_task_of_a_former_address_is_finished_there(
    opened: Opener,
    relay: RelayEmulator,
    former: RelayEmulator,
    sqlite_url: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    task = await submitted_task(former)
    async with opened() as shop:
        await leave_row(sqlite_url, shop.clock, origin=former.url, task=task)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
    assert relay.polls == relay.created == 0
    assert len([r for r in caplog.records if "EASEL_RELAY_URL" in r.getMessage()]) == 1


async def test_links_of_a_former_address_are_fetched_there(
    opened: Opener, former: RelayEmulator, sqlite_url: str
) -> None:
    former.faults.next("result", "single")
    task = await submitted_task(former)
    async with opened() as shop:
        await leave_row(sqlite_url, shop.clock, origin=former.url, task=task)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
    assert former.downloads == 1


async def test_a_submit_is_never_repeated_at_another_address(
    opened: Opener,
    relay: RelayEmulator,
    former: RelayEmulator,
    sqlite_url: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Every look at the clock takes a second.
    async with opened(clock=Clock(step=1), job_timeout=10) as shop:
        await leave_row(sqlite_url, shop.clock, origin=former.url)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.reason == {"key": "failed-moved"}
        assert await shop.used() == 0
    assert relay.created == former.created == 0
    [line] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "EASEL_RELAY_URL" in line.getMessage()
    assert former.url in line.getMessage()


async def test_a_job_of_a_former_address_waits_for_it_to_be_set_back(
    opened: Opener, relay: RelayEmulator, former: RelayEmulator, sqlite_url: str
) -> None:
    async with opened(owner="with the wrong address") as shop:
        await leave_row(sqlite_url, shop.clock, origin=former.url)
        await shop.runner.upkeep()
        await until(lambda: bool(shop.runner._jobs))
        for _ in range(20):
            await asyncio.sleep(0)
        assert 1 in shop.runner._jobs
        await shop.crash()
        clock, channel = shop.clock, shop.channel
    former.key = KEY
    clock.pass_(60)
    async with open_workshop(
        sqlite_url, former.url, channel=channel, clock=clock, owner="with the right address"
    ) as shop:
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
    assert (relay.created, former.created) == (0, 1)


# --- the row --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes", [{"width": 2112}, {"height": "tall"}, {"seed": -5}, {"prompt": "x" * 10_000}]
)
async def test_a_task_whose_row_would_be_refused_today_is_posted(
    opened: Opener, relay: RelayEmulator, sqlite_url: str, changes: dict[str, Any]
) -> None:
    task = await submitted_task(relay)
    async with opened() as shop:
        request = {**REQUEST, **changes}
        await leave_row(sqlite_url, shop.clock, request=request, origin=relay.url, task=task)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
        [message] = shop.channel.messages
        assert message.outcome.request.prompt == request["prompt"]


async def test_a_task_of_an_operation_that_is_no_more_is_posted(
    opened: Opener, relay: RelayEmulator, sqlite_url: str
) -> None:
    task = await submitted_task(relay)
    async with opened() as shop:
        await leave_row(sqlite_url, shop.clock, operation="retired", origin=relay.url, task=task)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
        [message] = shop.channel.messages
        assert message.outcome.request.title == "retired"
        assert message.outcome.request.prompt == REQUEST["prompt"]


async def test_an_operation_that_is_no_more_is_not_submitted(
    opened: Opener, relay: RelayEmulator, sqlite_url: str
) -> None:
    async with opened() as shop:
        await leave_row(sqlite_url, shop.clock, operation="retired", origin=relay.url)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.reason == {"key": "failed-not-offered"}
    assert relay.created == 0


async def test_a_row_that_would_be_refused_today_is_submitted_as_it_is(
    opened: Opener, relay: RelayEmulator, sqlite_url: str
) -> None:
    request = {**REQUEST, "width": 2112, "retired_option": "x"}
    body = FluxRequest.stored_body(request, {})
    async with Relay(relay.url, KEY, options=QUICK) as client:
        # The spec's form ignores what it does not know.
        relay.live = False
        await client.submit(FluxRequest.path, body, idempotency_key="easel-1")
    async with opened() as shop:
        await leave_row(sqlite_url, shop.clock, request=request, origin=relay.url)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
    assert relay.created == relay.charged == 1


async def test_a_refusal_of_a_submit_of_an_earlier_life_is_not_the_last_word(
    opened: Opener, relay: RelayEmulator, sqlite_url: str
) -> None:
    await submitted_task(relay)
    for fault in ("insufficient-credits", "key-revoked", "not-found", "internal-error"):
        relay.faults.next("submit", fault)
    async with opened(options=replace(QUICK, submit_patience=60)) as shop:
        await leave_row(sqlite_url, shop.clock, origin=relay.url)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
    assert relay.created == relay.charged == 1


async def test_inputs_are_read_for_each_attempt_and_not_kept(
    opened: Opener, relay: RelayEmulator
) -> None:
    relay.faults.next("submit", "drop", times=3)
    async with opened() as shop:
        job_id = await shop.accept()
        (job,) = await shop.ended(job_id)
        assert job.state is State.DONE
        assert relay.created == 1


# --- pictures that do not all come at once --------------------------------------------------------


@pytest.fixture
async def spec() -> AsyncIterator[RelayEmulator]:
    """A relay in the specification's form, where GPT Image answers links."""
    async with serve(RelayEmulator(live=False, delay=0)) as running:
        yield running


def fail_files(
    monkeypatch: pytest.MonkeyPatch, emulator: RelayEmulator, fault: str, *names: str, times: int
) -> None:
    """Let a fault happen at the files with these names, so many times in all."""
    usual, left = emulator.faults.take, times

    def take(stage: Stage, prompt: str, scope: str) -> Fault | None:
        nonlocal left
        if stage == "file" and scope.rpartition("/")[2] in names and left:
            left -= 1
            return Fault("file", fault)
        return usual(stage, prompt, scope)

    monkeypatch.setattr(emulator.faults, "take", take)


@pytest.fixture
def opened_with_links(sqlite_url: str, spec: RelayEmulator) -> Opener:
    """Return a function that opens a workshop whose relay answers with links."""

    def opener(**values: Any) -> AbstractAsyncContextManager[Workshop]:
        return open_workshop(sqlite_url, spec.url, **values)

    return opener


async def three_foxes(shop: Workshop, task: str, database_url: str) -> Job:
    """Carry a row with a task of three linked pictures to its end."""
    async with Database.open(database_url) as database:
        store = JobStore(database, "dead")
        job = Job(
            id=1,
            state=State.QUEUED,
            member_id=MEMBER,
            destination=Destination(channel_id=CHANNEL, guild_id=GUILD, upload_limit=10**7),
            operation="gpt-image-generate",
            request={"prompt": "foxes", "n": 3},
            pictures=3,
            created_at=shop.clock.now,
        )
        await store.accept(GUILD, lambda acceptance: acceptance.insert(job, (), shop.clock.now))
        await store.mark_started(1, shop.clock.now, shop.relay.address)
        await store.mark_submitted(1, task, shop.clock.now)
    await shop.runner.upkeep()
    (job,) = await shop.ended(1)
    return job


async def foxes_task(emulator: RelayEmulator) -> str:
    async with Relay(emulator.url, KEY, options=QUICK) as client:
        path, body = "/v2/image/gpt-image/generate", {"prompt": "foxes", "n": 3}
        return (await client.submit(path, body, idempotency_key="easel-1")).path


@pytest.mark.parametrize("fault", ["dead", "html", "truncated", "drop"])
async def test_only_pictures_that_are_missing_are_fetched_again(
    opened_with_links: Opener,
    spec: RelayEmulator,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    fail_files(monkeypatch, spec, fault, "1.png", times=2)
    task = await foxes_task(spec)
    async with opened_with_links(options=replace(QUICK, link_patience=0)) as shop:
        job = await three_foxes(shop, task, sqlite_url)
        assert job.state is State.DONE
        assert len(shop.channel.messages[0].outcome.pictures) == 3
    # aiohttp repeats a GET by itself when a connection that it had kept open ends.
    assert spec.downloads == 5 or fault in ("drop", "truncated")


async def test_pictures_in_hand_are_posted_when_the_relay_forgets_the_task(
    opened_with_links: Opener,
    spec: RelayEmulator,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fail_files(monkeypatch, spec, "dead", "1.png", times=ALWAYS)
    task = await foxes_task(spec)
    await spec.tasks[task.rpartition("/")[2]].finished.wait()
    polls = spec.faults.take

    def forget(stage: Stage, prompt: str, scope: str) -> Fault | None:
        is_again = stage == "poll" and spec.polls > 1
        return Fault("poll", "task-not-found") if is_again else polls(stage, prompt, scope)

    monkeypatch.setattr(spec.faults, "take", forget)
    async with opened_with_links(options=replace(QUICK, link_patience=0)) as shop:
        job = await three_foxes(shop, task, sqlite_url)
        assert job.state is State.DONE
        assert len(shop.channel.messages[0].outcome.pictures) == 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.5, 0.9])
async def test_a_file_of_which_much_is_written_is_fetched_again(
    opened: Opener,
    relay: RelayEmulator,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    share: float,
) -> None:
    relay.faults.next("result", "single")
    whole = noise(kind)
    parts = iter([whole[: int(len(whole) * share)]] * 2)
    monkeypatch.setattr("sandbox.relay.tasks.Task.content", lambda *_: next(parts, whole))
    async with opened() as shop:
        job_id = await shop.accept()
        await shop.ended(job_id)
        [picture] = shop.channel.messages[0].outcome.pictures
        assert picture.content == mark(whole, job_id)


async def test_a_file_that_stays_incomplete_is_posted_as_far_as_it_is_there(
    opened: Opener, relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay.faults.next("result", "single")
    whole = noise("JPEG")
    part = whole[: int(len(whole) * 0.9)]
    monkeypatch.setattr("sandbox.relay.tasks.Task.content", lambda *_: part)
    async with opened() as shop:
        await shop.ended(await shop.accept())
        [picture] = shop.channel.messages[0].outcome.pictures
        assert not picture.is_complete
    assert relay.downloads == MAX_ROUNDS_WITH_PICTURES


@pytest.mark.parametrize("share", [0.1, 0.9])
async def test_the_link_is_taken_if_the_inline_form_of_a_picture_is_broken(
    opened: Opener, relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    relay.faults.next("result", "both")
    whole = noise("PNG")
    part = base64.b64encode(whole[: int(len(whole) * share)]).decode()
    monkeypatch.setattr("sandbox.relay.answers.encoded_pictures", lambda _: [part])
    monkeypatch.setattr("sandbox.relay.tasks.Task.content", lambda *_: whole)
    async with opened() as shop:
        job_id = await shop.accept()
        await shop.ended(job_id)
        [picture] = shop.channel.messages[0].outcome.pictures
        assert picture.content == mark(whole, job_id)
    assert relay.polls == 1


@pytest.mark.parametrize(
    "where", ["bot.jobs.collection.verify_picture", "providers.relay.Relay.fetch"]
)
async def test_a_fault_of_ours_at_one_picture_does_not_cost_the_others(
    opened_with_links: Opener,
    spec: RelayEmulator,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    module, _, name = where.rpartition(".")
    original: Any = getattr(pkgutil.resolve_name(module), name)
    calls = count(1)

    def faulty(*args: Any, **named: Any) -> Any:
        if next(calls) in (2, 4, 5):
            raise ZeroDivisionError
        return original(*args, **named)

    monkeypatch.setattr(where, faulty)
    task = await foxes_task(spec)
    async with opened_with_links() as shop:
        job = await three_foxes(shop, task, sqlite_url)
        assert job.state is State.DONE
        assert len(shop.channel.messages[0].outcome.pictures) == 2


async def test_a_file_that_is_still_being_written_is_fetched_again(
    opened: Opener, relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay.faults.next("result", "single")
    whole, half = [], 2

    def content(task: Any, index: int) -> bytes:
        nonlocal half
        whole.append(task.pictures[index])
        half -= 1
        return whole[0][: len(whole[0]) // 3] if half >= 0 else whole[0]

    monkeypatch.setattr("sandbox.relay.tasks.Task.content", content)
    async with opened() as shop:
        (job,) = await shop.ended(await shop.accept())
        assert job.state is State.DONE
        [picture] = shop.channel.messages[0].outcome.pictures
        assert picture.content == mark(whole[0], job.id)
        assert picture.is_complete
