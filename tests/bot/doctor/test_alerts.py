"""The check of who is told of trouble; nothing is sent."""

import pytest

from tests.bot.doctor.portal import Portal
from tests.bot.doctor.printed import Easel, line
from tests.wire.discord import WireDiscord

TOKEN = "a" * 68
ADDRESS = f"https://discord.com/api/webhooks/12345678901234567890/{TOKEN}"


@pytest.mark.usefixtures("settings")
async def test_owner_is_named(easel: Easel) -> None:
    _, printed = await easel("doctor")
    assert line(printed, "Alerts: olivia gets them").startswith("✓")


async def test_nobody_is_told_if_they_are_off(easel: Easel, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("EASEL_ALERTS", "off")
    _, printed = await easel("doctor")
    assert line(printed, "Alerts: off").startswith("✓")


@pytest.mark.parametrize(
    ("status", "start", "failures"),
    [
        (200, "✓ Alerts: the webhook is there", 0),
        (404, "✗ Alerts: Discord has no such webhook. EASEL_ALERTS", 1),
        (401, "✗ Alerts: Discord has no such webhook. EASEL_ALERTS", 1),
        (400, "– Alerts: skipped, the webhook cannot be asked", 0),
    ],
)
async def test_webhook_is_asked_for_and_nothing_is_posted(
    easel: Easel,
    settings: pytest.MonkeyPatch,
    portal: Portal,
    wire: WireDiscord,
    status: int,
    start: str,
    failures: int,
) -> None:
    settings.setenv("EASEL_ALERTS", ADDRESS)
    portal.webhooks[TOKEN] = status
    found, printed = await easel("doctor")
    assert found == failures
    assert line(printed, "Alerts").startswith(start)
    assert TOKEN not in printed
    assert not wire.unknown
    assert not wire.messages(wire.channel)
