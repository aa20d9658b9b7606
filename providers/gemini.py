"""Gemini 3 Pro Image: pictures from words, up to 4K."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from providers.base import ImageRequest, optional_field

AspectRatio = Literal["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]

_PIXELS = {"1K": 1024, "2K": 2048, "4K": 4096}


class GeminiRequest(ImageRequest):
    """`POST /v2/image/gemini-3/generate`; parameters and defaults from docs/relay.md, section 1."""

    operation: ClassVar[str] = "gemini"
    command: ClassVar[str] = "gemini"
    title: ClassVar[str] = "Gemini"
    family: ClassVar[str] = "gemini"
    path: ClassVar[str] = "/v2/image/gemini-3/generate"
    models: ClassVar[tuple[str, ...]] = ("google/gemini-3-pro-image", "google/gemini-3-pro-T2I")

    aspect_ratio: AspectRatio | None = optional_field("Width to height", default="1:1")
    image_size: Literal["1K", "2K", "4K"] | None = optional_field(
        "How large: about 1, 2 or 4 thousand pixels a side", default="1K"
    )

    @property
    def resolution(self) -> str:
        """The size, which the price depends on."""
        return self.image_size or "1K"

    @property
    def sides(self) -> Mapping[str, int]:
        """The side of a square of that size; another ratio has one side longer and one shorter."""
        return {"image_size": _PIXELS[self.resolution]}
