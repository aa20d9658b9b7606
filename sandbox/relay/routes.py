"""The routes: their paths, bodies, models, prices and durations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from providers.base import ImageRequest
from providers.registry import OPERATIONS
from sandbox.relay import bodies
from sandbox.relay.bodies import Body
from sandbox.relay.derived import derived_body
from sandbox.relay.refusals import RefusalError


@dataclass(frozen=True)
class Route:
    """One route. The real one takes about `seconds`; `price` is in micro-dollars a picture."""

    operation: str
    path: str
    models: tuple[str, ...]
    spec: type[Body]
    live: type[Body]
    seconds: float
    price: int
    answers: Literal["images", "urls"] = "images"
    spec_answers_links: bool = False
    by_resolution: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Prices that depend on the resolution, by the model's name."""

    def parse(self, data: Any, *, live: bool) -> Body:
        """Validate a body; the live form takes no unknown field (docs/relay.md, section 2).

        Raises RefusalError, VALIDATION_ERROR, with the fields at fault.
        """
        form = self.live if live else self.spec
        try:
            return form.model_validate(data, extra="forbid" if live else "ignore")
        except ValidationError as error:
            raise RefusalError("VALIDATION_ERROR", detail=validation_problems(error)) from None


def validation_problems(error: ValidationError) -> list[dict[str, Any]]:
    """Return the problems of a body in FastAPI's form."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return [
        {"loc": ["body", *problem["loc"]], "msg": problem["msg"], "type": problem["type"]}
        for problem in problems
    ]


STABLE_DIFFUSION = Route(
    "automatic1111_txt2img",
    "/v2/automatic1111/sdapi/v1/txt2img",
    (
        "Realistic_Vision_V5.1.safetensors",
        "illustriousRealismBy_v10VAE.safetensors",
        "stable-diffusion-v1-5-pruned.safetensors",
    ),
    bodies.StableDiffusion,
    bodies.StableDiffusion,
    seconds=6,
    price=5_000,
)
FLUX = Route(
    "image_flux_generate",
    "/v2/image/flux/generate",
    ("black-forest-labs/FLUX-2-pro",),
    bodies.Flux,
    bodies.Flux,
    seconds=9,
    price=36_000,
)
GEMINI = Route(
    "image_gemini_3_generate",
    "/v2/image/gemini-3/generate",
    (
        "google/gemini-3-pro-image",
        "google/gemini-2.5-flash-image",
        "google/gemini-3.1-flash-image-preview",
    ),
    bodies.Gemini,
    bodies.LiveGemini,
    seconds=18,
    price=140_000,
    by_resolution={
        "google/gemini-3-pro-image": {"1K": 140_000, "2K": 140_000, "4K": 240_000},
        "google/gemini-3.1-flash-image-preview": {"1K": 68_400},
    },
)
GPT_IMAGE = Route(
    "image_gpt_image_generate",
    "/v2/image/gpt-image/generate",
    ("openai/gpt-image-1.5-T2I",),
    bodies.GptImage,
    bodies.LiveGptImage,
    seconds=22,
    price=36_000,
    spec_answers_links=True,
)
GPT_IMAGE_EDIT = Route(
    "image_gpt_image_edit",
    "/v2/image/gpt-image/edit",
    ("openai/gpt-image-1.5-I2I",),
    bodies.GptImageEdit,
    bodies.LiveGptImageEdit,
    seconds=28,
    price=40_000,
    spec_answers_links=True,
)
QWEN = Route(
    "image_qwen_generate",
    "/v2/image/qwen/generate",
    ("Qwen/qwen-image",),
    bodies.Qwen,
    bodies.Qwen,
    seconds=11,
    price=36_000,
    answers="urls",
)
QWEN_EDIT = Route(
    "image_qwen_edit",
    "/v2/image/qwen/edit",
    ("Qwen/qwen-image-edit",),
    bodies.QwenEdit,
    bodies.QwenEdit,
    seconds=13,
    price=40_000,
    answers="urls",
)

WRITTEN = (STABLE_DIFFUSION, FLUX, GEMINI, GPT_IMAGE, GPT_IMAGE_EDIT, QWEN, QWEN_EDIT)
"""Routes that were written from docs/relay.md, apart from the request models."""


def derived_route(kind: type[ImageRequest]) -> Route:
    """Return a route that takes what the request model of an operation sends."""
    body, listed = derived_body(kind), kind.list_price
    by_resolution = dict.fromkeys(kind.models, listed) if isinstance(listed, Mapping) else {}
    price = max(listed.values()) if isinstance(listed, Mapping) else listed or _SOME_PRICE
    name = kind.operation.replace("-", "_")
    return Route(
        name, kind.path, kind.models, body, body, _SECONDS, price, by_resolution=by_resolution
    )


_SECONDS, _SOME_PRICE = 10, 5_000
_PATHS = {route.path for route in WRITTEN}
ROUTES = (
    *WRITTEN,
    *(derived_route(kind) for kind in OPERATIONS.values() if kind.path not in _PATHS),
)
