"""Before a dear request: the price, what it leaves, and two buttons."""

import re
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock

import discord
import pytest

from bot.ui.messages import job_of
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said
from tests.e2e.pictures import DONE, defaults
from tests.e2e.replying import answers, pictures
from tests.e2e.ruling import rule
from tests.e2e.test_retries import back, stale, under

pytestmark = pytest.mark.slow

DEAR = {"prompt": "a fox", "image_size": "4K"}


async def asked(world: World) -> Any:
    """Maya asks for a picture of 24 cents."""
    return await world.maya.slash(world.pictures, "gemini", **DEAR)


async def left(world: World) -> str:
    """What Maya has left."""
    return said(await world.maya.slash(world.pictures, "quota")).splitlines()[0]


async def test_price_and_what_it_leaves_are_shown_and_nothing_is_made_yet(world: World) -> None:
    result = await asked(world)

    assert said(result) == (
        "This will cost about $0.24. After it you have 24 of your 25 pictures left for 24 hours."
    )
    assert world.emulator.created == 0
    assert "You've used 0 of 25" in await left(world)


async def test_money_is_said_to_be_left_where_money_is_limited(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0, member_limits='["$1 a week"]') as world:
        result = await asked(world)
        assert said(result) == (
            "This will cost about $0.24. After it you have $0.76 of your $1.00 left for 7 days."
        )


async def test_who_says_yes_gets_the_picture_once(world: World) -> None:
    result = await asked(world)

    await world.maya.click(result.response, label="Make it")

    [picture] = pictures(world.pictures)
    assert "Gemini" in picture.content
    assert said(result).startswith("✅ Done: https://discord.com/channels/")
    assert world.emulator.created == 1
    assert "You've used 1 of 25" in await left(world)


async def test_who_says_no_has_nothing_counted(world: World) -> None:
    result = await asked(world)

    await world.maya.click(result.response, label="No, thanks")

    assert said(result) == "Okay, not made."
    assert world.emulator.created == 0
    assert "You've used 0 of 25" in await left(world)


@pytest.mark.parametrize("first", ["Make it", "No, thanks"])
@pytest.mark.parametrize("second", ["Make it", "No, thanks"])
async def test_second_press_leaves_what_became_of_the_first(
    world: World, first: str, second: str
) -> None:
    result = await asked(world)
    question = result.response.message
    pressed = button(question, second)
    await world.maya.click(question, label=first)
    shown, made = result.response.content, world.emulator.created
    # A client that is slow shows the button still.
    world.env.backend.get_message(question.channel.id, question.id).components = stale(pressed)

    again = await world.maya.click(question, custom_id=pressed)

    [followup] = again.followups
    assert followup.content == "You've already answered that question."
    assert result.response.content == shown
    assert world.emulator.created == made == (first == "Make it")


async def test_who_says_no_may_change_it(world: World) -> None:
    result = await asked(world)
    await world.maya.click(result.response, label="No, thanks")
    assert back(result) == "a fox"
    assert under(result) == ["Change…", "Other model…"]

    shown = await world.maya.click(result.response, label="Change…")
    values = {**defaults(shown.modal), "words": "a fox", "model": ["flux"]}
    changed = await world.maya.submit_modal(shown, values)

    assert said(changed).startswith(DONE)
    [picture] = pictures(world.pictures)
    assert "Flux" in picture.content


async def test_an_answer_after_a_quarter_of_an_hour_is_too_late(world: World) -> None:
    result = await asked(world)
    world.env.backend.advance_clock(14 * 60 + 1)
    await world.maya.click(result.response, label="Make it")
    # In place of the question, whose buttons are of no use any more.
    assert "That question has expired. Please ask again." in said(result)
    assert world.emulator.created == 0


async def test_a_question_survives_a_restart(world: World) -> None:
    result = await asked(world)
    await world.restart()

    await world.maya.click(result.response, label="Make it")

    assert said(result).startswith("✅ Done")
    assert "You've used 1 of 25" in await left(world)


async def test_what_no_limit_allows_is_refused_without_asking(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0, member_limits='["$0.20 a day"]') as world:
        refused = said(await asked(world))
        assert refused.startswith("⚠️ This would cost $0.24, but the limit is $0.20 in 24 hours.")


