"""Answers of the relay, and of what stands before it, that must not cost a paid picture."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.settings import Settings
from providers.options import RelayOptions
from sandbox.relay import KEY, Fault, RelayEmulator, broken_answers, oddities, serve
from sandbox.relay.faults import Stage
from sandbox.world import World, open_world
from tests.e2e.conftest import QUICK
from tests.e2e.test_answers import FLUX, IMPATIENT, QWEN, ask

pytestmark = pytest.mark.slow

OpenPatient = Callable[..., AbstractAsyncContextManager[World]]

PATIENT = replace(IMPATIENT, link_patience=20, empty_patience=20, answer_timeout=0.5)


@pytest.fixture
def open_patient(emulator: RelayEmulator, sqlite_url: str) -> OpenPatient:
    """Opens a world whose relay's client hardly ever pauses, and has the patience that it ships."""

    @asynccontextmanager
    async def opened(options: RelayOptions = PATIENT, **settings: Any) -> AsyncIterator[World]:
        values = {
            "relay_url": emulator.url,
            "relay_key": KEY,
            "database_url": sqlite_url,
            **QUICK,
            **settings,
        }
        chosen = Settings(_env_file=None, **values)
        async with open_world(chosen, emulator, relay_options=options) as world:
            yield world

    return opened


async def assert_posted(open_patient: OpenPatient, prompts: list[str], command: str) -> None:
    """Each prompt ends in one picture of one task that was charged once."""
    async with open_patient() as world:
        for made, prompt in enumerate(prompts, start=1):
            answer = await ask(world, prompt, command)
            assert answer.startswith("✅ Done"), prompt
            assert len(world.pictures.history()) == made, prompt
            assert world.emulator.created == world.emulator.charged == made, prompt


@pytest.mark.parametrize("command", [FLUX, QWEN])
async def test_an_odd_answer_to_a_poll_is_waited_out(
    open_patient: OpenPatient, command: str
) -> None:
    odd = (
        *broken_answers.GATES,
        "null",
        "array",
        "empty",
        "running",
        "another-task",
        "invalid-api-key",
    )
    prompts = [f"a fox [fault:poll/{name}*2]" for name in odd]
    once = ["a fox [fault:poll/task-not-found]", "a fox [fault:gateway]"]
    await assert_posted(open_patient, [*prompts, *once], command)


async def test_a_poll_that_drips_is_given_up_and_repeated(open_patient: OpenPatient) -> None:
    await assert_posted(open_patient, ["a fox [fault:poll/drip]"], FLUX)


async def test_a_refusal_after_a_lost_answer_is_not_the_last_word(
    open_patient: OpenPatient,
) -> None:
    lost = ("drop-accepted", "html-accepted", "truncated", "drip-accepted")
    refusals = ("insufficient-credits", "key-revoked", "model-retired", *broken_answers.GATES)
    prompts = [f"a fox [fault:submit/{name}][fault:credits]" for name in lost]
    prompts += [f"a fox [fault:drop][fault:submit/{name}*2]" for name in refusals]
    await assert_posted(open_patient, prompts, FLUX)


async def test_a_link_that_is_late_is_waited_for(open_patient: OpenPatient) -> None:
    kinds = ("dead", "html", "forbidden", "gone", "unavailable", "redirect", "truncated", "drop")
    prompts = [f"a fox [fault:file/{name}*9]" for name in kinds]
    await assert_posted(open_patient, prompts, QWEN)


async def test_a_link_that_is_late_by_two_seconds_is_waited_for(
    open_patient: OpenPatient, emulator: RelayEmulator
) -> None:
    now = 1000.0
    emulator.task_store.clock = lambda: now
    async with open_patient() as world:
        asking = asyncio.create_task(ask(world, "a fox [fault:late-link]", QWEN))
        async with asyncio.timeout(10):
            while emulator.downloads < 5:  # noqa: ASYNC110 - nobody tells when
                await asyncio.sleep(0.001)
        now += 2
        assert (await asking).startswith("✅ Done")


async def test_json_that_is_not_strict_does_not_cost_the_picture(
    open_patient: OpenPatient,
) -> None:
    odd = [name for name in oddities.JSON_TEXTS if name != "flood"]
    prompts = [f"a fox [fault:result/{name}]" for name in odd]
    await assert_posted(open_patient, prompts, FLUX)


@pytest.mark.parametrize("command", [FLUX, QWEN])
async def test_pictures_of_every_kind_are_posted(open_patient: OpenPatient, command: str) -> None:
    kinds = (*oddities.BASE64, *oddities.FILES, "mixed", "many-links")
    await assert_posted(open_patient, [f"a fox [fault:result/{kind}]" for kind in kinds], command)


async def test_far_too_many_links_are_not_all_fetched(
    open_patient: OpenPatient, emulator: RelayEmulator
) -> None:
    async with open_patient(daily_pictures=1) as world:
        await ask(world, "a fox [fault:result/many-links]", QWEN)
        [message] = world.pictures.history()
        assert len(message.attachments) == emulator.downloads == 10


async def test_an_answer_that_is_far_too_large_is_refused_and_the_bot_goes_on(
    open_patient: OpenPatient,
) -> None:
    async with open_patient(daily_pictures=1) as world:
        loop = asyncio.get_running_loop()
        longest, last = 0.0, loop.time()

        async def watch() -> None:
            nonlocal longest, last
            while True:
                await asyncio.sleep(0.001)
                longest, last = max(longest, loop.time() - last), loop.time()

        watching = asyncio.create_task(watch())
        assert "The image service couldn't make this one." in await ask(
            world, "[fault:result/flood]"
        )
        watching.cancel()
        assert longest < 2
        assert (await ask(world, "a fox")).startswith("✅ Done")


class TestAtOnce:
    """By a service that answers a submit with the result."""

    async def test_a_picture_is_posted(self, open_patient: OpenPatient) -> None:
        async with open_patient() as world:
            for command in (FLUX, QWEN):
                answer = await ask(world, "a fox [fault:submit/at-once]", command)
                assert answer.startswith("✅ Done"), command
            assert world.emulator.polls == 0

    async def test_an_inline_picture_is_posted_without_the_one_whose_link_is_dead(
        self, open_patient: OpenPatient
    ) -> None:
        prompt = "a fox [fault:submit/at-once][fault:result/mixed][fault:file/dead*999]"
        async with open_patient(replace(PATIENT, link_patience=0.01)) as world:
            assert (await ask(world, prompt)).startswith("✅ Done")
            [message] = world.pictures.history()
            assert len(message.attachments) == 1
            assert world.emulator.charged == 1

    async def test_what_arrived_is_posted_and_the_missing_one_is_named(
        self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with serve(RelayEmulator(live=False, delay=0)) as emulator:
            usual = emulator.faults.take

            def first_link_is_dead(stage: Stage, prompt: str, scope: str) -> Fault | None:
                is_first = stage == "file" and scope.endswith("/0.png")
                return Fault("file", "dead") if is_first else usual(stage, prompt, scope)

            monkeypatch.setattr(emulator.faults, "take", first_link_is_dead)
            values = {"relay_url": emulator.url, "relay_key": KEY, "database_url": sqlite_url}
            chosen = Settings(_env_file=None, **values, **QUICK)
            options = replace(PATIENT, link_patience=0.01)
            async with open_world(chosen, emulator, relay_options=options) as world:
                await ask(world, "foxes [fault:submit/at-once]", "gpt-image generate", n=3)
                [message] = world.pictures.history()
                assert len(message.attachments) == 2
                assert (
                    "one picture didn't arrive and doesn't count towards your limit"
                    in message.content
                )
