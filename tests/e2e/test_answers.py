"""Every answer of the relay, good or bad, and what the member and the operator read of it."""

import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from bot.settings import Settings
from providers.options import RelayOptions
from sandbox.relay import KEY, Fault, RelayEmulator, refusals, serve
from sandbox.relay.faults import BY_CODE, Stage
from sandbox.world import World, open_world
from tests.e2e.conftest import QUICK, said
from tests.e2e.images import opened

pytestmark = pytest.mark.slow

OpenQuick = Callable[..., AbstractAsyncContextManager[World]]

IMPATIENT = RelayOptions(
    submit_attempts=2,
    backoff_base=0.001,
    max_backoff=0.002,
    submit_patience=0.05,
    max_retry_after=0.01,
    rate_limit_gap=0,
    max_rate_limit_gap=0,
    min_poll_pause=0,
    max_poll_pause=0.01,
    gone_interval=0.002,
    empty_patience=0.002,
    link_timeout=0.5,
    link_patience=0.02,
    max_link_bytes=2**20,
)
SMALL = {"flux": {"width": 64, "height": 64}, "qwen generate": {"size": "64x64"}}
FLUX, QWEN = SMALL
SILENT = {"upkeep_interval": 9999, "status_interval": 9999}


@pytest.fixture
def open_quick(emulator: RelayEmulator, sqlite_url: str) -> OpenQuick:
    """Opens a world whose relay's client hardly ever pauses."""

    @asynccontextmanager
    async def opened_quickly(**settings: Any) -> AsyncIterator[World]:
        values = {
            "relay_url": emulator.url,
            "relay_key": KEY,
            "database_url": sqlite_url,
            **QUICK,
            **settings,
        }
        chosen = Settings(_env_file=None, **values)
        async with open_world(chosen, emulator, relay_options=IMPATIENT) as world:
            yield world

    return opened_quickly


@pytest.fixture
async def world(open_quick: OpenQuick) -> AsyncIterator[World]:
    async with open_quick(daily_pictures=1) as made:
        yield made


async def ask(world: World, prompt: str, command: str = FLUX, **options: Any) -> str:
    """What the member reads in the end."""
    size = SMALL.get(command, {})
    result = await world.maya.slash(world.pictures, command, prompt=prompt, **size, **options)
    return said(result)


async def assert_limit_is_free(world: World) -> None:
    """The limit is one picture; it has to be there still."""
    posted = len(world.pictures.history())
    assert (await ask(world, "a fox")).startswith("✅ Done")
    assert len(world.pictures.history()) == posted + 1


async def assert_not_noticed(
    open_quick: OpenQuick, place: str, faults: tuple[str, ...], command: str
) -> None:
    """Each of these, once, ends in one picture of one task."""
    async with open_quick() as world:
        for made, fault in enumerate(faults, start=1):
            answer = await ask(world, f"a fox [fault:{place}/{fault}]", command)
            assert answer.startswith("✅ Done"), fault
            assert world.emulator.created == len(world.pictures.history()) == made, fault


# --- shapes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", SMALL)
async def test_every_shape_of_an_answer_is_read(open_quick: OpenQuick, command: str) -> None:
    async with open_quick() as world:
        for shape in ("both", "data-uri", "objects", "single"):
            answer = await ask(world, f"a fox [fault:result/{shape}]", command)
            assert answer.startswith("✅ Done"), shape
        posted = [file for message in world.pictures.history() for file in message.attachments]
        assert [opened(await file.read()).size for file in posted] == [(64, 64)] * 4


FAILED = (
    "⚠️ The image service couldn't make this one. Please try again. "
    "It doesn't count towards your limit."
)
UNFETCHED = (
    "⚠️ The finished picture couldn't be fetched. Please try again. "
    "It doesn't count towards your limit."
)


@pytest.mark.parametrize(
    ("command", "shape", "sentence"),
    [
        (FLUX, "no-pictures", FAILED),
        (FLUX, "not-a-picture", FAILED),
        (FLUX, "broken-picture", FAILED),
        (QWEN, "no-pictures", FAILED),
        (QWEN, "not-a-picture", UNFETCHED),
        (QWEN, "broken-picture", FAILED),
    ],
)
async def test_an_answer_without_a_whole_picture_does_not_count(
    world: World, command: str, shape: str, sentence: str
) -> None:
    assert await ask(world, f"a fox [fault:result/{shape}]", command) == sentence
    assert world.pictures.history() == []
    await assert_limit_is_free(world)


async def test_a_link_that_fails_once_is_fetched_again(open_quick: OpenQuick) -> None:
    await assert_not_noticed(
        open_quick, "file", ("dead", "html", "drop", "hang", "truncated", "endless"), QWEN
    )


