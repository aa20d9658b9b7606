"""Pictures that go to their member alone, after no place has taken them for long."""

from tests.bot.delivery.conftest import Desk


async def test_private_answer_is_the_first_private_way(desk: Desk) -> None:
    asked = desk.ask()
    posted = await desk.post(desk.job(asked), privately=True)
    assert (posted.channel_id, desk.fenced, desk.posts()) == (None, ["answer"], [])
    assert asked.original is not None
    assert len(asked.original.attachments) == 1


async def test_direct_message_is_the_other_private_way(desk: Desk) -> None:
    await desk.post(desk.job(), privately=True)
    assert (len(desk.direct()), desk.posts()) == (1, [])
