"""`/easel limits`: who may set what, what then holds, and what is written down of it."""

from typing import Any

import pytest

from bot.storage.audit import AuditStore, Entry
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said

pytestmark = pytest.mark.slow

TITLE = "**Limits in this server**"
DEFAULT = "Each member: 25 pictures in 24 hours (the default)"


async def limits(world: World, command: str = "list", **options: Any) -> list[str]:
    """What the command tells who manages the server, line by line."""
    result = await world.noor.slash(world.pictures, f"easel limits {command}", **options)
    return said(result).splitlines()


async def changes(world: World) -> list[Entry]:
    """What was written down, oldest first."""
    return [*reversed(await AuditStore(world.database).newest(world.guild.id, 50))]


async def asks(world: World, member: Any, **options: Any) -> str:
    """What a member is told who asks for a picture."""
    return said(await member.slash(world.pictures, "flux", prompt="a fox", **options))


async def test_server_that_set_nothing_has_the_bots_limits(open_here: OpenWorld) -> None:
    settings = {"member_limits": '["$2 a week"]', "server_limits": '["500 pictures a month"]'}
    async with open_here(**settings) as world:
        assert await limits(world) == [
            TITLE,
            "Each member: $2.00 in 7 days (the operator's limit, for all servers together)",
            "All members together: 500 pictures in 30 days (the operator's limit)",
            DEFAULT,
        ]


async def test_operators_limit_binds_whatever_the_server_sets(open_here: OpenWorld) -> None:
    line = "Each member: 1 picture in 24 hours (the operator's limit, for all servers together)"
    lower = (
        "⚠️ The people who run this bot allow no more than 1 picture in 24 hours: "
        "that lower limit still applies."
    )
    async with open_here(daily_pictures=1) as world:
        assert await limits(world) == [TITLE, line]
        shown = await limits(world, "set", unlimited=True)
        assert shown == [TITLE, line, "Each member: no limit", lower]
        shown = await limits(world, "set", pictures=9)
        assert shown[-1] == lower
        shown = await limits(world, "set", pictures=5, more=True, member=world.maya)
        assert shown[-1] == lower
        assert lower not in await limits(world, "set", pictures=0)
        assert (await asks(world, world.noor)).startswith("⚠️ You asked for one picture, but")
        await limits(world, "set", unlimited=True)

        assert (await asks(world, world.noor)).startswith("✅")
        assert (await asks(world, world.noor)).startswith(
            "⚠️ You've made 1 picture in the last 24 hours on all servers together; your limit is "
            "1. You can make the next one"
        )
        quota = said(await world.noor.slash(world.pictures, "quota")).splitlines()
        assert quota[:2] == [
            "▰▰▰▰▰▰▰▰▰▰ You've used 1 of 1 picture in the last 24 hours, on all servers "
            "together; 0 left.",
            "-# The people who run this bot have set this limit, for all servers together.",
        ]
        explained = said(await world.noor.slash(world.pictures, "easel explain", member=world.noor))
        assert "This member: 1 of 1 picture in 24 hours (the operator's limit)" in explained


