"""`/easel budget`, `pause`, `resume`: the words on the way, and the brakes."""

import re
from typing import Any

import pytest

from bot.storage.audit import AuditStore
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said

pytestmark = pytest.mark.slow


async def manage(world: World, command: str, **options: Any) -> str:
    """What the command tells who manages the server."""
    return said(await world.noor.slash(world.pictures, f"easel {command}", **options))


async def asks(world: World, command: str = "flux", **options: Any) -> str:
    """What a member is told who asks for a picture."""
    return said(await world.maya.slash(world.pictures, command, prompt="a fox", **options))


def logged(world: World) -> list[str]:
    """The lines in the server's log about its budget."""
    lines = "\n".join(message.content for message in world.lounge.history()).splitlines()
    return [line for line in lines if line[0] in "💰🛑"]


async def test_without_a_budget_it_says_what_the_month_has_cost(world: World) -> None:
    await asks(world)
    assert await manage(world, "budget") == (
        "There is no budget; this month has cost $0.036 so far, by estimated prices. "
        "`/easel budget` sets one."
    )


async def test_at_the_end_of_the_budget_nothing_more_is_made(world: World) -> None:
    shown = await manage(world, "budget", dollars=0.1)
    assert re.fullmatch(
        r"▱{10} \$0\.00 of \$0\.10 is spent this month, by estimated prices; it resets "
        r"<t:\d+:D>\. When it is spent, I make nothing that costs money\.",
        shown,
    )

    answers = [await asks(world) for _ in range(3)]
    assert [answer[0] for answer in answers] == ["✅", "✅", "⚠"]
    assert re.fullmatch(
        r"⚠️ This server's budget for the month doesn't cover this any more\. "
        r"It resets <t:\d+:R>\. This didn't use up any of your limit\.",
        answers[2],
    )
    assert (await manage(world, "budget")).startswith("▰▰▰▰▰▰▰▱▱▱ $0.072 of $0.10 is spent")
    assert world.emulator.created == 2


async def test_the_log_hears_at_fifty_eighty_and_hundred_percent_once_each(world: World) -> None:
    await manage(world, "log", channel=world.lounge)
    await manage(world, "budget", dollars=0.16)
    for _ in range(6):
        await asks(world)

    assert logged(world) == [
        "💰 50% of the month's budget is spent: $0.108 of $0.16.",
        "💰 80% of the month's budget is spent: $0.144 of $0.16.",
        "🛑 The budget of the month is used up: $0.144 of $0.16 is spent. Until it resets "
        "or `/easel budget` changes it, I refuse what costs more than is left.",
    ]


async def test_one_request_that_is_too_dear_is_not_the_end_of_the_budget(world: World) -> None:
    await manage(world, "log", channel=world.lounge)
    await manage(world, "budget", dollars=0.1)
    assert (await asks(world, "gemini", image_size="4K")).startswith("⚠️ This server's budget")
    assert logged(world) == []

    for _ in range(2):
        await asks(world)
    assert logged(world) == ["💰 50% of the month's budget is spent: $0.072 of $0.10."]


async def test_what_failed_does_not_spend_the_budget(world: World) -> None:
    await manage(world, "budget", dollars=0.04)
    assert "It doesn't count towards your limit." in said(
        await world.maya.slash(world.pictures, "flux", prompt="a fox [fault:content]")
    )
    assert (await asks(world)).startswith("✅")


async def test_next_month_there_is_a_budget_again(world: World) -> None:
    await manage(world, "budget", dollars=0.04)
    assert (await asks(world)).startswith("✅")
    assert (await asks(world)).startswith("⚠️")
    world.env.backend.advance_clock(31 * 24 * 3600)
    assert (await asks(world)).startswith("✅")


async def test_a_cheaper_model_goes_on_where_that_was_chosen(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0) as world:
        await manage(world, "budget", dollars=0.15, then="qwen")
        answer = await world.maya.slash(
            world.pictures, "gemini", prompt="a fox", aspect_ratio="16:9"
        )
        assert said(answer).startswith("✅")

        result = await world.maya.slash(
            world.pictures, "gemini", prompt="a fox", aspect_ratio="16:9"
        )

        assert said(result).startswith("✅")
        [told] = result.followups
        assert told.content == "This server's budget for the month is spent, so Qwen makes this."
        assert "Qwen" in world.pictures.history()[-1].content
        # Who goes on goes on.
        assert (await asks(world, "qwen generate")).startswith("✅")


async def test_the_log_hears_of_the_end_where_another_model_goes_on(world: World) -> None:
    await manage(world, "log", channel=world.lounge)
    await manage(world, "budget", dollars=0.08, then="qwen")
    for _ in range(4):
        assert (await asks(world)).startswith("✅")

    assert [line[0] for line in logged(world)] == ["💰", "🛑"]
    assert logged(world)[-1].endswith("`qwen` makes what costs more than is left.")


async def test_edits_and_what_the_fallback_cannot_make_are_stopped(world: World) -> None:
    await manage(world, "budget", dollars=0.04, then="sd")
    assert (await asks(world)).startswith("✅")
    result = await world.maya.slash(world.pictures, "edit", prompt="make it blue")
    assert said(result).startswith(
        "⚠️ This server's budget for the month doesn't cover this any more."
    )


async def test_a_budget_of_nothing_takes_it_back_and_every_change_is_written_down(
    world: World,
) -> None:
    await manage(world, "budget", dollars=1.5, then="sd")
    assert (await manage(world, "budget", dollars=0.0)).startswith("There is no budget;")
    entries = await AuditStore(world.database).newest(world.guild.id, 10)
    assert [(entry.action, entry.facts) for entry in reversed(entries)] == [
        ("budget", {"dollars": 1.5, "then": "sd"}),
        ("budget", {"dollars": 0.0}),
    ]
    assert {entry.member_id for entry in entries} == {world.noor.id}


async def test_a_paused_server_takes_nothing_until_it_resumes(world: World) -> None:
    assert (await manage(world, "pause")).startswith("Paused: I take no requests")
    assert (await asks(world)).startswith("⚠️")
    assert (await manage(world, "pause")).startswith("Paused")
    assert await manage(world, "resume") == "I take requests in this server again."
    assert (await asks(world)).startswith("✅")
    entries = await AuditStore(world.database).newest(world.guild.id, 10)
    # What was so already was not changed.
    assert [entry.action for entry in reversed(entries)] == ["pause", "resume"]


@pytest.mark.parametrize("command", ["budget", "pause", "resume"])
async def test_member_who_may_not_manage_the_server_changes_nothing(
    world: World, command: str
) -> None:
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel, {world.maya: True})
    options = {"dollars": 0.01} if command == "budget" else {}

    result = await world.maya.slash(world.pictures, f"easel {command}", **options)

    assert said(result).startswith(
        "⚠️ Only members who can manage this server can use this command."
    )
    assert await AuditStore(world.database).newest(world.guild.id, 10) == []
    assert (await asks(world)).startswith("✅")
