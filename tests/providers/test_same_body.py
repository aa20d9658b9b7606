"""The referee asks for the same: its bodies and ours are equal (docs/relay.md, section 4)."""

import base64
import io
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from PIL import Image
from relaygpu import AsyncRelay

from providers.registry import OPERATIONS
from providers.relay import Relay
from sandbox.relay import KEY, RelayEmulator, serve
from sandbox.relay.routes import ROUTES
from tests.option_values import example


def png(size: tuple[int, int], colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


PHOTO, OTHER, MASK = png((64, 96), "teal"), png((96, 64), "tan"), png((64, 96), "white")
IMAGES = ("image", "mask", "input_image", "input_image_2", "input_image_3", "input_image_4")
CASES: list[tuple[str, dict[str, Any], dict[str, bytes]]] = [
    ("sd", {}, {}),
    ("sd", {"negative_prompt": "blur", "steps": 9, "width": 64, "height": 64, "seed": 4}, {}),
    ("sd", {"cfg_scale": 6.5, "width": 64, "height": 64}, {}),
    ("flux", {}, {}),
    (
        "flux",
        {"width": 64, "height": 96, "seed": 7, "safety_tolerance": 0, "output_format": "jpeg"},
        {"input_image": PHOTO, "input_image_2": OTHER, "input_image_3": MASK},
    ),
    ("gemini", {}, {}),
    ("gemini", {"aspect_ratio": "9:16", "image_size": "1K"}, {}),
    ("gpt-image-generate", {}, {}),
    ("gpt-image-generate", {"size": "1024x1536", "quality": "low", "n": 2}, {}),
    ("gpt-image-edit", {}, {"image": PHOTO}),
    ("gpt-image-edit", {"quality": "low", "n": 2}, {"image": PHOTO, "mask": MASK}),
    ("qwen-generate", {}, {}),
    ("qwen-generate", {"size": "64x96", "seed": 3}, {}),
    ("qwen-edit", {}, {"image": PHOTO}),
    ("qwen-edit", {"size": "64x96", "seed": 3}, {"image": OTHER}),
]
for _kind in OPERATIONS.values():
    if _kind.operation not in {operation for operation, _, _ in CASES}:
        _images = dict.fromkeys(_kind.image_fields(), PHOTO)
        _needed = {name: PHOTO for name in _images if _kind.model_fields[name].is_required()}
        CASES += [(_kind.operation, {}, _needed), (_kind.operation, example(_kind), _images)]


@pytest.fixture
async def emulator() -> AsyncIterator[RelayEmulator]:
    """The live form, with everything on offer."""
    async with serve(RelayEmulator(sd=True, delay=0)) as running:
        yield running


def without_model(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a body says beside the model; images as their bytes, however they are written."""
    said = {name: value for name, value in body.items() if name != "model"}
    for name in said.keys() & set(IMAGES):
        said[name] = base64.b64decode(said[name].rpartition(",")[2], validate=True)
    return said


@pytest.mark.parametrize(("operation", "chosen", "images"), CASES)
async def test_the_official_client_sends_what_we_send(
    emulator: RelayEmulator, operation: str, chosen: dict[str, Any], images: dict[str, bytes]
) -> None:
    kind = OPERATIONS[operation]
    [route] = [route for route in ROUTES if route.path == kind.path]
    theirs = {"prompt": "a red fox", **chosen, **images}
    async with AsyncRelay(KEY, base_url=emulator.url, retry=False) as client:
        make = client.image.edit if "image" in images else client.image.generate
        await make(route.models[0], theirs, async_=True, inline_images=True, idempotency_key="it")

    request = kind.from_chosen({"prompt": "a red fox", **chosen})
    async with Relay(emulator.url, KEY) as relay:
        task = await relay.submit(request.path, request.body(images), idempotency_key="ours")
        await relay.wait(task, deadline=10)

    official, ours = emulator.submits
    assert official.path == ours.path
    assert without_model(official.body) == without_model(ours.body)
    # The same account, the same request, another key: another task.
    assert [submit.idempotency_key for submit in (official, ours)] == ["it", "ours"]
