"""What a server has decided holds for members, whichever way they ask."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.servers import ServerStore
from bot.storage.words import WordStore
from providers.registry import GENERATORS
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import png
from tests.e2e.pictures import counted, defaults, edited
from tests.e2e.replying import answers, deny, made, mention, reply_unpinged, thread
from tests.e2e.ruling import NOT_HERE, NOTHING, flux, restrict_age, rule

pytestmark = pytest.mark.slow

PAUSED = f"⚠️ I'm paused in this server. Please try again later. {NOTHING}"
PHOTO = ("photo.png", png(64, 64))

Door = Callable[[World, discord.Message], Awaitable[str]]


async def by_slash(world: World, _: discord.Message) -> str:
    return await flux(world, world.pictures)


async def by_again(world: World, picture: discord.Message) -> str:
    return said(await world.maya.click(picture, label="Again"))


async def by_try_with(world: World, picture: discord.Message) -> str:
    offered = await world.maya.click(picture, label="Try with…")
    return said(await world.maya.select(offered.response, ["gemini"]))


async def by_modal(world: World, picture: discord.Message) -> str:
    return said(await edited(world, picture))


async def by_menu(world: World, picture: discord.Message) -> str:
    shown = await world.maya.context_menu(world.pictures, "Edit this picture", picture)
    values = {**defaults(shown.modal), "words": "make it blue"}
    return said(await world.maya.submit_modal(shown, values))


async def by_edit(world: World, _: discord.Message) -> str:
    return said(await world.maya.slash(world.pictures, "edit", prompt="make it blue"))


async def by_edit_of_an_upload(world: World, _: discord.Message) -> str:
    options = {"prompt": "make it blue", "image": PHOTO}
    return said(await world.maya.slash(world.pictures, "edit", **options))


async def by_private_slash(world: World, _: discord.Message) -> str:
    return await flux(world, world.pictures, private=True)


async def by_reply(world: World, picture: discord.Message) -> str:
    asked = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
    [answer] = answers(world.pictures, asked)
    return answer


# Neither allowed by the rule, nor on offer at the relay.
OFF = ("flux", "sd")

DOORS: list[Door] = [
    by_slash,
    by_private_slash,
    by_again,
    by_try_with,
    by_modal,
    by_menu,
    by_edit,
    by_edit_of_an_upload,
    by_reply,
]


async def pause(world: World) -> None:
    entry = Entry(world.guild.id, world.noor.id, world.env.now(), "pause")
    await ServerStore(world.database).change(entry, paused=True)


@pytest.mark.parametrize("door", DOORS)
async def test_no_way_in_leads_past_the_rules(world: World, door: Door) -> None:
    picture = await made(world)
    submits = len(world.emulator.submits)

    await rule(world, world.pictures, works=False)
    assert await door(world, picture) == NOT_HERE

    await pause(world)
    assert await door(world, picture) == PAUSED

    await world.settle()
    assert len(world.emulator.submits) == submits
    assert await counted(world, world.maya) == 1


@pytest.mark.parametrize("door", DOORS)
async def test_every_way_in_is_open_where_nothing_is_set(world: World, door: Door) -> None:
    picture = await made(world)
    if door is by_reply:
        await world.maya.send(world.pictures, "make it blue", reply_to=picture)
    else:
        assert (await door(world, picture)).startswith("✅")
    await world.settle()
    assert await counted(world, world.maya) == 2


async def test_refused_request_costs_no_fetch_of_its_images(world: World) -> None:
    await rule(world, world.pictures, works=False)
    broken = ("photo.png", b"not an image")
    result = await world.maya.slash(
        world.pictures, "gpt-image edit", prompt="make it blue", image=broken
    )
    assert said(result) == NOT_HERE


async def test_rule_of_a_channel_holds_in_its_threads(world: World) -> None:
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    place = thread(world.pictures)
    await rule(world, world.pictures, works=False)

    assert await flux(world, place) == NOT_HERE
    asked = await world.maya.send(place, f"{mention(world)} make it red")
    assert answers(place, asked) == [NOT_HERE]


def forget_channel(world: World, channel: ChannelHandle) -> None:
    """The bot's cache does not have it, as when Discord did not send it."""
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    guild._remove_channel(guild.get_channel(channel.id))  # type: ignore[arg-type]


async def test_thread_of_a_channel_that_is_not_known_is_looked_up(world: World) -> None:
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    await rule(world, world.pictures, works=False)

    forget_channel(world, world.pictures)

    assert await flux(world, thread(world.pictures), private=True) == NOT_HERE


