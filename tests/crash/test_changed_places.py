"""The place changed between two lives: the member gets the picture all the same, or is told."""

import pytest

from tests.crash.kinds import KINDS
from tests.crash.world import World
from tests.wire.interactions import Interaction
from tests.wire.state import Message

pytestmark = pytest.mark.slow

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
    """Take the place away, or one permission in it."""
    if what == GONE:
        world.wire.delete_channel(world.channel)
    else:
        world.wire.deny(world.channel, what)


def assert_shown_privately(world: World, asked: Interaction) -> None:
    """The picture stands in the command's private answer and nowhere else; the row says so."""
    assert asked.original is not None
    assert asked.original.ephemeral
    world.assert_shows_picture(asked.original)
    row = world.ledger.row(asked.id)
    assert (row["message_id"], row["message_channel_id"]) == (asked.original.id, None)
    assert (world.wire.messages(world.channel), world.direct()) == ([], [])


def assert_sent_directly(world: World, asked: Interaction) -> None:
    """The picture stands once among the direct messages."""
    world.assert_posted_once(asked, world.wire.dm(world.member))


@pytest.mark.parametrize("what", CLOSED.values(), ids=CLOSED)
async def test_place_closed_before_posting_the_picture_is_for_the_member_alone(
    world: World, what: str
) -> None:
    asked = await world.crash(BEFORE_POSTING)
    close(world, what)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    assert_shown_privately(world, asked)
    world.assert_paid_once()


@pytest.mark.parametrize("what", CLOSED.values(), ids=CLOSED)
async def test_place_closed_and_token_dead_the_picture_comes_directly(
    world: World, what: str
) -> None:
    asked = await world.crash(BEFORE_POSTING)
    close(world, what)
    world.age(asked)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    assert_sent_directly(world, asked)
    assert world.wire.messages(world.channel) == []
    world.assert_paid_once()


async def test_every_way_closed_it_does_not_count(world: World) -> None:
    asked = await world.crash(BEFORE_POSTING)
    close(world, GONE)
    world.age(asked)
    world.member.takes_dms = False
    async with world.running():
        row = await world.ended(asked, "failed")
        assert "failed-no-place" in row["reason"]
        await world.assert_counted(0)
    assert world.direct() == []


@pytest.mark.parametrize("late", [False, True], ids=["token-lives", "token-dead"])
async def test_channel_deleted_with_its_message_the_picture_is_for_the_member_alone(
    world: World, late: bool
) -> None:
    asked = await world.crash(AFTER_POSTING)
    close(world, GONE)
    if late:
        world.age(asked)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    if late:
        assert_sent_directly(world, asked)
    else:
        assert_shown_privately(world, asked)
    world.assert_paid_once()


@pytest.mark.parametrize("what", ["send_messages", "attach_files"])
async def test_message_that_stands_is_enough_where_no_other_could_be_posted(
    world: World, what: str
) -> None:
    asked = await world.crash(AFTER_POSTING)
    close(world, what)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    assert world.direct() == []
    world.assert_paid_once()


@pytest.mark.parametrize("late", [False, True], ids=["token-lives", "token-dead"])
@pytest.mark.parametrize("what", ["view_channel", "read_message_history"])
async def test_where_it_may_no_longer_look_it_neither_posts_again_nor_counts(
    world: World, what: str, late: bool
) -> None:
    asked = await world.crash(AFTER_POSTING)
    [first] = world.wire.messages(world.channel)
    close(world, what)
    world.wire.advance(world.wire.world.nonce_window)
    if late:
        world.age(asked)
    async with world.running():
        row = await world.ended(asked, "failed")
        assert "failed-unseen" in row["reason"]
        if late:
            [told] = await world.wire.until(world.direct)
            assert "check the channel. It doesn't count towards your limit." in told.text
        else:
            await world.told(asked, "check the channel. It doesn't count towards your limit.")
        await world.assert_counted(0)
    assert world.wire.messages(world.channel) == [first]


