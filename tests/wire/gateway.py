"""The gateway: sessions of bots over websockets, their events, resuming a lost connection."""

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from aiohttp import WSMsgType, web
from zstandard import COMPRESSOBJ_FLUSH_BLOCK, ZstdCompressor

from .changes import Changes
from .errors import JSON
from .payloads import guild_create_json, user_json
from .session_starts import SessionStarts, shard_for, shard_of
from .state import Guild, World

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
GUILD_REACTIONS = 1 << 10
MESSAGE_CONTENT = 1 << 15
_PRIVILEGED = {1 << 1, 1 << 8, MESSAGE_CONTENT}
_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME = 0, 1, 2, 6
_INVALID_SESSION, _HELLO, _HEARTBEAT_ACK = 9, 10, 11


class Connection:
    """One websocket with a send queue: packets leave in order, and senders do not wait."""

    def __init__(self, socket: web.WebSocketResponse, *, compresses: bool = False) -> None:
        self.socket = socket
        self._compressor = ZstdCompressor().compressobj() if compresses else None
        self._queue: asyncio.Queue[JSON] = asyncio.Queue()
        self._closed_with: int | None = None

    @property
    def close_code(self) -> int | None:
        """Return the close code of the side that closed first."""
        return self._closed_with or self.socket.close_code

    async def close(self, code: int, reason: str = "") -> None:
        self._closed_with = code
        await self.socket.close(code=code, message=reason.encode())

    def send(self, op: int, data: object, **fields: object) -> None:
        self._queue.put_nowait({"op": op, "d": data, **fields})

    async def run_sender(self) -> None:
        """Send the queued packets until the other side is gone."""
        with suppress(ConnectionError):
            while True:
                await self._send(json.dumps(await self._queue.get()))

    async def _send(self, text: str) -> None:
        if self._compressor is None:
            await self.socket.send_str(text)
            return
        packed = self._compressor.compress(text.encode())
        await self.socket.send_bytes(packed + self._compressor.flush(COMPRESSOBJ_FLUSH_BLOCK))


@dataclass(eq=False)
class Session:
    """The session of one IDENTIFY; it survives a lost connection, for RESUME."""

    id: str
    intents: int
    shard: tuple[int, int] = (0, 1)
    connection: Connection | None = None
    is_ready: bool = False
    events: list[tuple[str, JSON]] = field(default_factory=list)

    def send_event(self, event: str, data: JSON) -> None:
        self.events.append((event, data))
        self._send(len(self.events))

    def _send(self, number: int) -> None:
        if self.connection is not None:
            event, data = self.events[number - 1]
            self.connection.send(_DISPATCH, data, t=event, s=number)

    def replay(self, seen: int) -> None:
        for number in range(seen + 1, len(self.events) + 1):
            self._send(number)
        self.send_event("RESUMED", {})

    def concerns(self, guild: Guild | None) -> bool:
        """Return True if this shard gets the server's events; direct messages go to shard 0."""
        number, count = self.shard
        return number == shard_for(None if guild is None else guild.id, count)


