"""What a doctor can find out, and the warning of low credits."""

import asyncio
import logging
from dataclasses import replace

import pytest

from providers.errors import BadKeyError, OutOfCreditsError, UnreachableError
from providers.relay import Health, Relay
from tests.providers.conftest import GENERATE, KEY, QUICK, Reply, Service, accepted, refused

TIERS = "/v2/tiers"


def tiers(limits: object, current: object = "basic") -> Reply:
    """Return an answer with the limits of the tier `basic`."""
    rows = [{"tier": "free", "rate_limits": {"requests_per_minute": 1}}]
    return Reply(
        {"tiers": [*rows, {"tier": "basic", "rate_limits": limits}], "current_tier": current}
    )


async def test_a_good_key_is_verified_by_its_tier_and_no_paid_route_is_asked(
    relay: Relay, service: Service
) -> None:
    service.on(TIERS, tiers({"requests_per_minute": 60}))
    assert await relay.check() == Health(
        key_verified=True, credit_warning=False, tier="basic", requests_a_minute=60
    )
    assert [(seen.method, seen.raw_path) for seen in service.seen] == [("GET", TIERS)]
    assert service.seen[0].headers["X-API-Key"] == KEY


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"rpm": 30, "tokens_per_minute": 5}, 30),
        (90, 90),
        ({"requests_per_minute": None}, None),
        ({"requests_per_minute": True}, None),
        ({"requests_per_minute": -1}, None),
        ({}, None),
        (None, None),
        ("many", None),
    ],
)
async def test_limit_is_read_where_it_is_a_number(
    relay: Relay, service: Service, limits: object, expected: int | None
) -> None:
    service.on(TIERS, tiers(limits))
    health = await relay.check()
    assert (health.tier, health.requests_a_minute) == ("basic", expected)


@pytest.mark.parametrize("body", [{"tiers": 5, "current_tier": "basic"}, {"current_tier": "gold"}])
async def test_tier_that_is_not_listed_has_no_known_limit(
    relay: Relay, service: Service, body: dict[str, object]
) -> None:
    service.on(TIERS, Reply(body))
    health = await relay.check()
    assert health.key_verified
    assert health.requests_a_minute is None


async def test_a_refused_key_is_found(relay: Relay, service: Service) -> None:
    service.on(TIERS, refused(401, "INVALID_API_KEY"))
    with pytest.raises(BadKeyError):
        await relay.check()


@pytest.mark.parametrize("current", [None, "", 5])
async def test_an_answer_without_the_accounts_tier_proves_no_key(
    relay: Relay, service: Service, current: object
) -> None:
    service.on(TIERS, tiers({"requests_per_minute": 60}, current))
    assert await relay.check() == Health(key_verified=None, credit_warning=False)


async def test_no_key_is_not_verified_by_the_public_list(service: Service) -> None:
    service.on(TIERS, tiers({"requests_per_minute": 60}))
    async with Relay(service.url, "", options=QUICK) as relay:
        assert (await relay.check()).key_verified is None


async def test_an_older_service_without_tiers_is_asked_for_its_models(
    relay: Relay, service: Service
) -> None:
    service.on("/v2/models", Reply([], headers={"X-Credit-Warning": "true"}))
    assert await relay.check() == Health(key_verified=None, credit_warning=True)


async def test_an_account_without_credits_is_told(relay: Relay, service: Service) -> None:
    service.on(TIERS, refused(402, "INSUFFICIENT_CREDITS"))
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
