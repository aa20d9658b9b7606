"""`/easel settings`: a panel whose choices hold at once, for those who may manage the server."""

from typing import Any

import discord
import pytest

from bot.policy.rules import allow
from bot.storage.audit import AuditStore
from bot.storage.rules import RuleStore
from bot.storage.servers import ServerStore
from providers.registry import FAMILIES
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.offering import withdraw
from tests.e2e.replying import deny
from tests.e2e.ruling import rule


async def panel(world: World) -> Any:
    """The panel, opened."""
    return await world.noor.slash(world.pictures, "easel settings")


def selects(message: Any) -> dict[str, Any]:
    """The selects of the panel, by what they set."""
    found = {}
    for row in message.components:
        if row["type"] != discord.ComponentType.action_row.value:
            continue
        [select] = row["components"]
        found[select["custom_id"].split(":")[1]] = select
    return found


def words(message: Any) -> list[str]:
    """What stands beside the selects."""
    text = discord.ComponentType.text_display.value
    return [part["content"] for part in message.components if part["type"] == text]


def chosen(message: Any, name: str) -> list[str]:
    """What a select shows as chosen."""
    select = selects(message)[name]
    if select["type"] == discord.ComponentType.channel_select.value:
        return [str(one["id"]) for one in select.get("default_values", [])]
    return [option["value"] for option in select["options"] if option.get("default")]


async def choose(world: World, shown: Any, name: str, values: list[Any]) -> Any:
    """Choose in a select of the panel."""
    custom_id = selects(shown.response)[name]["custom_id"]
    return await world.noor.select(shown.response, values, custom_id=custom_id)


def moderators(world: World) -> int:
    """The role that lets Noor manage the server."""
    return world.guild.roles["Moderators"].id


async def actions(world: World) -> list[dict[str, Any]]:
    """What was written down, oldest first."""
    entries = await AuditStore(world.database).newest(world.guild.id, 20)
    assert {entry.action for entry in entries} <= {"settings"}
    assert {entry.member_id for entry in entries} <= {world.noor.id}
    return [dict(entry.facts) for entry in reversed(entries)]


async def test_panel_shows_what_holds_in_a_server_that_chose_nothing(world: World) -> None:
    shown = await panel(world)

    assert shown.ephemeral
    assert words(shown.response)[0].startswith(
        "**How I work in this server.** Changes take effect immediately."
    )
    assert words(shown.response)[1] == "Which models can be used"
    assert [*selects(shown.response)] == [
        "setmodels",
        "setmodel",
        "seteditor",
        "setreplies",
        "setlog",
        "setreports",
    ]
    assert chosen(shown.response, "setmodels") == [*FAMILIES]
    assert chosen(shown.response, "seteditor") == ["default"]
    assert chosen(shown.response, "setreplies") == ["everyone"]
    assert chosen(shown.response, "setlog") == []


async def test_models_that_are_not_chosen_are_refused_from_then_on(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "setmodels", ["qwen", "sd"])

    assert chosen(shown.response, "setmodels") == ["qwen", "sd"]
    refused = said(await world.maya.slash(world.pictures, "flux", prompt="a fox"))
    assert refused.startswith("⚠️ ")
    assert "Qwen" in refused
    assert said(await world.maya.slash(world.pictures, "qwen generate", prompt="a fox"))[0] == "✅"
    assert await actions(world) == [{"models": "qwen, sd"}]
    rules = await RuleStore(world.database).of(world.guild.id)
    assert rules[world.guild.id][allow("flux")] is False


async def test_every_choice_holds_is_shown_and_is_written_down(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "seteditor", ["qwen"])
    await choose(world, shown, "setreplies", ["nobody"])
    await choose(world, shown, "setlog", [world.lounge])
    await choose(world, shown, "setreports", [world.lounge])

    assert chosen(shown.response, "seteditor") == ["qwen"]
    assert chosen(shown.response, "setreplies") == ["nobody"]
    assert chosen(shown.response, "setlog") == [str(world.lounge.id)]
    assert chosen(shown.response, "setreports") == [str(world.lounge.id)]
    assert await actions(world) == [
        {"editor": "qwen"},
        {"replies": "nobody"},
        {"log": f"<#{world.lounge.id}>"},
        {"reports": f"<#{world.lounge.id}>"},
    ]
    choices = await ServerStore(world.database).choices(world.guild.id)
    assert (choices.log_channel_id, choices.report_channel_id) == (world.lounge.id,) * 2
    logged = "\n".join(message.content for message in world.lounge.history())
    assert "used `/easel settings`" in logged


async def test_a_choice_can_be_taken_back(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "setlog", [world.lounge])
    await choose(world, shown, "setlog", [])
    await choose(world, shown, "seteditor", ["qwen"])
    await choose(world, shown, "seteditor", ["default"])

    assert chosen(shown.response, "setlog") == []
    assert chosen(shown.response, "seteditor") == ["default"]
    assert (await ServerStore(world.database).choices(world.guild.id)).log_channel_id is None
    # The log was told of its own end, and of nothing after it.
    [_, ended] = [one.content for one in world.lounge.history()]
    assert ended.endswith("used `/easel settings`: log: off")
    assert (await ServerStore(world.database).edit_rules(world.guild.id)).provider is None


async def test_a_channel_where_the_bot_may_not_write_is_pointed_out(world: World) -> None:
    deny(world, world.lounge, send_messages=True)
    shown = await panel(world)
    await choose(world, shown, "setlog", [world.lounge])
    assert words(shown.response)[-1] == (
        f"⚠️ I can't write in <#{world.lounge.id}>. Please allow me there: Send Messages."
    )


def offered(message: Any, name: str) -> dict[str, str]:
    """What a select offers, by value."""
    return {option["value"]: option["label"] for option in selects(message)[name]["options"]}


async def test_only_editors_on_offer_in_the_server_can_be_chosen(world: World) -> None:
    await withdraw(world, "qwen-edit")
    await rule(world, provider="flux", allowed=False)
    await rule(world, world.pictures, provider="gemini", allowed=False)

    shown = await panel(world)

    assert [*offered(shown.response, "seteditor")] == ["gemini", "gpt-image", "default"]
    assert [*offered(shown.response, "setmodel")] == ["gemini", "gpt-image", "qwen", "default"]


async def test_editor_that_was_chosen_before_stays_and_says_that_it_is_gone(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "seteditor", ["qwen"])
    await withdraw(world, "qwen-edit")

    shown = await panel(world)

    assert chosen(shown.response, "seteditor") == ["qwen"]
    assert offered(shown.response, "seteditor")["qwen"] == "Qwen (not available right now)"


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_an_open_panel_outlives_a_restart(world: World, crash: bool) -> None:
    shown = await panel(world)
    await world.restart(crash=crash)
    await choose(world, shown, "setmodels", ["flux"])
    assert chosen(shown.response, "setmodels") == ["flux"]


async def test_who_lost_the_right_changes_nothing_in_a_panel_still_open(world: World) -> None:
    shown = await panel(world)
    world.env.backend.remove_member_role(world.guild.id, world.noor.id, moderators(world))

    result = await choose(world, shown, "setmodels", ["sd"])

    assert "Only members who can manage this server" in result.response.content
    assert await actions(world) == []


async def test_member_who_may_not_manage_the_server_sees_no_panel(world: World) -> None:
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel, {world.maya: True})

    result = await world.maya.slash(world.pictures, "easel settings")

    assert said(result).startswith("⚠️ Only members who can manage this server")
    assert not result.response.components