async def test_without_history_a_first_message_is_posted_all_the_same(world: World) -> None:
    asked = await world.crash(BEFORE_POSTING)
    world.wire.deny(world.channel, "read_message_history")
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("point", [BEFORE_POSTING, AFTER_POSTING], ids=["unposted", "unmarked"])
async def test_private_picture_stands_once_in_the_private_answer(world: World, point: str) -> None:
    asked = await world.crash(point, private=True)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    assert_shown_privately(world, asked)
    world.assert_paid_once()


@pytest.mark.parametrize("private", [False, True], ids=["place-closed", "private"])
async def test_shown_privately_it_counts_as_shown_once_the_token_is_dead(
    world: World, private: bool
) -> None:
    asked = await world.crash(BEFORE_POSTING, private=private)
    if not private:
        close(world, "send_messages")
    await world.crash_again(AFTER_POSTING)
    world.age(asked)
    async with world.running():
        row = await world.ended(asked)
        assert row["message_channel_id"] is None
        await world.assert_counted(1)
    assert asked.original is not None
    world.assert_shows_picture(asked.original)
    assert (world.wire.messages(world.channel), world.direct()) == ([], [])
    world.assert_paid_once()


@pytest.mark.parametrize("point", [BEFORE_POSTING, AFTER_POSTING], ids=["unposted", "unmarked"])
async def test_private_thread_that_is_closed_meanwhile_is_not_left_for_its_channel(
    world: World, point: str
) -> None:
    world.wire.world.message_content = True
    world.settings |= {"message_content": True}
    asked = await world.crash_while(point, KINDS["reply-in-a-private-thread"].ask)
    [thread] = [one for one in world.wire.world.channels.values() if one.private]
    thread.insiders.discard(world.wire.bot.id)
    async with world.running():
        row = await world.ended(asked, "done" if point == BEFORE_POSTING else "failed")
    # Where the bot may no longer look it may have posted, and does not post again.
    [message] = world.posts()
    assert message.channel is (world.wire.dm(world.member) if row["message_id"] else thread)
    assert world.wire.messages(world.channel) == []
    world.assert_paid_once()


async def test_direct_message_that_stands_is_found(world: World) -> None:
    asked = await world.crash(BEFORE_POSTING, private=True)
    world.age(asked)
    await world.crash_again(AFTER_POSTING)
    [first] = world.direct()
    world.wire.advance(world.wire.world.nonce_window)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    assert_sent_directly(world, asked)
    assert world.direct() == [first]
    world.assert_paid_once()


@pytest.mark.parametrize("dead", [False, True], ids=["token-alive", "token-dead"])
async def test_failure_nobody_told_of_is_told_by_the_next_life(world: World, dead: bool) -> None:
    asked = await world.crash(
        "after bot.storage.jobs:JobStore.mark_failed", prompt="a red fox [fault:content]"
    )
    assert asked.original is not None
    assert "doesn't count towards your limit" not in asked.original.text
    if dead:
        world.age(asked)
    async with world.running():
        told = world.direct if dead else lambda: [asked.original]
        await world.until(
            lambda: any("It doesn't count towards your limit." in one.text for one in told() if one)
        )
        await world.assert_counted(0)


async def test_failure_of_a_reply_nobody_told_of_is_told_by_the_next_life(world: World) -> None:
    world.wire.world.message_content = True
    world.settings |= {"message_content": True}
    world.relay.faults.next("task", "content-policy-declined")
    asked = await world.crash_while(
        "after bot.storage.jobs:JobStore.mark_failed",
        KINDS["reply-whose-thread-is-yet-to-be-made"].ask,
    )
    assert isinstance(asked, Message)
    assert asked.reactions
    async with world.running():
        await world.wire.until(lambda: failures(world))
    [failure] = failures(world)
    assert failure.author is world.wire.bot
    assert not asked.reactions


def failures(world: World) -> list[Message]:
    """The messages in the channel that tell of a failure."""
    return [
        one
        for one in world.wire.messages(world.channel)
        if "It doesn't count towards your limit." in one.text
    ]
