"""The same wish elsewhere: always valid, as near as it can be, and honest about what is lost."""

from math import log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import RATIOS, GeminiRequest
from providers.gpt_image import GptImageEditRequest, GptImageRequest
from providers.qwen import QwenEditRequest, QwenRequest
from providers.registry import GENERATORS, OPERATIONS
from providers.shapes import Shape
from providers.stable_diffusion import CHECKPOINTS, StableDiffusionRequest
from providers.translation import shape_of, translate
from tests.option_values import values

KINDS = [*OPERATIONS.values()]
GENERATING = [
    kind
    for kind in KINDS
    if not any(kind.model_fields[name].is_required() for name in kind.image_fields())
]
SHAPE = {name for kind in KINDS for name in kind.shape_options}
IMAGE = st.just({"url": "https://cdn.discordapp.com/fox.png"})
SEEDS = st.sampled_from([0, 1, 7, 2**31, 2**32 - 1])
# What may be chosen, by kind of request: each option may also be left out.
OPTIONS: dict[type[ImageRequest], dict[str, st.SearchStrategy[Any]]] = {
    FluxRequest: {
        "width": st.integers(2, 64).map(lambda n: n * 32),
        "height": st.integers(2, 64).map(lambda n: n * 32),
        "seed": SEEDS,
        "safety_tolerance": st.integers(0, 6),
        "output_format": st.sampled_from(["png", "jpeg"]),
        **dict.fromkeys(FluxRequest.image_fields(), IMAGE),
    },
    StableDiffusionRequest: {
        "negative_prompt": st.text(min_size=1, max_size=6000),
        "model": st.sampled_from([*CHECKPOINTS, "my-own"]),
        "steps": st.integers(1, 150),
        "width": st.integers(8, 256).map(lambda n: n * 8),
        "height": st.integers(8, 256).map(lambda n: n * 8),
        "cfg_scale": st.floats(1, 30),
        "seed": SEEDS | st.just(-1),
    },
    GeminiRequest: {
        "aspect_ratio": st.sampled_from(RATIOS),
        "image_size": st.sampled_from(["1K", "2K", "4K"]),
        **dict.fromkeys(GeminiRequest.image_fields(), IMAGE),
    },
    GptImageRequest: {
        "size": st.sampled_from(["1024x1024", "1536x1024", "1024x1536", "auto"]),
        "quality": st.sampled_from(["auto", "low", "medium", "high"]),
        "n": st.integers(1, 4),
    },
    QwenRequest: {
        "size": st.tuples(st.integers(64, 4096), st.integers(64, 4096)).map("{0[0]}x{0[1]}".format),
        "seed": SEEDS,
    },
}
OPTIONS[GptImageEditRequest] = {**OPTIONS[GptImageRequest], "mask": IMAGE}
OPTIONS[QwenEditRequest] = OPTIONS[QwenRequest]
for _kind in KINDS:
    _needed = {name for name, field in _kind.model_fields.items() if field.is_required()}
    OPTIONS.setdefault(_kind, {k: v for k, v in values(_kind).items() if k not in _needed})
for _options in OPTIONS.values():
    _options.setdefault("model", st.just("named/by-the-operator"))


@st.composite
def requests(draw: st.DrawFn) -> ImageRequest:
    """Any request of any operation, with any of its options."""
    kind = draw(st.sampled_from(KINDS))
    needed = {name: IMAGE for name in kind.image_fields() if kind.model_fields[name].is_required()}
    needed["prompt"] = st.text(min_size=1, max_size=80) | st.just("x" * 6000)
    return kind.model_validate(draw(st.fixed_dictionaries(needed, optional=OPTIONS[kind])))


kinds = st.sampled_from(GENERATING)


def aspect(shape: Shape) -> float:
    return log(shape[0] / shape[1])


def test_every_operation_is_tried() -> None:
    assert set(OPTIONS) == set(KINDS)
    for kind, options in OPTIONS.items():
        required = {name for name, field in kind.model_fields.items() if field.is_required()}
        assert set(kind.model_fields) - required - {"model"} == set(options) - {"model"}