async def test_thread_of_a_channel_that_discord_does_not_show_passes_no_rule_by(
    world: World,
) -> None:
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    forget_channel(world, world.pictures)
    deny(world, world.pictures, view_channel=True)
    submits = len(world.emulator.submits)

    assert await flux(world, thread(world.pictures), private=True) == (
        "⚠️ Discord doesn't show me that channel right now. "
        f"Please try again in a minute, or in another one. {NOTHING}"
    )
    assert len(world.emulator.submits) == submits


async def test_rule_of_a_category_holds_in_its_channels_and_their_threads(world: World) -> None:
    category = world.guild.create_category("Talk")
    chat = world.guild.create_text_channel("chat", category=category)
    picture = await made(world, chat)
    await world.maya.send(chat, "make it blue", reply_to=picture)
    await rule(world, category, works=False)

    assert await flux(world, chat) == NOT_HERE
    assert await flux(world, thread(chat)) == NOT_HERE
    assert (await flux(world, world.pictures)).startswith("✅")


async def test_channel_may_be_the_only_one_and_is_named_elsewhere(world: World) -> None:
    await rule(world, works=False)
    await rule(world, world.pictures, works=True)

    assert (await flux(world, world.pictures)).startswith("✅")
    assert await flux(world, world.lounge) == (
        f"⚠️ I don't make pictures in this channel. Please use <#{world.pictures.id}>. {NOTHING}"
    )


async def test_model_that_is_not_allowed_here_is_refused_with_others(world: World) -> None:
    await rule(world, world.pictures, provider="flux", allowed=False)

    others = [kind.title for family, kind in GENERATORS.items() if family not in OFF]
    assert await flux(world, world.pictures) == (
        f"⚠️ Flux is switched off here. Please try {', '.join(others)}. {NOTHING}"
    )
    assert (await flux(world, world.lounge)).startswith("✅")


async def test_age_restricted_model_is_for_age_restricted_channels_and_their_threads(
    world: World,
) -> None:
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    await rule(world, provider="flux", age_restricted=True)
    refused = (
        "⚠️ Flux is for age-restricted channels only in this server. "
        f"Please use it in one of those. {NOTHING}"
    )
    assert await flux(world, world.pictures) == refused
    assert await flux(world, thread(world.pictures)) == refused

    await restrict_age(world, world.pictures)

    assert (await flux(world, world.pictures)).startswith("✅")
    assert (await flux(world, thread(world.pictures))).startswith("✅")


@pytest.mark.parametrize(
    ("rules", "command", "options", "words"),
    [
        (
            {"largest_size": 1024},
            "flux",
            {"width": 2048},
            "`width` asks for more than 1024 pixels per side, which is the most in this channel. "
            "Please choose a smaller one.",
        ),
        (
            {"largest_size": 2048},
            "gemini",
            {"image_size": "4K"},
            "`image_size` asks for more than 2048 pixels per side, which is the most in this "
            "channel. Please choose a smaller one.",
        ),
        (
            {"quality": "medium"},
            "gpt-image generate",
            {"quality": "high"},
            "`quality` can be medium at most in this channel. Please choose no more than that.",
        ),
        (
            {"count": 2},
            "gpt-image generate",
            {"n": 3},
            "`n` can be 2 at most in this channel. Please choose no more than that.",
        ),
        (
            {"safety_tolerance": 1},
            "flux",
            {"safety_tolerance": 6},
            "`safety_tolerance` can be 1 at most in this channel. Please choose no more than that.",
        ),
    ],
)
async def test_choice_above_a_cap_is_refused_and_never_changed(
    world: World, rules: dict[str, Any], command: str, options: dict[str, Any], words: str
) -> None:
    await rule(world, world.pictures, **rules)

    result = await world.maya.slash(world.pictures, command, prompt="a fox", **options)

    assert said(result) == f"⚠️ {words} {NOTHING}"
    assert not world.emulator.submits


async def test_what_is_left_out_is_sent_within_its_cap(world: World) -> None:
    await rule(world, world.pictures, quality="low", safety_tolerance=0)

    await flux(world, world.pictures)
    await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox")
    await world.maya.slash(world.lounge, "gpt-image generate", prompt="a fox")

    flux_body, capped, free = [one.body for one in world.emulator.submits]
    assert flux_body["safety_tolerance"] == 0
    assert capped["quality"] == "low"
    assert "quality" not in free


