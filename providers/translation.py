"""Conversion of a request for another provider: equal options are kept, the others are named."""

from dataclasses import dataclass

from providers.base import ImageRequest
from providers.shapes import Shape


@dataclass(frozen=True, slots=True)
class Translation:
    """A request for another provider; `dropped` are the options without an equivalent there."""

    request: ImageRequest
    dropped: tuple[str, ...]


def translate(request: ImageRequest, kind: type[ImageRequest]) -> Translation:
    """Convert a request to `kind`; an image that `kind` requires gets an empty link.

    Options of the same name mean the same and are kept. The shape becomes the nearest that `kind`
    has. Images, and options that only the first provider has, are dropped. A seed and a single
    picture are not named as dropped: a seed means nothing to another model, and most were drawn by
    the bot.
    """
    chosen = request.chosen()
    shaping = {*request.shape_options, *kind.shape_options}
    same = chosen.keys() & kind.model_fields.keys() - shaping
    if type(request) is not kind or not _names_model(kind):
        same.discard("model")
    if request.chosen_seed is None:
        same.discard("seed")
    kept = {name: value for name, value in chosen.items() if name in same}
    shape = shape_of(request)
    shaped = kind.options_for(shape) if shape else {}
    # The name of a model has no meaning elsewhere, and naming it as dropped would confuse.
    settled = {*same, "model", "seed", *(request.shape_options if shaped else ())}
    if request.pictures == 1:
        settled.add("n")
    dropped = [name for name in (*chosen, *request.images()) if name not in settled]
    made = kind.from_chosen({**kept, **shaped}).with_style(request.style)
    return Translation(made, tuple(dropped))


def shape_of(request: ImageRequest) -> Shape | None:
    """Return width and height in pixels; None if the member chose neither."""
    return request.shape if request.chosen_shape_options else None


def _names_model(kind: type[ImageRequest]) -> bool:
    """Return True if members choose the model, and not the operator."""
    extra = kind.model_fields["model"].json_schema_extra
    return not (isinstance(extra, dict) and extra.get("hidden"))
