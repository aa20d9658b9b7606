"""The fake Discord with the routes that only the doctor needs: servers and their channels."""

from dataclasses import dataclass, field

from aiohttp import web

from tests.wire.payloads import application_json, channel_json
from tests.wire.rest import Rest
from tests.wire.server import PREFIX, answer


@dataclass
class Portal:
    """The settings in the developer portal."""

    interactions_endpoint_url: str | None = None
    bot_require_code_grant: bool = False
    bot_public: bool = False
    webhooks: dict[str, int] = field(default_factory=dict)
    """Statuses of answers by the webhooks' tokens."""


class PortalRest(Rest):
    """The fake Discord's routes and two more."""

    portal: Portal

    def routes(self) -> list[web.RouteDef]:
        """Return all routes."""
        added = (
            ("/users/@me/guilds", self.my_guilds),
            ("/guilds/{guild:\\d+}/channels", self.guild_channels),
            ("/webhooks/{id:\\d+}/{token}", self.webhook),
        )
        return [*super().routes(), *(web.get(PREFIX + path, handler) for path, handler in added)]

    async def application(self, _: web.Request) -> web.Response:
        portal = {key: value for key, value in vars(self.portal).items() if key != "webhooks"}
        return answer(application_json(self._world) | portal)

    async def webhook(self, request: web.Request) -> web.Response:
        """Answer about a webhook by its token, without the bot's own."""
        assert "Authorization" not in request.headers
        status = self.portal.webhooks.get(request.match_info["token"], 404)
        if status != 200:
            return web.json_response({"code": 0, "message": "no"}, status=status)
        return answer(
            {"id": request.match_info["id"], "type": 1, "token": request.match_info["token"]}
            | {"name": "alerts", "avatar": None, "channel_id": "5", "guild_id": "6"}
        )

    async def my_guilds(self, _: web.Request) -> web.Response:
        return answer(
            [
                {"id": str(guild.id), "name": guild.name, "icon": None, "features": []}
                | {"banner": None, "owner": False, "permissions": "0"}
                for guild in self._world.guilds.values()
                if guild.has_bot
            ]
        )

    async def guild_channels(self, request: web.Request) -> web.Response:
        guild = self._guild(request)
        channels = [channel for channel in self._world.channels.values() if channel.guild is guild]
        return answer([channel_json(channel) for channel in channels])