async def test_trusted_server_may_exceed_the_operators_limits(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        trusted = [world.guild.id]
        world.settings = world.settings.model_copy(update={"trusted_servers": trusted})
        await world.restart()
        default = "Each member: 1 picture in 24 hours (the default)"
        assert await limits(world) == [TITLE, default]
        shown = await limits(world, "set", pictures=2)
        assert shown == [TITLE, "Each member: 2 pictures in 24 hours"]
        answers = [(await asks(world, world.maya))[0] for _ in range(3)]
        assert answers == ["✅", "✅", "⚠"]


async def test_spent_budget_of_the_operator_stops_what_costs_money(open_here: OpenWorld) -> None:
    # A picture of Flux is listed at 3.6 cents.
    async with open_here(budget=["$0.05 a day"]) as world:
        assert (await asks(world, world.maya)).startswith("✅")
        refused = await asks(world, world.noor)
        assert refused == (
            "⚠️ I've reached my spending limit for all servers together. Please try again later. "
            "This didn't use up any of your limit."
        )
        world.env.backend.advance_clock(24 * 3600 + 1)
        assert (await asks(world, world.noor)).startswith("✅")


async def test_what_is_set_for_everyone_replaces_the_default_at_once(world: World) -> None:
    assert await limits(world, "set", pictures=1) == [TITLE, "Each member: 1 picture in 24 hours"]

    assert (await asks(world, world.maya)).startswith("✅")
    refused = await asks(world, world.maya)
    assert refused.startswith(
        "⚠️ You've made 1 picture in the last 24 hours; your limit is 1. "
        "You can make the next one <t:"
    )
    assert refused.endswith("This didn't use up any of your limit.")
    # Another member has a limit of their own.
    assert (await asks(world, world.noor)).startswith("✅")

    assert await limits(world, "clear") == [TITLE, DEFAULT]
    assert (await asks(world, world.maya)).startswith("✅")


async def test_limit_of_all_members_together_is_shared(world: World) -> None:
    shown = await limits(world, "set", pictures=1, per="hour", together=True)
    assert shown == [TITLE, DEFAULT, "All members together: 1 picture in an hour"]

    assert (await asks(world, world.noor)).startswith("✅")
    refused = await asks(world, world.maya)
    assert refused.startswith("⚠️ This server has made 1 picture in the last hour; its limit is 1.")


async def test_limit_in_dollars_counts_what_pictures_are_estimated_to_cost(world: World) -> None:
    # A picture of Flux is listed at 3.6 cents.
    shown = await limits(world, "set", dollars=0.05, per="week")
    assert shown == [TITLE, DEFAULT, "Each member: $0.05 in 7 days"]

    assert (await asks(world, world.maya)).startswith("✅")
    refused = await asks(world, world.maya)
    assert refused.startswith("⚠️ You've used $0.036 in the last 7 days; your limit is $0.05.")


async def test_whom_a_limit_leaves_nothing_is_not_told_to_ask_for_less(world: World) -> None:
    await limits(world, "set", pictures=0)
    assert await asks(world, world.maya) == (
        "⚠️ You asked for one picture, but the limit is 0 pictures in 24 hours. "
        "Please ask a moderator for more. This didn't use up any of your limit."
    )


async def test_most_generous_role_wins_and_may_be_unlimited(world: World) -> None:
    few = world.guild.create_role("few")
    many = world.guild.create_role("many")
    await limits(world, "set", pictures=1)
    await limits(world, "set", pictures=2, role=few)
    shown = await limits(world, "set", unlimited=True, role=many)
    assert shown == [
        TITLE,
        "Each member: 1 picture in 24 hours",
        f"<@&{few.id}>: 2 pictures in 24 hours",
        f"<@&{many.id}>: no limit",
    ]

    for roles, pictures in (([], 1), ([few], 2), ([few, many], 4)):
        user = world.env.create_user(f"member{pictures}")
        member = world.guild.add_member(user, roles=roles)
        answers = [(await asks(world, member))[0] for _ in range(4)]
        assert answers == ["✅"] * pictures + ["⚠"] * (4 - pictures)


async def test_more_for_a_member_holds_until_its_end(world: World) -> None:
    await limits(world, "set", pictures=1)
    shown = await limits(world, "set", pictures=1, more=True, member=world.maya, ends=1)
    assert shown[:2] == [TITLE, "Each member: 1 picture in 24 hours"]
    assert shown[2].startswith(f"<@{world.maya.id}>: 1 picture more in 24 hours until <t:")

    assert (await asks(world, world.maya)).startswith("✅")
    quota = said(await world.maya.slash(world.pictures, "quota")).splitlines()
    assert quota[0] == "▰▰▰▰▰▱▱▱▱▱ You've used 1 of 2 pictures in the last 24 hours; 1 left."
    assert quota[1].startswith("-# 1 of that is extra, for you, until <t:")

    assert (await changes(world))[-1].facts == {
        "pictures": 1,
        "more": True,
        "member": f"<@{world.maya.id}>",
        "ends": "in 1 hour",
    }

    world.env.backend.advance_clock(3601)
    assert (await asks(world, world.maya)).startswith(
        "⚠️ You've made 1 picture in the last 24 hours; your limit is 1."
    )
    assert await limits(world) == [TITLE, "Each member: 1 picture in 24 hours"]


async def test_role_that_everyone_has_is_everyone(world: World) -> None:
    everyone = world.guild.default_role
    shown = await limits(world, "set", pictures=3, role=everyone)
    assert shown == [TITLE, "Each member: 3 pictures in 24 hours"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "Please give one of `pictures`, `dollars` and `unlimited`."),
        (
            {"pictures": 1, "dollars": 1.0},
            "Please give one of `pictures`, `dollars` and `unlimited`.",
        ),
        ({"pictures": 1, "more": True}, "`more` is for one `member`"),
        ({"unlimited": True, "per": "day"}, "`unlimited` removes every limit."),
    ],
)
async def test_what_makes_no_limit_is_refused_and_changes_nothing(
    world: World, options: dict[str, Any], why: str
) -> None:
    assert why in (await limits(world, "set", **options))[0]
    assert await limits(world) == [TITLE, DEFAULT]
    assert await changes(world) == []


async def test_two_targets_at_once_are_refused(world: World) -> None:
    shown = await limits(world, "set", pictures=1, member=world.maya, together=True)
    assert "Please give one of `member`, `role` and `together` at most." in shown[0]


async def test_clearing_what_is_not_set_says_so_and_is_not_written_down(world: World) -> None:
    shown = await limits(world, "clear", member=world.maya)
    assert shown[0].startswith("⚠️ Nothing of that kind is set.")
    assert await changes(world) == []


async def test_every_change_is_written_down_with_who_and_what(world: World) -> None:
    await limits(world, "set", pictures=5, per="hour", member=world.maya)
    await limits(world, "clear", member=world.maya)

    first, second = await changes(world)
    assert (first.action, first.member_id) == ("limits set", world.noor.id)
    assert first.facts == {"pictures": 5, "per": "hour", "member": f"<@{world.maya.id}>"}
    assert (second.action, second.facts) == ("limits clear", {"member": f"<@{world.maya.id}>"})


async def test_limits_outlive_a_restart_and_hold_for_what_was_made_before(world: World) -> None:
    await asks(world, world.maya)
    before = await limits(world, "set", pictures=1)
    await world.restart(crash=True)
    assert await limits(world) == before
    assert (await asks(world, world.maya)).startswith(
        "⚠️ You've made 1 picture in the last 24 hours; your limit is 1."
    )


@pytest.mark.parametrize("command", ["list", "set", "clear"])
async def test_member_who_may_not_manage_the_server_changes_nothing(
    world: World, command: str
) -> None:
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel, {world.maya: True})
    options = {"unlimited": True} if command == "set" else {}

    result = await world.maya.slash(world.pictures, f"easel limits {command}", **options)

    assert said(result).startswith("⚠️ Only members who can manage this server")
    assert await limits(world) == [TITLE, DEFAULT]
    assert await changes(world) == []
