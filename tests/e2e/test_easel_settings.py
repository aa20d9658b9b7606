"""`/easel settings`: a panel whose choices hold at once, for those who may manage the server."""

from typing import Any

import discord
import pytest

from bot.policy.rules import allow
from bot.storage.audit import AuditStore, Entry
from bot.storage.database import StorageError
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.rules import RuleStore
from bot.storage.servers import ServerStore
from providers.registry import FAMILIES
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
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
        for item in row["components"]:
            if item["type"] != discord.ComponentType.button.value:
                found[item["custom_id"].split(":")[1]] = item
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
    """Return the options of a select, by value."""
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


EACH_DAY = "Each member: pictures in 24 hours"
EACH_MONTH = "Each member: dollars in 30 days"
ALL_DAY = "All together: pictures in 24 hours"
ALL_MONTH = "All together: dollars in 30 days"
DOLLARS, THEN = "Dollars a calendar month", "When it is spent"


def fields(shown: Any) -> dict[str, Any]:
    """The fields of a modal, by their labels."""
    return {label["label"]: label["component"] for label in shown.modal["components"]}


def filled(shown: Any) -> dict[str, str]:
    """Return the values that a modal is filled in with, by label."""
    return {label: field.get("value") or "" for label, field in fields(shown).items()}


async def send(world: World, shown: Any, **typed: str) -> Any:
    """Send a modal with these changes, by label, as Discord's client does: with all fields."""
    values: dict[str, Any] = {}
    for label, field in fields(shown).items():
        options = [one["value"] for one in field.get("options", ()) if one.get("default")]
        before = options if "options" in field else field.get("value") or ""
        now = typed.get(label, before)
        values[field["custom_id"]] = [now] if "options" in field and isinstance(now, str) else now
    return await world.noor.submit_modal(shown, values)


def summary(message: Any) -> list[str]:
    """The limits and the budget as the panel tells them."""
    [text] = [one for one in words(message) if one.startswith("Limits and budget")]
    return text.splitlines()[1:]


async def written(world: World) -> list[tuple[str, dict[str, Any]]]:
    """What was written down, oldest first."""
    entries = await AuditStore(world.database).newest(world.guild.id, 20)
    return [(entry.action, dict(entry.facts)) for entry in reversed(entries)]


async def test_panel_tells_limits_and_budget(world: World) -> None:
    shown = await panel(world)

    assert summary(shown.response) == [
        "• Each member: 25 pictures in 24 hours (the default)",
        "There is no budget; this month has cost $0.00 so far, by estimated prices. "
        "`/easel budget` sets one.",
    ]


async def test_limits_are_set_in_a_window_and_shown_at_once(world: World) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Limits…")

    assert opened.modal["title"] == "Limits of this server"
    assert filled(opened) == dict.fromkeys((EACH_DAY, EACH_MONTH, ALL_DAY, ALL_MONTH), "")
    assert [field["placeholder"] for field in fields(opened).values()] == [
        "25 (the default)",
        *("no limit",) * 3,
    ]
    await send(world, opened, **{EACH_DAY: "5", ALL_MONTH: "$12,50"})

    assert summary(shown.response)[:2] == [
        "• All members together: $12.50 in 30 days",
        "• Each member: 5 pictures in 24 hours",
    ]
    assert await written(world) == [
        ("limits set", {"pictures": "5", "per": "day"}),
        ("limits set", {"dollars": "12.50", "per": "month", "together": True}),
    ]


async def test_window_is_filled_in_and_an_empty_field_takes_a_limit_back(world: World) -> None:
    limits = LimitStore(world.database)
    by_hand = Entry(world.guild.id, world.noor.id, world.env.now(), "by hand")
    for metric, per, amount in (("pictures", "day", 5), ("dollars", "day", 70_000)):
        await limits.put(SetLimit(TargetKind.EVERYONE, 0, metric, per, amount), by_hand)
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Limits…")

    assert filled(opened)[EACH_DAY] == "5"
    await send(world, opened, **{EACH_DAY: ""})

    # Only what the window is about: the limit in dollars has the same time.
    assert summary(shown.response)[:2] == [
        "• Each member: 25 pictures in 24 hours (the default)",
        "• Each member: $0.07 in 24 hours",
    ]


