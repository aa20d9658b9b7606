"""`/quota`."""

import re

from bot.common.markdown import progress_bar
from tests.e2e.conftest import OpenWorld, World, said


async def test_who_has_made_nothing_has_everything_left(world: World) -> None:
    result = await world.maya.slash(world.pictures, "quota")

    assert said(result) == "▱▱▱▱▱▱▱▱▱▱ You've used 0 of 25 pictures in the last 24 hours; 25 left."


async def test_only_what_arrived_is_used_and_it_says_until_when(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=4) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        await world.maya.slash(world.pictures, "flux", prompt="no fox [fault:content]")
        await world.noor.slash(world.pictures, "flux", prompt="her fox")
        made_at = int(world.env.now().timestamp())

        first, operators, second, *jobs = said(
            await world.maya.slash(world.pictures, "quota")
        ).splitlines()

        assert first == (
            "▰▰▱▱▱▱▱▱▱▱ You've used 1 of 4 pictures in the last 24 hours, on all servers together; "
            "3 left."
        )
        assert operators.startswith("-# The people who run this bot have set this limit")
        match = re.fullmatch(r"You get one back <t:(\d+):R>\.", second)
        assert match
        assert 0 <= int(match[1]) - made_at - 24 * 3600 <= 2
        assert jobs[0] == "**Your last pictures, and what each one used**"
        assert [re.sub("<t:.*> ", "", job) for job in jobs[1:]] == [
            "Flux: no fox [fault:content] — nothing",
            "Flux: a fox — 1 picture",
        ]


async def test_who_has_used_everything_reads_when_there_is_room(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox")

        shown = said(await world.maya.slash(world.pictures, "quota"))
        refused = said(await world.maya.slash(world.pictures, "flux", prompt="a fox"))

        assert shown.startswith(
            "▰▰▰▰▰▰▰▰▰▰ You've used 1 of 1 picture in the last 24 hours, on all servers together; "
            "0 left."
        )
        room = re.compile(r"You can make the next one <t:\d+:R>\.")
        assert room.findall(shown) == room.findall(refused)


async def test_where_money_is_limited_each_picture_says_what_it_cost(open_here: OpenWorld) -> None:
    async with open_here(member_limits='["$1 a week"]') as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        await world.maya.slash(world.pictures, "flux", prompt="no fox [fault:content]")

        lines = said(await world.maya.slash(world.pictures, "quota")).splitlines()

        assert [re.sub("<t:.*> ", "", line) for line in lines[-2:]] == [
            "Flux: no fox [fault:content] — nothing",
            "Flux: a fox — 1 picture, estimated $0.036",
        ]


async def test_as_many_limits_as_there_can_be_are_all_shown(open_here: OpenWorld) -> None:
    windows = ("hour", "day", "week", "month")
    limits = [f'"{what} a {per}"' for what in ("90 pictures", "$90.123456") for per in windows]
    several = f"[{', '.join(limits)}]"
    async with open_here(daily_pictures=0, member_limits=several, server_limits=several) as world:
        for _ in range(5):
            await world.maya.slash(world.pictures, "flux", prompt="a fox " * 20)

        result = await world.maya.slash(world.pictures, "quota")

        shown = [said(result), *(message.content for message in result.followups)]
        assert all(len(page) <= 2000 for page in shown)
        lines = "\n".join(shown).splitlines()
        assert len([line for line in lines if line[0] in "▰▱"]) == 16
        assert len([line for line in lines if "Flux: " in line]) == 5


async def test_without_a_limit_there_is_nothing_to_count(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0) as world:
        result = await world.maya.slash(world.pictures, "quota")

        assert said(result) == "There is no limit here. Make as many pictures as you like."


def test_the_bar_is_full_only_when_nothing_is_left() -> None:
    assert progress_bar(0, 25) == "▱" * 10
    assert progress_bar(1, 1000) == "▰" + "▱" * 9
    assert progress_bar(24, 25) == "▰" * 9 + "▱"
    assert progress_bar(25, 25) == progress_bar(30, 25) == "▰" * 10
