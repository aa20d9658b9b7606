"""Gemini 3 Pro Image: pictures from words, up to 4K, and edits where the relay takes them."""

from collections.abc import Mapping
from math import sqrt
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from providers.base import EditFields, ImageRef, ImageRequest, optional_field
from providers.near_values import ratio_near
from providers.shapes import Shape, area, nearest_ratio, shape_of_ratio, with_area

RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")


def _checked(ratio: str) -> str:
    """Normalise a ratio that the model has."""
    plain = ratio.replace(" ", "")
    if plain in RATIOS:
        return plain
    near = ratio_near(plain, RATIOS)
    if near is None:
        raise PydanticCustomError("ratio-form", "not width:height")
    raise PydanticCustomError("ratio-not-offered", "the nearest is {near}", {"near": near})


AspectRatio = Annotated[str, Field(min_length=3, max_length=12), AfterValidator(_checked)]

_PIXELS = {"1K": 1024, "2K": 2048, "4K": 4096}
# The part of a side that a smaller size may have of it.
_KEPT_DETAIL = 0.75


class GeminiRequest(ImageRequest):
    """`POST /v2/image/gemini-3/generate`; parameters and defaults from docs/relay.md, section 1."""

    operation: ClassVar[str] = "gemini"
    command: ClassVar[str] = "gemini"
    title: ClassVar[str] = "Gemini"
    family: ClassVar[str] = "gemini"
    sources: ClassVar[tuple[str, ...]] = ("image", "image_2", "image_3", "image_4")
    edit_fields: ClassVar[EditFields] = EditFields(
        one="image", many="images", many_models="gemini-3-pro"
    )
    path: ClassVar[str] = "/v2/image/gemini-3/generate"
    models: ClassVar[tuple[str, ...]] = ("google/gemini-3-pro-image", "google/gemini-3-pro-T2I")
    list_price: ClassVar[Mapping[str, int]] = MappingProxyType(
        {"1K": 140_000, "2K": 140_000, "4K": 240_000}
    )
    shape_options: ClassVar[tuple[str, ...]] = ("aspect_ratio", "image_size")

    aspect_ratio: AspectRatio | None = optional_field(
        "Width to height", default="1:1", suggestions=RATIOS
    )
    image_size: Literal["1K", "2K", "4K"] | None = optional_field(
        "How large: about 1, 2 or 4 thousand pixels per side", default="1K"
    )

    image: ImageRef | None = optional_field("A picture to change, or to go by")
    image_2: ImageRef | None = optional_field("A second reference picture")
    image_3: ImageRef | None = optional_field("A third reference picture")
    image_4: ImageRef | None = optional_field("A fourth reference picture")

    @classmethod
    def stored_body(cls, chosen: Mapping[str, Any], inputs: Mapping[str, bytes]) -> dict[str, Any]:
        """Return the body: one picture is `image`, several are `images` (docs/relay.md)."""
        body = super().stored_body(chosen, inputs)
        images = [body.pop(name) for name in cls.sources if name in body]
        match images:
            case []:
                return body
            case [image]:
                return body | {cls.edit_fields.one: image}
            case _:
                return body | {cls.edit_fields.many: images}

    @property
    def resolution(self) -> str:
        """The size, which the price depends on."""
        return self.image_size or "1K"

    @property
    def shape(self) -> Shape:
        """The aspect ratio, with the area of a square of the size."""
        ratio = shape_of_ratio(self.aspect_ratio or "1:1")
        return with_area(ratio, _PIXELS[self.resolution] ** 2)

    @classmethod
    def options_for(cls, shape: Shape) -> Mapping[str, Any]:
        """Return the nearest aspect ratio, and the smallest size that loses little detail."""
        offered = {shape_of_ratio(ratio): ratio for ratio in RATIOS}
        ratio = offered[nearest_ratio(shape, offered)]
        least = _KEPT_DETAIL * sqrt(area(shape))
        size = next((name for name, side in _PIXELS.items() if side >= least), "4K")
        return {"aspect_ratio": ratio} | ({"image_size": size} if size != "1K" else {})

    def options_like(self, shape: Shape) -> Mapping[str, Any]:
        """Return the aspect ratio and the size, as far as they were not chosen."""
        options = self.options_for(shape)
        return {name: v for name, v in options.items() if name not in self.chosen_shape_options}

    @property
    def shape_label(self) -> str:
        """The aspect ratio, as the pixels are the model's own affair."""
        return self.aspect_ratio or "1:1"

    @property
    def sides(self) -> Mapping[str, int]:
        """The side of a square of that size; another ratio has one side longer and one shorter."""
        return {"image_size": _PIXELS[self.resolution]}
