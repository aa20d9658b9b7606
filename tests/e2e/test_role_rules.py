"""Rules for roles: what members with a role can use, offered to them and to nobody else."""

from collections.abc import Iterable
from typing import Any

import pytest
from simcord import MemberActor

from sandbox.world import World
from tests.e2e.conftest import button, said
from tests.e2e.pictures import made
from tests.e2e.ruling import NOTHING, newest_change, rule

pytestmark = pytest.mark.slow

NONE_LEFT = "Nothing is set for {} any more: the same applies as to other members."
NOTE = (
    "-# Each takes the place of what is set for the whole server. Of several roles, the most "
    "generous one counts. What is set for a channel or a category still applies."
)
DEAR = {"prompt": "a fox", "image_size": "4K"}


def member(world: World, name: str, roles: Iterable[Any] = ()) -> MemberActor:
    """Add a member with these roles."""
    return world.guild.add_member(world.env.create_user(name), roles=[*roles])


async def take_away(world: World, painter: MemberActor, role: Any) -> None:
    """Take a role away from a member."""
    world.env.backend.remove_member_role(world.guild.id, painter.id, role.id)
    await world.settle()


async def asked(world: World, painter: MemberActor, command: str = "flux", **options: Any) -> str:
    """Let a member ask for a picture, and return the answer."""
    return said(await painter.slash(world.pictures, command, prompt="a fox", **options))


async def listed(world: World) -> str:
    return said(await world.noor.slash(world.pictures, "easel rules list"))


async def clear(world: World, **options: Any) -> str:
    return said(await world.noor.slash(world.pictures, "easel rules clear", **options))


def models_in(shown: Any, custom_id: str = "model") -> list[str]:
    """Return the models that a modal lets the member choose."""
    components = [label["component"] for label in shown.modal["components"]]
    [select] = [one for one in components if one["custom_id"] == custom_id]
    return [option["value"] for option in select["options"]]


@pytest.fixture
def patrons(world: World) -> Any:
    """A role."""
    return world.guild.create_role("Patrons")


async def test_rules_of_a_role_are_set_listed_and_cleared(world: World, patrons: Any) -> None:
    shown = f"<@&{patrons.id}>"
    answer = await rule(
        world,
        role=patrons,
        provider="gemini",
        allowed=True,
        largest_size=2048,
        quality="high",
        count=4,
    )

    assert answer == [
        f"**Rules for members with {shown}**",
        "`gemini allowed`: yes",
        "`largest_size`: 2048 pixels at most",
        "`quality`: high at most",
        "`count`: 4 at most",
        NOTE,
    ]
    entry = await newest_change(world)
    assert (entry.action, entry.facts["role"]) == ("rules set", shown)
    await rule(world, world.pictures, count=2)
    assert await listed(world) == (
        "**Rules in this server**\n"
        f"**<#{world.pictures.id}>**: `count`: 2 at most\n"
        f"**{shown}**: `gemini allowed`: yes, `largest_size`: 2048 pixels at most, "
        "`quality`: high at most, `count`: 4 at most"
    )
    assert "`quality`" not in await clear(world, role=patrons, rule="quality")
    assert await clear(world, role=patrons) == NONE_LEFT.format(shown)
    assert shown not in await listed(world)
    assert "Nothing like that is set there" in await clear(world, role=patrons)


async def test_the_role_of_everyone_is_the_whole_server(world: World) -> None:
    answer = await rule(world, role=world.guild.roles["@everyone"], count=2)
    assert answer[0] == "**Rules that apply in the whole server**"
    assert "`count`: 2 at most (set for the whole server)" in answer


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"works": False}, "A role can have rules about models"),
        ({"safety_tolerance": 2}, "A role can have rules about models"),
        ({"replies": "nobody"}, "A role can have rules about models"),
        ({"provider": "sd", "age_restricted": True}, "A role can have rules about models"),
        ({}, "choose at least one rule"),
    ],
)
async def test_what_a_role_cannot_have_is_refused(
    world: World, patrons: Any, options: dict[str, Any], words: str
) -> None:
    [answer] = await rule(world, role=patrons, **options)
    assert words in answer
    assert "Nothing is set" in await listed(world)


async def test_a_role_and_a_place_at_once_are_refused(world: World, patrons: Any) -> None:
    [answer] = await rule(world, world.pictures, role=patrons, count=2)
    assert "Please choose either `role` or `where`." in answer
    assert "Nothing is set" in await listed(world)


async def test_a_role_gives_back_what_the_server_has_switched_off(
    world: World, patrons: Any
) -> None:
    await rule(world, provider="gemini", allowed=False)
    await rule(world, role=patrons, provider="gemini", allowed=True)
    patron = member(world, "ines", [patrons])

    assert (await asked(world, patron, "gemini")).startswith("✅")
    assert await asked(world, world.maya, "gemini") == (
        f"⚠️ In this server, Gemini is for members with <@&{patrons.id}>. "
        f"Please try Flux, GPT Image, Qwen. {NOTHING}"
    )


