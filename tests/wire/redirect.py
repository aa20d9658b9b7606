"""Redirection of discord.py to the fake Discord."""

from collections.abc import Iterator
from contextlib import contextmanager

import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

API_VARIABLE, GATEWAY_VARIABLE = "WIRE_DISCORD_API", "WIRE_DISCORD_GATEWAY"


def redirect_discord(api: str, gateway: str) -> None:
    """Make every client of this process use `api` and `gateway` (docs/discord.md, section 13)."""
    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    Asset.BASE = str(yarl.URL(api).origin())


@contextmanager
def discord_redirected(api: str, gateway: str) -> Iterator[None]:
    """Redirect discord.py inside the `with` block only, in a process that other tests share."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    redirect_discord(api, gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before
