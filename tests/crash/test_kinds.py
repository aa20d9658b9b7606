"""Killed at any line, every kind of job is paid, posted and counted once."""

import pytest

from tests.crash.kinds import KINDS, Kind
from tests.crash.test_every_line import POINTS, RECOVERY_POINTS
from tests.crash.world import World

pytestmark = pytest.mark.slow

AFTER_POSTING = "after bot.delivery.poster:DiscordDelivery.post"
# What comes before the post is the same for every kind; of the rest, what differs most.
QUICK_POINTS = {
    "after-fence": "after bot.storage.jobs:JobStore.mark_posting",
    "after-message-is-posted": AFTER_POSTING,
}
OTHERS = {name: kind for name, kind in KINDS.items() if name != "command"}
EDITS = {name: kind for name, kind in OTHERS.items() if "reply" in name or "menu" in name}


def matrix(points: dict[str, str], kinds: dict[str, Kind], every: int = 1) -> pytest.MarkDecorator:
    """Pair kinds and points: every pair, or each kind with one point in `every`, in turn.

    Each point is then still met by several kinds, and each kind by several points.
    """
    pairs = [
        pytest.param(kind, point, id=f"{name}-{at}")
        for row, (name, kind) in enumerate(kinds.items())
        for column, (at, point) in enumerate(points.items())
        if (row + column) % every == 0
    ]
    return pytest.mark.parametrize(("kind", "point"), pairs)


@pytest.fixture(autouse=True)
def forgotten_nonces(world: World) -> None:
    """Discord knows a nonce for minutes, and an outage may be longer: it is not relied on here."""
    world.wire.world.nonce_window = 0


@pytest.fixture(autouse=True)
def readable(world: World) -> None:
    """Photos of members can be edited by a reply, also directly, and nobody has a limit."""
    world.wire.world.message_content = True
    world.settings |= {"message_content": True, "daily_pictures": 0, "direct_messages": True}


@matrix(QUICK_POINTS, OTHERS)
async def test_killed_there_it_is_paid_and_posted_once(
    world: World, kind: Kind, point: str
) -> None:
    await _killed_once(world, kind, point)


@matrix(
    {name: point for name, point in POINTS.items() if point not in QUICK_POINTS.values()},
    OTHERS,
    every=3,
)
async def test_killed_at_every_other_line_it_is_paid_and_posted_once(
    world: World, kind: Kind, point: str
) -> None:
    await _killed_once(world, kind, point)


@matrix(RECOVERY_POINTS, OTHERS, every=3)
async def test_killed_again_while_it_recovers_it_is_still_posted_once(
    world: World, kind: Kind, point: str
) -> None:
    asked = await world.crash_while(AFTER_POSTING, kind.ask)
    await world.crash_again(point)
    async with world.running():
        await world.ended(asked)
    kind.assert_delivered(world, asked)


@pytest.mark.parametrize("kind", EDITS.values(), ids=EDITS)
async def test_recovered_before_discord_is_ready_an_edit_is_posted_where_it_belongs(
    world: World, kind: Kind
) -> None:
    world.wire.guild.locale = "de"
    asked = await world.crash_while("after bot.storage.jobs:JobStore.mark_submitted", kind.ask)
    world.wire.gateway_server.late = {"READY", "GUILD_CREATE"}
    async with world.running():
        await world.ended(asked)
        kind.assert_delivered(world, asked)
        [message] = world.posts()
        # In direct messages it is the language of the member.
        assert ("Again" if message.channel.guild is None else "Noch einmal") in message.buttons
        # The bot stops in order though it was never told of its server.
        world.wire.gateway_server.send_late("READY")


async def _killed_once(world: World, kind: Kind, point: str) -> None:
    asked = await world.crash_while(point, kind.ask)
    async with world.running():
        await world.ended(asked)
    kind.assert_delivered(world, asked)
