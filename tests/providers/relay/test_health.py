"""What a doctor can find out, and the warning of low credits."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp import web

from providers.errors import BadKeyError, OutOfCreditsError, UnreachableError
from providers.relay import Health, Relay
from tests.providers.conftest import GENERATE, KEY, QUICK, Reply, Service, accepted, refused

TIERS = "/v2/tiers"


def only_with(key: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A route that looks at the key first, and then at the body."""

    async def answer(request: web.Request) -> web.StreamResponse:
        good = request.headers.get("X-API-Key") == key
        reply = refused(422, "VALIDATION_ERROR") if good else refused(401, "INVALID_API_KEY")
        return reply.response()

    return answer


async def test_a_good_key_is_verified_without_a_task(relay: Relay, service: Service) -> None:
    service.on(TIERS, Reply({"tiers": []}))
    service.on(GENERATE, only_with(KEY))
    assert await relay.check() == Health(key_verified=True, credit_warning=False)
    assert all(b"prompt" not in seen.body for seen in service.seen)


async def test_a_bad_key_is_found_although_the_catalogue_takes_it(
    relay: Relay, service: Service
) -> None:
    service.on(TIERS, Reply([]))
    service.on(GENERATE, only_with("another"))
    with pytest.raises(BadKeyError):
        await relay.check()


async def test_a_bad_key_is_found_where_the_catalogue_refuses_it(
    relay: Relay, service: Service
) -> None:
    service.on(TIERS, refused(401, "INVALID_API_KEY"))
    with pytest.raises(BadKeyError):
        await relay.check()


async def test_a_service_that_looks_at_no_key_proves_none(relay: Relay, service: Service) -> None:
    service.on(TIERS, Reply({}))
    service.on(GENERATE, refused(422, "VALIDATION_ERROR"))
    assert (await relay.check()).key_verified is None


async def test_an_older_service_without_tiers_is_asked_for_its_models(
    relay: Relay, service: Service
) -> None:
    service.on("/v2/models", Reply([], headers={"X-Credit-Warning": "true"}))
    service.on(GENERATE, only_with(KEY))
    assert await relay.check() == Health(key_verified=True, credit_warning=True)


async def test_an_account_without_credits_is_told(relay: Relay, service: Service) -> None:
    service.on(TIERS, Reply({}))
    service.on(GENERATE, refused(402, "INSUFFICIENT_CREDITS"))
    with pytest.raises(OutOfCreditsError):
        await relay.check()


async def test_a_relay_that_is_not_there_is_told(unused_tcp_port: int) -> None:
    async with Relay(f"http://127.0.0.1:{unused_tcp_port}", KEY, options=QUICK) as relay:
        with pytest.raises(UnreachableError):
            await relay.check()


async def test_low_credits_are_told_and_logged_once_an_hour(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[bool] = []
    service.on(GENERATE, replace(accepted(), headers={"X-Credit-Warning": "true"}))
    async with Relay(
        service.url, KEY, options=QUICK, on_credit_warning=lambda: told.append(True)
    ) as relay:
        for number in range(3):
            await relay.submit(GENERATE, {}, idempotency_key=f"easel-{number}")
        await asyncio.sleep(0)
    assert told == [True]
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [record.name.partition(".")[0] for record in warnings] == ["providers"]


async def test_low_credits_are_noticed_on_a_refusal_too(service: Service) -> None:
    told: list[bool] = []
    reply = replace(refused(402), headers={"X-Credit-Warning": "true"})
    service.on(GENERATE, reply)
    async with Relay(
        service.url, KEY, options=QUICK, on_credit_warning=lambda: told.append(True)
    ) as relay:
        with pytest.raises(OutOfCreditsError):
            await relay.submit(GENERATE, {}, idempotency_key="easel-1")
        await asyncio.sleep(0)
    assert told == [True]


async def test_no_warning_is_no_news(relay: Relay, service: Service) -> None:
    service.on(GENERATE, accepted())
    await relay.submit(GENERATE, {}, idempotency_key="easel-1")
    assert relay._connection._warned_at is None
