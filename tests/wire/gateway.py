"""The gateway: sessions of bots over websockets, what each is told, resuming after a lost line."""

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from aiohttp import WSMsgType, web

from .changes import Changes
from .errors import JSON
from .payloads import guild_create_json, user_json
from .state import Guild, World

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
MESSAGE_CONTENT = 1 << 15
_PRIVILEGED = {1 << 1, 1 << 8, MESSAGE_CONTENT}
_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME = 0, 1, 2, 6
_INVALID_SESSION, _HELLO, _HEARTBEAT_ACK = 9, 10, 11
_HEARTBEAT_MS = 41_250


class FairQueue:
    """One websocket; what is said on it leaves in order, without making the speaker wait."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self._queue: asyncio.Queue[JSON] = asyncio.Queue()
        self._closed_with: int | None = None

    @property
    def close_code(self) -> int | None:
        """The code of whoever closed first."""
        return self._closed_with or self.socket.close_code

    async def close(self, code: int, reason: str = "") -> None:
        self._closed_with = code
        await self.socket.close(code=code, message=reason.encode())

    def say(self, op: int, data: object, **more: object) -> None:
        self._queue.put_nowait({"op": op, "d": data, **more})

    async def speak(self) -> None:
        """Send what is queued until the other side is gone."""
        with suppress(ConnectionError):
            while True:
                await self.socket.send_str(json.dumps(await self._queue.get()))


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began; it outlives a line that broke, for RESUME."""

    id: str
    intents: int
    shard: tuple[int, int] = (0, 1)
    line: FairQueue | None = None
    is_ready: bool = False
    told: list[tuple[str, JSON]] = field(default_factory=list)

    def tell(self, event: str, data: JSON) -> None:
        self.told.append((event, data))
        self._say(len(self.told))

    def _say(self, number: int) -> None:
        if self.line is not None:
            event, data = self.told[number - 1]
            self.line.say(_DISPATCH, data, t=event, s=number)

    def replay(self, seen: int) -> None:
        for number in range(seen + 1, len(self.told) + 1):
            self._say(number)
        self.tell("RESUMED", {})

    def concerns(self, guild: Guild | None) -> bool:
        """Whether this shard hears of the server; direct messages go to shard 0."""
        number, count = self.shard
        return number == (0 if guild is None else (guild.id >> 22) % count)


class Gateway:
    """Every session with this Discord."""

    def __init__(self, world: World, changes: Changes, token: str) -> None:
        self.url = ""
        self.resumable = True
        # Events that new sessions are told only when a test says so, such as READY.
        self.late: set[str] = set()
        self._told_later: list[tuple[Session, str, Callable[[], JSON]]] = []
        self.identified = self.resumed = 0
        self._world, self._changes, self._token = world, changes, token
        self._sessions: dict[str, Session] = {}
        self._lines: set[FairQueue] = set()

    @property
    def live(self) -> list[Session]:
        """The sessions with a bot at the other end now."""
        return [session for session in self._sessions.values() if session.line is not None]

    def dispatch(
        self, event: str, render: Callable[[Session], JSON], *, guild: Guild | None, intent: int = 0
    ) -> None:
        """Tell every session that this concerns; `render` makes what it is told."""
        for session in self._sessions.values():
            wanted = session.is_ready and (not intent or session.intents & intent)
            if wanted and session.concerns(guild):
                session.tell(event, render(session))
        self._changes.note()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one bot's websocket until it goes away, cleanly or not."""
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        line = FairQueue(socket)
        self._lines.add(line)
        speaker = asyncio.create_task(line.speak())
        line.say(_HELLO, {"heartbeat_interval": _HEARTBEAT_MS})
        try:
            await self._listen(line)
        finally:
            speaker.cancel()
            await asyncio.gather(speaker, return_exceptions=True)
            self._hang_up(line)
        return socket

    async def disconnect(self, code: int = 4000) -> None:
        """Break every line from Discord's side with this close code."""
        closing = [line.close(code) for line in self._lines]
        await asyncio.gather(*closing, return_exceptions=True)

    async def _listen(self, line: FairQueue) -> None:
        async for message in line.socket:
            if message.type is not WSMsgType.TEXT:
                return
            packet = json.loads(message.data)
            if packet["op"] == _HEARTBEAT:
                line.say(_HEARTBEAT_ACK, None)
            elif packet["op"] == _IDENTIFY:
                await self._identify(line, packet["d"])
            elif packet["op"] == _RESUME:
                await self._resume(line, packet["d"])

    async def _identify(self, line: FairQueue, data: JSON) -> None:
        allowed = {MESSAGE_CONTENT} if self._world.message_content else set()
        if data["token"] != self._token:
            await line.close(4004, "Authentication failed.")
        elif any(data["intents"] & bit for bit in _PRIVILEGED - allowed):
            await line.close(4014, "Disallowed intent(s).")
        else:
            self._begin(line, data)

    def _begin(self, line: FairQueue, data: JSON) -> None:
        number, count = data.get("shard") or (0, 1)
        session = Session(secrets.token_hex(16), data["intents"], (number, count), line)
        self._sessions[session.id] = session
        self.identified += 1
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if guild.has_bot and session.concerns(guild)
        ]
        self._introduce(session, "READY", lambda: self._ready(session, guilds))
        if session.intents & GUILDS:
            for guild in guilds:
                self._introduce(session, "GUILD_CREATE", partial(self._guild_create, guild))
        self._changes.note()

    def tell_late(self, *events: str) -> None:
        """Tell the sessions what was late, or only these events of it; no more of it is late."""
        self.late -= {*events} or self.late
        late, self._told_later = self._told_later, []
        for session, event, render in late:
            self._introduce(session, event, render)
        self._changes.note()

    def _introduce(self, session: Session, event: str, render: Callable[[], JSON]) -> None:
        """Tell the session now, or later: nothing comes before READY."""
        if event in self.late or "READY" in self.late:
            self._told_later.append((session, event, render))
        else:
            session.is_ready = True
            session.tell(event, render())

    def _guild_create(self, guild: Guild) -> JSON:
        return guild_create_json(self._world, guild)

    def _ready(self, session: Session, guilds: list[Guild]) -> JSON:
        return {
            "v": 10,
            "user": user_json(self._world.bot) | {"verified": True, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": str(self._world.application_id), "flags": 0},
        }

    async def _resume(self, line: FairQueue, data: JSON) -> None:
        session = self._sessions.get(data["session_id"])
        if data["token"] != self._token:
            await line.close(4004, "Authentication failed.")
        elif session is None or not self.resumable:
            line.say(_INVALID_SESSION, False)
        else:
            session.line = line
            session.replay(data["seq"])
            self.resumed += 1
            self._changes.note()

    def _hang_up(self, line: FairQueue) -> None:
        """A close with 1000 or 1001 ends the session; anything else leaves it to be resumed."""
        self._lines.discard(line)
        for session in [one for one in self._sessions.values() if one.line is line]:
            session.line = None
            if line.close_code in (1000, 1001):
                del self._sessions[session.id]
        self._changes.note()
