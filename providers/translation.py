"""Conversion of a request for another provider: equal options are kept, the others are named."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd
from typing import Any

from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.gpt_image import GptImageRequest
from providers.qwen import MAX_SIDE, QwenRequest
from providers.stable_diffusion import StableDiffusionRequest

Shape = tuple[int, int]

# About one megapixel each, which every provider makes well.
_GPT_SHAPES = {"1024x1024": (1024, 1024), "1536x1024": (1536, 1024), "1024x1536": (1024, 1536)}
_GEMINI_RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
_GEMINI_SIDES = {"1K": 1024, "2K": 2048, "4K": 4096}
_MIN_SIDE = 64
_SHAPE = frozenset({"width", "height", "size", "aspect_ratio", "image_size"})


@dataclass(frozen=True, slots=True)
class Translation:
    """A request for another provider; `dropped` are the options without an equivalent there."""

    request: ImageRequest
    dropped: tuple[str, ...]


def translate(request: ImageRequest, kind: type[ImageRequest]) -> Translation:
    """Convert a request to `kind`; an image that `kind` requires gets an empty link.

    Options of the same name mean the same and are kept. The shape becomes the nearest that `kind`
    has. Images, and options that only the first provider has, are dropped. A random seed and a
    single picture are every provider's default: they are left out, but not named as dropped.
    """
    chosen = request.chosen()
    same = chosen.keys() & kind.model_fields.keys() - _SHAPE
    if type(request) is not kind or not _names_model(kind):
        same.discard("model")
    if request.chosen_seed is None:
        same.discard("seed")
    kept = {name: value for name, value in chosen.items() if name in same}
    shape = shape_of(request)
    shaped = _shaped(kind, shape) if shape else {}
    # The name of a model has no meaning elsewhere, and naming it as dropped would confuse.
    settled = {*same, "model", *(_SHAPE if shaped else ())}
    if request.chosen_seed is None:
        settled.add("seed")
    if request.pictures == 1:
        settled.add("n")
    dropped = [name for name in (*chosen, *request.images()) if name not in settled]
    return Translation(kind.from_chosen({**kept, **shaped}), tuple(dropped))


def shape_of(request: ImageRequest) -> Shape | None:
    """Return width and height in pixels; None if the member chose neither."""
    match request:
        case FluxRequest(width=width, height=height) if width or height:
            return width or 1024, height or 1024
        case StableDiffusionRequest(width=width, height=height) if width or height:
            return width or 512, height or 512
        case GptImageRequest(size=str(size)):
            return _GPT_SHAPES[size]
        case QwenRequest(size=str(size)):
            wide, _, high = size.partition("x")
            return int(wide), int(high)
        case GeminiRequest(aspect_ratio=ratio, image_size=size) if ratio or size:
            return _gemini_shape(ratio or "1:1", _GEMINI_SIDES[size or "1K"])
        case _:
            return None


def _shaped(kind: type[ImageRequest], shape: Shape) -> Mapping[str, Any]:
    if issubclass(kind, FluxRequest):
        width, height = _within(shape, step=32, max_side=2048)
        return {"width": width, "height": height}
    if issubclass(kind, StableDiffusionRequest):
        width, height = _within(shape, step=8, max_side=2048)
        return {"width": width, "height": height}
    if issubclass(kind, GptImageRequest):
        return {"size": min(_GPT_SHAPES, key=lambda name: _distance(_GPT_SHAPES[name], shape))}
    if issubclass(kind, QwenRequest):
        width, height = _within(shape, step=1, max_side=MAX_SIDE)
        return {"size": f"{width}x{height}"}
    if issubclass(kind, GeminiRequest):
        ratio = min(_GEMINI_RATIOS, key=lambda name: _distance(_gemini_shape(name, 1024), shape))
        longest = max(shape)
        size = "4K" if longest > 3000 else "2K" if longest > 1500 else None
        return {"aspect_ratio": ratio} | ({"image_size": size} if size else {})
    return {}


def _within(shape: Shape, *, step: int, max_side: int) -> Shape:
    """Return the nearest sides in steps, from 64 to `max_side`; a larger shape keeps its ratio."""
    scale = min(1.0, max_side / max(shape))
    width, height = (max(_MIN_SIDE, round(side * scale / step) * step) for side in shape)
    return width, height


def _names_model(kind: type[ImageRequest]) -> bool:
    """Return True if members choose the model, and not the operator."""
    extra = kind.model_fields["model"].json_schema_extra
    return not (isinstance(extra, dict) and extra.get("hidden"))


def _distance(first: Shape, second: Shape) -> float:
    """Return the quotient of two aspect ratios, at least 1."""
    a, b = first[0] / first[1], second[0] / second[1]
    return max(a, b) / min(a, b)


def _gemini_shape(ratio: str, side: int) -> Shape:
    wide, _, high = ratio.partition(":")
    common = gcd(int(wide), int(high))
    w, h = int(wide) // common, int(high) // common
    scale = side / max(w, h)
    return round(w * scale), round(h * scale)
