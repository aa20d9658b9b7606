"""Launch of shards: how many there are to be, and when Discord allows their sessions."""

import asyncio
import logging

import discord

from bot.common.backoff import backoff
from bot.common.shards import in_words
from bot.gateway.session_starts import SessionStarts
from bot.ui.transient_errors import TRANSIENT, describe

log = logging.getLogger(__name__)

LONGEST_PAUSE = 60.0


async def prepare_shards(
    client: discord.AutoShardedClient, starts: SessionStarts, retry_pause: float
) -> None:
    """Set the number of shards, unless it is given, and wait until their sessions may start."""

    async def read() -> tuple[int, discord.SessionStartLimits]:
        recommended, limits = await _read_patiently(client, retry_pause)
        if client.shard_ids is None:
            client.shard_count = recommended
        return len(client.shard_ids or range(recommended)), limits

    limits = await starts.await_limit(read)
    log.info(
        "gateway: shards %s of %s; %s of %s session starts are left, %s at a time",
        in_words(client.shard_ids or range(client.shard_count or 1)),
        *(client.shard_count, limits.remaining, limits.total, limits.max_concurrency),
    )


async def await_session_start(
    client: discord.AutoShardedClient, starts: SessionStarts, retry_pause: float, shard_id: int
) -> None:
    """Return when this shard may identify."""

    async def read() -> tuple[int, discord.SessionStartLimits]:
        return 1, (await _read_patiently(client, retry_pause))[1]

    if not starts.is_limit_known:
        await starts.await_limit(read)
    await starts.await_turn(shard_id)


async def _read_patiently(
    client: discord.AutoShardedClient, retry_pause: float
) -> tuple[int, discord.SessionStartLimits]:
    """Return the number of shards that Discord recommends, and its limits, once it answers."""
    is_told = False
    for pause in backoff(retry_pause, LONGEST_PAUSE):
        try:
            recommended, _, limits = await client.http.get_bot_gateway()
        except (*TRANSIENT, discord.GatewayNotFound) as error:
            if not is_told:
                log.warning("waiting for Discord's gateway: %s", describe(error))
                is_told = True
        else:
            return max(1, recommended), discord.SessionStartLimits(**limits)
        await asyncio.sleep(pause)
    raise AssertionError("there is always another pause")