@given(requests(), kinds)
def test_every_request_becomes_one_of_every_kind(
    request_: ImageRequest, kind: type[ImageRequest]
) -> None:
    made = translate(request_, kind).request
    assert type(made) is kind
    assert kind.model_validate(made.model_dump()) == made
    assert made.prompt == request_.prompt
    assert not made.images()


@given(requests(), kinds)
def test_a_seed_is_kept_wherever_there_is_one(
    request_: ImageRequest, kind: type[ImageRequest]
) -> None:
    translation = translate(request_, kind)
    seed = request_.chosen_seed
    if "seed" in kind.model_fields:
        assert translation.request.chosen_seed == seed
    assert "seed" not in translation.dropped


@given(requests(), kinds)
def test_what_is_dropped_is_what_was_chosen_and_is_nowhere_in_it(
    request_: ImageRequest, kind: type[ImageRequest]
) -> None:
    translation = translate(request_, kind)
    made, dropped = translation.request.chosen(), translation.dropped
    chosen = {**request_.chosen(), **request_.images()}
    assert set(dropped) <= set(chosen) - {"prompt", "model", "seed", *SHAPE}
    assert [*dropped] == [name for name in chosen if name in dropped]
    for name in chosen.keys() - SHAPE - {"model", *dropped}:
        by_itself = name == "seed" or (name == "n" and chosen[name] == 1)
        assert made.get(name, 0) == chosen[name] or by_itself, name
    for name in dropped:
        assert name not in made


@given(requests(), kinds)
def test_nothing_is_chosen_that_was_not(request_: ImageRequest, kind: type[ImageRequest]) -> None:
    made = translate(request_, kind).request.chosen()
    allowed = set(request_.chosen()) | (SHAPE if shape_of(request_) else set())
    assert set(made) - allowed <= ({"model"} if kind is StableDiffusionRequest else set())


@given(requests(), kinds)
def test_pictures_are_as_many_where_that_can_be_asked_for(
    request_: ImageRequest, kind: type[ImageRequest]
) -> None:
    translation = translate(request_, kind)
    can_count = "n" in kind.model_fields
    assert translation.request.pictures == (request_.pictures if can_count else 1)
    assert ("n" in translation.dropped) == (request_.pictures > 1 and not can_count)


@given(requests())
def test_no_option_but_images_is_lost_within_one_kind(request_: ImageRequest) -> None:
    kind = GENERATORS[request_.family]
    translation = translate(request_, kind)
    missing = request_.chosen().keys() - kind.model_fields.keys() - {"seed"}
    assert set(translation.dropped) == {*request_.images(), *missing}
    assert translate(translation.request, kind).request == translation.request


STEPS = {FluxRequest: (32, 2048), StableDiffusionRequest: (8, 2048), QwenRequest: (1, 4096)}


@settings(max_examples=300)
@given(requests(), st.sampled_from([*STEPS]))
def test_free_sides_are_the_same_or_smaller_as_one(
    request_: ImageRequest, kind: type[ImageRequest]
) -> None:
    shape, made = shape_of(request_), shape_of(translate(request_, kind).request)
    if shape is None or made is None:
        assert shape is made is None
        return
    step, most = STEPS[kind]
    scale = min(1, most / max(shape))
    for side, is_made in zip(shape, made, strict=True):
        assert abs(is_made - side * scale) < step or is_made == 64


@settings(max_examples=300)
@given(requests(), st.sampled_from([GptImageRequest, GeminiRequest]))
def test_no_listed_shape_is_nearer(request_: ImageRequest, kind: type[ImageRequest]) -> None:
    shape, made = shape_of(request_), shape_of(translate(request_, kind).request)
    if shape is None or made is None:
        assert shape is made is None
        return
    field = "size" if kind is GptImageRequest else "aspect_ratio"
    offered = {
        GptImageRequest: ("1024x1024", "1536x1024", "1024x1536"),
        GeminiRequest: RATIOS,
    }[kind]
    others = (shape_of(kind.model_validate({"prompt": "x", field: name})) for name in offered)
    nearest = min(abs(aspect(other) - aspect(shape)) for other in others if other)
    # Gemini's sides are rounded to pixels, larger ones more finely.
    assert abs(aspect(made) - aspect(shape)) <= nearest + 0.002


