"""World of a run: Discord, the relay, an own server, and the lives of the bot in it."""

import contextlib
import json
import multiprocessing
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from chaos.child import CLOCK_VARIABLE, live
from chaos.clock import ClockOffset
from chaos.faults import Climate, FaultyDoor
from chaos.ledger import Ledger
from chaos.plan import Plan
from chaos.relay import RecordingRelay
from chaos.watch import Watch
from sandbox.automatic1111 import Automatic1111Server
from sandbox.relay import KEY, serve
from tests.crash.life import Life
from tests.wire.discord import WireDiscord
from tests.wire.session_starts import shard_for
from tests.wire.state import Channel, Guild

_SETTINGS = {
    # A tenth, or less, of what they are.
    "EASEL_LEASE": "1.5",
    "EASEL_UPKEEP_INTERVAL": "0.5",
    "EASEL_STATUS_INTERVAL": "0.5",
    "EASEL_RETRY_PAUSE": "0.1",
    "EASEL_DRAIN_TIMEOUT": "2",
    # Nothing but a fault is to keep a member from a picture.
    "EASEL_DAILY_PICTURES": "100000",
    "EASEL_CONFIRM_ABOVE": "0",
    # Photos of members can be edited by a reply.
    "EASEL_MESSAGE_CONTENT": "true",
    "EASEL_WAITING_JOBS_PER_MEMBER": "100",
    "EASEL_SD_MODELS": json.dumps(["dreamshaper_8.safetensors"]),
    "EASEL_RELAY_KEY": KEY,
}
# Instead of what the tests' own lives need.
multiprocessing.get_context("forkserver").set_forkserver_preload(["__main__", live.__module__])
_NONCE_WINDOW = 30.0
_ACK_DEADLINE = 3.0


class ChaosDiscord(WireDiscord):
    """A fake Discord under the weather, with some members and channels.

    With several shards there is a server in each of them, with a share of the channels.
    """

    def __init__(
        self, plan: Plan, climate: Climate, members: int, channels: int, shards: int = 1
    ) -> None:
        super().__init__()
        self.door = self._middleware = FaultyDoor(self, plan, climate)
        self.door.clock = self.world.now
        self.world.message_content = True
        self.world.nonce_window, self.webhooks.ack_deadline = _NONCE_WINDOW, _ACK_DEADLINE
        self.members = [self.add_member(self.guild, f"member-{n}") for n in range(members)]
        self._shards = shards
        servers = self._servers()
        self.rooms = [
            self.add_channel(servers[n % len(servers)], f"room-{n}") for n in range(channels)
        ]
        starts = self.gateway_server.starts
        # More starts than Discord grants in a day, since a run has a kill every few seconds.
        starts.recommended, starts.remaining = shards, 1_000_000

    def _servers(self) -> list[Guild]:
        if self._shards == 1:
            return [self.guild]
        self.remove_bot(self.guild)
        return [
            self.add_guild(f"server-{n}", self.owner, *self.members, shard=(n, self._shards))
            for n in range(self._shards)
        ]

    def is_heard(self, room: Channel) -> bool:
        """Return True if a bot is connected that gets the events of this channel."""
        guild_id = room.guild.id if room.guild else None
        number = shard_for(guild_id, self._shards)
        return self.gateway_server.shard(number, self._shards) is not None


class ChaosWorld:
    """All that outlives the bot."""

    def __init__(
        self,
        wire: ChaosDiscord,
        relay: RecordingRelay,
        own_sd: Automatic1111Server,
        ledger: Ledger,
        folder: Path,
        shards: Sequence[str] = (),
    ) -> None:
        self.wire, self.relay, self.own_sd, self.ledger = wire, relay, own_sd, ledger
        self.watch = Watch(wire, relay)
        self._folder = folder
        self._shards = shards

    def clock(self, process: int) -> ClockOffset:
        """Return the offset of a process's wall clock."""
        return ClockOffset(self._folder / f"clock-{process}")

    def log(self, process: int) -> Path:
        """Return what the lives of a process print to."""
        return self._folder / f"process-{process}.log"

    def life(self, process: int) -> Life:
        """Return a life of the bot, to be entered."""
        self.clock(process)
        environment = {
            **self.wire.patch_environment(),
            **_SETTINGS,
            "EASEL_RELAY_URL": self.relay.url,
            "EASEL_SD_URL": self.own_sd.url,
            "EASEL_DATABASE_URL": self.ledger.url,
            CLOCK_VARIABLE: str(self._folder / f"clock-{process}"),
        }
        if self._shards:
            environment["EASEL_SHARDS"] = self._shards[process]
            environment["EASEL_IDENTIFY_INTERVAL"] = "0.01"
        return Life(environment, self.log(process), live)

    def note_ready(self) -> None:
        """Note that a process is connected."""
        self.watch.ready_at = time.monotonic()


@contextlib.asynccontextmanager
async def open_world(
    plan: Plan,
    climate: Climate,
    url: str,
    folder: Path,
    members: int = 8,
    channels: int = 4,
    shards: Sequence[str] = (),
) -> AsyncIterator[ChaosWorld]:
    """Serve a world whose ledger is at `url`, and whose logs are in `folder`.

    `shards` are those of each process, as `EASEL_SHARDS` names them; without any there is one.
    """
    relay = RecordingRelay(plan, climate)
    total = int(shards[0].partition("/")[2]) if shards else 1
    async with (
        ChaosDiscord(plan, climate, members, channels, total) as wire,
        serve(relay),
        Automatic1111Server().serve() as own_sd,
        Ledger.open(url) as ledger,
    ):
        yield ChaosWorld(wire, relay, own_sd, ledger, folder, shards)
