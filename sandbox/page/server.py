"""The server of the page on loopback: NiceGUI inside of the sandbox's own event loop."""

import asyncio
import contextlib
import mimetypes
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.staticfiles import StaticFiles
from nicegui import Client, core, ui
from simcord.backend.cdn import CDN_BASE

from sandbox.page.studio import Studio
from sandbox.page.view.page import Page
from sandbox.page.weather import Weather

HOST = "127.0.0.1"
_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws:; object-src 'none'; base-uri 'self'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif")


@contextlib.asynccontextmanager
async def serve_page(studio: Studio, port: int) -> AsyncIterator[str]:
    """Serve the page on `port` (0: any), and yield its address. Raises OSError."""
    with socket.create_server((HOST, port)) as listener:
        server = _Server(
            uvicorn.Config(
                _app(studio),
                log_config=None,
                log_level="warning",
                ws="websockets-sansio",
                timeout_graceful_shutdown=1,
            )
        )
        serving = asyncio.create_task(server.serve([listener]), name="page")
        try:
            await _started(server, serving)
            yield f"http://{HOST}:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            await serving


class _Server(uvicorn.Server):
    """A server that leaves signals to the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def _started(server: _Server, serving: "asyncio.Task[None]") -> None:
    while not server.started:
        if serving.done():
            serving.result()
            raise OSError("the page's server has ended")
        await asyncio.sleep(0.01)


def _app(studio: Studio) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.middleware("http")(_with_headers)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    app.mount("/page", StaticFiles(directory=_HERE / "static"))
    app.add_api_route("/files/{path:path}", lambda path: _file(studio, path))

    weather = Weather(studio)

    def root(who: str = "", room: str = "") -> None:
        Page(studio, weather, studio.person(who), room).build()

    # NiceGUI is one for the process; a sandbox that is opened after another one begins afresh.
    core.app.middleware_stack = None
    core.app.user_middleware.clear()
    Client.instances.clear()
    ui.run_with(
        app,
        root=root,
        title="Easel's sandbox",
        dark=None,
        language="en-US",
        tailwind=False,
        show_welcome_message=False,
        reconnect_timeout=10,
    )
    return app


async def _with_headers(
    request: Request, handle: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Keep the browser from loading anything from elsewhere, whatever a message says."""
    response = await handle(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _file(studio: Studio, path: str) -> Response:
    """Return a file that somebody has attached; what is no picture is only downloaded."""
    content = studio.world.env.backend.cdn.get(f"{CDN_BASE}/attachments/{path}")
    if content is None:
        return Response(status_code=404)
    kind = mimetypes.guess_type(path)[0]
    if kind in _SHOWN:
        return Response(content, media_type=kind)
    headers = {"Content-Disposition": "attachment"}
    return Response(content, media_type="application/octet-stream", headers=headers)