@pytest.mark.parametrize("fault", ["dead", "html", "endless"])
async def test_a_link_that_never_gives_a_picture_does_not_count(world: World, fault: str) -> None:
    assert await ask(world, f"a fox [fault:file/{fault}*99]", QWEN) == UNFETCHED
    assert world.pictures.history() == []
    await assert_limit_is_free(world)


class TestSpec:
    """In the specification's form, where GPT Image answers links."""

    @pytest.fixture
    async def emulator(self) -> AsyncIterator[RelayEmulator]:
        async with serve(RelayEmulator(live=False, delay=0)) as relay:
            yield relay

    async def test_pictures_that_do_not_arrive_do_not_count(
        self, open_quick: OpenQuick, emulator: RelayEmulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usual = emulator.faults.take

        def first_link_is_dead(stage: Stage, prompt: str, scope: str) -> Fault | None:
            is_first = stage == "file" and scope.endswith("/0.png")
            return Fault("file", "dead") if is_first else usual(stage, prompt, scope)

        monkeypatch.setattr(emulator.faults, "take", first_link_is_dead)
        async with open_quick(daily_pictures=4) as world:
            await ask(world, "foxes", "gpt-image generate", n=4)

            [message] = world.pictures.history()
            assert len(message.attachments) == 3
            assert (
                "one picture didn't arrive and doesn't count towards your limit" in message.content
            )
            assert (await ask(world, "a fox")).startswith("✅ Done")
            assert (
                "You've made 4 pictures in the last 24 hours on all servers together; "
                "your limit is 4." in await ask(world, "a fox")
            )


# --- refusals -------------------------------------------------------------------------------------

OPERATOR = (
    "I can't use the image service right now. "
    "The people who run this bot have to fix it; please try again later."
)
MISSING = "This model isn't available right now. Please try another one."
INPUT = "The image service can't use this image. Please try another one, smaller or as PNG."
BUSY = "The image service is very busy. Please try again in a few minutes."
PROVIDER = "The image service couldn't make this one. Please try again."
SLOW = "The image service took too long. Please try again."
OURS = (
    "Something went wrong on my side. Please try again; if it happens again, tell the people who "
    "run this bot."
)
# docs/relay.md, section 3, by hand.
SENTENCES = {
    "upstream-invalid-request": "The image service doesn't accept this: “The provider refused a "
    "parameter” Please change it and try again.",
    "missing-credentials": OPERATOR,
    "invalid-api-key": OPERATOR,
    "key-revoked": OPERATOR,
    "insufficient-credits": OPERATOR,
    "key-budget-exhausted": OPERATOR,
    "model-not-available": MISSING,
    "model-retired": MISSING,
    "scope-denied": MISSING,
    "tier-feature-unavailable": MISSING,
    "model-not-found": MISSING,
    "task-not-found": MISSING,
    "idempotency-in-progress": BUSY,
    "file-too-large": INPUT,
    "file-type-unsupported": INPUT,
    "content-policy-declined": (
        "The image service won't make this because of its content rules: “I can't make this "
        "picture. Try to describe it in another way.” Please try other words."
    ),
    "image-text-response": (
        "The model answered with words instead of a picture: “What kind of animal "
        "should it be? Tell me more and I will draw it.” Please try other words."
    ),
    "idempotency-key-reused": OURS,
    "validation-error": "The image service doesn't accept this: “The request is not valid” "
    "Please change it and try again.",
    "rate-limited": BUSY,
    "internal-error": PROVIDER,
    "image-no-output": PROVIDER,
    "provider-unavailable": PROVIDER,
    "provider-schema-mismatch": PROVIDER,
    "upstream-error": PROVIDER,
    "capacity-exhausted": BUSY,
    "upstream-timeout": SLOW,
}
WAITED_FOR = ("rate-limited", "capacity-exhausted", "idempotency-in-progress")


def test_every_code_has_its_sentence() -> None:
    assert SENTENCES.keys() == BY_CODE.keys()


def assert_fit_for_a_member(answer: str, code: str, sentence: str) -> None:
    assert answer == f"⚠️ {sentence} It doesn't count towards your limit.", code
    assert not re.search(r"\b[1-5]\d\d\b", answer)
    assert KEY not in answer
    assert BY_CODE[code] not in answer


async def test_each_refusal_of_a_request_is_one_sentence_and_costs_nothing(world: World) -> None:
    for code, sentence in SENTENCES.items():
        if code not in WAITED_FOR:
            answer = await ask(world, f"a fox [fault:submit/{code}*99]")
            assert_fit_for_a_member(answer, code, sentence)
    assert world.emulator.created == 0
    assert world.pictures.history() == []
    await assert_limit_is_free(world)


async def test_each_failure_of_a_task_is_one_sentence_and_does_not_count(world: World) -> None:
    for code, sentence in SENTENCES.items():
        # A task that fails says no status: what is only known for a poll is the provider's failure.
        known = PROVIDER if code == "task-not-found" else sentence
        answer = await ask(world, f"a fox [fault:task/{code}]")
        assert_fit_for_a_member(answer, code, known)
    assert world.emulator.created == len(SENTENCES)
    assert world.emulator.charged == 0
    assert world.pictures.history() == []
    await assert_limit_is_free(world)


async def test_a_task_that_the_relay_forgot_is_asked_for_anew_by_the_member(world: World) -> None:
    assert await ask(world, "a fox [fault:lost]") == (
        "⚠️ The image service no longer has the result. Please try again. "
        "It doesn't count towards your limit."
    )
    await assert_limit_is_free(world)


async def test_what_passes_at_the_submit_is_not_noticed(open_quick: OpenQuick) -> None:
    broken = ("drop", "html", "blank", "drop-accepted", "html-accepted", "truncated")
    dated = (f"{code}-date" for code in WAITED_FOR)
    await assert_not_noticed(open_quick, "submit", (*broken, *WAITED_FOR, *dated), FLUX)


async def test_what_passes_at_a_poll_is_not_noticed(open_quick: OpenQuick) -> None:
    broken = ("html", "blank", "drop", "truncated", "early", "strange-status", "rate-limited")
    await assert_not_noticed(open_quick, "poll", broken, FLUX)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        *((code, BUSY) for code in WAITED_FOR),
        ("drop", "The image service didn't answer. Please try again in a few minutes."),
    ],
    ids=[*WAITED_FOR, "drop"],
)
async def test_patience_ends_and_nothing_was_counted(
    open_quick: OpenQuick, fault: str, sentence: str
) -> None:
    patience = {"submit_timeout": 0.2, "relay_patience": 0.2}
    async with open_quick(daily_pictures=1, **patience) as world:
        world.emulator.faults.next("submit", fault, times=2000)

        assert await ask(world, "a fox") == f"⚠️ {sentence} It doesn't count towards your limit."
        assert len(world.emulator.faults._queued["submit"]) < 1999
        world.emulator.faults.clear()
        await assert_limit_is_free(world)


