"""Stable Diffusion checkpoints, on the relay or self-hosted."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from providers.base import FreeText, ImageRequest, optional_field
from providers.shapes import Shape, completed_sides, nearest_sides

CHECKPOINTS = (
    "Realistic_Vision_V5.1.safetensors",
    "illustriousRealismBy_v10VAE.safetensors",
    "stable-diffusion-v1-5-pruned.safetensors",
)
Side = Annotated[int, Field(ge=64, le=2048, multiple_of=8)]
SIDES = (512, 576, 640, 704, 768, 832, 896, 1024, 1152, 1216, 1344, 1536)


class StableDiffusionRequest(ImageRequest):
    """`POST /v2/automatic1111/sdapi/v1/txt2img`; parameters from docs/relay.md, section 1.

    The only request whose model is always sent, as the relay has no default for it.
    """

    operation: ClassVar[str] = "sd"
    command: ClassVar[str] = "sd"
    title: ClassVar[str] = "Stable Diffusion"
    family: ClassVar[str] = "sd"
    texts: ClassVar[tuple[str, ...]] = ("prompt", "negative_prompt")
    path: ClassVar[str] = "/v2/automatic1111/sdapi/v1/txt2img"
    models: ClassVar[tuple[str, ...]] = CHECKPOINTS
    list_price: ClassVar[None] = None
    shape_options: ClassVar[tuple[str, ...]] = ("width", "height")

    negative_prompt: FreeText | None = optional_field("What the picture should not show")
    model: Annotated[str, Field(min_length=1, max_length=100)] = Field(
        default=CHECKPOINTS[0], description=f"Checkpoint (default {CHECKPOINTS[0]})"
    )
    steps: Annotated[int, Field(ge=1, le=150)] | None = optional_field(
        "Sampling steps: more take longer", default=20
    )
    width: Side | None = optional_field(
        "Width in pixels, a multiple of 8", default=512, suggestions=SIDES
    )
    height: Side | None = optional_field(
        "Height in pixels, a multiple of 8", default=512, suggestions=SIDES
    )
    cfg_scale: Annotated[float, Field(ge=1, le=30)] | None = optional_field(
        "How closely it follows the prompt", default=7
    )
    seed: Annotated[int, Field(ge=-1, le=2**32 - 1)] | None = optional_field(
        "The same seed and prompt give the same picture; -1 is random", default=-1
    )

    @property
    def shape(self) -> Shape:
        """Width and height."""
        return self.width or 512, self.height or 512

    @classmethod
    def options_for(cls, shape: Shape) -> Mapping[str, Any]:
        """Return the nearest sides in steps of 8."""
        width, height = nearest_sides(shape, step=8, max_side=2048)
        return {"width": width, "height": height}

    def options_like(self, shape: Shape) -> Mapping[str, Any]:
        """Return the sides that were not chosen, for the nearest shape."""
        width, height = completed_sides(self.width, self.height, shape, step=8, max_side=2048)
        return {"width": width, "height": height}