class Gateway:
    """All sessions of bots."""

    def __init__(self, world: World, changes: Changes, token: str) -> None:
        self.url = ""
        self.resumable = True
        self.heartbeat_ms = 41_250
        # True: heartbeats are not acknowledged.
        self.is_silent = False
        # True: packets are compressed with zstd, as Discord's are; else they are sent as text.
        self.compresses = False
        # True: every session is refused, as if it were invalid.
        self.refuses = False
        # Events, such as READY, that new sessions get only after `send_late`.
        self.late: set[str] = set()
        self._pending: list[tuple[Session, str, Callable[[], JSON]]] = []
        self.starts = SessionStarts()
        self.identified = self.resumed = 0
        self._world, self._changes, self._token = world, changes, token
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()

    @property
    def live(self) -> list[Session]:
        """Return the connected sessions."""
        return [session for session in self._sessions.values() if session.connection is not None]

    def shard(self, number: int, count: int) -> Session | None:
        """Return the connected session of a shard."""
        return next((one for one in self.live if one.shard == (number, count)), None)

    def dispatch(
        self, event: str, render: Callable[[Session], JSON], *, guild: Guild | None, intent: int = 0
    ) -> None:
        """Send an event to every session that it concerns; `render` builds each one's data."""
        for session in self._sessions.values():
            wanted = session.is_ready and (not intent or session.intents & intent)
            if wanted and session.concerns(guild):
                session.send_event(event, render(session))
        self._changes.notify()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one bot's websocket until it is closed or lost."""
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        connection = Connection(socket, compresses=self.compresses)
        self._connections.add(connection)
        sender = asyncio.create_task(connection.run_sender())
        connection.send(_HELLO, {"heartbeat_interval": self.heartbeat_ms})
        try:
            await self._listen(connection)
        finally:
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
            self._on_close(connection)
        return socket

    async def disconnect(self, code: int = 4000, *, shard: int | None = None) -> None:
        """Close every connection from Discord's side with this code, or those of one shard."""
        connections = {*self._connections}
        if shard is not None:
            found = (one.connection for one in self.live if one.shard[0] == shard)
            connections = {connection for connection in found if connection is not None}
        closing = [connection.close(code) for connection in connections]
        await asyncio.gather(*closing, return_exceptions=True)

    def forget_lost(self) -> None:
        """Forget the sessions without a connection: none of them is resumed."""
        for session in [one for one in self._sessions.values() if one.connection is None]:
            del self._sessions[session.id]

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is not WSMsgType.TEXT:
                return
            packet = json.loads(message.data)
            if packet["op"] == _HEARTBEAT:
                if not self.is_silent:
                    connection.send(_HEARTBEAT_ACK, None)
            elif packet["op"] == _IDENTIFY:
                await self._identify(connection, packet["d"])
            elif packet["op"] == _RESUME:
                await self._resume(connection, packet["d"])

    async def _identify(self, connection: Connection, data: JSON) -> None:
        allowed = {MESSAGE_CONTENT} if self._world.message_content else set()
        if data["token"] != self._token or not self.starts.spend():
            await connection.close(4004, "Authentication failed.")
        elif (shard := shard_of(data)) is None:
            await connection.close(4010, "Invalid shard.")
        elif any(data["intents"] & bit for bit in _PRIVILEGED - allowed):
            await connection.close(4014, "Disallowed intent(s).")
        elif self.refuses or not self.starts.is_in_turn(shard[0]):
            connection.send(_INVALID_SESSION, False)
        else:
            session = Session(secrets.token_hex(16), data["intents"], shard, connection)
            await self._begin(session, connection)

    async def _begin(self, session: Session, connection: Connection) -> None:
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if guild.has_bot and session.concerns(guild)
        ]
        if len(guilds) > self.starts.servers_per_shard:
            await connection.close(4011, "Sharding required.")
            return
        self._sessions[session.id] = session
        self.identified += 1
        self._send_or_hold(session, "READY", lambda: self._ready(session, guilds))
        if session.intents & GUILDS:
            for guild in guilds:
                self._send_or_hold(session, "GUILD_CREATE", partial(self._guild_create, guild))
        self._changes.notify()

    def send_late(self, *events: str) -> None:
        """Send the late events, or only these, and stop holding them."""
        self.late -= {*events} or self.late
        late, self._pending = self._pending, []
        for session, event, render in late:
            self._send_or_hold(session, event, render)
        self._changes.notify()

    def _send_or_hold(self, session: Session, event: str, render: Callable[[], JSON]) -> None:
        """Send an event now, or hold it if it is late or READY was not sent yet."""
        if event in self.late or "READY" in self.late:
            self._pending.append((session, event, render))
        else:
            session.is_ready = True
            session.send_event(event, render())

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

    async def _resume(self, connection: Connection, data: JSON) -> None:
        session = self._sessions.get(data["session_id"])
        if data["token"] != self._token:
            await connection.close(4004, "Authentication failed.")
        elif session is None or self.refuses or not self.resumable:
            connection.send(_INVALID_SESSION, False)
        else:
            session.connection = connection
            session.replay(data["seq"])
            self.resumed += 1
            self._changes.notify()

    def _on_close(self, connection: Connection) -> None:
        """End the session after a close with 1000 or 1001; otherwise it can be resumed."""
        self._connections.discard(connection)
        for session in [s for s in self._sessions.values() if s.connection is connection]:
            session.connection = None
            if connection.close_code in (1000, 1001):
                del self._sessions[session.id]
        self._changes.notify()
