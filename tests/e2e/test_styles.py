"""Styles: words that a server offers, put around the prompt of whoever chooses them."""

from typing import Any

import pytest
from simcord import SetupError

from bot.storage.audit import AuditStore
from bot.storage.styles import StyleStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import button, said
from tests.e2e.images import png
from tests.e2e.pictures import defaults
from tests.e2e.ruling import NOTHING, rule

pytestmark = pytest.mark.slow

RED = ("red.png", png(48, 32, "red"))
INK_FOX = "a fox, in black ink"


async def styles(world: World, command: str, **options: Any) -> str:
    """Let Noor change the styles, and return the answer."""
    return said(await world.noor.slash(world.lounge, f"easel styles {command}", **options))


async def ink(world: World, **options: Any) -> None:
    """Add a style whose words come after the prompt."""
    await styles(world, "add", name="Ink", words="in black ink", **options)


def sent(world: World) -> str:
    """Return the prompt that the relay got last."""
    return str(world.emulator.submits[-1].body["prompt"])


def menu(shown: Any, custom_id: str = "style") -> list[tuple[str, str]]:
    """Return the choices of a menu in a modal."""
    return [
        (option["label"], option["value"])
        for label in shown.modal["components"]
        if label["component"]["custom_id"] == custom_id
        for option in label["component"]["options"]
    ]


async def test_styles_are_added_listed_changed_and_removed(world: World) -> None:
    assert "There are no styles." in await styles(world, "list")
    await ink(world, example="a heron", provider="gemini")
    answer = await styles(world, "add", name="Clay", words="[prompt] made of clay")

    assert answer == (
        "**Styles of this server**\n"
        "**Clay**: [prompt] made of clay\n"
        "**Ink**: in black ink (for example “a heron”) · Gemini"
    )
    changed = await styles(world, "add", name="clay", words="of wet clay")
    assert "**Clay**: of wet clay" in changed
    suggested = await world.noor.autocomplete(world.lounge, "easel styles remove", "name", "in")
    assert [(one["name"], one["value"]) for one in suggested] == [("Ink · a heron", "Ink")]
    assert "**Clay**" not in await styles(world, "remove", name="CLAY")
    assert "There's no style of that name." in await styles(world, "remove", name="Clay")
    changes = await AuditStore(world.database).newest(world.guild.id, 9)
    assert [one.action for one in changes] == ["styles remove", *["styles add"] * 3]


async def test_who_does_not_manage_the_server_changes_nothing(world: World) -> None:
    with pytest.raises(SetupError):
        await world.maya.slash(world.lounge, "easel styles add", name="Ink", words="ink")
    assert await StyleStore(world.database).of(world.guild.id) == []


@pytest.mark.parametrize("options", [{"name": "\u200b", "words": "x"}, {"name": "x", "words": " "}])
async def test_what_nobody_sees_is_no_style(world: World, options: dict[str, str]) -> None:
    assert "a name and words that one can see" in await styles(world, "add", **options)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("imagine", {}),
        ("flux", {}),
        ("gemini", {}),
        ("gpt-image generate", {}),
        ("gpt-image edit", {"image": RED}),
        ("qwen generate", {}),
        ("qwen edit", {"image": RED}),
        ("edit", {"image": RED}),
    ],
)
async def test_every_command_takes_a_style_and_shows_what_was_typed(
    world: World, command: str, options: dict[str, Any]
) -> None:
    await ink(world)
    choices = await world.maya.autocomplete(world.pictures, command, "style", "", prompt="a fox")
    assert [choice["value"] for choice in choices] == ["Ink"]

    await world.maya.slash(world.pictures, command, prompt="a fox", style="ink", **options)

    assert sent(world) == INK_FOX
    [picture] = world.pictures.history()
    assert "**a fox**" in picture.content
    assert "style Ink" in picture.content
    assert "black ink" not in picture.content


async def test_words_go_around_the_prompt(world: World) -> None:
    await styles(world, "add", name="Clay", words="a clay model of [prompt] on a table")
    await world.maya.slash(world.pictures, "flux", prompt="a fox --ar 16:9", style="Clay")
    assert sent(world) == "a clay model of a fox on a table"
    assert "style" not in world.emulator.submits[-1].body


async def test_details_name_the_style_and_again_keeps_it(world: World) -> None:
    await ink(world)
    await world.maya.slash(world.pictures, "flux", prompt="a fox", style="Ink", seed=5)
    [picture] = world.pictures.history()

    details = said(await world.maya.click(picture, label="Details"))
    assert "`style` Ink" in details
    assert "/flux prompt:a fox seed:5 style:Ink" in details
    assert "black ink" not in details

    # Even where the server has taken it away meanwhile.
    await styles(world, "remove", name="Ink")
    await world.maya.click(picture, label="Again")
    assert sent(world) == INK_FOX
    assert "style Ink" in world.pictures.history()[-1].content


