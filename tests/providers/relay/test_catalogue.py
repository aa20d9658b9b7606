"""What is on offer and for how much, read from catalogues of any shape."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.base import ImageRequest
from providers.errors import BadKeyError, ProviderFailedError
from providers.registry import OPERATIONS
from providers.relay import Relay
from providers.relay.catalogue import Catalogue, read_catalogue
from sandbox.relay import RelayEmulator, serve
from tests.providers.conftest import Reply, Service

FLUX = "black-forest-labs/FLUX-2-pro"


def asked(operation: str, **more: Any) -> ImageRequest:
    """A request of this operation."""
    return OPERATIONS[operation].from_chosen({"prompt": "a fox", **more})


EVERY = [asked(operation) for operation in OPERATIONS]

# Micro-dollars, from the list prices of docs/relay.md, section 2, by hand.
PRICES = [
    ("flux", {}, 36_000),
    ("gemini", {}, 140_000),
    ("gemini", {"image_size": "2K"}, 140_000),
    ("gemini", {"image_size": "4K"}, 240_000),
    ("gpt-image-generate", {}, 36_000),
    ("gpt-image-generate", {"n": 4}, 144_000),
    ("gpt-image-edit", {}, 40_000),
    ("gpt-image-edit", {"n": 2}, 80_000),
    ("qwen-generate", {}, 36_000),
    ("qwen-edit", {}, 40_000),
]


@pytest.fixture
async def listed() -> AsyncIterator[Catalogue]:
    """What the emulator has on offer, without Stable Diffusion, as the live service."""
    async with serve(RelayEmulator()) as emulator, Relay(emulator.url, "") as relay:
        yield await relay.catalogue()


@pytest.mark.parametrize(("operation", "more", "price"), PRICES)
def test_list_prices_are_built_in(operation: str, more: dict[str, Any], price: int) -> None:
    assert Catalogue().estimate(asked(operation, **more)) == price


async def test_the_relays_own_list_says_the_same(listed: Catalogue) -> None:
    for operation, more, price in PRICES:
        assert listed.estimate(asked(operation, **more)) == price, operation
    assert listed.prices


async def test_a_model_by_name_has_its_own_price(listed: Catalogue) -> None:
    flash = asked("gemini", model="google/gemini-3.1-flash-image-preview")
    assert listed.offers(flash)
    assert listed.estimate(flash) == 68_400
    unknown = asked("gemini", model="google/gemini-9")
    assert not listed.offers(unknown)
    assert listed.estimate(unknown) is None
    assert Catalogue().estimate(asked("flux", model=FLUX)) == 36_000


async def test_what_is_not_listed_is_not_on_offer(listed: Catalogue) -> None:
    missing = {kind.operation for kind in OPERATIONS.values() if not listed.offers(kind)}
    assert missing == {"sd"}
    assert not listed.offers(asked("sd"))
    assert listed.estimate(asked("sd")) is None


async def test_stable_diffusion_is_on_offer_where_it_is_listed() -> None:
    async with serve(RelayEmulator(sd=True)) as emulator, Relay(emulator.url, "") as relay:
        catalogue = await relay.catalogue()
    assert all(catalogue.offers(request) for request in EVERY)
    assert catalogue.estimate(asked("sd")) == 5_000


async def test_no_catalogue_means_that_everything_is_allowed(
    relay: Relay, service: Service
) -> None:
    catalogue = await relay.catalogue()

    assert catalogue == Catalogue()
    assert all(catalogue.offers(request) for request in EVERY)
    assert service.times("/v2/models") == 1


@pytest.mark.parametrize("keyed", [True, False])
async def test_the_catalogue_is_the_accounts_own_or_the_public_one(
    relay: Relay, service: Service, keyed: bool
) -> None:
    await relay.catalogue(keyed=keyed)
    assert service.seen
    assert all(("X-API-Key" in seen.headers) is keyed for seen in service.seen)


async def test_a_refused_key_is_an_error_of_its_own(relay: Relay, service: Service) -> None:
    service.on("/v2/models", Reply({"detail": "revoked"}, 401))
    with pytest.raises(BadKeyError):
        await relay.catalogue()


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_the_live_schemas_take_all_options(operation: str) -> None:
    async with serve(RelayEmulator(sd=True)) as emulator, Relay(emulator.url, "") as relay:
        catalogue = await relay.catalogue()
    kind = OPERATIONS[operation]
    # Several pictures of such a kind are one list.
    sent = {*kind.option_choices()} - ({*kind.sources[1:]} if kind.edit_fields else set())
    assert all(catalogue.takes(kind, name) for name in sent)
    assert catalogue.takes(kind, "colour") is False


async def test_a_field_that_the_schema_lacks_is_not_taken() -> None:
    async with serve(RelayEmulator()) as emulator, Relay(emulator.url, "") as relay:
        emulator.catalogue.dropped.add("safety_tolerance")
        catalogue = await relay.catalogue()
    assert catalogue.takes(OPERATIONS["flux"], "safety_tolerance") is False
    assert catalogue.takes(OPERATIONS["flux"], "seed") is True


async def test_without_a_schema_nobody_knows_what_is_taken(relay: Relay, service: Service) -> None:
    service.on("/v2/models", Reply({"data": [{"name": FLUX}]}))
    service.on(f"/v2/models/{FLUX}", Reply({"name": FLUX, "request_schema": None}))
    assert (await relay.catalogue()).takes(OPERATIONS["flux"], "seed") is None


@pytest.mark.parametrize("detail", [{"available": False}, {"status": "retired"}])
async def test_a_model_whose_details_say_no_is_not_on_offer(
    relay: Relay, service: Service, detail: dict[str, Any]
) -> None:
    service.on("/v2/models", Reply({"data": [{"name": FLUX}, {"name": "Qwen/qwen-image"}]}))
    service.on(f"/v2/models/{FLUX}", Reply({"name": FLUX, **detail}))
    catalogue = await relay.catalogue()
    assert not catalogue.offers(OPERATIONS["flux"])
    assert catalogue.offers(OPERATIONS["qwen-generate"])


async def test_a_stored_catalogue_is_the_same(listed: Catalogue) -> None:
    assert Catalogue.from_json(orjson.loads(orjson.dumps(listed.to_json()))) == listed


async def test_what_is_no_longer_said_is_remembered(listed: Catalogue) -> None:
    assert Catalogue().after(listed) == listed
    cheaper = replace(Catalogue(), names=frozenset({FLUX}), prices={FLUX: 1})
    later = cheaper.after(listed)
    assert later.names == {FLUX}
    assert later.estimate(asked("flux")) == 1
    assert later.estimate(asked("gemini")) == 140_000


async def test_a_page_instead_of_a_catalogue_is_none(relay: Relay, service: Service) -> None:
    service.on("/v2/models", Reply("<html>soon</html>"))
    service.on("/v2/pricing", Reply("<html>soon</html>"))
    assert await relay.catalogue() == Catalogue()


async def test_a_failing_catalogue_is_an_error(relay: Relay, service: Service) -> None:
    service.on("/v2/models", Reply({"detail": "no"}, 500))
    with pytest.raises(ProviderFailedError):
        await relay.catalogue()


@pytest.mark.parametrize(
    "models",
    [
        {"data": [{"name": FLUX}]},
        {"auto": {"image": [{"name": FLUX, "available": True}]}},
        {"groups": [{"name": "image", "models": [{"name": FLUX}]}]},
        {"models": [{"name": "flux", "endpoint": {"path": "/v2/image/flux/generate"}}]},
    ],
)
def test_models_are_found_wherever_they_stand(models: dict[str, Any]) -> None:
    catalogue = read_catalogue(models, {})
    assert catalogue.offers(OPERATIONS["flux"])
    assert not catalogue.offers(OPERATIONS["qwen-edit"])


def test_a_model_that_is_not_available_is_not_on_offer() -> None:
    rows = [{"name": FLUX, "available": False}, {"name": "Qwen/qwen-image", "available": True}]
    catalogue = read_catalogue({"data": rows}, {})
    assert not catalogue.offers(OPERATIONS["flux"])
    assert catalogue.offers(OPERATIONS["qwen-generate"])


@pytest.mark.parametrize(
    "models", [{"data": [{"name": "something else"}]}, {"data": []}, {"data": [{"id": FLUX}]}]
)
def test_a_list_without_any_model_we_know_is_taken_for_none(models: dict[str, Any]) -> None:
    assert all(read_catalogue(models, {}).offers(request) for request in EVERY)


@pytest.mark.parametrize("price", [-1, "0.1", None, True, 1e9, [1], {}])
def test_a_price_that_is_none_is_not_said(price: Any) -> None:
    rows = [{"model": f"image.{FLUX}", "per_image": price}]
    assert read_catalogue({}, {"pricing": rows}).prices == {}


def test_a_resolution_that_is_not_listed_costs_the_most_of_those_that_are() -> None:
    name = OPERATIONS["gemini"].models[0]
    rows = [{"model": name, "per_image_resolution": {"1K": 0.1, "2K": 0.3, "4K": -1}}]
    catalogue = read_catalogue({}, {"pricing": rows})
    assert catalogue.estimate(asked("gemini", image_size="4K")) == 300_000
    assert catalogue.price_range(OPERATIONS["gemini"]) == (100_000, 300_000)


NAMES = st.sampled_from([name for kind in OPERATIONS.values() for name in kind.models])
KEYS = (
    *("name", "available", "endpoint", "path", "pricing", "model", "per_image"),
    *("per_image_resolution", "1K", "4K", "data"),
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | NAMES
    | NAMES.map("image.{}".format)
    | st.text(max_size=5)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=20,
)
ROWS = st.fixed_dictionaries(
    {"model": NAMES}, optional={"per_image": JSON, "per_image_resolution": JSON, "name": JSON}
)
BODIES = st.dictionaries(st.sampled_from(KEYS), JSON | st.lists(ROWS | JSON, max_size=4))


@given(models=BODIES, pricing=BODIES, size=st.sampled_from(["1K", "2K", "4K"]))
def test_no_catalogue_breaks_anything_and_no_price_is_negative(
    models: dict[str, Any], pricing: dict[str, Any], size: str
) -> None:
    catalogue = read_catalogue(models, pricing)
    for request in (*EVERY, asked("gemini", image_size=size), asked("flux", model=FLUX)):
        assert isinstance(catalogue.offers(request), bool)
        estimate = catalogue.estimate(request)
        assert estimate is None or (type(estimate) is int and estimate >= 0)
        if prices := catalogue.price_range(type(request)):
            assert 0 <= prices[0] <= prices[1]


def test_depth_is_no_danger() -> None:
    deep: Any = {"name": FLUX}
    for _ in range(5000):
        deep = [{"data": deep}]
    assert read_catalogue({"data": deep}, {"pricing": deep}).names == {FLUX}


async def test_the_fields_of_a_route_are_those_of_its_schema(listed: Catalogue) -> None:
    gemini = OPERATIONS["gemini"]
    assert listed.takes(gemini, "image") is True
    assert listed.takes(gemini, "images", "google/gemini-2.5-flash-image") is True
    assert listed.takes(gemini, "colour") is False
    assert listed.takes(gemini, "image", "google/nobody-knows") is None


async def test_the_specification_has_no_pictures_for_gemini() -> None:
    async with serve(RelayEmulator(live=False)) as emulator, Relay(emulator.url, "") as relay:
        assert (await relay.catalogue()).takes(OPERATIONS["gemini"], "image") is False


@pytest.mark.parametrize(
    "reply",
    [
        Reply({"detail": "no"}, 404),
        Reply({"detail": "no"}, 500),
        Reply("<html>soon</html>"),
        Reply({"request_schema": None}),
        Reply({"request_schema": {"properties": ["image"]}}),
    ],
)
async def test_fields_are_unknown_where_the_schema_cannot_be_read(
    relay: Relay, service: Service, reply: Reply
) -> None:
    gemini = OPERATIONS["gemini"]
    name = gemini.models[0]
    row = {"name": name, "endpoint": {"path": gemini.path}}
    service.on("/v2/models", Reply({"data": [row]}))
    service.on(f"/v2/models/{name}", reply)

    catalogue = await relay.catalogue()

    assert catalogue.offers(gemini)
    assert catalogue.takes(gemini, "image") is None


async def test_a_name_that_is_no_part_of_a_path_is_not_asked_for(
    relay: Relay, service: Service
) -> None:
    gemini = OPERATIONS["gemini"]
    names = ("../tasks/1", "a?b=c", "a/b/c", "a#b", "a/..")
    rows = [{"name": name, "endpoint": {"path": gemini.path}} for name in names]
    service.on("/v2/models", Reply({"data": rows}))

    await relay.catalogue()

    assert {seen.raw_path for seen in service.seen} == {"/v2/models", "/v2/pricing"}
