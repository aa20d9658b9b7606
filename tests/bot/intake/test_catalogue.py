"""The catalogue: when it is read, and what it decides."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.events import CatalogueRead, Event, KeyTaken, RelayAnswered, RelayFailed
from bot.intake.catalogue import ModelCatalogue, NotOnOfferError
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.gpt_image import GptImageRequest
from providers.registry import OPERATIONS
from providers.relay import Relay
from providers.stable_diffusion import StableDiffusionRequest
from sandbox.relay import RelayEmulator, serve
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
    request = FLUX(prompt="a fox")
    with pytest.raises(NotOnOfferError):
        catalogue.resolve(request)
    reason = catalogue.not_offered(request).reason
    assert (reason.key, reason.facts["others"]) == ("refused-not-offered-others", "Qwen")
    # Where the other one may not be used, it is no advice.
    assert catalogue.not_offered(request, {"qwen"}).reason.key == "refused-not-offered"


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


async def test_a_refused_key_is_logged_once(
    relay: Relay, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    no = Reply({"detail": "revoked"}, 401)
    service.on("/v2/models", BOTH, no, no, QWEN_ONLY)
    catalogue = new_catalogue(relay, clock)
    for _ in range(3):
        await catalogue.refresh()
        clock.now += timedelta(hours=1)

    [line] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert "refuses the bot's key" in line.getMessage()
    # The list of before is kept meanwhile.
    assert catalogue.offers(FLUX)
    await catalogue.refresh()
    assert not catalogue.offers(FLUX)


async def test_the_last_catalogue_outlasts_a_restart(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database, serve(RelayEmulator()) as emulator:
        store = KeyValueStore(database)
        async with Relay(emulator.url, "") as relay:
            first = ModelCatalogue(relay, Settings(_env_file=None), Clock(), store)
            assert await first.refresh()
        async with Relay(emulator.url, "") as relay:
            again = ModelCatalogue(relay, Settings(_env_file=None), Clock(), store)
            await again.restore()
        async with Relay("http://127.0.0.1:9", "") as relay:
            elsewhere = ModelCatalogue(relay, Settings(_env_file=None), Clock(), store)
            await elsewhere.restore()

    assert not again.offers(OPERATIONS["sd"])
    assert again.takes(FLUX, "seed") is True
    assert elsewhere.offers(OPERATIONS["sd"])
    assert not elsewhere.is_known


async def test_a_drift_is_told_once_for_each_change(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    async with serve(RelayEmulator()) as emulator, Relay(emulator.url, "") as relay:
        catalogue = new_catalogue(relay, clock)
        for dropped in (set(), {"safety_tolerance"}, {"safety_tolerance"}, set()):
            emulator.catalogue.dropped = dropped
            await catalogue.refresh()
            clock.now += timedelta(hours=1)

    said = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert said == [
        "the relay lacks these options, so they are not sent: flux: safety_tolerance",
        "the relay takes all options again",
    ]


async def test_what_the_relay_lacks_is_left_out(relay: Relay, service: Service) -> None:
    kind = OPERATIONS["gpt-image-edit"]
    schema = {"properties": {"prompt": {}, "image": {}, "quality": {"enum": ["low", "high"]}}}
    name = kind.models[0]
    service.on("/v2/models", Reply({"data": [{"name": name}]}))
    service.on(f"/v2/models/{name}", Reply({"name": name, "request_schema": schema}))
    catalogue = new_catalogue(relay, Clock())
    await catalogue.refresh()
    picture = {"url": "https://cdn.discordapp.com/x.png"}
    values = {"prompt": "a hat", "image": picture, "mask": picture, "quality": "medium", "n": 2}

    request, left_out = catalogue.without_missing(kind.model_validate(values))

    assert left_out == ("quality", "n", "mask")
    assert request.chosen() == {"prompt": "a hat"}
    assert [*request.images()] == ["image"]
    kept = kind.model_validate({"prompt": "a hat", "image": picture, "quality": "high"})
    assert catalogue.without_missing(kept) == (kept, ())


def test_an_own_server_gets_a_checkpoint_that_it_has(relay: Relay) -> None:
    own = {"sd_url": "http://127.0.0.1:7860", "sd_models": ["dream.safetensors", "b.safetensors"]}
    catalogue = new_catalogue(relay, Clock(), **own)
    assert catalogue.resolve(StableDiffusionRequest(prompt="a fox")).model == "dream.safetensors"
    chosen = StableDiffusionRequest(prompt="a fox", model="b.safetensors")
    assert catalogue.resolve(chosen).model == "b.safetensors"


@pytest.mark.parametrize(
    ("model", "fields", "sources"),
    [
        (None, {"image", "images"}, ("image", "image_2", "image_3", "image_4")),
        (None, {"image"}, ("image",)),
        (None, {"prompt"}, ()),
        (None, None, ()),
        ("google/gemini-2.5-flash-image", {"image", "images"}, ("image",)),
    ],
)
async def test_gemini_takes_the_pictures_that_its_schema_has(
    relay: Relay,
    service: Service,
    model: str | None,
    fields: set[str] | None,
    sources: tuple[str, ...],
) -> None:
    name = model or GeminiRequest.models[0]
    row = {"name": name, "endpoint": {"path": GeminiRequest.path}}
    service.on("/v2/models", Reply({"data": [row]}))
    schema = None if fields is None else {"properties": {key: {} for key in {"prompt", *fields}}}
    service.on(f"/v2/models/{name}", Reply({"request_schema": schema}))
    catalogue = new_catalogue(relay, Clock(), models={"gemini": model} if model else {})
    assert catalogue.sources(GeminiRequest) == ()

    await catalogue.refresh()

    assert catalogue.sources(GeminiRequest) == sources
    assert (GeminiRequest in catalogue.editors()) == bool(sources)
    # Every relay takes the pictures of the others.
    assert catalogue.sources(FluxRequest) == FluxRequest.sources


async def test_models_and_options_that_come_and_go_are_events() -> None:
    clock, events = Clock(), list[Event]()
    async with serve(RelayEmulator()) as emulator, Relay(emulator.url, "") as relay:
        catalogue = ModelCatalogue(relay, Settings(_env_file=None), clock, notify=events.append)

        async def read() -> CatalogueRead:
            events.clear()
            await catalogue.refresh()
            clock.now += timedelta(hours=1)
            answered, read = events
            assert answered == RelayAnswered()
            assert isinstance(read, CatalogueRead)
            return read

        # Never offered, it is not gone.
        first = await read()
        assert (first.gone, first.lacking) == ((), {})
        assert "flux" in first.offered
        assert "sd" not in first.offered
        emulator.catalogue.withdrawn = {*FLUX.models}
        gone = await read()
        assert gone.gone == ("flux",)
        assert "flux" not in gone.offered
        assert (await read()).gone == ()
        emulator.catalogue.withdrawn = set()
        emulator.catalogue.dropped = {"safety_tolerance"}
        assert (await read()).lacking == {"flux": ("safety_tolerance",)}
        assert (await read()).lacking == {"flux": ("safety_tolerance",)}
        emulator.catalogue.dropped = set()
        assert await read() == first


async def test_key_that_is_refused_and_taken_again_is_an_event(
    relay: Relay, service: Service
) -> None:
    clock, events = Clock(), list[Event]()
    service.on("/v2/models", BOTH, Reply({"detail": "revoked"}, 401), QWEN_ONLY, Reply({}, 503))
    catalogue = ModelCatalogue(relay, Settings(_env_file=None), clock, notify=events.append)
    for _ in range(4):
        await catalogue.refresh()
        clock.now += timedelta(hours=1)
    kinds = [event for event in events if not isinstance(event, CatalogueRead | RelayAnswered)]
    refused, taken, failed = kinds
    assert refused == RelayFailed("catalogue", "key", is_final=True)
    assert taken == KeyTaken()
    assert isinstance(failed, RelayFailed)
