"""Troubles of the operator's own Stable Diffusion server: each names a setting and the remedy."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.events import RelayFailed
from providers.automatic1111 import PATH, Automatic1111, has_checkpoint
from providers.errors import OwnServerAwayError, OwnServerError, OwnServerFailedError, RelayError
from providers.stable_diffusion import CHECKPOINTS, StableDiffusionRequest
from sandbox.automatic1111 import Automatic1111Server
from tests.providers.conftest import QUICK, Reply, Service

REQUEST = StableDiffusionRequest(prompt="a fox")
Opened = Callable[[str], Automatic1111]


@pytest.fixture
async def server(service: Service) -> AsyncIterator[Automatic1111]:
    async with Automatic1111(service.url, options=QUICK) as server:
        yield server


async def failure(server: Automatic1111) -> RelayError:
    with pytest.raises(RelayError) as raised:
        await server.generate(REQUEST, seconds=5)
    return raised.value


@pytest.mark.parametrize(
    ("status", "body", "kind", "setting", "remedy"),
    [
        (404, {"detail": "Not Found"}, OwnServerError, "EASEL_SD_URL", "--api,"),
        (401, {"detail": "Incorrect"}, OwnServerError, "EASEL_SD_URL", "--api-auth"),
        (307, {}, OwnServerError, "EASEL_SD_URL", "Set that one"),
        (
            500,
            {"error": "OutOfMemoryError", "errors": "CUDA out of memory. Tried 2 GiB"},
            OwnServerFailedError,
            "EASEL_SD_URL",
            "--medvram",
        ),
        (
            500,
            {"error": "RuntimeError", "errors": "MPS backend out of memory"},
            OwnServerFailedError,
            "EASEL_SD_URL",
            "--medvram",
        ),
        (
            500,
            {"error": "RuntimeError", "errors": "Unknown checkpoint: x"},
            OwnServerError,
            "EASEL_SD_MODELS",
            "easel doctor",
        ),
        (
            404,
            {"detail": "Checkpoint x.safetensors not found"},
            OwnServerError,
            "EASEL_SD_MODELS",
            "easel doctor",
        ),
        (500, {"error": "ValueError"}, OwnServerFailedError, "EASEL_SD_URL", "own log"),
        (502, {}, OwnServerFailedError, "EASEL_SD_URL", "own log"),
    ],
)
async def test_refusal_names_the_setting_and_the_remedy(
    server: Automatic1111,
    service: Service,
    status: int,
    body: dict[str, Any],
    kind: type[RelayError],
    setting: str,
    remedy: str,
) -> None:
    service.on(PATH, Reply(body, status=status))
    error = await failure(server)
    assert type(error) is kind
    assert error.message.startswith(f"{setting}: ")
    assert remedy in error.message
    assert RelayFailed.by(error, "job").reason == "own-server"


async def test_words_of_the_server_are_not_repeated(
    server: Automatic1111, service: Service
) -> None:
    service.on(PATH, Reply({"error": "ValueError", "errors": "prompt: a fox"}, status=500))
    assert "fox" not in str(await failure(server))


async def test_server_that_is_down_is_named_without_its_password(unused_tcp_port: int) -> None:
    url = f"http://me:s3cret@127.0.0.1:{unused_tcp_port}"
    async with Automatic1111(url, options=QUICK) as server:
        error = await failure(server)
    assert type(error) is OwnServerAwayError
    assert not error.sent
    assert f"no answer from http://127.0.0.1:{unused_tcp_port} (" in error.message
    assert "s3cret" not in error.message
    assert RelayFailed.by(error, "job").reason == "own-server"


async def test_answer_without_a_picture_is_none_of_this_api(
    server: Automatic1111, service: Service
) -> None:
    service.on(PATH, Reply({"images": []}))
    error = await failure(server)
    assert type(error) is OwnServerFailedError
    assert "AUTOMATIC1111's API" in error.message


async def test_list_of_checkpoints_that_is_none_is_named(
    server: Automatic1111, service: Service
) -> None:
    service.on("/sdapi/v1/sd-models", Reply({"models": 5}))
    with pytest.raises(OwnServerFailedError, match="AUTOMATIC1111's API"):
        await server.checkpoints()


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("dream_8.safetensors", True),
        ("dream_8", True),
        ("sub/dream_8.safetensors [879db523c3]", True),
        ("sub/dream_8.safetensors", True),
        ("879db523c3", True),
        ("dream", False),
        ("dream_8.ckpt", False),
    ],
)
def test_checkpoint_has_the_names_that_the_server_accepts(name: str, is_known: bool) -> None:
    row = {
        "title": "sub/dream_8.safetensors [879db523c3]",
        "model_name": "dream_8",
        "hash": "879db523c3",
        "sha256": None,
        "filename": "C:\\models\\sub\\dream_8.safetensors",
    }
    assert has_checkpoint([{"title": 5}, row], name) is is_known


@pytest.mark.parametrize(
    "asked",
    [
        CHECKPOINTS[0],
        CHECKPOINTS[0].removesuffix(".safetensors"),
        f"sub/{CHECKPOINTS[0]} [6ce0161689]",
    ],
)
async def test_names_of_the_same_checkpoint_are_not_reported(
    caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    async with Automatic1111Server().serve() as real, Automatic1111(real.url) as server:
        await server.generate(REQUEST.model_copy(update={"model": asked}), seconds=5)
        assert "EASEL_SD_MODELS" not in caplog.text
        await server.generate(REQUEST.model_copy(update={"model": "other"}), seconds=5)
        assert caplog.text.count("EASEL_SD_MODELS") == 1
