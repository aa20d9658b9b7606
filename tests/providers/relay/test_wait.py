"""Waiting for a task: held polls, gentle polls, and the deadline."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import orjson
import pybase64
import pytest
from aiohttp import web

from providers.errors import (
    AnswerTooLargeError,
    BadAnswerError,
    ContentDeclinedError,
    DeadlineError,
    ProviderFailedError,
    RateLimitedError,
    RelayError,
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
    Answerer,
    Reply,
    Seen,
    Service,
    completed,
    drip,
    hang,
    lose,
    promising_more,
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


async def test_json_that_is_whole_is_enough_even_if_more_was_announced(
    relay: Relay, service: Service
) -> None:
    picture = pybase64.b64encode(PNG).decode()
    body = orjson.dumps({"status": "completed", "result": {"images": [picture]}})
    service.on(TASK_PATH, promising_more(body[:-3]), promising_more(body))
    [source] = (await relay.wait(TASK, deadline=60)).sources
    assert await relay.read(source) == PNG
    assert len(service.seen) == 2


ELSEWHERE = {"Location": "https://elsewhere.example/login"}
PAGE = "<html><body>Sign in</body></html>"
OTHER_TASK = "direct:ffffffff-6a1b-4c55-9d7e-3f1f5b1f0a11"
TROUBLES: dict[str, Reply | Answerer] = {
    "reset": lose,
    "drip": drip,
    "401 of the relay": refused(401, "KEY_REVOKED"),
    "401 of a gateway": Reply(PAGE, 401),
    "402": refused(402, "INSUFFICIENT_CREDITS"),
    "403 of the relay": refused(403, "SCOPE_DENIED"),
    "403 of a firewall": Reply(PAGE, 403),
    "404 of a proxy": Reply(PAGE, 404),
    "404 without a code": Reply({"detail": "Not Found"}, 404),
    "404 of another kind": refused(404, "MODEL_NOT_FOUND"),
    "404 of the relay, once": refused(404, "TASK_NOT_FOUND"),
    "405": Reply(b"", 405),
    "408": Reply(None, 408),
    "409": refused(409, "IDEMPOTENCY_IN_PROGRESS", Retry_After="0"),
    "410": Reply(b"", 410),
    "413": Reply(PAGE, 413),
    "418": Reply(b"", 418),
    "422": refused(422, "VALIDATION_ERROR"),
    "429": refused(429, "RATE_LIMITED", Retry_After="0"),
    "451": Reply(PAGE, 451),
    "500": Reply(b"", 500),
    "502": Reply(PAGE, 502),
    "503": refused(503, "CAPACITY_EXHAUSTED", Retry_After="0"),
    "504": refused(504, "UPSTREAM_TIMEOUT"),
    "520": Reply(PAGE, 520),
    "301": Reply(None, 301, ELSEWHERE),
    "302": Reply(PAGE, 302, ELSEWHERE),
    "307": Reply(None, 307, ELSEWHERE),
    "308 without a place": Reply(None, 308),
    "a page": Reply(PAGE),
    "nothing": Reply(b""),
    "204": Reply(b"", 204),
    "half of it": Reply(b'{"status": "completed", "result": {"images": ["iVBORw0KGgo'),
    "null": Reply(None),
    "a number": Reply(7),
    "a text": Reply(b'"completed"'),
    "an empty array": Reply([]),
    "an array": Reply([1, {"status": "failed"}]),
    "an empty object": Reply({}),
    "an object of somebody else": Reply({"message": "maintenance", "ok": False}),
    "a status of no type": Reply({"status": 3, "result": None}),
    "a list as status": Reply({"status": ["failed"]}),
    "another task, failed": Reply({"task_id": OTHER_TASK, "status": "failed"}),
    "another task, completed": Reply(
        {"task_id": OTHER_TASK, "status": "completed", "result": {"url": f"{LINK}?other"}}
    ),
    "completed, without a picture yet": completed(None),
    "completed, with an empty list yet": completed({"images": []}),
    "too large": Reply(b"[" + b"{}," * 2**19 + b"{}]"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_no_answer_but_a_definite_one_ends_a_wait(service: Service, trouble: str) -> None:
    service.on(TASK_PATH, TROUBLES[trouble], TROUBLES[trouble], completed({"url": LINK}))
    if trouble == "404 of the relay, once":
        service.on(TASK_PATH, TROUBLES[trouble], completed({"url": LINK}))
    seen: list[RelayError | None] = []
    options = replace(QUICK, answer_timeout=0.2, empty_patience=60)
    async with Relay(service.url, KEY, options=options) as relay:
        result = await relay.wait(TASK, deadline=60, on_trouble=seen.append)
    assert result == Result((Link(LINK),))
    assert all(isinstance(error, RelayError) for error in seen)
    assert seen


@pytest.mark.parametrize("trouble", [name for name in TROUBLES if name != "too large"])
async def test_an_odd_answer_is_waited_out_past_the_deadline_too(
    service: Service, trouble: str
) -> None:
    if trouble == "404 of the relay, once":
        service.on(TASK_PATH, TROUBLES[trouble], completed({"url": LINK}))
    else:
        service.on(TASK_PATH, *[TROUBLES[trouble]] * 3, completed({"url": LINK}))
    options = replace(QUICK, answer_timeout=0.1, empty_patience=60)
    async with Relay(service.url, KEY, options=options) as relay:
        result = await relay.wait(TASK, deadline=-3600, patience=60)
    assert result == Result((Link(LINK),))


async def test_a_failing_poll_is_repeated_more_often_than_a_submit(
    relay: Relay, service: Service
) -> None:
    busy = refused(503, Retry_After="0")
    storm = [refused(500, "INTERNAL_ERROR"), Reply(PAGE, 502), busy, lose] * 10
    service.on(TASK_PATH, *storm, completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),))


async def test_the_end_of_trouble_is_told(relay: Relay, service: Service) -> None:
    seen: list[RelayError | None] = []
    service.on(TASK_PATH, unfinished(), Reply(b"", 500), unfinished(), completed({"url": LINK}))
    await relay.wait(TASK, deadline=60, on_trouble=seen.append)
    assert [type(error) for error in seen] == [ProviderFailedError, type(None)]


async def test_a_task_that_the_relay_says_twice_it_does_not_know_is_gone(
    service: Service,
) -> None:
    service.on(TASK_PATH, refused(404, "TASK_NOT_FOUND"))
    async with Relay(service.url, KEY, options=replace(QUICK, gone_interval=0.2)) as relay:
        began = asyncio.get_running_loop().time()
        with pytest.raises(TaskGoneError):
            await relay.wait(TASK, deadline=60)
    assert asyncio.get_running_loop().time() - began >= 0.2
    assert len(service.seen) == 2


async def test_a_task_is_not_gone_if_it_was_seen_in_between(relay: Relay, service: Service) -> None:
    gone = refused(404, "TASK_NOT_FOUND")
    service.on(TASK_PATH, *[gone, unfinished()] * 5, completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),))


async def test_an_odd_answer_in_between_does_not_bring_a_task_back(
    relay: Relay, service: Service
) -> None:
    gone = refused(404, "TASK_NOT_FOUND")
    service.on(TASK_PATH, gone, Reply(PAGE, 502), Reply(PAGE, 404), gone)
    with pytest.raises(TaskGoneError):
        await relay.wait(TASK, deadline=60)


async def test_a_task_that_flips_back_is_waited_for(relay: Relay, service: Service) -> None:
    service.on(TASK_PATH, completed({"images": []}), unfinished(), completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),))


def keyed(seen: Seen) -> bool:
    return "X-API-Key" in seen.headers


@pytest.mark.parametrize("refusal", [refused(401, "KEY_REVOKED"), Reply(PAGE, 403)])
async def test_a_refused_key_is_left_out_at_once(service: Service, refusal: Reply) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        with_key = "X-API-Key" in request.headers
        return (refusal if with_key else completed({"url": LINK})).response()

    service.on(TASK_PATH, answer)
    options = replace(QUICK, backoff_base=60, max_backoff=60)
    async with Relay(service.url, KEY, options=options) as relay, asyncio.timeout(5):
        assert await relay.wait(TASK, deadline=600) == Result((Link(LINK),))
    assert [keyed(seen) for seen in service.seen] == [True, False]


async def test_where_both_are_refused_the_key_is_tried_now_and_then(
    relay: Relay, service: Service
) -> None:
    service.on(TASK_PATH, *[refused(401)] * 4, completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),))
    assert [keyed(seen) for seen in service.seen] == [True, False, True, False, True]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed_with_the_key_or_without(
    relay: Relay, service: Service, other_service: Service, status: int
) -> None:
    other_service.on(TASK_PATH, completed({"url": f"{LINK}?other"}))
    moved = Reply(None, status, {"Location": f"{other_service.url}{TASK_PATH}"})
    service.on(TASK_PATH, moved, completed({"url": LINK}))
    assert await relay.wait(TASK, deadline=60) == Result((Link(LINK),))
    assert other_service.seen == []


async def test_a_task_of_an_earlier_address_is_polled_there_without_the_key(
    relay: Relay, service: Service, other_service: Service
) -> None:
    other_service.on(TASK_PATH, refused(401), unfinished(), completed({"url": LINK}))
    task = Task(TASK_PATH, origin=other_service.url)
    assert await relay.wait(task, deadline=60) == Result((Link(LINK),))
    assert service.seen == []
    assert not any(map(keyed, other_service.seen))


async def test_rate_limit_of_a_former_address_does_not_hold_back_todays(
    service: Service, other_service: Service
) -> None:
    limited = refused(429, "RATE_LIMITED", Retry_After="600")
    other_service.on(TASK_PATH, limited)
    service.on(TASK_PATH, completed({"urls": [LINK]}))
    async with Relay(service.url, KEY, options=QUICK) as relay:
        former = Task(TASK_PATH, origin=other_service.url)
        troubles: list[RelayError | None] = []
        waiting = asyncio.create_task(relay.wait(former, deadline=60, on_trouble=troubles.append))
        await until(lambda: bool(troubles))
        async with asyncio.timeout(5):
            assert (await relay.wait(TASK, deadline=60)).sources == (Link(LINK),)
        waiting.cancel()


@pytest.mark.parametrize("origin", [None, "", "nonsense", "own", "http://["])
async def test_a_task_without_a_known_address_is_polled_at_the_relay(
    relay: Relay, service: Service, origin: str | None
) -> None:
    service.on(TASK_PATH, completed({"url": LINK}))
    await relay.wait(Task(TASK_PATH, origin=origin), deadline=60)
    await relay.wait(Task(TASK_PATH, origin=relay.address), deadline=60)
    assert all(map(keyed, service.seen))


def test_the_address_that_is_stored_has_no_password() -> None:
    relay = Relay("https://user:s3cret@relay.example:8443/prefix/", KEY)
    assert relay.address == "https://relay.example:8443/prefix"


async def test_a_rate_limit_of_another_is_trouble_as_well(relay: Relay, service: Service) -> None:
    seen: list[RelayError | None] = []
    service.on(TASK_PATH, unfinished(), completed({"url": LINK}))
    relay._connection._rate_limiter.pause(0.02)
    await relay.wait(TASK, deadline=60, on_trouble=seen.append)
    assert [type(error) for error in seen] == [RateLimitedError, type(None)]


async def test_patience_ends_without_a_definite_word(relay: Relay, service: Service) -> None:
    service.on(TASK_PATH, Reply(PAGE, 404))
    with pytest.raises(DeadlineError) as caught:
        await relay.wait(TASK, deadline=0.01, patience=0.02)
    assert not caught.value.definite


async def test_a_definite_word_ends_all_patience_past_the_deadline(
    relay: Relay, service: Service
) -> None:
    service.on(TASK_PATH, Reply(PAGE, 502), Reply(PAGE, 404), unfinished())
    with pytest.raises(DeadlineError) as caught:
        await relay.wait(TASK, deadline=-1, patience=3600)
    assert caught.value.definite
    assert len(service.seen) == 3


async def test_pictures_of_a_status_that_nobody_knows_are_taken_at_the_deadline(
    relay: Relay, service: Service
) -> None:
    service.on(TASK_PATH, Reply({"status": "succeeded", "result": {"url": LINK}}))
    assert await relay.wait(TASK, deadline=0.02, patience=5) == Result((Link(LINK),))
    assert len(service.seen) > 1


async def test_a_large_body_may_take_longer_than_an_answer_and_a_dripping_one_not(
    service: Service,
) -> None:
    text = orjson.dumps({"status": "completed", "result": {"url": LINK, "text": "x" * 30_000}})

    async def slow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        for start in range(0, len(text), 3000):
            await response.write(text[start : start + 3000])
            await asyncio.sleep(0.03)
        return response

    service.on(TASK_PATH, slow)
    options = replace(QUICK, answer_timeout=0.1, min_bytes_per_second=50_000)
    async with Relay(service.url, KEY, options=options) as relay:
        assert await relay.wait(TASK, deadline=0.05) == Result((Link(LINK),))
    options = replace(options, min_bytes_per_second=10**9)
    async with Relay(service.url, KEY, options=options) as relay:
        with pytest.raises(DeadlineError):
            await relay.wait(TASK, deadline=0.05)


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
        (completed({"images": [], "text": "Which cat?"}), TextAnswerError),
        (
            Reply({"status": "failed", "error": "no", "error_code": "CONTENT_POLICY_DECLINED"}),
            ContentDeclinedError,
        ),
        (Reply({"status": "FAILED"}), ProviderFailedError),
        (Reply({"status": "failed", "error_code": "RATE_LIMITED"}), RateLimitedError),
    ],
)
async def test_an_ended_task_is_not_polled_again(
    relay: Relay, service: Service, reply: Reply, kind: type[Exception]
) -> None:
    service.on(TASK_PATH, reply)
    with pytest.raises(kind):
        await relay.wait(TASK, deadline=60)
    assert len(service.seen) == 1


@pytest.mark.parametrize("result", [None, {}, {"images": []}, {"images": ["no picture"]}, "x"])
async def test_a_completed_task_without_a_picture_is_given_some_time(
    relay: Relay, service: Service, result: object
) -> None:
    service.on(TASK_PATH, completed(result))
    with pytest.raises(BadAnswerError):
        await relay.wait(TASK, deadline=60)
    assert len(service.seen) > 1


async def test_an_answer_over_the_limit_is_fetched_a_few_times(service: Service) -> None:
    service.on(TASK_PATH, completed({"images": ["x" * 2000]}))
    async with Relay(service.url, KEY, options=replace(QUICK, max_answer_bytes=1000)) as relay:
        with pytest.raises(AnswerTooLargeError):
            await relay.wait(TASK, deadline=60)
    assert len(service.seen) == 3


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
