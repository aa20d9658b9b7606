"""A fake Discord with some servers, and a relay, until the process is killed.

The first line printed is the environment for a bot that uses them, as JSON.
"""

import asyncio
import sys

import orjson

from benchmarks.process import parser
from sandbox.relay import KEY, RelayEmulator, serve
from tests.wire.discord import WireDiscord


async def main(servers: int) -> None:
    """Serve both; the bot is a member of `servers` servers."""
    async with WireDiscord() as discord, serve(RelayEmulator(), port=0) as relay:
        for number in range(1, servers):
            discord.add_guild(f"server {number}", discord.member)
        relayed = {"EASEL_RELAY_URL": relay.url, "EASEL_RELAY_KEY": KEY}
        sys.stdout.write(orjson.dumps(discord.patch_environment() | relayed).decode() + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    asyncio.run(main(int(arguments.size)))
