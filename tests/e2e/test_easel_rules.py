"""`/easel rules`: what is set where, what holds then, who may change it, what is recorded."""

from typing import Any

import pytest
from simcord import SetupError

from bot.storage.audit import AuditStore
from bot.storage.rules import RuleStore
from providers.registry import FAMILIES
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.replying import made, thread
from tests.e2e.ruling import newest_change, rule

pytestmark = pytest.mark.slow

DEFAULTS = [
    "`works`: yes (default)",
    *(f"`{family}`: yes (default)" for family in FAMILIES),
    "`largest_size`: any (default)",
    "`quality`: any (default)",
    "`count`: any (default)",
    "`safety_tolerance`: any (default)",
    "`replies`: everyone (by `/easel edits`)",
]
NONE = "Nothing is set: I work in every channel, with every model and every size."
SERVER_ONLY = "**Rules in this server**\n**the whole server**: {}"
NOT_A_MANAGER = "⚠️ Only members who can manage this server can use this command."


async def listed(world: World) -> str:
    return said(await world.noor.slash(world.pictures, "easel rules list"))


async def clear(world: World, **options: Any) -> str:
    return said(await world.noor.slash(world.pictures, "easel rules clear", **options))


async def test_every_rule_can_be_set_and_is_answered_with_what_holds(world: World) -> None:
    pictures = world.pictures
    role = world.guild.create_role("Artists")
    options: dict[str, Any] = {
        "works": True,
        "provider": "gemini",
        "allowed": False,
        "largest_size": 1536,
        "quality": "medium",
        "count": 2,
        "safety_tolerance": 0,
        "replies": "role",
        "reply_role": role,
    }

    answer = await rule(world, pictures, **options)

    here = f"(set for <#{pictures.id}>)"
    assert answer == [
        f"**Rules that apply in <#{pictures.id}>**",
        f"`works`: yes {here}",
        "`flux`: yes (default)",
        f"`gemini`: no {here}",
        *DEFAULTS[3 : len(FAMILIES) + 1],
        f"`largest_size`: 1536 pixels at most {here}",
        f"`quality`: medium at most {here}",
        f"`count`: 2 at most {here}",
        f"`safety_tolerance`: 0 at most {here}",
        f"`replies`: <@&{role.id}> {here}",
    ]
    assert await listed(world) == (
        "**Rules in this server**\n"
        f"**<#{pictures.id}>**: `works`: yes, `gemini allowed`: no, `largest_size`: 1536 pixels at "
        "most, `quality`: medium at most, `count`: 2 at most, `safety_tolerance`: 0 at most, "
        f"`replies`: <@&{role.id}>"
    )


async def test_nearest_place_holds_and_each_is_named(world: World) -> None:
    category = world.guild.create_category("Art")
    channel = world.guild.create_text_channel("art", category=category)
    await rule(world, works=False, quality="low", count=1)
    await rule(world, category, works=True, quality="high")

    answer = await rule(world, channel, quality="medium")

    assert answer[1] == f"`works`: yes (set for the category <#{category.id}>)"
    assert f"`quality`: medium at most (set for <#{channel.id}>)" in answer
    assert "`count`: 1 at most (set for the whole server)" in answer
    in_category = await rule(world, category, quality="high")
    assert in_category[0] == f"**Rules that apply in <#{category.id}>**"
    assert f"`quality`: high at most (set for the category <#{category.id}>)" in in_category
    assert (await rule(world, quality="low"))[0] == "**Rules that apply in the whole server**"


async def test_thread_stands_for_its_channel(world: World) -> None:
    picture = await made(world)
    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    answer = await rule(world, thread(world.pictures), count=1)

    assert answer[0] == f"**Rules that apply in <#{world.pictures.id}>**"
    assert f"`count`: 1 at most (set for <#{world.pictures.id}>)" in answer


async def test_age_restriction_is_shown_with_its_place(world: World) -> None:
    answer = await rule(world, provider="sd", age_restricted=True)
    assert "`sd`: in age-restricted channels only (set for the whole server)" in answer
    assert await listed(world) == SERVER_ONLY.format("`sd age_restricted`: yes")


