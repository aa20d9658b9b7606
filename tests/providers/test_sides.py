"""How large a picture is asked for, whichever way the options say it."""

from typing import Any

import pytest

from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.gpt_image import GptImageEditRequest, GptImageRequest
from providers.qwen import QwenEditRequest, QwenRequest
from providers.registry import OPERATIONS
from providers.stable_diffusion import StableDiffusionRequest

IMAGE = {"url": "https://cdn.discordapp.com/fox.png"}


@pytest.mark.parametrize(
    ("kind", "chosen", "sides"),
    [
        (FluxRequest, {}, {"width": 1024, "height": 1024}),
        (FluxRequest, {"width": 2048, "height": 64}, {"width": 2048, "height": 64}),
        (FluxRequest, {"height": 512}, {"width": 1024, "height": 512}),
        (StableDiffusionRequest, {}, {"width": 512, "height": 512}),
        (StableDiffusionRequest, {"width": 64}, {"width": 64, "height": 512}),
        (GeminiRequest, {}, {"image_size": 1024}),
        (GeminiRequest, {"image_size": "2K"}, {"image_size": 2048}),
        (GeminiRequest, {"image_size": "4K"}, {"image_size": 4096}),
        (GptImageRequest, {}, {"size": 1024}),
        (GptImageRequest, {"size": "auto"}, {"size": 1024}),
        (GptImageRequest, {"size": "1024x1536"}, {"size": 1536}),
        (GptImageEditRequest, {"size": "1536x1024", "image": IMAGE}, {"size": 1536}),
        (QwenRequest, {}, {"size": 1024}),
        (QwenRequest, {"size": "928 × 1664"}, {"size": 1664}),
        (QwenEditRequest, {"size": "4096x64", "image": IMAGE}, {"size": 4096}),
    ],
)
def test_sides_are_what_was_chosen_or_what_the_relay_takes_by_itself(
    kind: type[ImageRequest], chosen: dict[str, Any], sides: dict[str, int]
) -> None:
    request = kind.model_validate({"prompt": "a fox", **chosen})
    assert request.sides == sides
    assert request.side == max(sides.values())


@pytest.mark.parametrize("kind", OPERATIONS.values())
def test_sides_are_named_by_options_that_there_are(kind: type[ImageRequest]) -> None:
    images = dict.fromkeys(kind.image_fields(), IMAGE)
    request = kind.model_validate({"prompt": "a fox", **images})
    assert request.sides
    assert {*request.sides} <= {*kind.model_fields}
    assert request.with_values(prompt="an owl").images().keys() == images.keys()
