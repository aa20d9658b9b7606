"""FLUX.2 pro: pictures from words, with up to four reference images."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from providers.base import ImageRef, ImageRequest, Seed, optional_field
from providers.shapes import Shape, completed_sides, nearest_sides

SIDES = (512, 768, 832, 1024, 1152, 1216, 1344, 1536, 1920, 2048)
Side = Annotated[int, Field(ge=64, le=2048, multiple_of=32)]


class FluxRequest(ImageRequest):
    """`POST /v2/image/flux/generate`; parameters and defaults from docs/relay.md, section 1."""

    operation: ClassVar[str] = "flux"
    command: ClassVar[str] = "flux"
    title: ClassVar[str] = "Flux"
    family: ClassVar[str] = "flux"
    sources: ClassVar[tuple[str, ...]] = (
        "input_image",
        "input_image_2",
        "input_image_3",
        "input_image_4",
    )
    path: ClassVar[str] = "/v2/image/flux/generate"
    models: ClassVar[tuple[str, ...]] = ("black-forest-labs/FLUX-2-pro",)
    list_price: ClassVar[int] = 36_000
    shape_options: ClassVar[tuple[str, ...]] = ("width", "height")

    width: Side | None = optional_field(
        "Width in pixels, a multiple of 32", default=1024, suggestions=SIDES
    )
    height: Side | None = optional_field(
        "Height in pixels, a multiple of 32", default=1024, suggestions=SIDES
    )
    seed: Seed | None = optional_field(
        "The same seed and prompt give the same picture", default="random"
    )
    safety_tolerance: Annotated[int, Field(ge=0, le=6)] | None = optional_field(
        "How much is let through: 0 is strictest, 6 least strict", default=2
    )
    output_format: Literal["png", "jpeg"] | None = optional_field("File format", default="png")
    input_image: ImageRef | None = optional_field("A reference picture, or the picture to change")
    input_image_2: ImageRef | None = optional_field("A second reference picture")
    input_image_3: ImageRef | None = optional_field("A third reference picture")
    input_image_4: ImageRef | None = optional_field("A fourth reference picture")

    @property
    def shape(self) -> Shape:
        """Width and height."""
        return self.width or 1024, self.height or 1024

    @classmethod
    def options_for(cls, shape: Shape) -> Mapping[str, Any]:
        """Return the nearest sides in steps of 32."""
        width, height = nearest_sides(shape, step=32, max_side=2048)
        return {"width": width, "height": height}

    def options_like(self, shape: Shape) -> Mapping[str, Any]:
        """Return the sides that were not chosen, for the nearest shape."""
        width, height = completed_sides(self.width, self.height, shape, step=32, max_side=2048)
        return {"width": width, "height": height}
