"""Changes of the avatar: how often Discord takes them, and what is said when it does not."""

import base64
from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest

from bot.app import MAX_RATE_LIMIT
from bot.delivery.rest_client import RestClient
from bot.errors import UserError
from bot.servers.own_avatar import OwnAvatar, data_uri
from tests.storage.rows import NOON
from tests.wire.discord import WireDiscord, discord_redirected

GUILD, OTHER = 5, 6
PNG, JPEG = b"\x89PNG\r\n\x1a\n" + bytes(8), b"\xff\xd8\xff\xe0" + bytes(8)


class Discord:
    """Requests that Discord gets, and its answers."""

    def __init__(self) -> None:
        self.now = NOON
        self.sent: list[tuple[int, str | None, str]] = []
        self.failure: Exception | None = None
        self.avatar = OwnAvatar(self.set_avatar, lambda: self.now)

    async def set_avatar(self, guild_id: int, avatar: str | None, reason: str) -> None:
        self.sent.append((guild_id, avatar, reason))
        if self.failure is not None:
            raise self.failure

    async def refusal(self, guild_id: int = GUILD) -> tuple[str, object]:
        with pytest.raises(UserError) as refused:
            await self.avatar.set(guild_id, PNG, "why")
        return refused.value.reason.key, refused.value.reason.facts.get("at")


async def test_it_is_sent_as_discord_takes_it() -> None:
    wire = Discord()
    await wire.avatar.set(GUILD, JPEG, "why")
    await wire.avatar.set(GUILD, None, "why not")
    assert wire.sent == [(GUILD, data_uri(JPEG), "why"), (GUILD, None, "why not")]


@pytest.mark.parametrize(("content", "kind"), [(PNG, "png"), (JPEG, "jpeg")])
def test_data_uri_names_the_format(content: bytes, kind: str) -> None:
    head, _, tail = data_uri(content).partition(",")
    assert head == f"data:image/{kind};base64"
    assert base64.b64decode(tail) == content


async def test_pause_of_discord_is_named_and_kept_for_its_server_alone() -> None:
    wire = Discord()
    wire.failure = discord.RateLimited(300.0)
    at = str(int((NOON + timedelta(seconds=301)).timestamp()))
    assert await wire.refusal() == ("refused-avatar-soon", at)
    wire.failure = None

    assert await wire.refusal() == ("refused-avatar-soon", at)
    await wire.avatar.set(OTHER, PNG, "why")
    assert [guild_id for guild_id, *_ in wire.sent] == [GUILD, OTHER]

    wire.now += timedelta(seconds=301)
    await wire.avatar.set(GUILD, PNG, "why")


async def test_clock_that_is_set_back_far_ends_the_pause() -> None:
    wire = Discord()
    wire.failure = discord.RateLimited(10.0**9)
    await wire.refusal()
    wire.failure = None
    wire.now -= timedelta(days=30)
    await wire.avatar.set(GUILD, PNG, "why")


@pytest.mark.parametrize("error", [TimeoutError(), OSError("gone")])
async def test_silence_is_said_as_such(error: Exception) -> None:
    wire = Discord()
    wire.failure = error
    assert await wire.refusal() == ("refused-avatar-unsure", None)
    wire.failure = None
    await wire.avatar.set(GUILD, PNG, "why")


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    """Serve a Discord on loopback."""
    async with WireDiscord() as opened:
        with discord_redirected(opened.api, opened.gateway):
            yield opened


@pytest.fixture
async def real(wire: WireDiscord) -> AsyncIterator[OwnAvatar]:
    """Log in to it, with the bot's own bound for rate limits."""
    client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=MAX_RATE_LIMIT)
    async with client:
        await client.login(wire.token)
        yield OwnAvatar(RestClient(client).set_own_avatar, lambda: NOON)


async def test_over_http_it_is_set_and_reset(wire: WireDiscord, real: OwnAvatar) -> None:
    await real.set(wire.guild.id, PNG, "why")
    assert wire.guild.bot_avatar
    await real.set(wire.guild.id, None, "why")
    assert wire.guild.bot_avatar is None


async def test_over_http_a_long_pause_is_named_and_a_short_one_waited_out(
    wire: WireDiscord, real: OwnAvatar
) -> None:
    path = f"/guilds/{wire.guild.id}/members/@me"
    wire.fail("PATCH", path, 429, retry_after=0.01)
    await real.set(wire.guild.id, PNG, "why")
    assert wire.guild.bot_avatar

    wire.fail("PATCH", path, 429, retry_after=600)
    with pytest.raises(UserError) as refused:
        await real.set(wire.guild.id, None, "why")
    assert refused.value.reason.key == "refused-avatar-soon"
    assert refused.value.reason.facts == {"at": str(int(NOON.timestamp()) + 601)}
    assert wire.guild.bot_avatar
