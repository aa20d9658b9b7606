"""An emulated self-hosted Stable Diffusion server: AUTOMATIC1111's API with drawn pictures."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal, Self

import orjson
import pybase64
from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from providers.stable_diffusion import CHECKPOINTS
from sandbox.drawing import draw, encode

PATH = "/sdapi/v1/txt2img"
Fault = Literal["error", "out-of-memory", "html", "drop", "no-pictures"]


class Txt2Img(BaseModel):
    """The body of `POST /sdapi/v1/txt2img`, as far as Easel uses it; other fields are ignored."""

    prompt: str = ""
    negative_prompt: str = ""
    steps: Annotated[int, Field(ge=1)] = 50
    width: Annotated[int, Field(ge=64, le=2048)] = 512
    height: Annotated[int, Field(ge=64, le=2048)] = 512
    cfg_scale: float = 7.0
    seed: int = -1
    override_settings: dict[str, Any] = {}

    @property
    def checkpoint(self) -> str:
        return str(self.override_settings.get("sd_model_checkpoint", ""))


class Automatic1111Server:
    """The server. `requests` are the bodies that it got, `faults` go wrong with the next ones.

    An unknown checkpoint is not refused: the first one is used in its place, as the real server
    does. While `may_draw` is not set, requests wait. Without its API it is as if started without
    `--api`; with a `login`, user and password, as if started with `--api-auth`.
    """

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[dict[str, Any]] = []
        self.faults: deque[Fault] = deque()
        self.checkpoints = [*CHECKPOINTS]
        self.has_api = True
        self.login: tuple[str, str] | None = None
        self.may_draw = asyncio.Event()
        self.may_draw.set()

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Self]:
        """Serve on `host` and `port` (0: a free one), and set `url`."""
        app = web.Application(middlewares=[self._gate])
        app.router.add_post(PATH, self._txt2img)
        app.router.add_get("/sdapi/v1/sd-models", self._models)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            self.url = f"http://{host}:{runner.addresses[0][1]}"
            yield self
        finally:
            self.may_draw.set()
            await runner.cleanup()

    @web.middleware
    async def _gate(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if not self.has_api:
            return _json({"detail": "Not Found"}, 404)
        if self.login and request.headers.get("Authorization") != _basic(*self.login):
            return _json({"detail": "Incorrect username or password"}, 401)
        return await handler(request)

    async def _models(self, _request: web.Request) -> web.StreamResponse:
        return _json([_checkpoint(name) for name in self.checkpoints])

    async def _txt2img(self, request: web.Request) -> web.StreamResponse:
        body = orjson.loads(await request.read())
        self.requests.append(body)
        number = len(self.requests)
        try:
            parameters = Txt2Img.model_validate(body)
        except ValidationError as error:
            # The form is FastAPI's.
            return _json({"detail": error.errors(include_url=False, include_context=False)}, 422)
        await self.may_draw.wait()
        if self.faults:
            return _fault_answer(request, self.faults.popleft())
        # -1 is a random seed, which here is the number of the request, so that runs are equal.
        seed = parameters.seed if parameters.seed >= 0 else 1_000_000 + number
        wanted = parameters.checkpoint
        used = wanted if wanted in self.checkpoints else self.checkpoints[0]
        return _json(await asyncio.to_thread(_draw, parameters, used, seed, body))


def _checkpoint(name: str) -> dict[str, Any]:
    return {
        "title": f"{name} [6ce0161689]",
        "model_name": name.removesuffix(".safetensors"),
        "hash": "6ce0161689",
        "filename": f"/models/Stable-diffusion/{name}",
    }


def _draw(parameters: Txt2Img, checkpoint: str, seed: int, body: dict[str, Any]) -> dict[str, Any]:
    picture = draw(
        parameters.prompt,
        (parameters.width, parameters.height),
        seed=f"{checkpoint} {seed} {parameters.steps} {parameters.cfg_scale}",
        unwanted=parameters.negative_prompt,
    )
    info = {
        "prompt": parameters.prompt,
        "all_prompts": [parameters.prompt],
        "negative_prompt": parameters.negative_prompt,
        "seed": seed,
        "all_seeds": [seed],
        "width": parameters.width,
        "height": parameters.height,
        "steps": parameters.steps,
        "cfg_scale": parameters.cfg_scale,
        "sd_model_name": checkpoint.removesuffix(".safetensors"),
    }
    return {
        "images": [pybase64.b64encode_as_string(encode(picture, "png"))],
        "parameters": body,
        "info": orjson.dumps(info).decode(),
    }


def _fault_answer(request: web.Request, fault: Fault) -> web.StreamResponse:
    match fault:
        case "error":
            return _json({"error": "ValueError", "detail": "", "errors": "a bad sampler"}, 500)
        case "out-of-memory":
            error = {"error": "RuntimeError", "detail": "", "errors": "MPS backend out of memory"}
            return _json(error, 500)
        case "html":
            return web.Response(text="<html>Stable Diffusion</html>", content_type="text/html")
        case "no-pictures":
            return _json({"images": [], "parameters": {}, "info": "{}"})
        case "drop":
            if request.transport is not None:
                request.transport.abort()
            return web.Response()


def _basic(user: str, password: str) -> str:
    return f"Basic {pybase64.b64encode_as_string(f'{user}:{password}'.encode())}"


def _json(body: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
