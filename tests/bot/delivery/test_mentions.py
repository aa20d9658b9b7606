"""The member who waited long is notified of their picture, and nobody else."""

import pytest

from bot.delivery.poster import MENTION_AFTER
from tests.bot.delivery.conftest import Desk
from tests.wire.discord import WireDiscord


@pytest.mark.parametrize(
    ("seconds", "allowed", "is_mentioned"),
    [
        (MENTION_AFTER, None, False),
        (MENTION_AFTER + 1, None, True),
        (MENTION_AFTER + 1, True, True),
        (MENTION_AFTER + 1, False, False),
    ],
)
async def test_a_long_wait_ends_with_a_mention(
    wire: WireDiscord, desk: Desk, seconds: float, allowed: bool | None, is_mentioned: bool
) -> None:
    if allowed is not None:
        await desk.members.set_mention_when_slow(wire.member.id, allowed)
    await desk.post(desk.job(), seconds=seconds)

    [message] = desk.posts()
    assert message.mentions == ([wire.member] if is_mentioned else [])


async def test_the_reply_itself_notifies_nobody(wire: WireDiscord, desk: Desk) -> None:
    photo = await wire.say(wire.channel, wire.member, "my cat")
    await desk.post(desk.job(reply_to=photo.id), seconds=MENTION_AFTER + 1)

    [message] = desk.posts()
    assert message.mentions == [wire.member]
    assert not message.ping_reply
    assert not message.mention_everyone
