"""GPT Image: pictures from words, and edits of a picture, optionally with a mask."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from providers.base import ImageRef, ImageRequest, MaskRef, Prompt, optional_field
from providers.shapes import Shape, nearest_ratio, shape_of_size


def _left_out(choice: str) -> str | None:
    """Replace `auto`, which is the relay's default, but no value of the live service."""
    return None if choice == "auto" else choice


Size = Annotated[Literal["1024x1024", "1536x1024", "1024x1536", "auto"], AfterValidator(_left_out)]
SHAPES: tuple[Shape, ...] = ((1024, 1024), (1536, 1024), (1024, 1536))
"""The sizes that it makes, its default first."""
Quality = Annotated[Literal["auto", "low", "medium", "high"], AfterValidator(_left_out)]
Count = Annotated[int, Field(ge=1, le=4)]


class GptImageRequest(ImageRequest):
    """`POST /v2/image/gpt-image/generate`; parameters from docs/relay.md, section 1."""

    operation: ClassVar[str] = "gpt-image-generate"
    command: ClassVar[str] = "gpt-image generate"
    title: ClassVar[str] = "GPT Image"
    family: ClassVar[str] = "gpt-image"
    path: ClassVar[str] = "/v2/image/gpt-image/generate"
    models: ClassVar[tuple[str, ...]] = (
        "openai/gpt-image-1.5",
        "openai/gpt-image-1.5-T2I",
    )
    list_price: ClassVar[int] = 36_000
    shape_options: ClassVar[tuple[str, ...]] = ("size",)

    size: Size | None = optional_field("Width x height in pixels", default="1024x1024")
    quality: Quality | None = optional_field("How much work goes into it", default="auto")
    n: Count | None = optional_field(
        "How many pictures; each one counts towards your limit", default=1
    )

    @property
    def pictures(self) -> int:
        """The number `n`, as each picture counts."""
        return self.n or 1

    @property
    def shape(self) -> Shape:
        """The size."""
        return shape_of_size(self.size or "1024x1024")

    @classmethod
    def options_for(cls, shape: Shape) -> Mapping[str, Any]:
        """Return the size with the nearest aspect ratio."""
        width, height = nearest_ratio(shape, SHAPES)
        return {"size": f"{width}x{height}"}


class GptImageEditRequest(GptImageRequest):
    """`POST /v2/image/gpt-image/edit`."""

    operation: ClassVar[str] = "gpt-image-edit"
    command: ClassVar[str] = "gpt-image edit"
    sources: ClassVar[tuple[str, ...]] = ("image",)
    path: ClassVar[str] = "/v2/image/gpt-image/edit"
    models: ClassVar[tuple[str, ...]] = ("openai/gpt-image-1.5-I2I",)
    list_price: ClassVar[int] = 40_000

    prompt: Prompt = Field(description="What to change")
    image: ImageRef = Field(description="The picture to change")
    mask: MaskRef | None = optional_field(
        "A mask of the same shape: white or see-through parts are changed"
    )
