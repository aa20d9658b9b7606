"""Every operation, from the command to the relay's body and back, in both of its forms."""

import base64
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from providers.base import ImageRequest
from providers.registry import OPERATIONS
from providers.stable_diffusion import CHECKPOINTS
from sandbox.relay import RelayEmulator, serve
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, without_drawn_seed
from tests.e2e.images import mask, opened, png
from tests.option_values import example

PROMPT = "a red fox"
PHOTO, OTHER, MASK = png(64, 96), png(96, 64, "tan"), mask(64, 96)
IMAGES = {name for kind in OPERATIONS.values() for name in kind.image_fields()}


@dataclass(frozen=True)
class Case:
    """One operation: what it needs, everything it takes, and what comes back."""

    needed: Mapping[str, Any]
    everything: Mapping[str, Any]
    sizes: tuple[tuple[int, int], tuple[int, int]]
    pictures: int = 1
    always_sent: Mapping[str, Any] = field(default_factory=dict)
    """Options that are sent without being chosen, such as those of the picture's shape."""


CASES = {
    "sd": Case(
        {},
        {
            "negative_prompt": "blurry",
            "model": CHECKPOINTS[2],
            "steps": 12,
            "width": 256,
            "height": 384,
            "cfg_scale": 6.5,
            "seed": 42,
        },
        ((512, 512), (256, 384)),
        always_sent={"model": CHECKPOINTS[0]},
    ),
    "flux": Case(
        {},
        {
            "width": 256,
            "height": 384,
            "seed": 7,
            "safety_tolerance": 0,
            "output_format": "jpeg",
            "input_image": PHOTO,
            "input_image_2": OTHER,
            "input_image_3": PHOTO,
            "input_image_4": OTHER,
        },
        ((1024, 1024), (256, 384)),
    ),
    "gemini": Case({}, {"aspect_ratio": "9:16", "image_size": "1K"}, ((1024, 1024), (768, 1360))),
    "gpt-image generate": Case(
        {},
        {"size": "1024x1536", "quality": "low", "n": 2},
        ((1024, 1024), (1024, 1536)),
        pictures=2,
    ),
    "gpt-image edit": Case(
        {"image": PHOTO},
        {"mask": MASK, "size": "1536x1024", "quality": "high", "n": 2},
        ((1024, 1536), (1536, 1024)),
        pictures=2,
        always_sent={"size": "1024x1536"},
    ),
    "qwen generate": Case({}, {"size": "256x320", "seed": 9}, ((1024, 1024), (256, 320))),
    "qwen edit": Case(
        {"image": PHOTO},
        {"size": "256x320", "seed": 9},
        ((418, 627), (256, 320)),
        always_sent={"size": "418x627"},
    ),
}


def derived_case(kind: type[ImageRequest]) -> Case:
    """Return the case of an operation that has none above, from its request model."""
    images = {name: MASK if name == "mask" else PHOTO for name in kind.image_fields()}
    needed = {
        name: image for name, image in images.items() if kind.model_fields[name].is_required()
    }
    plain, full = (kind.from_chosen({"prompt": PROMPT, **chosen}) for chosen in ({}, example(kind)))
    return Case(needed, {**example(kind), **images}, (plain.shape, full.shape), full.pictures)


KINDS = {kind.command: kind for kind in OPERATIONS.values()}
PATHS = {kind.command: kind.path for kind in OPERATIONS.values()}
CASES = {**{kind.command: derived_case(kind) for kind in OPERATIONS.values()}, **CASES}

Check = Callable[[Any], bool]


def whole(low: int, high: float = float("inf"), step: int = 1) -> Check:
    return lambda v: type(v) is int and low <= v <= high and v % step == 0


def one_of(*values: Any) -> Check:
    return lambda v: v in values


def text(v: Any) -> bool:
    return isinstance(v, str) and bool(v)


