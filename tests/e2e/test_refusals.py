"""Refusals: only where a picture was asked for do they speak of the member's limit."""

from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.pictures import FREE, made, stranger
from tests.e2e.reporting import MENU, report


async def test_word_on_the_list_already_is_refused_without_a_word_of_limits(world: World) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="fox")

    again = await world.noor.slash(world.pictures, "easel words add", word="fox")
    asked = await world.maya.slash(world.pictures, "flux", prompt="a fox")

    assert said(again) == "⚠️ “fox” is already on the list."
    assert said(asked).endswith(f"Please try other words. {FREE}")


async def test_block_that_cannot_be_is_refused_without_a_word_of_limits(world: World) -> None:
    bot = world.guild.add_member(world.env.create_user("other", bot=True))

    result = await world.noor.slash(world.pictures, "easel block", member=bot, reason="spam")

    assert said(result) == (
        "⚠️ Bots don't ask for pictures, so there's nothing to block. Please choose a member."
    )


async def test_delete_by_another_is_refused_without_a_word_of_limits(world: World) -> None:
    message = await made(world)

    result = await stranger(world).click(message, label="Delete")

    assert said(result) == (
        "⚠️ Only the member who asked for it, or someone who can manage messages here, "
        "can delete this."
    )


async def test_report_of_a_members_own_picture_is_refused_without_a_word_of_limits(
    world: World,
) -> None:
    photo = await world.maya.send(world.pictures, "look")

    assert said(await world.noor.context_menu(world.pictures, MENU, photo)) == (
        "⚠️ Only pictures that I posted for everyone to see can be reported to the moderators. "
        "For anything else, please use Discord's own report."
    )


async def test_report_that_reaches_nobody_is_refused_without_a_word_of_limits(
    world: World,
) -> None:
    message = await made(world)

    assert await report(world, stranger(world), message) == (
        "⚠️ I can't reach the moderators of this server, so I haven't hidden the picture. "
        "Please write to one of them."
    )
