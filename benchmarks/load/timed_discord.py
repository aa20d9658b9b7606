"""A fake Discord that records times, with members and channels enough for a load."""

import time
from collections.abc import Iterator
from itertools import cycle

from aiohttp import web

from tests.wire.bodies import BODY, Body
from tests.wire.discord import WireDiscord
from tests.wire.server import Handler, Middleware
from tests.wire.state import Channel, User

_MEMBERS = 500
_CHANNELS = 50
_CALLBACK = "/callback"


class TimedDoor(Middleware):
    """A door that records the time of each request, in seconds of the monotonic clock."""

    def __init__(self, discord: WireDiscord) -> None:
        super().__init__(discord.token, discord._changes)  # noqa: SLF001 - a part of it
        self.arrivals: list[float] = []
        self.acknowledged: dict[int, float] = {}
        """The time of the acknowledgement, by interaction."""
        self.uploads: dict[int, float] = {}
        """The time of the upload, by nonce of the message, which is the job's id."""

    @web.middleware
    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Record the time, then answer as usual."""
        now = time.monotonic()
        self.arrivals.append(now)
        if request.path.endswith(_CALLBACK):
            self.acknowledged.setdefault(int(request.path.split("/")[-3]), now)
        response = await Middleware.pass_through(self, request, handler)
        body = request.get(BODY)
        if isinstance(body, Body) and (nonce := body.payload.get("nonce")):
            self.uploads.setdefault(int(nonce), now)
        return response


class TimedDiscord(WireDiscord):
    """A fake Discord with one server, whose members take turns."""

    def __init__(self) -> None:
        super().__init__()
        self.door = self._middleware = TimedDoor(self)
        members = [self.add_member(self.guild, f"m{n}") for n in range(_MEMBERS)]
        rooms = [self.add_channel(self.guild, f"room-{n}") for n in range(_CHANNELS)]
        self.turns: Iterator[tuple[User, Channel]] = zip(cycle(members), cycle(rooms))
