"""Jobs with several tasks: whatever becomes of each, one message, and exact counts."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.jobs import worker
from bot.jobs.generation import Generation
from bot.storage.ledger import Account
from bot.storage.records import Job, State
from bot.storage.tasks import TaskStore
from sandbox.relay import RelayEmulator
from tests.bot.workshop import (
    GUILD,
    Channel,
    Clock,
    Workshop,
    open_workshop,
    running_relay,
    until,
)
from tests.sqlite import address, make_migrated

PRICE = 1_000
_ALL = 10_000
# What becomes of a task by the faults in its prompt: its pictures, and whether it is paid.
FATES = {
    "fine": ("a red fox", 1, True),
    "slow": ("a red fox [fault:poll/running*3]", 1, True),
    "answer lost": ("a red fox [fault:drop]", 1, True),
    "at once": ("a red fox [fault:submit/at-once]", 1, True),
    "declined": ("a red fox [fault:task/content-policy-declined*99]", 0, False),
    "refused": ("a red fox [fault:submit/model-retired*99]", 0, False),
    "broken": ("a red fox [fault:broken]", 0, False),
    "nothing": ("a red fox [fault:empty]", 0, False),
}


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


def prompts(fates: Sequence[str]) -> list[str]:
    return [FATES[fate][0] for fate in fates]


async def check_job(shop: Workshop, relay: RelayEmulator, job: Job, fates: Sequence[str]) -> None:
    """Compare what was posted, counted and paid with what became of the tasks."""
    pictures = sum(FATES[fate][1] for fate in fates)
    paid = PRICE * sum(FATES[fate][2] for fate in fates)
    assert shop.channel.posted.count(job.id) == (1 if pictures else 0)
    if pictures:
        [message] = [one for one in shop.channel.messages if one.job_id == job.id]
        assert len(message.outcome.pictures) == pictures
        assert [part.pictures for part in message.outcome.parts] == [FATES[f][1] for f in fates]
        assert [part.reason is None for part in message.outcome.parts] == [
            FATES[fate][1] > 0 for fate in fates
        ]
        assert (job.state, job.pictures, job.estimate) == (State.DONE, pictures, paid)
    else:
        assert job.state is State.FAILED
    assert await shop.used() == pictures
    keys = Counter(submit.idempotency_key for submit in relay.submits)
    assert set(keys.values()) <= {1}


async def test_several_tasks_are_one_message(sqlite_url: str, relay: RelayEmulator) -> None:
    async with open_workshop(sqlite_url, relay.url) as shop:
        job_id = await shop.accept(tasks=["a red fox", "a blue fox", "a green fox"], estimate=PRICE)
        (job,) = await shop.ended(job_id)

        await check_job(shop, relay, job, ["fine"] * 3)
        keys = {submit.idempotency_key for submit in relay.submits}
        assert keys == {f"easel-{job_id}-{number}" for number in (1, 2, 3)}
        bodies = {submit.body["prompt"] for submit in relay.submits}
        assert bodies == {"a red fox", "a blue fox", "a green fox"}


async def test_what_does_not_arrive_is_not_counted(sqlite_url: str, relay: RelayEmulator) -> None:
    fates = ["declined", "fine", "refused"]
    async with open_workshop(sqlite_url, relay.url) as shop:
        job_id = await shop.accept(tasks=prompts(fates), estimate=PRICE)
        (job,) = await shop.ended(job_id)

        await check_job(shop, relay, job, fates)
        stored = await TaskStore(shop.outage, "ours").of(job_id)  # type: ignore[arg-type]
        assert [task.arrived for task in stored] == [0, 1, 0]
        assert [task.charged for task in stored] == [0, PRICE, 0]


async def test_job_without_any_picture_fails_for_the_reason_of_its_first(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    async with open_workshop(sqlite_url, relay.url) as shop:
        job_id = await shop.accept(tasks=prompts(["declined", "refused"]), estimate=PRICE)
        (job,) = await shop.ended(job_id)

        assert job.state is State.FAILED
        assert job.reason is not None
        assert str(job.reason["key"]).startswith("failed-declined")
        assert shop.channel.posted == []
        assert await shop.used() == 0


async def test_a_crash_before_the_end_submits_nothing_twice(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    clock, channel = Clock(), Channel()
    fates = ["fine", "at once", "answer lost"]
    async with open_workshop(sqlite_url, relay.url, clock=clock, channel=channel) as dead:
        channel.open.clear()
        job_id = await dead.accept(tasks=prompts(fates), estimate=PRICE)
        await until(lambda: channel.tries == 1)
        await dead.crash()
    channel.open.set()
    async with open_workshop(
        sqlite_url, relay.url, clock=clock, channel=channel, owner="next"
    ) as shop:
        clock.pass_(1_000)
        await shop.runner.upkeep()
        (job,) = await shop.ended(job_id)

        await check_job(shop, relay, job, fates)


async def test_gift_of_one_task_does_not_stand_for_another(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    async with open_workshop(sqlite_url, relay.url) as shop:
        prompts_ = ["a red fox [fault:result/many-links]", FATES["declined"][0], FATES["fine"][0]]
        job_id = await shop.accept(tasks=prompts_, estimate=PRICE)
        (job,) = await shop.ended(job_id)

        assert (job.pictures, job.estimate, await shop.used()) == (2, 2 * PRICE, 2)
        [message] = shop.channel.messages
        assert [part.pictures for part in message.outcome.parts] == [1, 0, 1]
        assert len(message.outcome.pictures) == 2


async def test_pictures_that_end_every_process_are_paid(
    sqlite_url: str, relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "MAX_ATTEMPTS", 0)
    clock, channel = Clock(), Channel()
    async with open_workshop(sqlite_url, relay.url, clock=clock, channel=channel) as dead:
        job_id = await dead.accept(tasks=prompts(["slow", "slow", "declined"]), estimate=PRICE)
        await until(lambda: relay.polls > 0)
        await dead.crash()
    async with open_workshop(
        sqlite_url, relay.url, clock=clock, channel=channel, owner="next"
    ) as shop:
        clock.pass_(1_000)
        await shop.runner.upkeep()
        (job,) = await shop.ended(job_id)

        assert (job.state, channel.posted) == (State.FAILED, [])
        assert await spent(shop) == (0, 2 * PRICE)


async def test_pictures_that_were_lost_with_their_process_are_paid(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    """The relay forgets its tasks before the next process asks for them."""
    clock, channel = Clock(), Channel()
    async with open_workshop(sqlite_url, relay.url, clock=clock, channel=channel) as dead:
        channel.open.clear()
        job_id = await dead.accept(tasks=prompts(["fine", "declined", "fine"]), estimate=PRICE)
        await until(lambda: channel.tries == 1)
        await dead.crash()
    channel.open.set()
    relay.task_store.tasks.clear()
    async with open_workshop(
        sqlite_url, relay.url, clock=clock, channel=channel, owner="next"
    ) as shop:
        clock.pass_(1_000)
        await shop.runner.upkeep()
        (job,) = await shop.ended(job_id)

        assert (job.state, channel.posted) == (State.FAILED, [])
        assert await spent(shop) == (0, 2 * PRICE)


async def spent(shop: Workshop) -> tuple[int, int]:
    """Return the pictures and micro-dollars that count for the server."""
    account, since = Account(GUILD), shop.clock.now - timedelta(days=1)
    [sums] = await shop.store.ledger_view(lambda ledger: ledger.totals(account, [since]))
    return sums


async def test_fault_of_one_task_leaves_the_others_what_they_have(
    sqlite_url: str, relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures answered at once exist only in the process that asked for them."""
    faults = [RuntimeError("a fault of ours")]
    whole = Generation.submit

    async def submit(self: Generation, job: Job, *values: Any, **named: Any) -> str:
        if job.task_number == 1 and faults:
            raise faults.pop()
        return await whole(self, job, *values, **named)

    monkeypatch.setattr(Generation, "submit", submit)
    fates = ["fine", "at once", "at once"]
    async with open_workshop(sqlite_url, relay.url) as shop:
        job_id = await shop.accept(tasks=prompts(fates), estimate=PRICE)
        (job,) = await shop.ended(job_id)

        assert faults == []
        await check_job(shop, relay, job, fates)


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    # After a crash a refused submit is repeated for a while: the first may have been accepted.
    st.lists(
        st.sampled_from([fate for fate in FATES if fate != "refused"]), min_size=2, max_size=4
    ),
    st.integers(0, 6),
    st.booleans(),
)
async def test_any_fates_and_a_crash_anywhere(
    tmp_path_factory: pytest.TempPathFactory, fates: list[str], written: int, loses: bool
) -> None:
    """Kill the process as its database takes some write, and let another one go on."""
    path = tmp_path_factory.mktemp("batch") / "easel.db"
    await make_migrated(path)
    url = address(path)
    clock, channel = Clock(), Channel()
    async with running_relay() as relay:
        async with open_workshop(url, relay.url, clock=clock, channel=channel) as dead:
            job_id = await dead.accept(tasks=prompts(fates), estimate=PRICE)
            dead.outage.spare = written
            # After so many transactions none succeeds, or none is answered.
            setattr(dead.outage, "after" if loses else "before", _ALL)
            outage = dead.outage
            await until(lambda: max(outage.before, outage.after) < _ALL or not dead.runner.running)
            outage.before = outage.after = 0
            await dead.crash()
        async with open_workshop(
            url, relay.url, clock=clock, channel=channel, owner="next"
        ) as shop:
            clock.pass_(1_000)
            await shop.runner.upkeep()
            (job,) = await shop.ended(job_id)
            await check_job(shop, relay, job, fates)
