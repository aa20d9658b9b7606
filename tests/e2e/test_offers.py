"""Models that a member can use in a place now: lists, defaults, `/imagine`, `/status`."""

from typing import Any

import pytest

from bot.storage.servers import ServerStore
from providers.registry import OPERATIONS
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, entry, said
from tests.e2e.images import png
from tests.e2e.offering import withdraw
from tests.e2e.pictures import defaults, made
from tests.e2e.ruling import rule

RED = ("red.png", png(48, 32, "red"))
IMAGINE = {"prompt": "a fox"}


def options(shown: Any) -> list[str]:
    """Return the models that a modal lets the member choose."""
    components = [label["component"] for label in shown.modal["components"]]
    [select] = [one for one in components if one["custom_id"] in ("provider", "model")]
    return [option["value"] for option in select["options"]]


async def test_the_modal_has_only_editors_that_can_be_used_here(world: World) -> None:
    message = await made(world)
    await withdraw(world, "qwen-edit")
    await rule(world, provider="flux", allowed=False)

    shown = await world.maya.click(message, label="Edit…")

    assert options(shown) == ["gemini", "gpt-image"]
    [label] = [one for one in shown.modal["components"] if one.get("description")]
    assert label["description"] == "Flux isn't available here right now."


async def test_remix_does_not_offer_a_model_that_has_gone(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, "qwen generate", seed=5)
    await withdraw(world, "qwen-generate")
    await rule(world, provider="flux", allowed=False)

    shown = await world.maya.click(message, label="Remix…")

    _, models, *_ = shown.modal["components"]
    assert options(shown) == ["gemini", "gpt-image"]
    assert models["description"] == "Qwen isn't available here right now."
    await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a blue fox"})
    assert emulator.submits[-1].path == OPERATIONS["gemini"].path
    assert emulator.submits[-1].body["prompt"] == "a blue fox"


async def test_change_after_a_refusal_does_not_offer_the_refused_model(world: World) -> None:
    await withdraw(world, "qwen-generate")
    refused = await world.maya.slash(world.pictures, "qwen generate", prompt="a fox")

    shown = await world.maya.click(refused.response, label="Change…")

    assert options(shown) == ["flux", "gemini", "gpt-image"]


async def test_remix_where_nothing_is_made_names_its_own_model(world: World) -> None:
    message = await made(world, "qwen generate")
    await withdraw(world, "flux", "qwen-generate", "gpt-image-generate")
    await rule(world, provider="gemini", allowed=False)

    shown = await world.maya.click(message, label="Remix…")

    assert options(shown) == ["qwen"]


async def test_another_editor_takes_over_and_says_so(world: World, emulator: RelayEmulator) -> None:
    await withdraw(world, "gpt-image-edit")

    result = await world.maya.slash(world.pictures, "edit", prompt="a hat", image=RED)

    assert emulator.submits[-1].path == "/v2/image/flux/generate"
    assert "GPT Image isn't available here right now, so Flux makes this edit." in "\n".join(
        [said(result), *(str(one.content) for one in result.followups)]
    )


async def test_refusals_name_only_what_can_be_used(world: World) -> None:
    await withdraw(world, "qwen-generate")
    await rule(world, provider="flux", allowed=False)

    refused = await world.maya.slash(world.pictures, "flux", prompt="a fox")

    assert "Please try Gemini, GPT Image." in said(refused)


async def test_models_says_why_one_cannot_be_used_here(world: World) -> None:
    await rule(world, provider="flux", allowed=False)

    lines = said(await world.maya.slash(world.pictures, "models")).splitlines()

    assert "🚫 `/flux` Flux, switched off in this channel" in lines
    assert "✅ `/gemini` Gemini" in lines


async def test_what_a_limit_no_longer_allows_is_not_listed(
    open_here: OpenWorld,
) -> None:
    async with open_here(member_limits=["$0.10 a day"]) as world:
        lines = said(await world.maya.slash(world.pictures, "models")).splitlines()
        assert "🚫 `/gemini` Gemini, costs more than your limit leaves you now" in lines
        assert "✅ `/flux` Flux" in lines


async def test_imagine_takes_the_first_model_or_the_servers(
    world: World, emulator: RelayEmulator
) -> None:
    await world.maya.slash(world.pictures, "imagine", **IMAGINE)
    assert emulator.submits[-1].path == OPERATIONS["flux"].path

    await ServerStore(world.database).change(entry(world), default_model="qwen")
    await world.maya.slash(world.pictures, "imagine", **IMAGINE)
    assert emulator.submits[-1].path == OPERATIONS["qwen-generate"].path

    await withdraw(world, "qwen-generate")
    await world.maya.slash(world.pictures, "imagine", **IMAGINE)
    assert emulator.submits[-1].path == OPERATIONS["flux"].path
    assert len(world.pictures.history()) == 3


async def test_a_member_keeps_a_default_and_forgets_it(
    world: World, emulator: RelayEmulator
) -> None:
    await world.maya.slash(world.pictures, "gemini", prompt="a fox", aspect_ratio="16:9")
    [picture] = world.pictures.history()
    details = await world.maya.click(picture, label="Details")
    message = details.response.message
    await world.maya.click(message, custom_id=button(message, "Make this my default"))

    await world.maya.slash(world.pictures, "imagine", **IMAGINE)
    assert emulator.submits[-1].path == OPERATIONS["gemini"].path
    assert emulator.submits[-1].body["aspect_ratio"] == "16:9"
    # Somebody else's is their own.
    await world.noor.slash(world.pictures, "imagine", **IMAGINE)
    assert emulator.submits[-1].path == OPERATIONS["flux"].path
    # The model's own command takes what is left out, and nothing else.
    await world.maya.slash(world.pictures, "gemini", prompt="a fox", image_size="1K")
    assert emulator.submits[-1].body["aspect_ratio"] == "16:9"
    await world.maya.slash(world.pictures, "gemini", prompt="a fox", aspect_ratio="1:1")
    assert emulator.submits[-1].body["aspect_ratio"] == "1:1"

    shown = await world.maya.slash(world.pictures, "mydata defaults")
    assert said(shown).startswith("Your default: Gemini, `aspect_ratio` 16:9")
    kept = shown.response.message
    await world.maya.click(kept, custom_id=button(kept, "Forget my default"))
    await world.maya.slash(world.pictures, "imagine", **IMAGINE)
    assert emulator.submits[-1].path == OPERATIONS["flux"].path


@pytest.mark.parametrize("mentioned", [True, False])
async def test_status_and_mentions(world: World, mentioned: bool) -> None:
    answer = await world.maya.slash(world.pictures, "mydata mentions", allow=mentioned)
    again = await world.maya.slash(world.pictures, "mydata mentions")
    assert said(answer) == said(again)
    assert ("over a minute" in said(answer)) is mentioned


async def test_status_shows_how_models_work_to_the_asker_alone(world: World) -> None:
    for _ in range(3):
        await made(world)

    lines = said(await world.noor.slash(world.pictures, "status")).splitlines()

    assert lines[0] == "**How the models are doing**"
    assert "✅ `/flux` Flux: usually 1 s; last hour: 3 of 3 worked" in lines
    assert "✅ `/gemini` Gemini: usual time not known yet; last hour: nothing asked" in lines
