"""Several tasks of one wish, by what the server has decided, and with odd prompts."""

import pytest

from bot.storage.members import MemberStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import said, until
from tests.e2e.images import opened
from tests.e2e.pictures import SMALL, made
from tests.e2e.ruling import rule


async def set_budget(world: World, dollars: float, then: str) -> None:
    await world.noor.slash(world.lounge, "easel budget", dollars=dollars, then=then)


async def compare(world: World, **options: object) -> str:
    """Let Maya compare, whatever it costs; return the answer."""
    result = await world.maya.slash(world.pictures, "compare", prompt="a fox", **options)
    if "Make it" in str(result.response.components):
        await world.maya.click(result.response, label="Make it")
    return said(result)


@pytest.mark.parametrize("first", ["qwen", "flux"])
async def test_spent_budget_leaves_its_one_model_of_a_comparison(
    world: World, emulator: RelayEmulator, first: str
) -> None:
    """Wherever the model that takes over stands, the others are not made."""
    await set_budget(world, 0.01, "qwen")
    others = {"flux", "qwen"} - {first}
    await compare(world, first=first, second=others.pop())

    assert len(emulator.submits) == 1
    assert "qwen" in emulator.submits[0].path


async def test_comparison_within_the_budget_is_whole(world: World, emulator: RelayEmulator) -> None:
    await set_budget(world, 10, "qwen")
    await compare(world, first="qwen", second="flux")
    assert len(emulator.submits) == 2


async def test_spent_budget_without_a_replacement_refuses_a_comparison(
    world: World, emulator: RelayEmulator
) -> None:
    await set_budget(world, 0.01, "stop")
    assert "budget" in await compare(world, first="qwen", second="flux")
    assert emulator.submits == []


async def test_rule_caps_all_pictures_of_a_wish(world: World, emulator: RelayEmulator) -> None:
    await rule(world, count=2)
    for options in ({"count": 3}, {"prompt": "{red|green|blue} fox"}):
        result = await world.maya.slash(
            world.pictures, "flux", **{"prompt": "a fox", **SMALL, **options}
        )
        assert "2" in said(result)
        assert said(result).startswith("⚠️")
    assert (await compare(world)).startswith("⚠️")
    assert emulator.submits == []


@pytest.mark.parametrize("prompt", ["{|}", "{fox|}", "{ | \u200b }"])
async def test_alternative_without_words_is_refused(
    world: World, emulator: RelayEmulator, prompt: str
) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt=prompt, **SMALL)
    assert said(result).startswith("⚠️ There's nothing visible in your prompt.")
    assert emulator.submits == []


@pytest.mark.parametrize("group", ["{0-9999}", "{a|b}"])
async def test_prompt_that_stands_for_countless_ones_is_refused(
    world: World, emulator: RelayEmulator, group: str
) -> None:
    prompt = group * (6000 // len(group))
    result = await world.maya.slash(world.pictures, "flux", prompt=prompt, **SMALL)
    assert said(result).startswith("⚠️ Your braces stand for far more prompts")
    assert emulator.submits == []


async def test_name_in_braces_is_no_alternative(world: World, emulator: RelayEmulator) -> None:
    paula = world.guild.add_member(world.env.create_user("paula"), nick="{paula|paul}")
    message = await made(world, prompt=f"a {{red|blue}} hat for {paula.mention}")

    prompts = sorted(submit.body["prompt"] for submit in emulator.submits)
    assert prompts == ["a blue hat for paula|paul", "a red hat for paula|paul"]
    assert str(paula.id) not in message.content


async def test_reply_may_have_alternatives(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    await world.maya.send(world.pictures, "make it {red|blue}", reply_to=message)
    await until(world, lambda: len(emulator.submits) == 3)

    prompts = sorted(submit.body["prompt"] for submit in emulator.submits[1:])
    assert [prompt[-4:].strip() for prompt in prompts] == ["blue", "red"]


async def test_number_of_a_default_does_not_multiply_the_count(
    world: World, emulator: RelayEmulator
) -> None:
    stored = {"operation": "gpt-image-generate", "options": {"n": 3}}
    await MemberStore(world.database).set_defaults(world.maya.id, stored)
    await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox", count=2)
    [submit] = emulator.submits
    assert submit.body["n"] == 2


async def test_style_of_a_comparison_goes_to_each_model(
    world: World, emulator: RelayEmulator
) -> None:
    await world.noor.slash(
        world.pictures, "easel styles add", name="ink", words="ink {drawing|sketch}"
    )
    await compare(world, first="flux", second="qwen", style="ink")
    assert {submit.body["prompt"] for submit in emulator.submits} == {"a fox, ink {drawing|sketch}"}
    latest = next(one for one in reversed(world.pictures.history()) if one.attachments)
    assert "drawing" not in latest.content


async def test_shape_of_a_comparison_holds_for_each_model(world: World) -> None:
    await compare(world, first="flux", second="gemini", shape="16:9")
    latest = next(one for one in reversed(world.pictures.history()) if one.attachments)
    for attachment in latest.attachments:
        width, height = opened(await attachment.read()).size
        assert width > 1.5 * height