async def test_a_limit_that_was_reached_meanwhile_refuses_after_all(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        result = await asked(world)
        await world.maya.slash(world.pictures, "flux", prompt="another fox")

        refused = await world.maya.click(result.response, label="Make it")

        assert (
            "You've made 1 picture in the last 24 hours on all servers together; your limit is 1."
            in refused.response.content
        )
        assert world.emulator.created == 1


async def test_a_rule_that_was_made_meanwhile_refuses_after_all(world: World) -> None:
    result = await asked(world)
    await world.noor.slash(world.pictures, "easel pause")

    await world.maya.click(result.response, label="Make it")

    assert said(result).endswith("This didn't use up any of your limit.")
    assert world.emulator.created == 0


@pytest.mark.parametrize("above", [0, 0.24, 5])
async def test_what_is_not_dear_is_made_at_once(open_here: OpenWorld, above: float) -> None:
    async with open_here(confirm_above=above) as world:
        assert said(await asked(world)).startswith("✅")


async def test_a_dear_reply_is_asked_about_where_it_stands(open_here: OpenWorld) -> None:
    async with open_here(confirm_above=0.039) as world:
        await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox")
        [picture] = pictures(world.pictures)
        reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)

        assert answers(world.pictures, reply) == [
            "This will cost about $0.04. After it you have 23 of your 25 pictures left for 24 "
            "hours."
        ]
        question = world.pictures.history()[-1]
        refused = await world.noor.click(question, label="Make it")
        assert "Only the member who asked for this can decide." in said(refused)

        await world.maya.click(question, label="Make it")

        assert answers(world.pictures, reply) == []
        assert "You've used 2 of 25" in await left(world)


async def dear_reply(world: World) -> tuple[Any, Any]:
    """Maya asks for an edit that is asked about where it stands; her message, and the question."""
    await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox")
    [picture] = pictures(world.pictures)
    reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
    return reply, world.pictures.history()[-1]


async def test_a_dear_reply_that_is_refused_after_all_says_so_in_place_of_the_question(
    open_here: OpenWorld,
) -> None:
    async with open_here(confirm_above=0.039, daily_pictures=2) as world:
        reply, question = await dear_reply(world)
        await world.maya.slash(world.pictures, "flux", prompt="another fox")

        await world.maya.click(question, label="Make it")

        [told] = answers(world.pictures, reply)
        assert told.startswith(
            "⚠️ You've made 2 pictures in the last 24 hours on all servers together; "
            "your limit is 2."
        )


async def test_a_question_that_still_stands_is_not_taken_for_the_picture(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(confirm_above=0.039) as world:
        _, question = await dear_reply(world)

        assert job_of(question) is None

        gone = discord.NotFound(SimpleNamespace(status=404, reason=""), "Unknown Message")
        withdraw = AsyncMock(side_effect=gone)
        monkeypatch.setattr(discord.Interaction, "delete_original_response", withdraw)
        await world.maya.click(question, label="Make it")

        assert withdraw.await_count == 1
        assert "You've used 2 of 25" in await left(world)


async def test_a_cap_that_was_set_meanwhile_holds_for_what_was_left_out(
    open_here: OpenWorld,
) -> None:
    async with open_here(confirm_above=0.01) as world:
        result = await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox")
        await rule(world, quality="low")

        await world.maya.click(result.response, label="Make it")

        [submit] = world.emulator.submits
        assert submit.body["quality"] == "low"


async def test_a_limit_looks_at_the_roles_that_the_member_has_by_then(
    open_here: OpenWorld,
) -> None:
    async with open_here(daily_pictures=0) as world:
        role = world.guild.create_role("Painters")
        painter = world.guild.add_member(world.env.create_user("ines"), roles=[role])
        await world.noor.slash(world.pictures, "easel limits set", pictures=0)
        await world.noor.slash(world.pictures, "easel limits set", unlimited=True, role=role)
        result = await painter.slash(world.pictures, "gemini", **DEAR)
        world.env.backend.remove_member_role(world.guild.id, painter.id, role.id)
        await world.settle()

        refused = await painter.click(result.response, label="Make it")

        assert "the limit is 0 pictures" in refused.response.content
        assert world.emulator.created == 0


async def test_again_of_a_dear_picture_asks_again(world: World) -> None:
    result = await asked(world)
    await world.maya.click(result.response, label="Make it")
    [picture] = pictures(world.pictures)

    again = await world.maya.click(picture, label="Again")

    assert re.match(r"This will cost about \$0\.24\.", said(again))
    await world.maya.click(again.response, label="Make it")
    assert len(pictures(world.pictures)) == 2
