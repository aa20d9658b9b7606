"""The bot as it is when it tells Discord its commands."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import EaselBot
from bot.assembly import open_bot
from bot.settings import Settings
from tests.sqlite import sqlite_url
from tests.wire.discord import WireDiscord, discord_redirected

__all__ = ["sqlite_url"]


@pytest.fixture
async def bot(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[EaselBot]:
    """Logged in to a Discord on this machine, its commands loaded and synced; not connected."""
    monkeypatch.chdir(tmp_path)
    async with WireDiscord() as wire:
        relay: Any = "http://127.0.0.1:9"
        settings = Settings(
            relay_url=relay,
            discord_token=SecretStr(wire.token),
            relay_key=SecretStr("relay_sk_sandbox"),
            database_url=sqlite_url,
        )
        with discord_redirected(wire.api, wire.gateway):
            async with open_bot(settings) as bot:
                await bot.login(wire.token)
                yield bot
