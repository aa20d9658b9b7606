"""A fake Discord with many servers of 40 channels and 25 roles, until the process is killed.

The first line printed is the environment for a bot that uses it, as JSON.
"""

import asyncio
import sys

import orjson

from benchmarks.process import parser
from sandbox.relay import KEY, RelayEmulator, serve
from tests.wire.discord import WireDiscord
from tests.wire.errors import JSON
from tests.wire.gateway import Gateway
from tests.wire.payloads import channel_json, guild_json, member_json, role_json
from tests.wire.state import Channel, Guild, Role

CHANNELS, ROLES = 40, 25
_IN_CATEGORY = 7
_OVERWRITES = 2
_LARGEST_SHARD = 2000


async def main(servers: int) -> None:
    """Serve it; the bot is a member of `servers` servers, on as many shards as Discord would."""
    async with WireDiscord() as discord, serve(RelayEmulator(), port=0) as relay:
        for number in range(1, servers):
            discord.add_guild(f"server {number}", discord.member)
        gateway = discord.gateway_server
        gateway.compresses = True
        gateway.starts.recommended = -(-servers // _LARGEST_SHARD)
        gateway.starts.max_concurrency = 16
        Gateway._guild_create = _large_guild  # type: ignore[assignment, method-assign]  # noqa: SLF001
        relayed = {"EASEL_RELAY_URL": relay.url, "EASEL_RELAY_KEY": KEY}
        sys.stdout.write(orjson.dumps(discord.patch_environment() | relayed).decode() + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _large_guild(gateway: Gateway, guild: Guild) -> JSON:
    """Return GUILD_CREATE of a server as they are: with names, topics, and permissions."""
    bot = gateway._world.bot  # noqa: SLF001
    roles = [Role(guild.id + n, f"role number {n}", 1 << (n % 40)) for n in range(1, ROLES + 1)]
    channels = [_channel(guild, number) for number in range(CHANNELS)]
    lists = ("threads", "presences", "voice_states", "stage_instances", "guild_scheduled_events")
    return guild_json(guild) | {
        "joined_at": "2024-01-01T00:00:00+00:00",
        "large": False,
        "unavailable": False,
        "member_count": 100,
        "members": [member_json(guild, bot)],
        "channels": channels,
        "roles": [role_json(role, position) for position, role in enumerate(guild.roles + roles)],
        **{name: [] for name in (*lists, "soundboard_sounds")},
    }


def _channel(guild: Guild, number: int) -> JSON:
    """Return a channel that has the permissions of its category, or return a category."""
    category, place = divmod(number, _IN_CATEGORY)
    overwrites = [
        {"id": str(guild.id + n), "type": 0, "allow": str(1 << (category + n)), "deny": "2048"}
        for n in range(1, _OVERWRITES + 1)
    ]
    shared = {"position": number, "permission_overwrites": overwrites}
    shape = channel_json(Channel(guild.id + 100 + number, f"channel-number-{number}", guild))
    if place == 0:
        return shape | shared | {"type": 4}
    parent = guild.id + 100 + category * _IN_CATEGORY
    return shape | shared | {"parent_id": str(parent), "topic": f"What number {number} is about"}


if __name__ == "__main__":
    asyncio.run(main(int(parser(__doc__).parse_args().size)))