@pytest.mark.parametrize("code", ["IMAGE_TEXT_RESPONSE", "CONTENT_POLICY_DECLINED"])
async def test_the_models_words_have_no_effect_but_to_be_read(
    world: World, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    text = f"**No** <@1>\n# {KEY} [x](https://example.com) ||s|| `code` <t:1:R>"
    monkeypatch.setitem(refusals.DETAILS, code, {"text": text})

    answer = await ask(world, f"a fox [fault:task/{code.lower().replace('_', '-')}]")

    assert r"\*\*No\*\*" in answer
    assert r"\|\|s\|\|" in answer
    assert r"\`code\`" in answer
    assert not re.search(r"(?<!\\)<[@t]", answer)
    assert "](" not in answer
    assert KEY not in answer
    assert "\n" not in answer


# --- the operator ---------------------------------------------------------------------------------


def lines(caplog: pytest.LogCaptureFixture, words: str) -> list[int]:
    return [record.levelno for record in caplog.records if words in record.getMessage()]


async def test_the_operator_hears_once_an_hour_that_the_key_is_bad(
    open_quick: OpenQuick, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    words = "the relay refuses the bot's account"
    async with open_quick(**SILENT) as world:
        for _ in range(5):
            await ask(world, "a fox [fault:key]")
        assert lines(caplog, words) == [logging.ERROR, *[logging.INFO] * 4]
        # Credits are another matter.
        await ask(world, "a fox [fault:credits]")
        assert lines(caplog, words)[-1] == logging.ERROR

        world.env.backend.advance_clock(3600)
        await ask(world, "a fox [fault:key]")
        assert lines(caplog, words)[-1] == logging.ERROR
    assert KEY not in caplog.text


async def test_the_operator_hears_once_that_credits_run_low_and_members_do_not(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.emulator.credit_warning = True
    answers = [await ask(world, "a fox") for _ in range(3)]

    assert lines(caplog, "credits run low") == [logging.WARNING]
    assert "credit" not in "".join(answers).lower()


async def test_what_is_our_own_fault_is_told_to_the_operator(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await ask(world, "a fox [fault:submit/idempotency-key-reused]")

    assert lines(caplog, "used for another body") == [logging.ERROR]
