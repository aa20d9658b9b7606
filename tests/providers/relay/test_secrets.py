"""Neither the key nor a task's id is ever shown: not in a repr, an error, a traceback or a log."""

import logging
import traceback
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from providers.errors import RelayError
from providers.relay import Relay, Task
from tests.providers.conftest import (
    GENERATE,
    KEY,
    QUICK,
    TASK_ID,
    TASK_PATH,
    Reply,
    Service,
    accepted,
    lose,
)


async def garbage(request: web.Request) -> web.StreamResponse:
    """Answer with what is no HTTP."""
    assert request.transport is not None
    request.transport.write(b"garbage\r\n\r\n")
    request.transport.close()
    return web.Response()


ECHO = f"key {KEY} of {TASK_ID}"
TROUBLES = [
    Reply({"detail": ECHO, "error": {"code": KEY, "message": ECHO, "request_id": KEY}}, status)
    for status in (400, 401, 402, 403, 404, 413, 418, 422, 500)
] + [
    Reply({"detail": [{"loc": ["body", KEY], "msg": ECHO}]}, 422, {"X-Request-ID": KEY}),
    Reply({"status": "failed", "error": ECHO, "error_code": KEY, "error_detail": {"text": ECHO}}),
    Reply({"status": "completed", "result": {"text": ECHO}}),
    Reply(b"{broken"),
    Reply(ECHO, 500),
    lose,
    garbage,
]


def shown(error: BaseException, caplog: pytest.LogCaptureFixture) -> str:
    records = [record for record in caplog.records if record.name.startswith("providers")]
    told = [repr(error.__cause__), *traceback.format_exception(error), vars(error)]
    parts: list[Any] = [*told, repr(error), str(error)]
    return " ".join(map(str, parts + [record.getMessage() for record in records]))


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_no_failure_shows_a_secret(
    relay: Relay, service: Service, trouble: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.on(GENERATE, trouble)
    service.on(TASK_PATH, trouble)
    with pytest.raises(RelayError) as of_submit:
        await relay.submit(GENERATE, {"prompt": "a cat"}, idempotency_key="easel-1")
    with pytest.raises(RelayError) as of_wait:
        await relay.wait(Task(TASK_PATH), deadline=0.05)
    for caught in (of_submit, of_wait):
        text = shown(caught.value, caplog)
        assert KEY not in text
        assert TASK_ID not in text


async def test_an_id_of_no_known_shape_is_taken_out_as_well(relay: Relay, service: Service) -> None:
    service.on("/v2/tasks/0xabcdef", Reply({"detail": "task 0xABCDEF is gone"}, 404))
    with pytest.raises(RelayError) as caught:
        await relay.wait(Task("/v2/tasks/0xabcdef"), deadline=5)
    assert "abcdef" not in str(caught.value).lower()


async def test_nothing_shows_the_key_or_the_id_in_its_repr(relay: Relay, service: Service) -> None:
    service.on(GENERATE, accepted())
    task = await relay.submit(GENERATE, {"prompt": "a cat"}, idempotency_key="easel-1")
    assert KEY not in repr(relay) + repr(relay._connection)
    assert TASK_ID not in repr(task)


async def test_a_key_that_is_a_secret_is_sent_as_it_is(service: Service) -> None:
    service.on(GENERATE, accepted())
    async with Relay(service.url, SecretStr(f" {KEY}\n"), options=QUICK) as relay:
        await relay.submit(GENERATE, {"prompt": "a cat"}, idempotency_key="easel-1")
    assert service.seen[0].headers["X-API-Key"] == KEY


async def test_an_empty_key_is_not_sent(service: Service) -> None:
    service.on(GENERATE, accepted())
    async with Relay(service.url, "", options=QUICK) as relay:
        await relay.submit(GENERATE, {"prompt": "a cat"}, idempotency_key="easel-1")
    assert "X-API-Key" not in service.seen[0].headers


@pytest.mark.parametrize("key", ["relay_sk_\x00secret", "relay_sk_secret\nX: y", "relay_sk_sécret"])
def test_a_malformed_key_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ValueError, match="key") as caught:
        Relay("https://relay.example", key)
    assert "relay_sk" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "relay.example", "ftp://relay.example", "https://", "https://r.example/?a=1"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Relay(url, KEY)