async def test_what_was_not_touched_in_the_window_is_left_to_others(world: World) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Limits…")
    await world.noor.slash(world.pictures, "easel limits set", pictures=9)

    await send(world, opened, **{ALL_DAY: "100"})

    assert summary(shown.response)[:2] == [
        "• All members together: 100 pictures in 24 hours",
        "• Each member: 9 pictures in 24 hours",
    ]


@pytest.mark.parametrize(
    ("label", "typed", "why"),
    [
        (EACH_DAY, "many", "takes a whole number up to 1,000,000, or nothing"),
        (EACH_DAY, "1000001", "takes a whole number up to 1,000,000, or nothing"),
        (ALL_DAY, "-3", "takes a whole number up to 1,000,000, or nothing"),
        (EACH_MONTH, "1,000", "takes dollars such as 12.50, up to 1,000,000, or nothing"),
        (ALL_MONTH, "NaN", "takes dollars such as 12.50, up to 1,000,000, or nothing"),
    ],
)
async def test_bad_amount_sets_nothing_and_hands_all_words_back(
    world: World, label: str, typed: str, why: str
) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Limits…")
    others = {EACH_DAY: "7", ALL_MONTH: "9"} | {label: typed}

    refused = await send(world, opened, **others)

    assert refused.ephemeral
    assert f"⚠️ “{label}” {why}" in refused.response.content
    for field, value in others.items():
        assert f"{field}: {value}" in refused.response.content
    assert await written(world) == []


async def test_budget_is_set_in_a_window_and_shown_at_once(world: World) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Budget…")
    assert filled(opened)[DOLLARS] == ""
    await send(world, opened, **{DOLLARS: "20", THEN: "sd"})

    assert "$0.00 of $20.00 is spent this month" in summary(shown.response)[-1]
    assert "`sd` does all the work" in summary(shown.response)[-1]
    assert await written(world) == [("budget", {"dollars": 20.0, "then": "sd"})]

    opened = await world.noor.click(shown.response, label="Budget…")
    assert filled(opened)[DOLLARS] == "20.00"
    await send(world, opened, **{DOLLARS: ""})
    assert summary(shown.response)[-1].startswith("There is no budget")
    choices = await ServerStore(world.database).choices(world.guild.id)
    assert (choices.budget, choices.budget_then) == (None, "sd")


async def test_bad_budget_is_handed_back(world: World) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Budget…")

    refused = await send(world, opened, **{DOLLARS: "a lot", THEN: "sd"})

    assert f"⚠️ “{DOLLARS}” takes dollars such as 12.50" in refused.response.content
    assert f"{DOLLARS}: a lot" in refused.response.content
    assert await written(world) == []


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_window_outlives_a_restart(world: World, crash: bool) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Limits…")
    await world.restart(crash=crash)

    await send(world, opened, **{EACH_DAY: "5"})

    assert "• Each member: 5 pictures in 24 hours" in summary(shown.response)


async def test_who_lost_the_right_sets_nothing_in_a_window_still_open(world: World) -> None:
    shown = await panel(world)
    opened = await world.noor.click(shown.response, label="Limits…")
    world.env.backend.remove_member_role(world.guild.id, world.noor.id, moderators(world))

    refused = await send(world, opened, **{EACH_DAY: "5"})

    assert "Only members who can manage this server" in refused.response.content
    assert await written(world) == []


async def test_many_limits_are_told_as_far_as_there_is_room(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0) as world:
        store = LimitStore(world.database)
        by_hand = Entry(world.guild.id, world.noor.id, world.env.now(), "by hand")
        for member in range(1, 10):
            await store.put(SetLimit(TargetKind.MEMBER, member, "pictures", "day", 5), by_hand)

        told = summary((await panel(world)).response)

        assert told[0] == "• <@1>: 5 pictures in 24 hours"
        assert told[6] == "… and 3 more: `/easel limits list`"


async def test_what_fails_after_a_choice_is_told_beside_the_panel(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise StorageError("gone")

    shown = await panel(world)
    monkeypatch.setattr(RuleStore, "put", broken)

    result = await choose(world, shown, "setmodels", ["flux"])

    [told] = [one.content for one in result.followups]
    assert told.startswith("⚠️ My own storage isn't working right now.")
    assert chosen(shown.response, "setmodels") == [*FAMILIES]
