"""A Stable Diffusion server as members run them at home: AUTOMATIC1111's API, drawn here."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal, Self

import orjson
import pybase64
from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from sandbox.drawing import draw, encode

PATH = "/sdapi/v1/txt2img"
Trouble = Literal["error", "html", "drop", "no-pictures"]


class Txt2Img(BaseModel):
    """What `POST /sdapi/v1/txt2img` takes, as far as anybody here asks; the rest is ignored."""

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
        return str(self.override_settings.get("sd_model_checkpoint", "the-usual.safetensors"))


class Automatic1111Server:
    """The server: `requests` holds the bodies it got, `troubles` what goes wrong with the next.

    While `drawing` is not set, it draws and does not answer.
    """

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[dict[str, Any]] = []
        self.troubles: deque[Trouble] = deque()
        self.drawing = asyncio.Event()
        self.drawing.set()

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Self]:
        """Serve on `host` and `port` (0: a free one) for as long as the `async with`, at `url`."""
        app = web.Application()
        app.router.add_post(PATH, self._txt2img)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            self.url = f"http://{host}:{runner.addresses[0][1]}"
            yield self
        finally:
            self.drawing.set()
            await runner.cleanup()

    async def _txt2img(self, request: web.Request) -> web.StreamResponse:
        body = orjson.loads(await request.read())
        self.requests.append(body)
        number = len(self.requests)
        try:
            asked = Txt2Img.model_validate(body)
        except ValidationError as error:
            # As FastAPI says it.
            return _json({"detail": error.errors(include_url=False, include_context=False)}, 422)
        await self.drawing.wait()
        if self.troubles:
            return _trouble(request, self.troubles.popleft())
        # -1 is a random seed; here chance is the number of the request, to be the same every time.
        seed = asked.seed if asked.seed >= 0 else 1_000_000 + number
        return _json(await asyncio.to_thread(_drawn, asked, seed, body))


def _drawn(asked: Txt2Img, seed: int, body: dict[str, Any]) -> dict[str, Any]:
    picture = draw(
        asked.prompt,
        (asked.width, asked.height),
        seed=f"{asked.checkpoint} {seed} {asked.steps} {asked.cfg_scale}",
        unwanted=asked.negative_prompt,
    )
    info = {
        "prompt": asked.prompt,
        "all_prompts": [asked.prompt],
        "negative_prompt": asked.negative_prompt,
        "seed": seed,
        "all_seeds": [seed],
        "width": asked.width,
        "height": asked.height,
        "steps": asked.steps,
        "cfg_scale": asked.cfg_scale,
        "sd_model_name": asked.checkpoint.removesuffix(".safetensors"),
    }
    return {
        "images": [pybase64.b64encode_as_string(encode(picture, "png"))],
        "parameters": body,
        "info": orjson.dumps(info).decode(),
    }


def _trouble(request: web.Request, trouble: Trouble) -> web.StreamResponse:
    match trouble:
        case "error":
            error = {"error": "OutOfMemoryError", "detail": "", "errors": "CUDA out of memory"}
            return _json(error, 500)
        case "html":
            return web.Response(text="<html>Stable Diffusion</html>", content_type="text/html")
        case "no-pictures":
            return _json({"images": [], "parameters": {}, "info": "{}"})
        case "drop":
            if request.transport is not None:
                request.transport.abort()
            return web.Response()


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
