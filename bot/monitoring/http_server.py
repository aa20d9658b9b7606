"""HTTP server of the process: health and readiness for supervisors, metrics for Prometheus."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import orjson
from aiohttp import web

from bot.monitoring.health import Health
from bot.monitoring.prometheus import CONTENT_TYPE, PrometheusMetrics

log = logging.getLogger(__name__)

_Handler = Callable[[web.Request], Awaitable[web.Response]]
_OK, _UNAVAILABLE = 200, 503


@asynccontextmanager
async def serve(address: str, health: Health, metrics: PrometheusMetrics) -> AsyncIterator[None]:
    """Serve at `host:port`; raises `OSError` if the port is taken, or the host is not ours."""
    host, _, port = address.rpartition(":")
    app = web.Application(client_max_size=1024)
    for path, handler in _handlers(health, metrics).items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, keepalive_timeout=30)
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        log.info("serving health and metrics on port %s", runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()


def _handlers(health: Health, metrics: PrometheusMetrics) -> dict[str, _Handler]:
    async def healthz(_: web.Request) -> web.Response:
        facts = health.facts()
        return _json(facts, is_well=facts["healthy"])

    async def readyz(_: web.Request) -> web.Response:
        return _json({"ready": health.is_ready}, is_well=health.is_ready)

    async def show_metrics(_: web.Request) -> web.Response:
        return web.Response(body=metrics.render(), headers={"Content-Type": CONTENT_TYPE})

    return {"/healthz": healthz, "/readyz": readyz, "/metrics": show_metrics}


def _json(facts: dict[str, object], *, is_well: bool) -> web.Response:
    status = _OK if is_well else _UNAVAILABLE
    return web.Response(
        body=orjson.dumps(facts), status=status, headers={"Content-Type": "application/json"}
    )
