"""The seven routes: their paths, bodies, models, prices and durations."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from sandbox.relay import bodies
from sandbox.relay.bodies import Body
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

ROUTES = (STABLE_DIFFUSION, FLUX, GEMINI, GPT_IMAGE, GPT_IMAGE_EDIT, QWEN, QWEN_EDIT)
