"""Prompts are cleaned where they come in, whichever way that is."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import update

from bot.storage.schema import jobs
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import png
from tests.e2e.pictures import edited
from tests.e2e.replying import answers, made, pictures, thread
from tests.e2e.test_remix import remixed

PHOTO = ("photo.png", png(64, 64))
EMPTY = (
    "⚠️ There's nothing visible in your prompt. Please say what the picture should show. "
    "This didn't use up any of your limit."
)
BLANK = ["   ", "\u200b", "\u3164\u2800", "\x01\x1b", "\U000e0066\U000e006f\U000e0078"]


def shown(message: discord.Message) -> str:
    """The prompt as it is posted."""
    return message.content.partition(" — ")[0]


def alt_text(message: discord.Message) -> str | None:
    return message.attachments[0].description


def prompts(world: World) -> list[Any]:
    """The prompts that the relay was sent."""
    return [one.body["prompt"] for one in world.emulator.submits]


async def test_notation_of_discord_becomes_names_everywhere(world: World) -> None:
    paula = world.guild.add_member(world.env.create_user("paula", global_name="Paula P"))
    role = world.guild.create_role("Painters")
    prompt = (
        f"<:pepega:123> and <a:dance:1> with <@{paula.id}>, <@&{role.id}> "
        f"in <#{world.pictures.id}>, not <@5>, <@&6> or <#7>"
    )
    read = "pepega and dance with Paula P, Painters in pictures, not someone, a role or a channel"

    await world.noor.slash(world.pictures, "flux", prompt=prompt)

    [message] = world.pictures.history()
    assert prompts(world) == [read]
    assert shown(message) == f"**{read}**"
    assert alt_text(message) == read


async def test_reply_may_mention_others(world: World) -> None:
    picture = await made(world)

    words = f"put {world.maya.mention} and <:hat:5> on it"
    await world.noor.send(world.pictures, words, reply_to=picture)

    assert prompts(world)[-1] == "put maya and hat on it"
    [edit] = pictures(thread(world.pictures))
    assert shown(edit) == "**put maya and hat on it**"
    assert thread(world.pictures).name == "put maya and hat on it"


async def test_name_of_a_channel_that_the_member_cannot_see_is_not_told(world: World) -> None:
    secret = world.guild.create_text_channel("secret-plans")
    everyone = world.guild.id
    hidden = discord.Permissions(view_channel=True).value
    world.env.backend.set_overwrite(secret.id, Overwrite(everyone, OverwriteType.ROLE, deny=hidden))

    await world.maya.slash(world.pictures, "flux", prompt=f"a map of <#{secret.id}>")

    assert prompts(world) == ["a map of a channel"]


async def test_hidden_characters_reach_neither_the_model_nor_the_post(world: World) -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore that")
    prompt = f"a fox\u202e{tags}\x1b[31m\r\nand an owl" + "\u0301" * 30

    await world.maya.slash(world.pictures, "flux", prompt=prompt)

    [message] = world.pictures.history()
    assert prompts(world) == ["a fox[31m\nand an owl" + "\u0301" * 4]
    assert not {*message.content + (alt_text(message) or "")} & {"\u202e", "\x1b", tags[0]}


@pytest.mark.parametrize("prompt", BLANK, ids=["spaces", "zero", "blanks", "controls", "tags"])
async def test_prompt_without_a_visible_character_is_refused_in_every_way(
    world: World, prompt: str
) -> None:
    picture = await made(world)
    before = len(world.emulator.submits)
    ways: list[Callable[[], Awaitable[Any]]] = [
        lambda: world.maya.slash(world.pictures, "flux", prompt=prompt),
        lambda: world.maya.slash(world.pictures, "gemini", prompt=prompt),
        lambda: world.maya.slash(world.pictures, "edit", prompt=prompt),
        lambda: world.maya.slash(world.pictures, "qwen edit", prompt=prompt, image=PHOTO),
    ]
    for way in ways:
        assert said(await way()) == EMPTY

    if prompt.strip():
        assert said(await edited(world, picture, prompt)) == EMPTY
    assert len(world.emulator.submits) == before
    assert len(pictures(world.pictures)) == 1


@pytest.mark.parametrize(
    ("typed", "read"), [("a fox \ud83e", "a fox \ufffd"), ("a \ud83e\udd8a", "a 🦊")]
)
async def test_emoji_that_was_cut_in_two_costs_no_words(
    world: World, typed: str, read: str
) -> None:
    picture = await made(world)

    await world.maya.slash(world.pictures, "flux", prompt=typed)
    await edited(world, picture, typed)
    await remixed(world.maya, picture, typed)

    assert prompts(world)[1:] == [read] * 3


async def test_reply_without_a_visible_character_is_refused(world: World) -> None:
    picture = await made(world)
    before = len(world.emulator.submits)

    asked = await world.noor.send(world.pictures, "\u3164\u2800", reply_to=picture)

    assert answers(world.pictures, asked) == [EMPTY]
    assert len(world.emulator.submits) == before


async def test_prompt_of_an_earlier_version_is_cleaned_when_it_is_asked_for_again(
    world: World,
) -> None:
    picture = await made(world)
    stored = {"prompt": "a \u202efox\U000e0041 of <@5>", "width": 64, "height": 64}
    async with world.database.write() as connection:
        await connection.execute(update(jobs).values(request=stored))

    await world.maya.click(picture, label="Again")

    assert prompts(world) == ["a fox", "a fox of someone"]
    assert shown(pictures(world.pictures)[-1]) == "**a fox of someone**"