@pytest.mark.parametrize(
    ("request_", "kind", "chosen"),
    [
        # Too large a shape stays that shape.
        (QwenRequest(prompt="x", size="4096x2048"), FluxRequest, (2048, 1024)),
        (QwenRequest(prompt="x", size="4096x64"), FluxRequest, (2048, 64)),
        (QwenRequest(prompt="x", size="64x4096"), StableDiffusionRequest, (64, 2048)),
        (
            GeminiRequest(prompt="x", aspect_ratio="16:9", image_size="4K"),
            StableDiffusionRequest,
            (2048, 1152),
        ),
        (StableDiffusionRequest(prompt="x", width=2040, height=72), FluxRequest, (2016, 64)),
        # One side alone goes with what the relay takes for the other.
        (FluxRequest(prompt="x", width=512), QwenRequest, (512, 1024)),
        (StableDiffusionRequest(prompt="x", height=768), QwenRequest, (512, 768)),
        (GptImageRequest(prompt="x", size="1536x1024"), QwenRequest, (1536, 1024)),
        (FluxRequest(prompt="x", width=1920, height=1088), GptImageRequest, (1536, 1024)),
    ],
)
def test_shapes(request_: ImageRequest, kind: type[ImageRequest], chosen: Shape) -> None:
    assert shape_of(translate(request_, kind).request) == chosen


@pytest.mark.parametrize(
    ("size", "aspect_ratio", "image_size"),
    [
        ("1024x1024", "1:1", None),
        ("1344x768", "16:9", None),
        ("1920x1080", "16:9", "2K"),
        ("4096x1755", "21:9", "2K"),
        ("4096x4096", "1:1", "4K"),
        ("600x800", "3:4", None),
    ],
)
def test_shapes_of_gemini(size: str, aspect_ratio: str, image_size: str | None) -> None:
    made = translate(QwenRequest(prompt="x", size=size), GeminiRequest).request
    assert made == GeminiRequest.model_validate(
        {"prompt": "x", "aspect_ratio": aspect_ratio, "image_size": image_size}
    )


def test_what_has_no_counterpart_is_named_in_order() -> None:
    request = StableDiffusionRequest.model_validate(
        {"prompt": "a fox", "negative_prompt": "blur", "steps": 9, "width": 64, "seed": 4}
    )
    assert translate(request, GptImageRequest).dropped == ("negative_prompt", "steps")


def test_images_are_named() -> None:
    image = {"url": "https://cdn.discordapp.com/fox.png"}
    request = FluxRequest.model_validate({"prompt": "x", "input_image": image, "seed": 1})
    assert translate(request, GeminiRequest).dropped == ("input_image",)
    assert translate(request, FluxRequest).dropped == ("input_image",)


def test_chance_and_one_picture_are_what_everyone_does() -> None:
    chance = StableDiffusionRequest(prompt="x", seed=-1)
    assert translate(chance, GeminiRequest).dropped == ()
    assert translate(chance, FluxRequest).request == FluxRequest(prompt="x")
    assert translate(GptImageRequest(prompt="x", n=1), FluxRequest).dropped == ()
    assert translate(GptImageRequest(prompt="x", n=2), FluxRequest).dropped == ("n",)


def test_edit_becomes_its_own_kind_with_its_options() -> None:
    image = {"url": "https://cdn.discordapp.com/fox.png"}
    edit = GptImageEditRequest.model_validate(
        {"prompt": "x", "image": image, "quality": "high", "n": 3, "size": "1024x1536"}
    )
    translation = translate(edit, GptImageRequest)
    assert translation.request == GptImageRequest(prompt="x", quality="high", n=3, size="1024x1536")
    assert translation.dropped == ("image",)


def test_a_checkpoint_stays_and_a_name_by_the_operator_does_not() -> None:
    own = StableDiffusionRequest(prompt="x", model=CHECKPOINTS[1])
    assert translate(own, StableDiffusionRequest).request == own
    named = FluxRequest(prompt="x", model="old")
    assert translate(named, FluxRequest).request == FluxRequest(prompt="x")
    assert translate(named, StableDiffusionRequest).request == StableDiffusionRequest(prompt="x")