async def test_remix_changes_keeps_and_drops_the_style(world: World) -> None:
    await ink(world)
    await styles(world, "add", name="Clay", words="[prompt] made of clay")
    await world.maya.slash(world.pictures, "flux", prompt="a fox", style="Ink")
    [picture] = world.pictures.history()

    shown = await world.maya.click(picture, label="Remix…")
    choices = [("As it was (Ink)", "kept"), ("No style", "none"), ("Clay", "named:Clay")]
    assert menu(shown) == choices
    values = {**defaults(shown.modal), "words": "a dog"}
    for chosen, prompt in (
        ("kept", "a dog, in black ink"),
        ("none", "a dog"),
        ("named:Clay", "a dog made of clay"),
    ):
        shown = await world.maya.click(picture, label="Remix…")
        await world.maya.submit_modal(shown, {**values, "style": [chosen]})
        assert sent(world) == prompt
    assert "style Clay" in world.pictures.history()[-1].content


async def test_another_model_keeps_the_style(world: World) -> None:
    await ink(world)
    await world.maya.slash(world.pictures, "flux", prompt="a fox", style="Ink")
    [picture] = world.pictures.history()

    offered = await world.maya.click(picture, label="Try with…")
    models, _ = (row.children[0] for row in offered.response.message.components)
    await world.maya.select(offered.response, ["gemini"], custom_id=models.custom_id)

    assert world.emulator.submits[-1].path.startswith("/v2/image/gemini")
    assert sent(world) == INK_FOX


async def test_try_with_offers_other_styles(world: World) -> None:
    await ink(world)
    await styles(world, "add", name="Clay", words="[prompt] made of clay")
    await world.maya.slash(world.pictures, "flux", prompt="a fox", style="Ink")
    [picture] = world.pictures.history()

    offered = await world.maya.click(picture, label="Try with…")
    _, others = (row.children[0] for row in offered.response.message.components)
    assert [option.value for option in others.options] == ["none", "named:Clay"]
    await world.maya.select(offered.response, ["named:Clay"], custom_id=others.custom_id)
    assert sent(world) == "a fox made of clay"
    await world.maya.select(offered.response, ["none"], custom_id=others.custom_id)
    assert sent(world) == "a fox"


async def test_the_words_of_a_style_count_for_the_list_of_words(world: World) -> None:
    await ink(world)
    await world.noor.slash(world.lounge, "easel words add", word="black")

    refused = said(await world.maya.slash(world.pictures, "flux", prompt="a fox", style="Ink"))

    assert "Prompts in this server can't contain “||black||”." in refused
    assert world.emulator.submits == []


async def test_the_words_of_a_style_count_for_the_length(world: World) -> None:
    await ink(world)
    fits = "x" * (6000 - len(", in black ink"))

    refused = said(await world.maya.slash(world.pictures, "flux", prompt=fits + "x", style="Ink"))
    assert refused.startswith(
        "⚠️ With the words of the style Ink, your prompt is too long. "
        f"Please use 5986 characters at most. {NOTHING}"
    )
    await world.maya.slash(world.pictures, "flux", prompt=fits, style="Ink")
    assert len(sent(world)) == 6000


async def test_an_unknown_style_is_refused_and_can_be_changed(world: World) -> None:
    refused = await world.maya.slash(world.pictures, "flux", prompt="a fox", style="Oil")
    assert "This server has no styles yet." in said(refused)
    await ink(world)
    refused = await world.maya.slash(world.pictures, "imagine", prompt="a fox", style="Oil")
    assert "There's no such style here. There are: `Ink`." in said(refused)
    assert world.emulator.submits == []

    change = button(refused.response.message, "Change…")
    shown = await world.maya.click(refused.response.message, custom_id=change)
    values = {**defaults(shown.modal), "words": "a fox", "style": ["named:Ink"]}
    await world.maya.submit_modal(shown, values)

    assert sent(world) == INK_FOX


async def test_imagine_takes_the_model_of_the_style_if_the_member_may(
    world: World, emulator: RelayEmulator
) -> None:
    await ink(world, provider="gemini")
    await world.maya.slash(world.pictures, "imagine", prompt="a fox", style="Ink")
    assert emulator.submits[-1].path.startswith("/v2/image/gemini")
    await rule(world, provider="gemini", allowed=False)
    await world.maya.slash(world.pictures, "imagine", prompt="a fox", style="Ink")
    assert emulator.submits[-1].path.startswith("/v2/image/flux")


async def test_a_dear_request_keeps_its_style_until_the_yes(world: World) -> None:
    await ink(world)
    options = {"prompt": "a fox", "image_size": "4K", "style": "Ink"}
    question = await world.maya.slash(world.pictures, "gemini", **options)
    assert "This will cost" in said(question)

    await world.maya.click(question.response, label="Make it")

    assert sent(world) == INK_FOX
    assert "style Ink" in world.pictures.history()[-1].content


async def test_a_near_value_keeps_the_style(world: World) -> None:
    await ink(world)
    options = {"prompt": "a fox", "width": 1000, "style": "Ink"}
    shown = await world.maya.slash(world.pictures, "flux", **options)
    await world.maya.click(shown.response, label="Make it 992×1024")
    assert sent(world) == INK_FOX


async def test_without_styles_nothing_is_offered(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    [picture] = world.pictures.history()
    assert menu(await world.maya.click(picture, label="Remix…")) == []
    offered = await world.maya.click(picture, label="Try with…")
    assert len(offered.response.message.components) == 1
    assert await world.maya.autocomplete(world.pictures, "flux", "style", "", prompt="x") == []
