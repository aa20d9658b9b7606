"""WireDiscord: a fake Discord on a loopback port, which runs as long as its `async with`."""

from email.utils import formatdate
from types import TracebackType
from typing import Self

from aiohttp import web

from .members import Members
from .redirect import API_VARIABLE, GATEWAY_VARIABLE, discord_redirected, redirect_discord
from .rest import Rest
from .server import PREFIX

__all__ = ["WireDiscord", "discord_redirected", "redirect_discord"]

_MAX_BODY = 256 * 1024 * 1024


class WireDiscord(Members):
    """A Discord on loopback with one application, one server, one channel and one member.

    Settings of `world`: `upload_limit` (bytes per file), `nonce_window` (seconds) and
    `message_content` (the privileged intent); of `gateway_server`: `resumable`, `heartbeat_ms`,
    `is_silent`, `refuses`, and `late` (events that wait for `send_late`); of `webhooks`:
    `ack_deadline` in seconds. Discord's deadline is 3 s; here is none by default, so that no test
    fails on a busy machine. Assert on `Interaction.ack_seconds` instead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.api = self.gateway = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(
            middlewares=[self._middleware.pass_through], client_max_size=_MAX_BODY
        )
        app.on_response_prepare.append(self._tell_time)
        rest = Rest(self.world, self._events, self.gateway_server)
        app.add_routes([*rest.routes(), *self.webhooks.routes()])
        app.router.add_get("/gw", self.gateway_server.handle)
        app.router.add_get(
            "/{folder:(?:ephemeral-)?attachments}/{channel}/{id:\\d+}/{name}", self._cdn
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.world.origin = f"http://127.0.0.1:{port}"
        self.api = self.world.origin + PREFIX
        self.gateway = self.gateway_server.url = f"ws://127.0.0.1:{port}/gw"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._middleware.open_all()
        await self.gateway_server.disconnect(1001)
        if self._runner is not None:
            await self._runner.cleanup()

    def patch_environment(self) -> dict[str, str]:
        """Return the variables with which a child of `tests.wire.launch` finds this Discord."""
        return {
            API_VARIABLE: self.api,
            GATEWAY_VARIABLE: self.gateway,
            "EASEL_DISCORD_TOKEN": self.token,
        }

    async def _tell_time(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(self.world.now(), usegmt=True)

    async def _cdn(self, request: web.Request) -> web.Response:
        """Serve a file while the link's signature is valid, and 404 afterwards, as the CDN does."""
        file = self.world.files.get(int(request.match_info["id"]))
        if file is None or request.query.get("hm") != self.world.signature(file):
            return web.Response(status=404, text="This content is no longer available.")
        kind = file.content_type or "application/octet-stream"
        return web.Response(body=file.data, headers={"Content-Type": kind})
