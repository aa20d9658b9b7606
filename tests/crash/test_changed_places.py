"""Places that change between two processes: the member gets the picture or an explanation."""

import pytest

from tests.crash.world import World
from tests.wire.interactions import Interaction

BEFORE_POSTING = "before bot.storage.jobs:JobStore.mark_posting"
AFTER_POSTING = "after bot.delivery.poster:DiscordDelivery.post"
GONE = "the channel"
CLOSED = {
    "channel-deleted": GONE,
    "channel-hidden": "view_channel",
    "writing-denied": "send_messages",
    "files-denied": "attach_files",
}


def close(world: World, what: str) -> None:
    """Delete the channel, or deny one permission in it."""
    if what == GONE:
        world.wire.delete_channel(world.channel)
    else:
        world.wire.deny(world.channel, what)


def assert_shown_privately(world: World, interaction: Interaction) -> None:
    """Assert that the picture is in the command's private answer only, and in the row."""
    assert interaction.original is not None
    assert interaction.original.ephemeral
    world.assert_shows_picture(interaction.original)
    row = world.ledger.row(interaction.id)
    assert (row["message_id"], row["message_channel_id"]) == (interaction.original.id, None)
    assert (world.wire.messages(world.channel), world.direct()) == ([], [])


def assert_sent_directly(world: World, interaction: Interaction) -> None:
    """Assert that the picture is in one direct message."""
    world.assert_posted_once(interaction, world.wire.dm(world.member))


@pytest.mark.parametrize("what", CLOSED.values(), ids=CLOSED)
async def test_picture_for_a_closed_place_is_shown_privately(world: World, what: str) -> None:
    interaction = await world.crash(BEFORE_POSTING)
    close(world, what)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    assert_shown_privately(world, interaction)
    world.assert_paid_once()


@pytest.mark.parametrize("what", CLOSED.values(), ids=CLOSED)
async def test_picture_for_a_closed_place_is_sent_directly_without_a_token(
    world: World, what: str
) -> None:
    interaction = await world.crash(BEFORE_POSTING)
    close(world, what)
    world.age(interaction)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    assert_sent_directly(world, interaction)
    assert world.wire.messages(world.channel) == []
    world.assert_paid_once()


async def test_job_that_can_be_posted_nowhere_does_not_count(world: World) -> None:
    interaction = await world.crash(BEFORE_POSTING)
    close(world, GONE)
    world.age(interaction)
    world.member.takes_dms = False
    async with world.running():
        row = await world.ended(interaction, "failed")
        assert "failed-no-place" in row["reason"]
        await world.assert_counted(0)
    assert world.direct() == []


@pytest.mark.parametrize("late", [False, True], ids=["token-lives", "token-dead"])
async def test_picture_of_a_deleted_channel_is_for_its_member_only(
    world: World, late: bool
) -> None:
    interaction = await world.crash(AFTER_POSTING)
    close(world, GONE)
    if late:
        world.age(interaction)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    if late:
        assert_sent_directly(world, interaction)
    else:
        assert_shown_privately(world, interaction)
    world.assert_paid_once()


@pytest.mark.parametrize("what", ["send_messages", "attach_files"])
async def test_existing_message_is_found_without_permission_to_post(
    world: World, what: str
) -> None:
    interaction = await world.crash(AFTER_POSTING)
    close(world, what)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    assert world.direct() == []
    world.assert_paid_once()


@pytest.mark.parametrize("late", [False, True], ids=["token-lives", "token-dead"])
@pytest.mark.parametrize("what", ["view_channel", "read_message_history"])
async def test_without_the_history_a_job_is_not_posted_again_and_does_not_count(
    world: World, what: str, late: bool
) -> None:
    interaction = await world.crash(AFTER_POSTING)
    [first] = world.wire.messages(world.channel)
    close(world, what)
    world.wire.advance(world.wire.world.nonce_window)
    if late:
        world.age(interaction)
    async with world.running():
        row = await world.ended(interaction, "failed")
        assert "failed-unseen" in row["reason"]
        if late:
            [message] = await world.wire.until(world.direct)
            assert "check the channel. It did not count." in message.text
        else:
            await world.assert_answer(interaction, "check the channel. It did not count.")
        await world.assert_counted(0)
    assert world.wire.messages(world.channel) == [first]


async def test_without_the_history_a_first_message_is_posted(world: World) -> None:
    interaction = await world.crash(BEFORE_POSTING)
    world.wire.deny(world.channel, "read_message_history")
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


@pytest.mark.parametrize("point", [BEFORE_POSTING, AFTER_POSTING], ids=["unposted", "unmarked"])
async def test_private_picture_is_in_the_private_answer_once(world: World, point: str) -> None:
    interaction = await world.crash(point, private=True)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    assert_shown_privately(world, interaction)
    world.assert_paid_once()


async def test_existing_direct_message_is_found(world: World) -> None:
    interaction = await world.crash(BEFORE_POSTING, private=True)
    world.age(interaction)
    await world.crash_again(AFTER_POSTING)
    [first] = world.direct()
    world.wire.advance(world.wire.world.nonce_window)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    assert_sent_directly(world, interaction)
    assert world.direct() == [first]
    world.assert_paid_once()


@pytest.mark.parametrize("dead", [False, True], ids=["token-alive", "token-dead"])
async def test_member_is_notified_of_a_failure_by_the_next_process(
    world: World, dead: bool
) -> None:
    interaction = await world.crash(
        "after bot.storage.jobs:JobStore.mark_failed", prompt="a red fox [fault:content]"
    )
    assert interaction.original is not None
    assert "did not count" not in interaction.original.text
    if dead:
        world.age(interaction)
    async with world.running():
        messages = world.direct if dead else lambda: [interaction.original]
        await world.until(lambda: any("It did not count." in m.text for m in messages() if m))
        await world.assert_counted(0)