async def test_blocked_member_is_refused_and_others_are_not(world: World) -> None:
    entry = Entry(world.guild.id, world.noor.id, world.env.now(), "block")
    until = world.env.now() + timedelta(hours=1)
    blocks = BlockStore(world.database)
    await blocks.put(Block(world.maya.id, "too many foxes", until), entry)

    answer = await flux(world, world.pictures)
    assert "too many foxes" in answer
    assert f"<t:{int(until.timestamp())}:" in answer
    result = await world.noor.slash(world.pictures, "flux", prompt="x", width=64)
    assert said(result).startswith("✅")


async def test_unwanted_word_is_refused_in_a_prompt_and_in_an_edit(world: World) -> None:
    entry = Entry(world.guild.id, world.noor.id, world.env.now(), "words add")
    await WordStore(world.database).add("blue", entry)
    picture = await made(world)

    assert "blue" in await flux(world, world.pictures, prompt="a BLUE fox")
    assert "blue" in await by_reply(world, picture)
    assert await counted(world, world.maya) == 1


async def test_refusals_by_rule_reach_the_servers_log_and_typos_do_not(world: World) -> None:
    log = world.guild.create_text_channel("log")
    entry = Entry(world.guild.id, world.noor.id, world.env.now(), "log")
    await ServerStore(world.database).change(entry, log_channel_id=log.id)
    await rule(world, world.pictures, works=False)
    before = len(log.history())

    await world.maya.slash(world.pictures, "flux", prompt="a fox", width=65)
    await flux(world, world.pictures)
    await world.settle()

    new = "\n".join(one.content for one in log.history()[before:])
    assert new.count("I don't make pictures in this channel.") == 1
    assert "width" not in new
    assert world.maya.mention in new


async def test_replies_of_nobody_meet_silence(world: World) -> None:
    picture = await made(world)
    await rule(world, world.pictures, replies="nobody")

    asked = await world.maya.send(world.pictures, "make it blue", reply_to=picture)

    assert not answers(world.pictures, asked)
    assert await counted(world, world.maya) == 1
    assert (await by_edit(world, picture)).startswith("✅")


async def test_rule_about_replies_goes_before_the_servers_choice_about_edits(world: World) -> None:
    await world.noor.slash(world.pictures, "easel edits", reply_edits=False)
    await rule(world, world.pictures, replies="everyone")
    here, there = await made(world), await made(world, world.lounge)

    await world.maya.send(world.pictures, "make it blue", reply_to=here)
    asked = await world.maya.send(world.lounge, "make it blue", reply_to=there)

    assert await counted(world, world.maya) == 3
    assert not answers(world.lounge, asked)


async def test_replies_may_take_a_role_and_others_are_told_for_a_minute(world: World) -> None:
    role = world.guild.create_role("Artists")
    artist = world.guild.add_member(world.env.create_user("ines"), roles=[role])
    picture = await made(world)
    await rule(world, world.pictures, reply_role=role)

    await artist.send(world.pictures, "make it blue", reply_to=picture)
    asked = await world.maya.send(world.pictures, "make it blue", reply_to=picture)

    assert await counted(world, artist) == 1
    assert answers(world.pictures, asked) == [
        f"⚠️ Only members with the role {role.mention} can edit pictures by replying here. "
        f"Please use `/edit`. {NOTHING}"
    ]
    await world.env.advance_time(61)
    assert not answers(world.pictures, asked)


async def test_talk_that_is_no_edit_is_not_refused_for_a_role(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        role = world.guild.create_role("Artists")
        await world.maya.send(world.pictures, "make it blue", reply_to=await made(world))
        place: ChannelHandle = thread(world.pictures)
        await rule(world, world.pictures, reply_role=role)
        talk = await world.noor.send(place, "nice")

        asked = await world.maya.send(place, "thanks", reply_to=talk)

        assert not answers(place, asked)


async def test_member_without_the_role_is_not_told_how_to_be_read(world: World) -> None:
    role = world.guild.create_role("Artists")
    picture = await made(world)
    await rule(world, world.pictures, reply_role=role)

    words = "make it blue"
    asked = await reply_unpinged(world, world.maya, world.pictures, words, picture.id)

    assert not answers(world.pictures, asked)


@pytest.mark.parametrize("until", [None, timedelta(days=1)])
async def test_others_do_not_read_why_a_member_is_blocked(
    world: World, until: timedelta | None
) -> None:
    picture = await made(world)
    now = world.env.now()
    entry = Entry(world.guild.id, world.noor.id, now, "block")
    block = Block(world.maya.id, "something private", until and now + until)
    await BlockStore(world.database).put(block, entry)

    told = await by_reply(world, picture)

    assert told == (
        "⚠️ You can't make pictures in this server for now. "
        f"`/imagine` shows you the reason privately. {NOTHING}"
    )
    assert "something private" in await flux(world, world.pictures)
