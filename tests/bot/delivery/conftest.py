"""A delivery to the fake Discord, through a client that is logged in and never connected."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
from PIL import Image

from bot.app import MAX_RATE_LIMIT
from bot.delivery.poster import Choices, DiscordDelivery
from bot.imaging.decoding import Format
from bot.imaging.outputs import Picture
from bot.jobs.outcome import Outcome
from bot.storage.database import Database
from bot.storage.members import MemberStore
from bot.storage.records import Destination, Job, Posted, State
from bot.storage.servers import ServerStore
from bot.texts import Languages
from providers.flux import FluxRequest
from tests.wire.discord import WireDiscord, discord_redirected
from tests.wire.interactions import Interaction
from tests.wire.state import Channel, Message

PROMPT = "a red fox"
POST = ("POST", "/channels/*/messages")
HISTORY = ("GET", "/channels/*/messages")
THREAD = ("POST", "/channels/*/messages/*/threads")
ANSWER = ("PATCH", "/webhooks/*")


def picture() -> Picture:
    sink = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(sink, "PNG")
    return Picture(sink.getvalue(), Format.PNG, 8, 8)


@dataclass
class Desk:
    """One process that delivers; its clock is Discord's."""

    wire: WireDiscord
    client: discord.Client
    delivery: DiscordDelivery
    members: MemberStore
    fenced: list[str] = field(default_factory=list)
    """The ways that were about to be used, in order."""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.wire.world.now(), UTC)

    def job(self, asked: Interaction | None = None, **destination: Any) -> Job:
        """A job that a member asks for now, privately answered if there is an interaction."""
        places: dict[str, Any] = {
            "channel_id": self.wire.channel.id,
            "guild_id": self.wire.guild.id,
            "upload_limit": 10 * 2**20,
            "locale": "en-US",
            "guild_locale": "en-US",
        }
        places["token"] = asked.token if asked else None
        return Job(
            id=asked.id if asked else self.wire.world.snowflake(),
            state=State.SUBMITTED,
            member_id=self.wire.member.id,
            destination=Destination(**{**places, **destination}),
            operation="flux",
            request={"prompt": PROMPT},
            pictures=1,
            created_at=self.now(),
        )

    def job_of(self, request: Message) -> Job:
        """The job that a message asks for."""
        return replace(self.job(channel_id=request.channel.id), id=request.id)

    def told_directly(self) -> list[Message]:
        """All that the bot has written to the member in direct messages."""
        return self.wire.messages(self.wire.dm(self.wire.member))

    def ask(self) -> Interaction:
        """An interaction of the member's in the channel, deferred privately."""
        return self.wire.deferred(self.wire.channel, self.wire.member)

    async def post(
        self, job: Job, pictures: int = 1, seconds: float = 1.0, *, privately: bool = False
    ) -> Posted:
        request = FluxRequest(prompt=PROMPT, width=64, height=64)
        outcome = Outcome(request, (picture(),) * pictures, seed=None, seconds=seconds)
        return await self.delivery.post(job, outcome, self._fence, privately=privately)

    def next_life(self, job: Job) -> Job:
        """The job as another process finds it, which forgets what this one knew."""
        self.delivery._last_ways.clear()
        self.delivery._own_answers.clear()
        way = self.fenced[-1] if self.fenced else None
        return replace(job, delivery_way=way, posting_at=self.now())

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """The bot's messages with pictures in a channel, by default where jobs belong."""
        found = self.wire.messages(channel or self.wire.channel)
        return [one for one in found if one.author is self.wire.bot and one.attachments]

    def direct(self) -> list[Message]:
        return self.posts(self.wire.dm(self.wire.member))

    async def _fence(self, way: str) -> None:
        self.fenced.append(way)


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        with discord_redirected(wire.api, wire.gateway):
            yield wire
        assert wire.unknown == []


@pytest.fixture
async def desk(wire: WireDiscord, tmp_path: Path) -> AsyncIterator[Desk]:
    client = discord.Client(
        intents=discord.Intents.none(),
        allowed_mentions=discord.AllowedMentions.none(),
        max_ratelimit_timeout=MAX_RATE_LIMIT,
    )
    async with client, Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db") as database:
        await client.login(wire.token)
        members = MemberStore(database)
        desk = Desk(wire, client, None, members)  # type: ignore[arg-type]
        servers = ServerStore(database)
        desk.delivery = DiscordDelivery(
            client, servers, Languages(), desk.now, choices=Choices(members)
        )
        yield desk
