"""`/easel edits`."""

import pytest
from simcord import SetupError

from bot.storage.servers import EditRules, ServerStore
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said
from tests.e2e.offering import withdraw
from tests.e2e.ruling import rule

pytestmark = pytest.mark.slow

DEFAULTS = [
    "**Edits in this server**",
    "`provider`: gpt-image (the default)",
    "`reply_edits`: yes (the default)",
    "`owner_only`: no (the default)",
]


async def edits(world: World, **options: str | bool) -> list[str]:
    """What the command tells who manages the server, line by line."""
    return said(await world.noor.slash(world.pictures, "easel edits", **options)).splitlines()


async def test_server_that_chose_nothing_has_the_bots_defaults(world: World) -> None:
    assert await edits(world) == DEFAULTS


async def test_defaults_are_the_operators_settings(open_here: OpenWorld) -> None:
    async with open_here(edit_provider="qwen", reply_edits=False) as world:
        title, *_, owner_only = DEFAULTS
        assert await edits(world) == [
            title,
            "`provider`: qwen (the default)",
            "`reply_edits`: no (the default)",
            owner_only,
        ]


async def test_what_is_given_changes_and_the_rest_stays(world: World) -> None:
    title, _, reply_edits, owner_only = DEFAULTS

    assert await edits(world, provider="flux") == [
        title,
        "`provider`: flux",
        reply_edits,
        owner_only,
    ]
    assert await edits(world, reply_edits=False, owner_only=True) == [
        title,
        "`provider`: flux",
        "`reply_edits`: no",
        "`owner_only`: yes",
    ]


async def test_choice_that_equals_the_default_is_still_the_servers_own(world: World) -> None:
    assert (await edits(world, provider="gpt-image"))[1] == "`provider`: gpt-image"
    assert (await edits(world, provider="default"))[1] == DEFAULTS[1]


async def suggested(world: World, typed: str = "") -> dict[str, str]:
    """Return what Discord suggests while a manager types, by value."""
    choices = await world.noor.autocomplete(world.pictures, "easel edits", "provider", typed)
    return {choice["value"]: choice["name"] for choice in choices}


async def test_only_editors_on_offer_are_suggested(world: World) -> None:
    await withdraw(world, "qwen-edit")
    await rule(world, provider="flux", allowed=False)

    assert await suggested(world) == {
        "gemini": "Gemini",
        "gpt-image": "GPT Image",
        "default": "GPT Image (the default)",
    }
    assert [*await suggested(world, "gem")] == ["gemini"]


async def test_editor_that_is_not_on_offer_is_refused(world: World) -> None:
    await withdraw(world, "qwen-edit")

    gone = await edits(world, provider="qwen")
    unknown = await edits(world, provider="a camera")

    assert gone == ["⚠️ Qwen can't edit pictures right now. Please choose another model."]
    assert unknown == ["⚠️ There is no such model. You can choose Flux, Gemini, GPT Image."]
    assert await edits(world) == DEFAULTS


async def test_editor_can_be_typed_as_members_call_it(world: World) -> None:
    assert (await edits(world, provider="gpt image"))[1] == "`provider`: gpt-image"


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_what_a_server_chose_outlives_a_restart(world: World, crash: bool) -> None:
    before = await edits(world, provider="qwen", reply_edits=False, owner_only=True)
    await world.restart(crash=crash)

    assert await edits(world) == before
    rules = await ServerStore(world.database).edit_rules(world.guild.id)
    assert rules == EditRules("qwen", reply_edits=False, owner_only=True)


async def test_member_who_may_not_manage_the_server_changes_nothing(world: World) -> None:
    # The server has opened the command to this member, which Discord lets it do.
    [command] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(command, {world.maya: True})

    result = await world.maya.slash(world.pictures, "easel edits", provider="flux")

    assert said(result) == "⚠️ Only members who can manage this server can use this command."
    assert await edits(world) == DEFAULTS


async def test_discord_offers_the_command_to_managers_only(world: World) -> None:
    with pytest.raises(SetupError, match="default-member-permissions"):
        await world.maya.slash(world.pictures, "easel edits")


async def test_provider_that_is_no_more_gives_way_to_the_default(world: World) -> None:
    await ServerStore(world.database).set_edit_rules(entry(world), provider="a-retired-one")

    assert await edits(world) == DEFAULTS
