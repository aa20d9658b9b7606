"""The fake Discord with what only the doctor asks for: the bot's servers, and their channels."""

from dataclasses import dataclass

from aiohttp import web

from tests.wire.payloads import application_json, channel_json
from tests.wire.rest import Rest
from tests.wire.server import PREFIX, answer


@dataclass
class Portal:
    """What is set in the developer portal."""

    interactions_endpoint_url: str | None = None
    bot_require_code_grant: bool = False


class PortalRest(Rest):
    """The wire's routes and two more."""

    portal: Portal

    def routes(self) -> list[web.RouteDef]:
        """Every route, in Discord's words."""
        more = (
            ("/users/@me/guilds", self.my_guilds),
            ("/guilds/{guild:\\d+}/channels", self.every),
        )
        return [*super().routes(), *(web.get(PREFIX + path, handler) for path, handler in more)]

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

    async def every(self, request: web.Request) -> web.Response:
        guild = self._guild(request)
        channels = [one for one in self._world.channels.values() if one.guild is guild]
        return answer([channel_json(channel) for channel in channels])
