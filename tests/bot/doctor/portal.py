"""The fake Discord with the routes that only the doctor needs: servers and their channels."""

from dataclasses import dataclass

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


class PortalRest(Rest):
    """The fake Discord's routes and two more."""

    portal: Portal

    def routes(self) -> list[web.RouteDef]:
        """Return all routes."""
        added = (
            ("/users/@me/guilds", self.my_guilds),
            ("/guilds/{guild:\\d+}/channels", self.guild_channels),
        )
        return [*super().routes(), *(web.get(PREFIX + path, handler) for path, handler in added)]

    async def application(self, _: web.Request) -> web.Response:
        return answer(application_json(self._world) | vars(self.portal))

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