async def test_of_several_roles_the_most_generous_counts_rule_by_rule(
    world: World, patrons: Any
) -> None:
    friends = world.guild.create_role("Friends")
    await rule(world, largest_size=1024, count=1)
    await rule(world, role=friends, largest_size=1536, count=3)
    await rule(world, role=patrons, largest_size=2048, count=2)
    both = member(world, "ines", [patrons, friends])

    assert (await asked(world, both, width=2048, height=64)).startswith("✅")
    assert (await asked(world, both, "gpt-image generate", n=3)).startswith("✅")
    assert await asked(world, both, "gpt-image generate", n=4) == (
        f"⚠️ `n` can be 3 at most with your roles. Please choose no more than that. {NOTHING}"
    )
    friend = member(world, "jo", [friends])
    assert await asked(world, friend, width=2048, height=64) == (
        "⚠️ `width` asks for more than 1536 pixels per side, which is the most that your roles "
        f"allow. Please choose a smaller one. {NOTHING}"
    )
    assert "which is the most in this channel" in await asked(world, world.maya, width=1536)


async def test_what_is_left_out_stays_within_the_quality_of_the_role(
    world: World, patrons: Any
) -> None:
    await rule(world, role=patrons, quality="low")
    patron = member(world, "ines", [patrons])

    await asked(world, patron, "gpt-image generate")

    assert world.emulator.submits[-1].body["quality"] == "low"
    refused = await asked(world, patron, "gpt-image generate", quality="high")
    assert "`quality` can be low at most with your roles." in refused
    await asked(world, world.maya, "gpt-image generate")
    assert "quality" not in world.emulator.submits[-1].body


async def test_a_rule_of_the_channel_holds_for_every_role(world: World, patrons: Any) -> None:
    await rule(world, world.pictures, count=1, provider="gemini", allowed=False)
    await rule(world, role=patrons, count=4, provider="gemini", allowed=True)
    patron = member(world, "ines", [patrons])

    assert "`n` can be 1 at most in this channel." in await asked(
        world, patron, "gpt-image generate", n=2
    )
    assert "Gemini is switched off here." in await asked(world, patron, "gemini")


async def test_members_without_such_roles_are_as_before(world: World, patrons: Any) -> None:
    await rule(world, role=patrons, count=1, largest_size=1024, provider="gemini", allowed=False)

    assert (await asked(world, world.maya, width=2048, height=64)).startswith("✅")
    assert (await asked(world, world.maya, "gemini")).startswith("✅")


async def test_what_a_role_may_not_use_is_offered_nowhere(world: World, patrons: Any) -> None:
    await rule(world, role=patrons, provider="gemini", allowed=False)
    await rule(world, role=patrons, largest_size=1024)
    patron = member(world, "ines", [patrons])
    picture = await made(world)

    lines = said(await patron.slash(world.pictures, "models")).splitlines()
    assert "🚫 `/gemini` Gemini, not for your roles" in lines
    assert "✅ `/flux` Flux" in lines

    choices = await patron.autocomplete(world.pictures, "edit", "with", "", prompt="a hat")
    assert [choice["value"] for choice in choices] == ["flux", "gpt-image", "qwen"]
    widths = await patron.autocomplete(world.pictures, "flux", "width", "", prompt="a fox")
    assert max(choice["value"] for choice in widths) == 1024
    ratios = await patron.autocomplete(world.pictures, "gemini", "aspect_ratio", "", prompt="x")
    assert ratios == []

    remix = await patron.click(picture, label="Remix…")
    assert models_in(remix) == ["flux", "gpt-image", "qwen"]
    edit = await patron.click(picture, label="Edit…")
    assert "gemini" not in models_in(edit, "provider")
    offered = await patron.click(picture, label="Try with…")
    [row] = offered.response.message.components
    assert [option.value for option in row.children[0].options] == ["gpt-image", "qwen", "all"]

    # The others have all of it.
    widths = await world.maya.autocomplete(world.pictures, "flux", "width", "", prompt="a fox")
    assert max(choice["value"] for choice in widths) > 1024
    assert "gemini" in models_in(await world.maya.click(picture, label="Remix…"))


async def test_a_near_value_above_the_cap_of_the_role_is_no_button(
    world: World, patrons: Any
) -> None:
    await rule(world, role=patrons, largest_size=1536)
    size = {"prompt": "a fox", "size": "9000x4500"}

    shown = await world.maya.slash(world.pictures, "qwen generate", **size)
    assert button(shown.response.message, "Make it 4096×2048")
    patron = member(world, "ines", [patrons])
    shown = await patron.slash(world.pictures, "qwen generate", **size)
    with pytest.raises(AssertionError, match="no button"):
        button(shown.response.message, "Make it 4096×2048")
    assert button(shown.response.message, "Change…")


