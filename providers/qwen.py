"""Qwen Image: pictures from words, and edits of a picture."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from providers.base import ImageRef, ImageRequest, Prompt, Seed, optional_field
from providers.shapes import Shape, nearest_sides, shape_of_size

SIZES = (
    "1024x1024",
    "1328x1328",
    "1664x928",
    "928x1664",
    "1472x1140",
    "1140x1472",
    "1536x1024",
    "1024x1536",
    "768x768",
    "512x512",
)
MIN_SIDE, MAX_SIDE = 64, 4096


def _checked(size: str) -> str:
    """Normalise a size to `WxH`, in pixels."""
    sides = size.lower().replace("×", "x").replace(" ", "").split("x")
    if len(sides) != 2 or not all(side.isascii() and side.isdigit() for side in sides):
        raise PydanticCustomError("size-form", "not width x height")
    if not all(MIN_SIDE <= int(side) <= MAX_SIDE for side in sides):
        bounds = {"low": MIN_SIDE, "high": MAX_SIDE}
        raise PydanticCustomError("size-sides", "a side is not {low} to {high} pixels", bounds)
    return f"{int(sides[0])}x{int(sides[1])}"


Size = Annotated[str, Field(min_length=3, max_length=20), AfterValidator(_checked)]


class QwenRequest(ImageRequest):
    """`POST /v2/image/qwen/generate`; parameters and defaults from docs/relay.md, section 1."""

    operation: ClassVar[str] = "qwen-generate"
    command: ClassVar[str] = "qwen generate"
    title: ClassVar[str] = "Qwen"
    family: ClassVar[str] = "qwen"
    path: ClassVar[str] = "/v2/image/qwen/generate"
    models: ClassVar[tuple[str, ...]] = ("Qwen/qwen-image",)
    list_price: ClassVar[int] = 36_000
    shape_options: ClassVar[tuple[str, ...]] = ("size",)

    size: Size | None = optional_field(
        "Width x height in pixels", default="1024x1024", suggestions=SIZES
    )
    seed: Seed | None = optional_field(
        "The same seed and prompt give the same picture", default="random"
    )

    @property
    def shape(self) -> Shape:
        """The size."""
        return shape_of_size(self.size or "1024x1024")

    @classmethod
    def options_for(cls, shape: Shape) -> Mapping[str, Any]:
        """Return the same size, or a smaller one of that shape."""
        width, height = nearest_sides(shape, step=1, max_side=MAX_SIDE)
        return {"size": f"{width}x{height}"}


class QwenEditRequest(QwenRequest):
    """`POST /v2/image/qwen/edit`."""

    operation: ClassVar[str] = "qwen-edit"
    command: ClassVar[str] = "qwen edit"
    sources: ClassVar[tuple[str, ...]] = ("image",)
    path: ClassVar[str] = "/v2/image/qwen/edit"
    models: ClassVar[tuple[str, ...]] = ("Qwen/qwen-image-edit",)
    list_price: ClassVar[int] = 40_000

    prompt: Prompt = Field(description="What to change")
    image: ImageRef = Field(description="The picture to change")
