"""The catalogue: when it is read, and what it decides."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import UserError
from bot.intake.catalogue import ModelCatalogue
from bot.settings import Settings
from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.gpt_image import GptImageRequest
from providers.registry import OPERATIONS
from providers.relay import Relay
from providers.stable_diffusion import StableDiffusionRequest
from tests.providers.conftest import Reply, Service

FLUX, QWEN = OPERATIONS["flux"], OPERATIONS["qwen-generate"]
BOTH = Reply({"data": [{"name": FLUX.models[0]}, {"name": QWEN.models[0]}]})
QWEN_ONLY = Reply({"data": [{"name": QWEN.models[0]}]})


class Clock:
    """A clock that the tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    made = Service()
    async with made.server:
        yield made


@pytest.fixture
async def relay(service: Service) -> AsyncIterator[Relay]:
    async with Relay(service.url, "") as made:
        yield made


def new_catalogue(relay: Relay, clock: Clock, **settings: Any) -> ModelCatalogue:
    return ModelCatalogue(relay, Settings(_env_file=None, **settings), clock)


async def test_the_catalogue_is_read_once_an_hour(relay: Relay, service: Service) -> None:
    clock = Clock()
    service.on("/v2/models", BOTH, QWEN_ONLY)
    catalogue = new_catalogue(relay, clock)
    assert catalogue.offers(FLUX)

    await catalogue.refresh()
    clock.now += timedelta(minutes=59)
    await catalogue.refresh()
    assert service.times("/v2/models") == 1
    assert catalogue.offers(FLUX)

    clock.now += timedelta(minutes=1)
    await catalogue.refresh()
    assert service.times("/v2/models") == 2
    assert not catalogue.offers(FLUX)
    assert catalogue.offers(QWEN)


async def test_a_relay_that_fails_changes_nothing(relay: Relay, service: Service) -> None:
    clock = Clock()
    service.on("/v2/models", QWEN_ONLY, Reply("down", 502))
    catalogue = new_catalogue(relay, clock)
    await catalogue.refresh()
    clock.now += timedelta(hours=1)

    await catalogue.refresh()

    assert service.times("/v2/models") == 2
    assert not catalogue.offers(FLUX)


async def test_a_relay_that_failed_is_asked_again_in_a_minute(
    relay: Relay, service: Service
) -> None:
    clock = Clock()
    service.on("/v2/models", Reply("down", 502), QWEN_ONLY)
    catalogue = new_catalogue(relay, clock)
    await catalogue.refresh()
    clock.now += timedelta(seconds=59)
    await catalogue.refresh()
    assert service.times("/v2/models") == 1

    clock.now += timedelta(seconds=1)
    await catalogue.refresh()

    assert service.times("/v2/models") == 2
    assert not catalogue.offers(FLUX)


async def test_without_a_catalogue_everything_may_be_asked_for(relay: Relay) -> None:
    catalogue = new_catalogue(relay, Clock())
    await catalogue.refresh()

    for kind in OPERATIONS.values():
        assert catalogue.resolve(kind.from_chosen({"prompt": "a fox"})).prompt == "a fox"


async def test_a_model_the_operator_named_has_to_be_on_offer(
    relay: Relay, service: Service
) -> None:
    service.on("/v2/models", BOTH)
    catalogue = new_catalogue(relay, Clock(), models={"flux": "flux-9"})
    await catalogue.refresh()

    assert not catalogue.offers(FLUX)
    with pytest.raises(UserError) as refused:
        catalogue.resolve(FLUX(prompt="a fox"))
    assert refused.value.reason.key == "refused-not-offered"


async def test_ones_own_server_is_always_on_offer_and_costs_nothing(
    relay: Relay, service: Service
) -> None:
    service.on("/v2/models", BOTH)
    catalogue = new_catalogue(relay, Clock(), sd_url="http://127.0.0.1:7860")
    await catalogue.refresh()
    kind = OPERATIONS["sd"]
    request = kind.from_chosen({"prompt": "a fox", "model": "dreamshaper_8.safetensors"})

    assert catalogue.resolve(request) == request
    assert catalogue.estimate(request) == 0
    assert catalogue.price_range(kind) == (0, 0)


@pytest.mark.parametrize(
    ("request_", "price"),
    [
        (FluxRequest(prompt="a fox", model="somebody/new"), 36_000),
        (GeminiRequest(prompt="a fox", model="somebody/new"), 240_000),
        (GptImageRequest(prompt="a fox", model="somebody/new", n=3), 3 * 36_000),
        (StableDiffusionRequest(prompt="a fox"), 140_000),
    ],
)
def test_unknown_prices_count_as_the_highest_known(
    relay: Relay, request_: ImageRequest, price: int
) -> None:
    catalogue = new_catalogue(relay, Clock())
    assert catalogue.estimate(request_) == price
    # What members read stays unknown.
    assert catalogue.price_range(StableDiffusionRequest) is None
