"""One job from its row to its message, with every failure on the way: one task, one message."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import discord
import pytest
from PIL import Image
from sqlalchemy import select

import providers.relay.polling
from bot.errors import Reason
from bot.jobs.generation import Generation
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import DeliveryError, Failed, UndeliverableError
from bot.jobs.worker import MAX_ATTEMPTS, MAX_FAULTS
from bot.limits.limit import Limit
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.records import Destination, Job, State, StoredInput
from bot.storage.results import ResultStore
from bot.storage.schema import jobs
from providers.flux import FluxRequest
from providers.relay import Relay
from sandbox.relay import KEY, RelayEmulator
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


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(file, "PNG")
    return file.getvalue()


PICTURE = StoredInput("input_image", "image/png", _png())


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def opened(database_url: str, relay: RelayEmulator) -> Opener:
    """Opens workshops on one database, one relay, one channel and one clock."""
    shared: dict[str, Any] = {"channel": Channel(), "clock": Clock()}

    def opener(**values: Any) -> AbstractAsyncContextManager[Workshop]:
        return open_workshop(database_url, relay.url, **{**shared, **values})

    return opener


async def failure(shop: Workshop, prompt: str = "a red fox") -> str:
    """Run a job that fails; return the key of the reason that the member was shown."""
    job_id = await shop.accept(prompt)
    (job,) = await shop.ended(job_id)
    assert job.state is State.FAILED
    assert job.reason is not None
    assert job.destination.token is None
    status = shop.channel.statuses[job_id][-1]
    assert isinstance(status, Failed)
    assert {"key": status.reason.key, **status.reason.facts} == job.reason
    assert shop.channel.posted == []
    return status.reason.key


# What the relay answers


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ("content", "failed-declined-words"),
        ("words", "failed-text-words"),
        ("failed", "failed-provider"),
        ("timeout", "failed-timeout"),
        ("task/image-no-output", "failed-provider"),
        ("task/upstream-invalid-request", "failed-invalid-words"),
        ("submit/validation-error", "failed-invalid-words"),
        ("submit/file-too-large", "failed-input"),
        ("submit/file-type-unsupported", "failed-input"),
        ("submit/content-policy-declined", "failed-declined-words"),
        ("submit/idempotency-key-reused", "failed-internal"),
        ("retired", "failed-not-offered"),
        ("submit/model-not-found", "failed-not-offered"),
        ("credits", "failed-operator"),
        ("submit/key-budget-exhausted", "failed-operator"),
        ("key", "failed-operator"),
        ("submit/invalid-api-key", "failed-operator"),
        ("lost", "failed-expired"),
        ("empty", "failed-provider"),
        ("broken", "failed-provider"),
        (f"result/broken-picture*{ALWAYS}", "failed-provider"),
    ],
)
async def test_a_refusal_is_explained_and_not_counted(opened: Opener, fault: str, key: str) -> None:
    async with opened(limit=Limit(1)) as shop:
        assert await failure(shop, f"a red fox [fault:{fault}]") == key
        assert await shop.used() == 0
        await shop.ended(await shop.accept())
        assert len(shop.channel.posted) == 1


async def test_the_models_own_words_are_what_the_member_reads(opened: Opener) -> None:
    async with opened() as shop:
        await failure(shop, "[fault:words]")
        (status,) = [s for all_ in shop.channel.statuses.values() for s in all_[-1:]]
        assert isinstance(status, Failed)
        assert str(status.reason.facts["words"]).startswith("What kind of animal should it be?")


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ("rate-limited", "failed-busy"),
        ("capacity-exhausted", "failed-busy"),
        ("idempotency-in-progress", "failed-busy"),
        ("drop", "failed-unreachable"),
        ("html", "failed-provider"),
    ],
)
async def test_a_relay_that_cannot_be_asked_is_given_time_and_then_given_up(
    opened: Opener, relay: RelayEmulator, fault: str, key: str
) -> None:
    relay.faults.next("submit", fault, times=ALWAYS, retry_after=0)
    async with opened(submit_timeout=0.05, relay_patience=0.05) as shop:
        assert await failure(shop) == key
        assert await shop.used() == 0
        assert relay.created == 0


@pytest.mark.parametrize("fault", ["drop", "html", "drop-accepted", "truncated", "html-accepted"])
async def test_an_answer_that_is_lost_costs_no_second_task(
    opened: Opener, relay: RelayEmulator, fault: str
) -> None:
    relay.faults.next("submit", fault, times=2)
    async with opened() as shop:
        await shop.ended(await shop.accept())
        assert len(shop.channel.posted) == 1
        assert relay.created == relay.charged == 1


async def test_a_task_that_never_ends_is_given_up(opened: Opener, relay: RelayEmulator) -> None:
    relay.faults.next("task", "hang")
    async with opened(job_timeout=0.02) as shop:
        assert await failure(shop) == "failed-timeout"


async def test_polls_that_fail_are_repeated(opened: Opener, relay: RelayEmulator) -> None:
    for fault in ("drop", "html", "truncated", "strange-status", "internal-error"):
        relay.faults.next("poll", fault)
    async with opened() as shop:
        await shop.ended(await shop.accept())
        assert len(shop.channel.posted) == 1
        assert relay.polls == 6


async def test_a_link_that_died_is_asked_for_again(opened: Opener, relay: RelayEmulator) -> None:
    relay.faults.next("result", "single")
    relay.faults.next("file", "dead", times=2)
    async with opened(options=replace(QUICK, link_patience=0)) as shop:
        (job,) = await shop.ended(await shop.accept())
        assert job.state is State.DONE
        assert relay.polls == 3
        assert relay.charged == 1


async def test_a_link_that_stays_dead_is_given_up_and_counts_as_money(
    opened: Opener, database_url: str
) -> None:
    async with opened() as shop:
        prompt = "[fault:result/single][fault:dead-link]"
        job_id = await shop.accept(prompt, estimate=36_000)
        (job,) = await shop.ended(job_id)
        assert (job.reason or {})["key"] == "failed-link"
        assert await shop.used() == 0
        async with Database.open(database_url) as database, database.read() as connection:
            charged = await connection.scalar(select(jobs.c.charged).where(jobs.c.id == job_id))
        # The relay finished the task, and was paid for it.
        assert charged == 36_000


async def test_an_operators_problem_is_an_error_in_the_log_and_a_members_is_not(
    opened: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened() as shop:
        await failure(shop, "[fault:content]")
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
        await failure(shop, "[fault:credits]")
        (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert "INSUFFICIENT_CREDITS" in record.getMessage()
        assert record.exc_info is None


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ("credits", "trouble-credits"),
        ("submit/key-budget-exhausted", "trouble-credits"),
        ("key", "trouble-key"),
    ],
)
async def test_an_operators_problem_is_logged_for_the_server_and_a_members_is_not(
    opened: Opener, fault: str, key: str
) -> None:
    async with opened() as shop:
        await failure(shop, "[fault:content]")
        await failure(shop, f"[fault:{fault}]")
        assert shop.server_log.lines == [("trouble", GUILD, key, {})]
        assert shop.server_log.pictures == []


async def test_neither_the_prompt_nor_the_task_nor_the_key_is_logged(
    opened: Opener, relay: RelayEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    caplog.set_level(logging.DEBUG, "providers")
    async with opened() as shop:
        for prompt in ("unspeakable", "unspeakable [fault:content]", "unspeakable [fault:failed]"):
            await shop.ended(await shop.accept(prompt))
    assert "submitted" in caplog.text
    for secret in ("unspeakable", KEY, *(submit.task.id for submit in relay.submits)):
        assert secret not in caplog.text


async def test_a_fault_of_ours_that_stays_fails_the_job_and_is_logged_with_its_trace(
    opened: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened() as shop:
        shop.channel.next_post(*[LookupError("our own")] * MAX_FAULTS)
        assert await failure(shop) == "failed-internal"
        (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert record.exc_info
        await shop.ended(await shop.accept())


@pytest.mark.parametrize("stands", [False, True])
async def test_a_fault_of_ours_while_posting_costs_neither_a_picture_nor_a_second_message(
    opened: Opener, relay: RelayEmulator, stands: bool
) -> None:
    async with opened() as shop:
        shop.channel.next_post(LookupError("our own"), stands=stands)
        (job,) = await shop.ended(await shop.accept())
        assert job.state is State.DONE
        assert shop.channel.posted == [job.id]
        assert relay.created == 1


async def test_a_fault_of_ours_while_polling_does_not_cost_the_picture(
    opened: Opener, relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, original = iter(range(3)), providers.relay.polling.read_poll

    def read_poll(*args: Any) -> Any:
        for _ in faults:
            raise KeyError("our own")
        return original(*args)

    monkeypatch.setattr("providers.relay.polling.read_poll", read_poll)
    async with opened() as shop:
        (job,) = await shop.ended(await shop.accept())
        assert job.state is State.DONE
        assert relay.created == 1


@pytest.mark.parametrize("spare", range(4), ids=["start", "submit", "post", "done"])
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_fault_of_ours_at_the_database_costs_nothing(
    opened: Opener, relay: RelayEmulator, spare: int, moment: str
) -> None:
    async with opened() as shop:
        job_id = await shop.accept()
        shop.outage.error, shop.outage.spare = LookupError, spare
        setattr(shop.outage, moment, 1)
        (job,) = await shop.ended(job_id)
        assert job.state is State.DONE
        assert shop.channel.posted == [job_id]
        assert shop.shown(job_id)[-1] == "Done"
        assert relay.created == 1


async def test_a_posted_picture_is_not_called_a_failure_though_it_cannot_be_written_down(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = JobStore.mark_done

    async def mark_done(*_: Any) -> None:
        raise LookupError("our own")

    async with opened() as shop:
        monkeypatch.setattr(JobStore, "mark_done", mark_done)
        (job,) = await shop.ended(await shop.accept())
        assert job.state is State.SUBMITTED
        assert "Failed" not in shop.shown(job.id)
        monkeypatch.setattr(JobStore, "mark_done", original)
        shop.clock.pass_(91)
        await shop.runner.upkeep()
        (job,) = await shop.ended(job.id)
        assert job.state is State.DONE
        assert shop.channel.posted == [job.id]


# Posting


async def test_a_post_that_did_not_work_is_tried_again(opened: Opener) -> None:
    async with opened() as shop:
        shop.channel.next_post(DeliveryError("502"), DeliveryError("503"))
        (job,) = await shop.ended(await shop.accept())
        assert shop.channel.posted == [job.id]
        assert shop.channel.tries == 3
        assert job.state is State.DONE


async def test_a_post_that_failed_after_it_was_made_is_found_and_not_repeated(
    opened: Opener,
) -> None:
    async with opened() as shop:
        shop.channel.next_post(DeliveryError("the answer was lost"), stands=True)
        (job,) = await shop.ended(await shop.accept())
        assert shop.channel.posted == [job.id]
        assert shop.channel.searches == [job.id]
        assert (job.state, job.message_id) == (State.DONE, shop.channel.messages[0].id)


async def test_a_search_that_did_not_work_is_repeated_before_any_post(opened: Opener) -> None:
    async with opened() as shop:
        shop.channel.next_post(DeliveryError("the answer was lost"), stands=True)
        shop.channel.next_search(DeliveryError("502"), DeliveryError("502"))
        (job,) = await shop.ended(await shop.accept())
        assert shop.channel.posted == [job.id]
        assert len(shop.channel.searches) == 3


async def test_a_picture_that_cannot_be_posted_anywhere_is_a_failure_and_not_counted(
    opened: Opener,
) -> None:
    async with opened(limit=Limit(1)) as shop:
        shop.channel.next_post(UndeliverableError(Reason("failed-no-place")))
        assert await failure(shop) == "failed-no-place"
        assert await shop.used() == 0


async def test_posting_is_given_up_after_a_while(opened: Opener) -> None:
    async with opened(clock=Clock(step=1), delivery_timeout=40) as shop:
        shop.channel.next_post(*(DeliveryError("500") for _ in range(20)))
        assert await failure(shop) == "failed-delivery"
        assert 1 < shop.channel.tries < 20
        assert shop.channel.private_tries == 1
        assert await shop.used() == 0


@pytest.mark.parametrize("stands", [False, True])
async def test_picture_that_no_place_takes_for_long_goes_to_its_member_once(
    opened: Opener, stands: bool
) -> None:
    async with opened(clock=Clock(step=1), delivery_timeout=40) as shop:
        channel = shop.channel
        channel.fault_until_private = DeliveryError("500")
        if stands:
            channel.private_fault = DeliveryError("the answer was lost")
        (job,) = await shop.ended(await shop.accept())
        assert job.state is State.DONE
        assert channel.posted == [job.id]
        assert (channel.tries > 1, channel.private_tries) == (True, 1)


async def test_seed_is_known_after_discord_was_away_for_long(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("providers.relay.answers.find_seed", lambda _: 77)
    kept: list[int] = []
    original = ResultStore.keep

    async def keep(store: ResultStore, job_id: int, *args: Any) -> None:
        kept.append(job_id)
        await original(store, job_id, *args)

    monkeypatch.setattr(ResultStore, "keep", keep)
    async with opened(clock=Clock(step=5)) as shop:
        shop.channel.next_post(*(DeliveryError("503") for _ in range(8)))
        (job,) = await shop.ended(await shop.accept())
        assert kept == [job.id]
        assert shop.channel.messages[0].outcome.seed == 77


# A database that is gone for a while


@pytest.mark.parametrize("spare", range(5), ids=["start", "inputs", "submit", "post", "done"])
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_an_outage_of_the_database_loses_nothing(
    opened: Opener, relay: RelayEmulator, spare: int, moment: str
) -> None:
    async with opened(limit=Limit(1), inputs=(PICTURE,)) as shop:
        job_id = await shop.accept()
        shop.outage.spare = spare
        setattr(shop.outage, moment, 3)
        (job,) = await shop.ended(job_id)
        assert (shop.outage.spare, shop.outage.before, shop.outage.after) == (0, 0, 0)
        assert job.state is State.DONE
        assert shop.channel.posted == [job_id]
        assert relay.created == 1
        assert relay.submits[-1].body["input_image"]
        assert shop.shown(job_id) == ["Running", "Done"]
        assert await shop.used() == 1


async def test_inputs_are_read_for_a_job_that_has_some_and_not_for_one_that_has_none(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    original = JobStore.inputs

    async def inputs(store: JobStore, job_id: int) -> dict[str, bytes]:
        read.append(job_id)
        return await original(store, job_id)

    monkeypatch.setattr(JobStore, "inputs", inputs)
    async with opened() as shop:
        plain = await shop.accept()
        shop.inputs = (PICTURE,)
        edit = await shop.accept()
        await shop.ended(plain, edit)
        assert read == [edit]


async def test_inputs_of_a_job_of_another_process_are_looked_for(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(owner="dead", inputs=(PICTURE,), running_jobs=1) as dead:
        dead.channel.open.clear()
        running, waiting = await dead.accept(), await dead.accept()
        await until(lambda: dead.channel.tries == 1)
        await dead.crash()
    async with opened(owner="heir") as heir:
        heir.channel.open.set()
        heir.clock.pass_(91)
        await heir.runner.upkeep()
        await heir.ended(running, waiting)
        assert [bool(submit.body["input_image"]) for submit in relay.submits] == [True, True]


async def test_a_failure_is_written_down_after_an_outage_too(opened: Opener) -> None:
    async with opened(limit=Limit(1)) as shop:
        job_id = await shop.accept("[fault:content]")
        shop.outage.spare, shop.outage.after = 2, 2
        (job,) = await shop.ended(job_id)
        assert job.state is State.FAILED
        assert await shop.used() == 0


# Recovery of rows that a dead process left


async def leave_row(
    database_url: str, clock: Clock, *steps: str, job_id: int = 1, task: str = ""
) -> None:
    """Leave the row of a process that has died after these steps."""
    async with Database.open(database_url) as database:
        store = JobStore(database, "dead")
        job = Job(
            id=job_id,
            state=State.QUEUED,
            member_id=MEMBER,
            destination=Destination(channel_id=CHANNEL, guild_id=GUILD, upload_limit=10**7),
            operation="flux",
            request={"prompt": "a red fox", "width": 64, "height": 64},
            pictures=1,
            created_at=clock.now,
        )
        await store.accept(GUILD, lambda acceptance: acceptance.insert(job, (), clock.now))
        for step in steps:
            match step:
                case "start":
                    await store.mark_started(job_id, clock.now)
                case "submit":
                    await store.mark_submitted(job_id, task, clock.now)
                case "post":
                    await store.mark_posting(job_id, clock.now, clock.now)


async def submitted_task(relay: RelayEmulator, job_id: int = 1) -> str:
    """Submit the job's request as the dead process did; return the task's path."""
    request = FluxRequest(prompt="a red fox", width=64, height=64)
    async with Relay(relay.url, KEY, options=QUICK) as client:
        key = f"easel-{job_id}"
        return (await client.submit(request.path, request.body({}), idempotency_key=key)).path


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("steps", [(), ("start",)])
async def test_a_row_that_was_never_submitted_is_submitted_once(
    opened: Opener, relay: RelayEmulator, database_url: str, steps: tuple[str, ...], asked: bool
) -> None:
    if asked:
        await submitted_task(relay)
    async with opened() as shop:
        await leave_row(database_url, shop.clock, *steps)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE
        assert shop.channel.posted == [1]
        assert relay.created == relay.charged == 1
        assert shop.channel.searches == []


async def test_a_row_at_the_relay_is_polled(
    opened: Opener, relay: RelayEmulator, database_url: str
) -> None:
    async with opened() as shop:
        task = await submitted_task(relay)
        await leave_row(database_url, shop.clock, "start", "submit", task=task)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert shop.channel.posted == [1]
        assert relay.created == 1
        # Once more, over what the earlier process may have had on its way.
        await until(lambda: shop.shown(1) == ["Running", "Done", "Done"])
        assert shop.channel.searches == []
        assert job.state is State.DONE


async def test_a_row_whose_message_exists_is_done_without_a_second(
    opened: Opener, relay: RelayEmulator, database_url: str
) -> None:
    async with opened() as first:
        first.channel.next_post(DeliveryError("and the process died"), stands=True)
        first.channel.next_search(*(DeliveryError("down") for _ in range(5)))
        job_id = await first.accept()
        await until(lambda: len(first.channel.searches) == 1)
        await first.crash()
    async with opened(owner="heir") as shop:
        shop.clock.pass_(91)
        polls = relay.polls
        await shop.runner.upkeep()
        (job,) = await shop.ended(job_id)
        assert shop.channel.posted == [job_id]
        assert (job.state, job.message_id) == (State.DONE, shop.channel.messages[0].id)
        assert relay.polls == polls
        assert shop.server_log.pictures == [(job_id, 1)]
        assert first.server_log.pictures == []
    assert database_url


async def test_a_row_whose_message_does_not_stand_is_posted(
    opened: Opener, relay: RelayEmulator, database_url: str
) -> None:
    async with opened() as shop:
        task = await submitted_task(relay)
        await leave_row(database_url, shop.clock, "start", "submit", "post", task=task)
        before = shop.clock.now
        shop.clock.pass_(60)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert shop.channel.searches == [1]
        assert shop.channel.posted == [1]
        # It is from the first try on that the place would have to be searched once more.
        assert job.posting_at == before


async def test_where_the_bot_may_not_look_it_does_not_post_again(
    opened: Opener, relay: RelayEmulator, database_url: str
) -> None:
    async with opened() as shop:
        task = await submitted_task(relay)
        await leave_row(database_url, shop.clock, "start", "submit", "post", task=task)
        shop.channel.next_search(UndeliverableError(Reason("failed-unseen")))
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert (job.state, job.reason) == (State.FAILED, {"key": "failed-unseen"})
        assert shop.channel.posted == []


@pytest.mark.parametrize("task", ["/v2/tasks/direct:404", ""])
async def test_a_task_that_the_relay_does_not_know_is_a_failure_and_not_counted(
    opened: Opener, database_url: str, task: str
) -> None:
    async with opened() as shop:
        await leave_row(database_url, shop.clock, "start", "submit", task=task)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.reason == {"key": "failed-expired"}
        assert await shop.used() == 0


async def test_a_row_too_old_to_be_submitted_safely_is_given_up(
    opened: Opener, relay: RelayEmulator, database_url: str
) -> None:
    async with opened(queue_timeout=3600) as shop:
        await leave_row(database_url, shop.clock, "start", job_id=1)
        shop.clock.pass_(3600)
        await leave_row(database_url, shop.clock, job_id=2)
        shop.clock.pass_(1)
        await shop.runner.upkeep()
        old, young = await shop.ended(1, 2)
        assert (old.state, old.reason) == (State.FAILED, {"key": "failed-expired"})
        assert young.state is State.DONE
        assert relay.created == 1


@pytest.mark.parametrize("ahead", [-25, 25], ids=["behind", "ahead"])
async def test_what_is_too_old_to_be_submitted_is_told_by_discords_clock(ahead: int) -> None:
    clock, said = Clock(), Clock()
    settings = Settings(_env_file=None)
    job_clock = JobClock(settings, clock, discord_now=said)
    job = Job(
        id=discord.utils.time_snowflake(said.now),
        state=State.QUEUED,
        member_id=MEMBER,
        destination=Destination(channel_id=CHANNEL, guild_id=GUILD, upload_limit=10**7),
        operation="flux",
        request={},
        pictures=1,
        created_at=clock.now,
    )
    clock.pass_(ahead * 3600)
    assert not job_clock.is_expired(job)
    said.pass_(settings.queue_timeout + 1)
    assert job_clock.is_expired(job)


async def test_a_result_that_waited_for_us_is_still_looked_at_once(
    opened: Opener, relay: RelayEmulator, database_url: str
) -> None:
    async with opened(job_timeout=60) as shop:
        task = await submitted_task(relay)
        await leave_row(database_url, shop.clock, "start", "submit", task=task)
        shop.clock.pass_(3000)
        await shop.runner.upkeep()
        (job,) = await shop.ended(1)
        assert job.state is State.DONE


async def test_killed_at_any_moment_it_costs_one_task_and_posts_one_message(
    opened: Opener, relay: RelayEmulator
) -> None:
    turns, left = 0, list[tuple[State, bool]]()
    async with opened(owner="heir") as heir:
        while State.DONE not in (state for state, _ in left):
            async with opened(owner=f"killed after {turns}") as killed:
                job_id = await killed.accept()
                for _ in range(turns):
                    await asyncio.sleep(0)
                await killed.crash()
            row = await heir.row(job_id)
            left.append((row.state, row.posting_at is not None))
            heir.clock.pass_(91)
            await heir.runner.upkeep()
            (job,) = await heir.ended(job_id)
            assert job.state is State.DONE
            assert heir.channel.posted.count(job_id) == 1
            turns += 1 + turns // 3
        assert len(heir.channel.posted) == relay.created == relay.charged == len(left)
    assert (State.QUEUED, False) in left


# Answers that cannot be had a second time


@pytest.fixture
def without_task(monkeypatch: pytest.MonkeyPatch, relay: RelayEmulator) -> None:
    """Have the relay answer submits with the pictures, and name no task."""
    monkeypatch.setattr("providers.relay.tasks.find_task_path", lambda *_: None)
    relay.faults.next("submit", "at-once")


@pytest.mark.usefixtures("without_task")
async def test_pictures_without_a_task_are_posted_before_the_process_ends(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, may_read, original = asyncio.Event(), asyncio.Event(), Generation.collect

    async def collect(*args: Any, **named: Any) -> Any:
        reading.set()
        await may_read.wait()
        return await original(*args, **named)

    monkeypatch.setattr(Generation, "collect", collect)
    async with opened() as shop:
        job_id = await shop.accept()
        await reading.wait()
        draining = asyncio.create_task(shop.runner.drain())
        await until(lambda: shop.runner._is_stopping)
        may_read.set()
        await draining
        assert (await shop.row(job_id)).state is State.DONE
        assert shop.channel.posted == [job_id]


@pytest.mark.usefixtures("without_task")
async def test_pictures_without_a_task_outlive_the_process_that_posts_them(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(owner="dead") as dead:
        dead.channel.open.clear()
        job_id = await dead.accept()
        await until(lambda: dead.channel.tries == 1)
        await dead.crash()
    async with opened(owner="heir") as heir:
        heir.clock.pass_(91)
        await heir.runner.upkeep()
        (job,) = await heir.ended(job_id)
        assert job.state is State.DONE
        assert heir.channel.posted == [job_id]
        assert relay.created == 1


# Pictures that end the process


@pytest.mark.parametrize("is_kept", [False, True])
async def test_pictures_that_end_each_process_before_the_send_are_given_up(
    opened: Opener, is_kept: bool, database_url: str
) -> None:
    async with opened(owner="first") as first:
        first.channel.open.clear()
        job_id = await first.accept()
        await until(lambda: first.channel.tries == 1)
        await first.crash()
    if is_kept:
        async with Database.open(database_url) as database:
            await ResultStore(database, "first").keep(job_id, [PICTURE.content], {})

    async def end_of_process(*_: Any) -> None:
        raise asyncio.CancelledError

    for life in range(MAX_ATTEMPTS + 1):
        async with opened(owner=f"life {life}") as shop:
            # Fitting them comes before the fence.
            shop.channel.post = end_of_process  # type: ignore[method-assign]
            shop.clock.pass_(91)
            await shop.runner.upkeep()
            await until(lambda shop=shop: not shop.runner._jobs)  # type: ignore[misc]
            state = (await shop.row(job_id)).state
    assert state is State.FAILED


async def test_pictures_are_fetched_while_the_database_cannot_be_told_of_their_task(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened() as shop:
        # The acceptance and the beginning succeed, and the note of the relay's task does not.
        shop.outage.spare, shop.outage.before = 2, ALWAYS
        job_id = await shop.accept()
        await until(lambda: relay.polls)
        # The relay forgets the task before the database is back.
        relay.tasks.clear()
        shop.outage.before = 0
        (job,) = await shop.ended(job_id)
        assert job.state is State.DONE
        assert job.task is not None
        assert job.submitted_at is not None
        assert len(shop.channel.posted) == 1
    assert (relay.created, relay.polls) == (1, 1)


async def test_job_that_fails_before_its_task_could_be_noted_leaves_no_note_behind(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened() as shop:
        shop.outage.spare, shop.outage.before = 2, ALWAYS
        job_id = await shop.accept("[fault:failed]")
        await until(lambda: relay.polls)
        shop.outage.before = 0
        (job,) = await shop.ended(job_id)
        assert job.state is State.FAILED
        assert not [task for task in asyncio.all_tasks() if task.get_name() == "note"]
