"""Waiting for a task: held polls, gentle polls, and the deadline."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pybase64
import pytest
from aiohttp import web

from providers.errors import (
    AnswerTooLargeError,
    BadAnswerError,
    BadKeyError,
    ContentDeclinedError,
    DeadlineError,
    TaskGoneError,
    TextAnswerError,
)
from providers.relay import Link, Relay, Result, Task
from tests.providers.conftest import (
    KEY,
    PNG,
    QUICK,
    TASK_ID,
    TASK_PATH,
    Reply,
    Service,
    completed,
    hang,
    lose,
    refused,
    unfinished,
    until,
)

LINK = "https://cdn.example/a.png"
TASK = Task(TASK_PATH)


async def test_a_task_rebuilt_from_its_path_is_polled_to_its_end(
    relay: Relay, service: Service
) -> None:
    service.on(TASK_PATH, unfinished(), unfinished(), completed({"urls": [LINK], "seed": 5}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),), seed=5)
    assert len(service.seen) == 3


async def test_the_ids_colon_goes_out_as_it_is(relay: Relay, service: Service) -> None:
    service.on(TASK_PATH, completed({"url": LINK}))
    await relay.wait(TASK, deadline=60)
    assert service.seen[0].raw_path.startswith(f"/v2/tasks/{TASK_ID}")


@pytest.mark.parametrize(("deadline", "hold"), [(600, "30"), (7.9, "7"), (0.9, None)])
async def test_a_poll_is_held_up_to_thirty_seconds_and_never_beyond_the_deadline(
    relay: Relay, service: Service, deadline: float, hold: str | None
) -> None:
    service.on(TASK_PATH, completed({"url": LINK}))
    await relay.wait(TASK, deadline=deadline)
    assert service.seen[0].query.get("wait") == hold


@pytest.mark.parametrize(
    "trouble",
    [
        lose,
        Reply("<html>oops</html>", 502),
        Reply(b"", 500),
        Reply(b"{broken"),
        Reply("<html>a page</html>"),
        refused(503, "CAPACITY_EXHAUSTED", Retry_After="0"),
        refused(429, "RATE_LIMITED", Retry_After="0"),
        Reply(None, 408),
    ],
)
async def test_a_failing_poll_is_repeated_more_often_than_a_submit(
    relay: Relay, service: Service, trouble: Reply
) -> None:
    times = QUICK.submit_attempts + 2
    service.on(TASK_PATH, *[trouble] * times, completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),))


async def test_a_task_that_the_relay_no_longer_knows_is_gone(
    relay: Relay, service: Service
) -> None:
    for reply in (refused(404, "TASK_NOT_FOUND"), Reply("<html>nothing here</html>", 404)):
        service.on(TASK_PATH, reply)
        with pytest.raises(TaskGoneError):
            await relay.wait(TASK, deadline=60)


async def test_a_refused_key_ends_the_wait(relay: Relay, service: Service) -> None:
    service.on(TASK_PATH, refused(401, "KEY_REVOKED"))
    with pytest.raises(BadKeyError):
        await relay.wait(TASK, deadline=60)


async def test_an_unfinished_task_ends_at_the_deadline(relay: Relay, service: Service) -> None:
    service.on(TASK_PATH, unfinished())
    with pytest.raises(DeadlineError):
        await relay.wait(TASK, deadline=0.02)


async def test_a_poll_without_an_answer_ends_at_the_deadline(
    relay: Relay, service: Service
) -> None:
    service.on(TASK_PATH, hang)
    async with asyncio.timeout(2):
        with pytest.raises(DeadlineError):
            await relay.wait(TASK, deadline=0.02)


async def test_a_paused_limiter_does_not_hold_a_wait_beyond_its_deadline(
    relay: Relay, service: Service
) -> None:
    service.on(TASK_PATH, refused(429, Retry_After="60"))
    with pytest.raises(DeadlineError):
        await relay.wait(TASK, deadline=0.02)


async def test_a_pause_beyond_the_deadline_is_not_slept_through_and_the_trouble_is_told(
    service: Service,
) -> None:
    service.on(TASK_PATH, refused(500, "INTERNAL_ERROR"))
    options = replace(QUICK, backoff_base=120, max_backoff=120)
    async with Relay(service.url, KEY, options=options) as relay, asyncio.timeout(5):
        with pytest.raises(DeadlineError) as caught:
            await relay.wait(TASK, deadline=30)
    assert (caught.value.status, caught.value.code) == (500, "INTERNAL_ERROR")


async def test_a_deadline_in_the_past_still_allows_a_look(relay: Relay, service: Service) -> None:
    service.on(TASK_PATH, completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=-3600) == Result((Link(LINK),))


async def test_an_answer_that_has_begun_may_end_after_the_deadline(service: Service) -> None:
    end_of_body = asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        await response.write(b'{"status": "completed", "result": ')
        await end_of_body.wait()
        await response.write(b'{"url": "https://cdn.example/a.png"}}')
        return response

    service.on(TASK_PATH, slow)
    async with Relay(service.url, KEY, options=QUICK) as relay:
        waiting = asyncio.create_task(relay.wait(TASK, deadline=0.1))
        await asyncio.sleep(0.11)
        end_of_body.set()
        assert await waiting == Result((Link(LINK),))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (completed(None), BadAnswerError),
        (completed({"images": []}), BadAnswerError),
        (completed({"images": [], "text": "Which cat?"}), TextAnswerError),
        (
            Reply({"status": "failed", "error": "no", "error_code": "CONTENT_POLICY_DECLINED"}),
            ContentDeclinedError,
        ),
    ],
)
async def test_an_ended_task_without_a_picture_is_not_polled_again(
    relay: Relay, service: Service, reply: Reply, kind: type[Exception]
) -> None:
    service.on(TASK_PATH, reply)
    with pytest.raises(kind):
        await relay.wait(TASK, deadline=60)
    assert len(service.seen) == 1


async def test_an_answer_over_the_limit_is_not_fetched_again(service: Service) -> None:
    service.on(TASK_PATH, completed({"images": ["x" * 2000]}))
    async with Relay(service.url, KEY, options=replace(QUICK, max_answer_bytes=1000)) as relay:
        with pytest.raises(AnswerTooLargeError):
            await relay.wait(TASK, deadline=60)
    assert len(service.seen) == 1


async def test_a_task_that_was_answered_at_once_cannot_be_had_again_from_its_row(
    relay: Relay,
) -> None:
    with pytest.raises(TaskGoneError):
        await relay.wait(Task(""), deadline=60)


async def test_held_polls_leave_the_slots_to_submits(service: Service) -> None:
    let_go = asyncio.Event()

    def held() -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(_: web.Request) -> web.StreamResponse:
            await let_go.wait()
            return completed({"url": LINK}).response()

        return answer

    service.on(TASK_PATH, held())
    service.on("/submit", Reply({"task_id": "x"}, 202))
    async with Relay(service.url, KEY, options=replace(QUICK, max_concurrent_submits=1)) as relay:
        waiting = asyncio.gather(*(relay.wait(TASK, deadline=60) for _ in range(5)))
        await until(lambda: service.times(TASK_PATH) == 5)
        async with asyncio.timeout(2):
            await relay.submit("/submit", {}, idempotency_key="easel-1")
        let_go.set()
        assert len(await waiting) == 5


async def test_inline_pictures_are_read_once_and_whole(relay: Relay, service: Service) -> None:
    picture = PNG + bytes(300_000)
    service.on(TASK_PATH, completed({"images": [pybase64.b64encode_as_string(picture)]}))
    result = await relay.wait(TASK, deadline=60)
    assert await relay.read(result.sources[0]) == picture
    with pytest.raises(LookupError):
        await relay.read(result.sources[0])


async def test_a_closed_relay_says_so() -> None:
    relay = Relay("http://127.0.0.1:9", KEY, options=QUICK)
    with pytest.raises(RuntimeError, match="not open"):
        await relay.wait(TASK, deadline=60)
    with pytest.raises(RuntimeError, match="not open"):
        await relay.fetch(LINK)