async def test_what_is_cleared_gives_way_to_the_next_place(world: World) -> None:
    await rule(world, count=3)
    await rule(world, world.pictures, count=1, provider="flux", allowed=False, age_restricted=True)

    answer = await clear(world, where=world.pictures, rule="count")
    assert "`count`: 3 at most (set for the whole server)" in answer
    assert f"`flux`: no (set for <#{world.pictures.id}>)" in answer

    answer = await clear(world, where=world.pictures, rule="flux")
    assert "`flux`: yes (default)" in answer
    assert await clear(world) == "\n".join(["**Rules that apply in the whole server**", *DEFAULTS])
    assert await listed(world) == NONE


async def test_clearing_all_of_a_place_leaves_the_others(world: World) -> None:
    await rule(world, count=3)
    await rule(world, world.pictures, count=1, works=False)

    assert "`works`: yes (default)" in await clear(world, where=world.pictures)
    assert await listed(world) == SERVER_ONLY.format("`count`: 3 at most")


async def test_clearing_what_is_not_set_says_so_and_records_nothing(world: World) -> None:
    await rule(world, world.pictures, count=1)

    assert await clear(world, where=world.pictures, rule="works") == (
        "⚠️ Nothing like that is set there. `/easel rules list` shows what is."
    )
    assert (await newest_change(world)).action == "rules set"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "choose at least one rule"),
        ({"provider": "flux"}, "choose `provider`, and with it `allowed`"),
        ({"allowed": True}, "choose `provider`, and with it `allowed`"),
        ({"age_restricted": True}, "choose `provider`, and with it `allowed`"),
        ({"replies": "role"}, "choose `replies: role`, and with it the role"),
    ],
)
async def test_options_that_lack_another_are_asked_for_it(
    world: World, options: dict[str, Any], words: str
) -> None:
    [answer] = await rule(world, **options)
    assert words in answer
    assert await listed(world) == NONE
    assert not await AuditStore(world.database).newest(world.guild.id, 1)


async def test_role_alone_is_enough_and_contradicts_everyone(world: World) -> None:
    role = world.guild.create_role("Artists")
    assert f"`replies`: <@&{role.id}> (set for the whole server)" in await rule(
        world, reply_role=role
    )
    [answer] = await rule(world, reply_role=role, replies="nobody")
    assert "choose `replies: role`" in answer


async def test_changes_are_recorded_with_their_options(world: World) -> None:
    role = world.guild.create_role("Artists")
    await rule(world, world.pictures, works=False, largest_size=1024, reply_role=role)
    entry = await newest_change(world)
    assert (entry.member_id, entry.action) == (world.noor.id, "rules set")
    assert entry.facts == {
        "where": f"<#{world.pictures.id}>",
        "works": False,
        "largest_size": 1024,
        "reply_role": f"<@&{role.id}>",
    }

    await clear(world, where=world.pictures, rule="works")
    entry = await newest_change(world)
    assert (entry.member_id, entry.action) == (world.noor.id, "rules clear")
    assert entry.facts == {"where": f"<#{world.pictures.id}>", "rule": "works"}


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_rules_outlive_a_restart(world: World, crash: bool) -> None:
    await rule(world, world.pictures, works=False)
    before = await listed(world)
    await world.restart(crash=crash)
    assert await listed(world) == before != NONE


async def test_long_list_comes_as_a_file(world: World) -> None:
    for number in range(40):
        channel = world.guild.create_text_channel(f"room-{number}")
        await RuleStore(world.database).put(
            channel.id, {"works": False, "count": 1}, await _entry(world)
        )
    result = await world.noor.slash(world.pictures, "easel rules list")
    assert said(result) == "**Rules in this server**"
    [file] = result.response.attachments
    assert file.filename == "rules.txt"


async def _entry(world: World) -> Any:
    await rule(world, works=True)
    return await newest_change(world)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("easel rules set", {"works": False}),
        ("easel rules list", {}),
        ("easel rules clear", {}),
    ],
)
async def test_member_who_may_not_manage_the_server_is_refused(
    world: World, command: str, options: dict[str, Any]
) -> None:
    await rule(world, count=1)
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    # The server has opened the command to this member, which Discord lets it do.
    world.guild.set_command_permissions(easel, {world.maya: True})

    assert said(await world.maya.slash(world.pictures, command, **options)) == NOT_A_MANAGER
    assert await listed(world) == SERVER_ONLY.format("`count`: 1 at most")


async def test_discord_offers_the_command_to_managers_only(world: World) -> None:
    with pytest.raises(SetupError, match="default-member-permissions"):
        await world.maya.slash(world.pictures, "easel rules list")