async def test_remix_of_a_model_that_is_not_for_the_role_has_the_others_and_chooses_one(
    world: World, patrons: Any
) -> None:
    await rule(world, role=patrons, provider="flux", allowed=False)
    picture = await made(world)

    shown = await member(world, "ines", [patrons]).click(picture, label="Remix…")

    assert models_in(shown) == ["gemini", "gpt-image", "qwen"]
    [select] = [
        label["component"]
        for label in shown.modal["components"]
        if label["component"]["custom_id"] == "model"
    ]
    assert [bool(option.get("default")) for option in select["options"]].count(True) == 1


async def test_imagine_and_edits_take_a_model_of_the_role(world: World, patrons: Any) -> None:
    await rule(world, role=patrons, provider="flux", allowed=False)
    patron = member(world, "ines", [patrons])
    await made(world)

    edit = await patron.slash(world.pictures, "edit", prompt="make it blue")
    assert world.emulator.submits[-1].path.startswith("/v2/image/gpt-image")
    shown = [said(edit), *(str(one.content) for one in edit.followups)]
    assert "Flux isn't available here right now, so GPT Image makes this edit." in "\n".join(shown)
    await asked(world, patron, "imagine")
    assert world.emulator.submits[-1].path.startswith("/v2/image/gemini")


async def test_stale_choices_and_typed_values_are_refused_in_words(
    world: World, patrons: Any
) -> None:
    patron = member(world, "ines", [patrons])
    picture = await made(world)
    offered = await patron.click(picture, label="Try with…")
    remix = await patron.click(picture, label="Remix…")
    await rule(world, role=patrons, provider="gemini", allowed=False)
    refusal = "Your roles in this server don't include Gemini. Please try Flux, GPT Image, Qwen."
    submits = len(world.emulator.submits)

    assert refusal in said(await patron.select(offered.response, ["gemini"]))
    values = {"words": "a dog", "model": ["gemini"], "shape": ["kept"], "seed": ["new"]}
    assert refusal in said(await patron.submit_modal(remix, values))
    typed = {"prompt": "a hat", "with": "gemini"}
    refused = said(await patron.slash(world.pictures, "edit", **typed))
    assert "Your roles in this server don't include Gemini." in refused
    await rule(world, role=patrons, provider="flux", allowed=False)
    again = said(await patron.click(picture, label="Again"))
    assert "Your roles in this server don't include Flux." in again
    assert len(world.emulator.submits) == submits


async def test_a_role_that_is_taken_away_before_the_yes_is_gone(world: World, patrons: Any) -> None:
    await rule(world, provider="gemini", allowed=False)
    await rule(world, role=patrons, provider="gemini", allowed=True)
    patron = member(world, "ines", [patrons])
    question = await patron.slash(world.pictures, "gemini", **DEAR)
    assert "This will cost about $0.24." in said(question)
    await take_away(world, patron, patrons)

    refused = await patron.click(question.response, label="Make it")

    assert f"Gemini is for members with <@&{patrons.id}>." in refused.response.content
    assert button(refused.response.message, "Other model…")
    assert world.emulator.created == 0


async def test_all_models_closed_by_roles_say_so(world: World, patrons: Any) -> None:
    for family in ("flux", "gemini", "gpt-image", "qwen", "sd"):
        await rule(world, role=patrons, provider=family, allowed=False)
    patron = member(world, "ines", [patrons])

    assert await asked(world, patron) == (
        "⚠️ Your roles in this server don't include Flux. "
        f"None of the other models does this for you here. {NOTHING}"
    )


async def test_explain_names_the_role_that_decided(world: World, patrons: Any) -> None:
    friends = world.guild.create_role("Friends")
    await rule(world, quality="low", count=1)
    await rule(world, role=friends, quality="medium", largest_size=1024)
    await rule(world, role=patrons, quality="high", provider="gemini", allowed=False)
    await rule(world, world.pictures, largest_size=1536)
    both = member(world, "ines", [patrons, friends])

    async def explained(about: MemberActor) -> list[str]:
        answer = await world.noor.slash(world.pictures, "easel explain", member=about)
        return said(answer).splitlines()

    lines = await explained(both)
    assert f"`quality`: high at most (set for <@&{patrons.id}>)" in lines
    assert f"`gemini`: no (set for <@&{patrons.id}>)" in lines
    assert f"`largest_size`: 1024 pixels at most (set for <@&{friends.id}>)" in lines
    assert "`count`: 1 at most (set for the whole server)" in lines
    others = await explained(world.maya)
    assert "`quality`: low at most (set for the whole server)" in others
    assert "`gemini`: yes (default)" in others
