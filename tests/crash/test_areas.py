"""Killed at any line, an edit of an area is paid and posted once, and put together."""

import pytest
from PIL import Image

from tests.crash.kinds import EDIT, photo
from tests.crash.world import World, pixels
from tests.wire.interactions import Interaction

pytestmark = pytest.mark.slow

POINTS = {
    "after-it-is-accepted": "after bot.jobs.runner:JobRunner.accept",
    "after-task-id-is-stored": "after bot.storage.jobs:JobStore.mark_submitted",
    "before-it-is-put-together": "before bot.jobs.compositing:Compositing.finished",
    "after-it-is-put-together": "after bot.jobs.compositing:Compositing.finished",
    "after-posting-is-stored": "after bot.storage.jobs:JobStore.mark_posting",
    "after-message-is-posted": "after bot.delivery.poster:DiscordDelivery.post",
    "before-row-is-done": "before bot.storage.jobs:JobStore.mark_done",
}


@pytest.fixture(autouse=True)
def forgotten_nonces(world: World) -> None:
    """Discord knows a nonce for minutes, and an outage may be longer: it is not relied on here."""
    world.wire.world.nonce_window = 0


async def area(world: World) -> Interaction:
    """A member has the left half of a photo changed, and says yes to the preview."""
    shown = await world.wire.say(world.channel, world.member, "mine", files=photo())
    menu = await (await world.wire.menu(shown, world.member, "Edit this picture")).acked()
    asked = await world.wire.submit(menu, words=EDIT, mask=["left half"])
    question = await asked.answered()
    await world.wire.click(question, question.buttons["Make it"], world.member)
    return asked


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
async def test_killed_there_it_is_paid_once_and_posted_once_and_whole(
    world: World, point: str
) -> None:
    asked = await world.crash_while(point, area)
    async with world.running():
        await world.ended(asked)

    world.assert_paid_once()
    [message] = world.posts()
    [file] = message.attachments
    size, content = pixels(file.data)
    assert size == (96, 64)
    whole = Image.frombytes("RGBA", size, content)
    right, left = whole.crop((48, 0, 96, 64)), whole.crop((0, 0, 32, 64))
    assert right.getcolors() == [(48 * 64, (0, 128, 128, 255))]
    assert (0, 128, 128, 255) not in {colour for _, colour in left.getcolors(32 * 64) or ()}
