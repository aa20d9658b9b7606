"""Names of members by their ids: a bot is not told of a server's members, so they are fetched."""

import asyncio
import logging
from collections.abc import Iterable

import discord

from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that names are waited for."""


async def fetch_names(
    guild: discord.Guild, ids: Iterable[int], *, former: discord.Client | None = None
) -> dict[int, str]:
    """Ask Discord for the members' names in the server; the client finds `former` members.

    Whoever is not there, or not told in time, has no name.
    """
    names: dict[int, str] = {}

    async def fetch(member_id: int) -> None:
        try:
            names[member_id] = (await _fetch(guild, member_id, former)).display_name
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("server %s: a member's name is not known: %s", guild.id, error)

    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*map(fetch, ids))
    except TimeoutError:
        log.info("server %s: members' names are not known in time", guild.id)
    return names


async def _fetch(
    guild: discord.Guild, member_id: int, former: discord.Client | None
) -> discord.Member | discord.User:
    try:
        return await guild.fetch_member(member_id)
    except discord.NotFound:
        if former is None:
            raise
        return await former.fetch_user(member_id)
