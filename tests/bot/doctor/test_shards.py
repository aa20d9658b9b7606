"""The check of the shards: those of the settings beside those that Discord recommends."""

import pytest

from tests.bot.doctor.printed import Easel
from tests.wire.discord import WireDiscord


@pytest.mark.parametrize(
    ("shards", "recommended", "start"),
    [
        ("", 3, "✓ Shards: as many as Discord recommends, 3"),
        ("0-1/2", 2, "✓ Shards: 0-1 of 2; Discord recommends 2"),
        ("0-1/2", 3, "! Shards: 0-1 of 2, where Discord recommends 3"),
    ],
)
async def test_shards_are_compared(
    easel: Easel,
    settings: pytest.MonkeyPatch,
    wire: WireDiscord,
    shards: str,
    recommended: int,
    start: str,
) -> None:
    settings.setenv("EASEL_SHARDS", shards)
    wire.gateway_server.starts.recommended = recommended
    status, printed = await easel("doctor")
    assert status == 0
    assert start in printed


@pytest.mark.usefixtures("settings")
async def test_few_session_starts_are_a_warning(easel: Easel, wire: WireDiscord) -> None:
    wire.gateway_server.starts.recommended = 4
    wire.gateway_server.starts.remaining = 3
    status, printed = await easel("doctor")
    assert status == 0
    assert "! Shards: 3 of 1000 session starts are left today. A start waits" in printed