def picture(v: Any) -> bool:
    return base64.b64decode(v, validate=True)[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")


def number(v: Any) -> bool:
    return type(v) in (int, float)


def size(v: Any) -> bool:
    return re.fullmatch(r"\d+x\d+", v) is not None


_GPT = {
    "size": one_of("1024x1024", "1536x1024", "1024x1536", "auto"),
    "quality": one_of("auto", "low", "medium", "high"),
    "n": whole(1, 4),
}
# docs/relay.md, section 1, by hand: path, what has to be there, what may be. An operation that is
# not in there is held to what its request model says.
SPEC: Mapping[str, tuple[str, Mapping[str, Check], Mapping[str, Check]]] = {
    "sd": (
        "/v2/automatic1111/sdapi/v1/txt2img",
        {"prompt": text},
        {
            "negative_prompt": text,
            "model": one_of(
                "Realistic_Vision_V5.1.safetensors",
                "illustriousRealismBy_v10VAE.safetensors",
                "stable-diffusion-v1-5-pruned.safetensors",
            ),
            "steps": whole(1),
            "width": whole(1),
            "height": whole(1),
            "cfg_scale": number,
            "seed": whole(-1),
        },
    ),
    "flux": (
        "/v2/image/flux/generate",
        {"prompt": text},
        {
            "width": whole(64, step=32),
            "height": whole(64, step=32),
            "seed": whole(0),
            "safety_tolerance": whole(0, 6),
            "output_format": one_of("png", "jpeg"),
            "input_image": picture,
            "input_image_2": picture,
            "input_image_3": picture,
            "input_image_4": picture,
        },
    ),
    "gemini": (
        "/v2/image/gemini-3/generate",
        {"prompt": text},
        {
            "aspect_ratio": one_of(
                *("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
            ),
            "image_size": one_of("1K", "2K", "4K"),
        },
    ),
    "gpt-image generate": ("/v2/image/gpt-image/generate", {"prompt": text}, _GPT),
    "gpt-image edit": (
        "/v2/image/gpt-image/edit",
        {"prompt": text, "image": picture},
        {"mask": picture, **_GPT},
    ),
    "qwen generate": (
        "/v2/image/qwen/generate",
        {"prompt": text},
        {"size": size, "seed": whole(0)},
    ),
    "qwen edit": (
        "/v2/image/qwen/edit",
        {"prompt": text, "image": picture},
        {"size": size, "seed": whole(0)},
    ),
}


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """A world that asks about no price."""
    async with open_here(confirm_above=0) as opened:
        yield opened


@pytest.fixture(params=["live", "spec"])
async def emulator(request: pytest.FixtureRequest) -> AsyncIterator[RelayEmulator]:
    """The relay in each of its forms, with Stable Diffusion in both."""
    live = request.param == "live"
    async with serve(RelayEmulator(live=live, sd=True, delay=0)) as relay:
        yield relay


def attached(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as a member gives them: bytes are uploads."""
    return {
        name: (f"{name}.png", value) if isinstance(value, bytes) else value
        for name, value in options.items()
    }


def assert_body(command: str, body: Mapping[str, Any], chosen: Mapping[str, Any]) -> None:
    """The body holds what was chosen and nothing else, and the specification takes it."""
    assert body["async"] is True
    if "seed" in KINDS[command].model_fields and "seed" not in chosen:
        body = without_drawn_seed(body)
    assert set(body) == {"prompt", "async", *chosen}
    for name, value in chosen.items():
        if name in IMAGES:
            given, went = opened(value), opened(base64.b64decode(body[name], validate=True))
            assert (went.size, went.tobytes()) == (given.size, given.tobytes())
        else:
            assert (body[name], type(body[name])) == (value, type(value))
    if command not in SPEC:
        return
    path, needed, possible = SPEC[command]
    checks = {**needed, **possible}
    assert needed.keys() <= body.keys()
    assert all(checks[name](value) for name, value in body.items() if name != "async"), path


def test_every_operation_of_the_specification_has_its_path() -> None:
    assert SPEC.keys() <= PATHS.keys() == CASES.keys()
    assert {command: path for command, (path, *_) in SPEC.items()}.items() <= PATHS.items()


@pytest.mark.parametrize("command", CASES)
async def test_the_command_posts_what_was_asked_for(
    world: World, emulator: RelayEmulator, command: str
) -> None:
    case = CASES[command]
    everything = {**case.needed, **case.everything}
    plain = await world.maya.slash(world.pictures, command, prompt=PROMPT, **attached(case.needed))
    full = await world.maya.slash(world.pictures, command, prompt=PROMPT, **attached(everything))

    assert said(plain).startswith("✅ Done")
    assert said(full).startswith("✅ Done")
    first, second = sorted(world.pictures.history(), key=lambda message: message.id)
    assert [len(message.attachments) for message in (first, second)] == [1, case.pictures]
    for message, wanted in zip((first, second), case.sizes, strict=True):
        for file in message.attachments:
            assert opened(await file.read()).size == wanted
    one, other = emulator.submits
    assert one.path == other.path == PATHS[command]
    assert_body(command, one.body, {**case.needed, **case.always_sent})
    assert_body(command, other.body, everything)


async def test_auto_is_left_out(world: World, emulator: RelayEmulator) -> None:
    await world.maya.slash(
        world.pictures, "gpt-image generate", prompt=PROMPT, size="auto", quality="auto"
    )
    await world.maya.slash(
        world.pictures,
        "gpt-image edit",
        prompt=PROMPT,
        size="auto",
        quality="auto",
        image=("fox.png", png(64, 64)),
    )

    generated, edited = emulator.submits
    assert generated.body == {"prompt": PROMPT, "async": True}
    assert set(edited.body) == {"prompt", "image", "async"}


async def test_a_model_is_named_only_where_the_operator_did(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    named = "google/gemini-2.5-flash-image"
    async with open_here(models={"gemini": named}) as world:
        await world.maya.slash(world.pictures, "gemini", prompt=PROMPT)
        await world.maya.slash(world.pictures, "flux", prompt=PROMPT, width=256, height=256)

        gemini, flux = emulator.submits
        assert gemini.body == {"prompt": PROMPT, "model": named, "async": True}
        assert "model" not in flux.body
        assert len(world.pictures.history()) == 2


async def test_four_pictures_are_one_message_and_count_four(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(daily_pictures=6) as world:
        await world.maya.slash(world.pictures, "gpt-image generate", prompt=PROMPT, n=4)
        refused = await world.maya.slash(world.pictures, "gpt-image generate", prompt=PROMPT, n=3)

        [message] = world.pictures.history()
        assert len({file.filename for file in message.attachments}) == 4
        assert [file.description for file in message.attachments] == [
            f"{n}/4: {PROMPT}" for n in (1, 2, 3, 4)
        ]
        assert (
            "You've made 4 pictures in the last 24 hours on all servers together; your limit is 6."
            in said(refused)
        )
        # Where the answer holds links, they are fetched: they die.
        assert emulator.downloads == (0 if emulator.live else 4)


async def test_qwen_answers_links_which_are_fetched_at_once(
    world: World, emulator: RelayEmulator
) -> None:
    await world.maya.slash(world.pictures, "qwen generate", prompt=PROMPT, size="256x256")

    [message] = world.pictures.history()
    assert emulator.downloads == 1
    assert emulator.url not in message.content


async def test_a_size_may_be_written_in_other_ways(world: World, emulator: RelayEmulator) -> None:
    await world.maya.slash(world.pictures, "qwen generate", prompt=PROMPT, size="256 × 320")
    result = await world.maya.slash(world.pictures, "qwen generate", prompt=PROMPT, size="large")
    huge = await world.maya.slash(world.pictures, "qwen generate", prompt=PROMPT, size="9000x512")

    [submit] = emulator.submits
    assert submit.body["size"] == "256x320"
    assert said(result) == (
        "⚠️ `size` is written as width x height, such as 1024x768. "
        "This didn't use up any of your limit."
    )
    assert "Each side of `size` must be 64 to 4096 pixels" in said(huge)


async def test_a_seed_of_stable_diffusion_is_shown(world: World) -> None:
    await world.maya.slash(world.pictures, "sd", prompt=PROMPT, seed=42, width=256, height=256)

    [message] = world.pictures.history()
    assert "Stable Diffusion · seed 42 ·" in message.content
