"""The emulator's HTTP server, for the length of a test or as a process of its own."""

import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.process.signals import stop_on_signals
from sandbox.relay.emulator import RelayEmulator
from sandbox.relay.handlers import add_routes
from sandbox.relay.refusals import (
    RefusalError,
    error_response,
    new_request_id,
    refusal_response,
)

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MAX_BODY_BYTES = 160 * 2**20


@asynccontextmanager
async def serve(
    emulator: RelayEmulator, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[RelayEmulator]:
    """Serve `emulator` on `host` and `port` (0: a free one), and set its `url`."""
    emulator.open()
    runner = web.AppRunner(create_app(emulator), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        emulator.url = f"http://{host}:{runner.addresses[0][1]}"
        yield emulator
    finally:
        await runner.cleanup()


async def serve_forever(
    port: int, *, live: bool = True, delay: float = 1.0, sd: bool | None = None
) -> None:
    """Serve on 127.0.0.1 until SIGINT or SIGTERM; prints `listening on http://...` when ready."""
    with stop_on_signals() as stop:
        async with serve(RelayEmulator(live=live, delay=delay, sd=sd), port=port) as relay:
            sys.stdout.write(f"listening on {relay.url}\n")
            sys.stdout.flush()
            await stop.wait()


def create_app(emulator: RelayEmulator) -> web.Application:
    """Return the application that answers for `emulator`."""
    app = web.Application(middlewares=[envelope(emulator)], client_max_size=MAX_BODY_BYTES)
    add_routes(app, emulator)

    async def close(_app: web.Application) -> None:
        await emulator.close()

    app.on_shutdown.append(close)
    return app


def envelope(emulator: RelayEmulator) -> Middleware:
    """Return the middleware that gives every answer, an error too, the relay's form and headers."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await answer_or_error(request, handler)
        if not answer.prepared:
            answer.headers.setdefault("X-Request-ID", new_request_id())
            if emulator.credit_warning:
                answer.headers["X-Credit-Warning"] = "true"
        return answer

    return middleware


async def answer_or_error(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Return the handler's answer, or the relay's error for its exception."""
    try:
        return await handler(request)
    except RefusalError as refusal:
        return refusal_response(refusal)
    except web.HTTPRequestEntityTooLarge:
        return refusal_response(RefusalError("FILE_TOO_LARGE"))
    except web.HTTPException as error:
        return error_response(error.status, error.reason)
    except Exception:
        logger.exception("the sandbox relay failed at %s", request.method)
        return refusal_response(RefusalError("INTERNAL_ERROR"))
