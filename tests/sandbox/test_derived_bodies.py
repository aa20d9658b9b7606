"""Bodies that are made from request models, for families that have no written one."""

from typing import Any, ClassVar

import pytest
from pydantic import Field, ValidationError

from providers.base import ImageRef, ImageRequest, MaskRef, Seed, optional_field
from providers.registry import OPERATIONS
from sandbox.relay.bodies import Body
from sandbox.relay.derived import derived_body
from sandbox.relay.routes import GEMINI, ROUTES, WRITTEN, derived_route
from tests.option_values import example

PICTURE = "aGVsbG8="


class MadeUpRequest(ImageRequest):
    """A family that is in no registry."""

    operation: ClassVar[str] = "made-up-edit"
    family: ClassVar[str] = "made-up"
    path: ClassVar[str] = "/v2/image/made-up/edit"
    models: ClassVar[tuple[str, ...]] = ("made/up",)
    list_price: ClassVar[dict[str, int]] = {"small": 1_000, "large": 3_000}

    size: str | None = optional_field("The size")
    seed: Seed | None = optional_field("The seed")
    image: ImageRef = Field(description="The picture")
    mask: MaskRef | None = optional_field("The mask")

    @property
    def shape(self) -> tuple[int, int]:
        return (2048, 2048) if self.size == "large" else (512, 256)

    @property
    def resolution(self) -> str:
        return self.size or "small"


def parsed(body: type[Body], **given: Any) -> Body:
    return body.model_validate({"prompt": "a fox", **given}, extra="forbid")


def test_every_operation_has_one_route() -> None:
    assert {kind.path for kind in OPERATIONS.values()} == {route.path for route in ROUTES}
    assert len(ROUTES) == len(OPERATIONS)


# Gemini's pictures have the area of a square; its request model knows the longer side.
@pytest.mark.parametrize(
    "route", [route for route in WRITTEN if route is not GEMINI], ids=lambda route: route.operation
)
def test_written_and_derived_bodies_ask_for_the_same(route: Any) -> None:
    [kind] = [kind for kind in OPERATIONS.values() if kind.path == route.path]
    needed = {
        name: PICTURE for name in kind.image_fields() if kind.model_fields[name].is_required()
    }
    values = example(kind)
    written, derived = (
        parsed(body, **values, **needed) for body in (route.spec, derived_body(kind))
    )
    assert (derived.size, derived.count) == (written.size, written.count)
    assert (derived.fixed_seed, derived.images) == (written.fixed_seed, written.images)
    assert derived.file_format == written.file_format


def test_derived_body_is_as_strict_as_the_live_service() -> None:
    body = derived_body(MadeUpRequest)
    for wrong in ({}, {"image": PICTURE, "seed": "7"}, {"image": PICTURE, "style": "oil"}):
        with pytest.raises(ValidationError):
            parsed(body, **wrong)


def test_derived_body_says_what_to_draw_and_for_how_much() -> None:
    body = parsed(derived_body(MadeUpRequest), image=PICTURE, mask="bWFzaw==", size="large", seed=7)
    assert (body.size, body.fixed_seed, body.price) == ((2048, 2048), 7, 3_000)
    assert (body.images, body.mask_given) == ({"image": PICTURE}, "bWFzaw==")
    plain = parsed(derived_body(MadeUpRequest), image=PICTURE)
    assert (plain.size, plain.fixed_seed, plain.price) == ((512, 256), None, 1_000)
    assert plain.traits != body.traits


def test_derived_route_lists_the_price_of_each_resolution() -> None:
    route = derived_route(MadeUpRequest)
    assert (route.price, route.by_resolution) == (
        3_000,
        {"made/up": {"small": 1_000, "large": 3_000}},
    )
