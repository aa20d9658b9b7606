"""Submitting: accepted once, paid once, whatever the network does."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import orjson
import pybase64
import pytest
from aiohttp import web

from providers.errors import (
    BadAnswerError,
    BadKeyError,
    CapacityError,
    ContentDeclinedError,
    KeyReusedError,
    OutOfCreditsError,
    ProviderFailedError,
    RateLimitedError,
    RelayError,
    StillAcceptingError,
    UnreachableError,
)
from providers.relay import Inline, Relay, Task
from tests.providers.conftest import (
    GENERATE,
    KEY,
    PNG,
    QUICK,
    TASK_PATH,
    Answerer,
    Reply,
    Service,
    accepted,
    drip,
    hang,
    lose,
    refused,
    until,
)

BODY = {"prompt": "a cat", "width": 64}


async def test_a_submit_is_asynchronous_and_carries_both_keys(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, accepted())
    task = await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
    assert task == Task(TASK_PATH)
    (seen,) = service.seen
    assert orjson.loads(seen.body) == {**BODY, "async": True}
    assert seen.headers["X-API-Key"] == KEY
    assert seen.headers["Idempotency-Key"] == "easel-1"
    assert seen.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    "trouble",
    [
        lose,
        Reply("<html>bad gateway</html>", 502),
        Reply(b"", 500),
        Reply(b"{broken", 202),
        Reply(b"", 200),
        refused(504, "UPSTREAM_TIMEOUT"),
        refused(503, "CAPACITY_EXHAUSTED", Retry_After="0"),
        Reply("busy", 503, {"Retry-After": "0"}),
        refused(429, "RATE_LIMITED", Retry_After="0"),
        refused(409, "IDEMPOTENCY_IN_PROGRESS", Retry_After="0"),
    ],
)
async def test_keyed_submit_is_sent_again_with_the_same_key_and_bytes(
    relay: Relay, service: Service, trouble: Reply
) -> None:
    service.on(GENERATE, trouble, trouble, accepted())
    assert await relay.submit(GENERATE, BODY, idempotency_key="easel-1") == Task(TASK_PATH)
    assert len(service.seen) == 3
    assert len({(seen.body, seen.headers["Idempotency-Key"]) for seen in service.seen}) == 1


async def test_keyless_submit_is_never_sent_twice_after_a_lost_answer(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, lose)
    with pytest.raises(UnreachableError):
        await relay.submit(GENERATE, BODY, idempotency_key=None)
    assert len(service.seen) == 1
    assert "Idempotency-Key" not in service.seen[0].headers


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (refused(500, "INTERNAL_ERROR"), ProviderFailedError),
        (refused(502, "UPSTREAM_ERROR"), ProviderFailedError),
        (Reply("down", 503), CapacityError),
        (Reply(b"{broken", 202), BadAnswerError),
        (refused(409, "IDEMPOTENCY_IN_PROGRESS", Retry_After="0"), StillAcceptingError),
    ],
)
async def test_keyless_submit_is_never_sent_twice_where_it_may_have_been_accepted(
    relay: Relay, service: Service, trouble: Reply, kind: type[Exception]
) -> None:
    service.on(GENERATE, trouble)
    with pytest.raises(kind):
        await relay.submit(GENERATE, BODY, idempotency_key=None)
    assert len(service.seen) == 1


async def test_keyless_submit_waits_out_a_rate_limit_and_a_lack_of_capacity(
    relay: Relay, service: Service
) -> None:
    busy = refused(503, "CAPACITY_EXHAUSTED", Retry_After="0")
    service.on(GENERATE, refused(429, Retry_After="0"), busy, accepted())
    assert await relay.submit(GENERATE, BODY, idempotency_key=None) == Task(TASK_PATH)


async def test_a_refused_connection_is_tried_for_a_set_time(unused_tcp_port: int) -> None:
    async with Relay(f"http://127.0.0.1:{unused_tcp_port}", KEY, options=QUICK) as relay:
        for key in ("easel-1", None):
            with pytest.raises(UnreachableError) as caught:
                await relay.submit(GENERATE, BODY, idempotency_key=key, patience=0.01)
            assert not caught.value.sent


async def test_lost_answers_end_in_a_failure_after_the_set_time(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, lose)
    with pytest.raises(UnreachableError):
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1", patience=0.05)
    assert len(service.seen) > 1


async def test_failures_of_the_provider_end_in_one_after_the_set_attempts(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, refused(500, "INTERNAL_ERROR"))
    with pytest.raises(ProviderFailedError):
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
    assert len(service.seen) == QUICK.submit_attempts


async def answer_nonsense(request: web.Request) -> web.StreamResponse:
    """Answer with a status that HTTP does not have."""
    assert request.transport is not None
    request.transport.write(b"HTTP/1.1 000 Odd\r\nContent-Length: 0\r\n\r\n")
    request.transport.close()
    return web.Response()


PAGE = "<html>Sign in</html>"
LOSSES: dict[str, Reply | Answerer] = {
    "reset": lose,
    "drip": drip,
    "page": Reply(PAGE),
    "nothing": Reply(b"", 202),
    "half": Reply(b'{"task_id": "direct:', 202),
    "array": Reply([], 202),
    "null": Reply(None, 202),
    "no task": Reply({"status": "ok"}),
    "bad gateway": Reply(PAGE, 502),
    "unavailable": Reply(PAGE, 503, {"Retry-After": "0"}),
    "nonsense": answer_nonsense,
    "in progress": refused(409, "IDEMPOTENCY_IN_PROGRESS", Retry_After="0"),
}
REFUSALS: dict[str, Reply] = {
    "400": refused(400, "UPSTREAM_INVALID_REQUEST"),
    "401": refused(401, "KEY_REVOKED"),
    "402": refused(402, "INSUFFICIENT_CREDITS"),
    "403": refused(403, "MODEL_RETIRED"),
    "404": refused(404, "MODEL_NOT_FOUND"),
    "413": refused(413, "FILE_TOO_LARGE"),
    "422": refused(422, "CONTENT_POLICY_DECLINED"),
    "422, another body": refused(422, "IDEMPOTENCY_KEY_REUSED"),
    "401 of a gateway": Reply(PAGE, 401),
    "403 of a firewall": Reply(PAGE, 403),
    "404 of a proxy": Reply(PAGE, 404),
    "302": Reply(PAGE, 302, {"Location": "https://elsewhere.example/"}),
    "410": Reply(b"", 410),
    "500": refused(500, "INTERNAL_ERROR"),
}


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("refusal", ["402", "401 of a gateway"])
async def test_after_any_lost_answer_a_refusal_is_not_the_last_word(
    service: Service, loss: str, refusal: str
) -> None:
    service.on(GENERATE, LOSSES[loss], REFUSALS[refusal], REFUSALS[refusal], accepted())
    async with Relay(service.url, KEY, options=replace(QUICK, answer_timeout=0.05)) as relay:
        task = await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
    assert task == Task(TASK_PATH)
    assert len({(seen.body, seen.headers["Idempotency-Key"]) for seen in service.seen}) == 1


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_after_a_lost_answer_no_refusal_is_the_last_word(
    relay: Relay, service: Service, refusal: str
) -> None:
    service.on(GENERATE, lose, *[REFUSALS[refusal]] * QUICK.submit_attempts * 2, accepted())
    seen: list[RelayError | None] = []
    task = await relay.submit(GENERATE, BODY, idempotency_key="easel-1", on_trouble=seen.append)
    assert task == Task(TASK_PATH)
    assert seen[-1] is None
    assert all(isinstance(error, RelayError) for error in seen[:-1])


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_a_submit_of_an_earlier_life_is_not_ended_by_a_refusal(
    relay: Relay, service: Service, refusal: str
) -> None:
    service.on(GENERATE, REFUSALS[refusal], REFUSALS[refusal], accepted())
    task = await relay.submit(GENERATE, BODY, idempotency_key="easel-1", uncertain=True)
    assert task == Task(TASK_PATH)


async def test_a_refusal_counts_when_patience_is_over(relay: Relay, service: Service) -> None:
    service.on(GENERATE, lose, refused(402, "INSUFFICIENT_CREDITS"))
    with pytest.raises(OutOfCreditsError):
        await relay.submit(
            GENERATE, BODY, idempotency_key="easel-1", patience=0.5, lost_patience=60
        )
    assert len(service.seen) > 2


async def test_for_want_of_any_answer_a_submit_that_may_be_paid_goes_on(
    relay: Relay, service: Service
) -> None:
    began = asyncio.get_running_loop().time()

    async def answer(request: web.Request) -> web.StreamResponse:
        if asyncio.get_running_loop().time() - began < 0.1:
            return await lose(request)
        return accepted().response()

    service.on(GENERATE, answer)
    task = await relay.submit(
        GENERATE, BODY, idempotency_key="easel-1", patience=0.01, lost_patience=60
    )
    assert task == Task(TASK_PATH)


async def test_a_failure_in_a_finished_answer_is_a_definite_word(
    relay: Relay, service: Service
) -> None:
    failed = {"task_id": "x", "status": "failed", "error_code": "CONTENT_POLICY_DECLINED"}
    service.on(GENERATE, lose, Reply(failed))
    with pytest.raises(ContentDeclinedError):
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
    assert len(service.seen) == 2


async def test_a_redirect_is_never_followed_with_the_key(
    relay: Relay, service: Service, other_service: Service
) -> None:
    other_service.on(GENERATE, accepted())
    for status in (301, 302, 303, 307, 308):
        moved = Reply(None, status, {"Location": f"{other_service.url}{GENERATE}"})
        service.on(GENERATE, moved, accepted())
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1", uncertain=True)
    assert other_service.seen == []


async def test_a_body_is_made_anew_for_each_attempt(relay: Relay, service: Service) -> None:
    made: list[int] = []

    async def body() -> dict[str, str]:
        made.append(1)
        return {"prompt": "a cat"}

    service.on(GENERATE, lose, lose, accepted())
    await relay.submit(GENERATE, body, idempotency_key="easel-1")
    assert len(made) == 3
    assert len({seen.body for seen in service.seen}) == 1


async def test_a_model_that_hangs_holds_up_no_other(service: Service) -> None:
    service.on(GENERATE, hang)
    service.on("/other", accepted())
    async with Relay(service.url, KEY, options=replace(QUICK, max_concurrent_submits=1)) as relay:
        stuck = asyncio.create_task(relay.submit(GENERATE, BODY, idempotency_key="easel-1"))
        await until(lambda: bool(service.seen))
        async with asyncio.timeout(2):
            await relay.submit("/other", BODY, idempotency_key="easel-2")
        stuck.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stuck


@pytest.mark.parametrize("status", [429, 503])
async def test_after_a_gate_that_stayed_shut_submits_go_on_as_soon_as_it_said(
    service: Service, status: int
) -> None:
    shut = refused(status, "CAPACITY_EXHAUSTED", Retry_After="0.01")
    service.on(GENERATE, *[shut] * 30, accepted())
    options = replace(
        QUICK,
        backoff_base=0.005,
        max_backoff=0.3,
        rate_limit_gap=0.0025,
        max_rate_limit_gap=0.02,
        max_told_pause=0.02,
    )
    async with Relay(service.url, KEY, options=options) as relay, asyncio.timeout(2.5):
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
        await asyncio.gather(
            *(relay.submit(GENERATE, BODY, idempotency_key=f"easel-{n}") for n in range(2, 32))
        )
    assert len(service.seen) == 61


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (refused(401, "INVALID_API_KEY"), BadKeyError),
        (refused(422, "IDEMPOTENCY_KEY_REUSED"), KeyReusedError),
        (Reply(None, 302, {"Location": "https://elsewhere.example/"}), ProviderFailedError),
    ],
)
async def test_a_refusal_is_final(
    relay: Relay, service: Service, reply: Reply, kind: type[Exception]
) -> None:
    service.on(GENERATE, reply)
    with pytest.raises(kind):
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
    assert len(service.seen) == 1


async def test_an_accepted_submit_with_a_hostile_id_is_asked_for_again(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, Reply({"task_id": "../../x"}, 202))
    with pytest.raises(BadAnswerError):
        await relay.submit(GENERATE, BODY, idempotency_key="easel-1", patience=0.02)
    assert {seen.raw_path for seen in service.seen} == {GENERATE}


async def test_rate_limits_are_no_failure_however_many(relay: Relay, service: Service) -> None:
    service.on(GENERATE, *[refused(429, Retry_After="0")] * 20, accepted())
    assert await relay.submit(GENERATE, BODY, idempotency_key="easel-1") == Task(TASK_PATH)


async def test_a_rate_limit_fails_when_patience_is_over(service: Service) -> None:
    service.on(GENERATE, refused(429, Retry_After="60"))
    async with Relay(service.url, KEY, options=replace(QUICK, submit_patience=0.01)) as relay:
        with pytest.raises(RateLimitedError) as caught:
            await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
        assert caught.value.retry_after == 60
        with pytest.raises(RateLimitedError):
            await relay.submit(GENERATE, BODY, idempotency_key="easel-2")
    assert len(service.seen) == 1


@pytest.mark.parametrize("hours", [-3, 3])
async def test_a_date_to_retry_at_is_by_the_clock_that_named_it(
    service: Service, hours: int
) -> None:
    its_now = datetime.now(UTC) + timedelta(hours=hours)
    dates = {"Date": its_now, "Retry_After": its_now + timedelta(seconds=60)}
    headers = {name: format_datetime(date, usegmt=True) for name, date in dates.items()}
    service.on(GENERATE, refused(429, **headers))

    async with Relay(service.url, KEY, options=replace(QUICK, submit_patience=0.01)) as relay:
        with pytest.raises(RateLimitedError) as caught:
            await relay.submit(GENERATE, BODY, idempotency_key="easel-1")

    assert caught.value.retry_after == 60


async def test_a_rate_limit_of_one_holds_up_submits_and_polls_of_all(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, refused(429, Retry_After="0.02"), accepted())
    service.on(TASK_PATH, Reply({"status": "completed", "url": "https://a.example/a.png"}))
    first = asyncio.create_task(relay.submit(GENERATE, BODY, idempotency_key="easel-1"))
    limiter = relay._connection._rate_limiter
    await until(lambda: limiter.paused_for > 0)
    others = asyncio.gather(
        relay.submit(GENERATE, BODY, idempotency_key="easel-2"),
        relay.wait(Task(TASK_PATH), deadline=5),
    )
    while limiter.paused_for:
        assert len(service.seen) == 1
        await asyncio.sleep(0.001)
    await asyncio.gather(first, others)
    assert len(service.seen) == 4


async def test_no_more_submits_than_allowed_are_sent_at_a_time(service: Service) -> None:
    let_go = asyncio.Event()

    async def held(_: web.Request) -> web.StreamResponse:
        await let_go.wait()
        return accepted().response()

    service.on(GENERATE, held)
    service.on(TASK_PATH, Reply({"status": "completed", "url": "https://a.example/a.png"}))
    async with Relay(service.url, KEY, options=replace(QUICK, max_concurrent_submits=3)) as relay:
        submits = asyncio.gather(
            *(relay.submit(GENERATE, BODY, idempotency_key=f"easel-{n}") for n in range(9))
        )
        await until(lambda: service.times(GENERATE) >= 3)
        # Whatever else was sent meanwhile would have arrived before these.
        for _ in range(5):
            await relay.wait(Task(TASK_PATH), deadline=5)
        assert service.times(GENERATE) == 3
        let_go.set()
        assert len(await submits) == 9


async def test_a_cancelled_submit_gives_its_slot_back(service: Service) -> None:
    service.on(GENERATE, hang, accepted())
    async with Relay(service.url, KEY, options=replace(QUICK, max_concurrent_submits=1)) as relay:
        stuck = asyncio.create_task(relay.submit(GENERATE, BODY, idempotency_key="easel-1"))
        await until(lambda: bool(service.seen))
        stuck.cancel()
        async with asyncio.timeout(2):
            assert await relay.submit(GENERATE, BODY, idempotency_key="easel-2")
        with pytest.raises(asyncio.CancelledError):
            await stuck


async def test_an_unanswered_submit_is_given_up_and_repeated(service: Service) -> None:
    service.on(GENERATE, hang, accepted())
    async with Relay(service.url, KEY, options=replace(QUICK, submit_timeout=0.05)) as relay:
        assert await relay.submit(GENERATE, BODY, idempotency_key="easel-1") == Task(TASK_PATH)


async def test_pictures_that_a_submit_answers_at_once_are_waited_for_in_no_time(
    relay: Relay, service: Service
) -> None:
    service.on(GENERATE, Reply({"images": [pybase64.b64encode_as_string(PNG)]}))
    task = await relay.submit(GENERATE, BODY, idempotency_key="easel-1")
    result = await relay.wait(task, deadline=0)
    assert await relay.read(result.sources[0]) == PNG
    assert isinstance(result.sources[0], Inline)
    assert len(service.seen) == 1


async def test_a_body_with_large_pictures_arrives_whole(relay: Relay, service: Service) -> None:
    service.on(GENERATE, accepted())
    large = {"prompt": "a cat", "images": ["x" * 2**21, "y" * 2**21]}
    await relay.submit(GENERATE, large, idempotency_key="easel-1")
    assert orjson.loads(service.seen[0].body) == {**large, "async": True}


@pytest.mark.parametrize("key", ["", "x" * 256, "a\r\nX: y", "ä"])
async def test_a_malformed_idempotency_key_is_never_sent(
    relay: Relay, service: Service, key: str
) -> None:
    with pytest.raises(ValueError, match="idempotency"):
        await relay.submit(GENERATE, BODY, idempotency_key=key)
    assert service.seen == []
