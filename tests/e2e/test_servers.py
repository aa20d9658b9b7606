"""Servers that the bot is added to, leaves, and joins again: what it says, and what it keeps."""

import asyncio
import re
from typing import Any

import discord
import pytest
from simcord import GuildHandle
from simcord.backend import serializers
from sqlalchemy import select

from bot.edits.talk import Speech, speech_of
from bot.intake.catalogue import ModelCatalogue
from bot.privacy.retention import Retention
from bot.servers.memberships import Memberships
from bot.servers.welcome import Welcome
from bot.storage.audit import Entry
from bot.storage.memberships import MembershipStore
from bot.storage.schema import servers
from bot.storage.servers import ServerStore
from bot.texts import Languages, Texts
from providers.registry import OPERATIONS
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said
from tests.e2e.replying import deny

pytestmark = pytest.mark.slow

DAY = 86_400
WEEK = 7 * DAY
KEPT = 30 * DAY
# Each round of upkeep is the test's own.
SILENT = {"upkeep_interval": 400 * DAY, "status_interval": 400 * DAY}


def added(world: World, *channels: str, locale: str = "en-US") -> GuildHandle:
    """A server to which the bot was just added; it does not know that yet."""
    guild = world.env.create_guild("Another server", preferred_locale=locale)
    for name in channels:
        guild.create_text_channel(name)
    return guild


async def tell(world: World, guild: GuildHandle) -> None:
    """Discord tells the bot that it was added."""
    payload = dict(serializers.guild_create_payload(world.env.backend, backed(world, guild)))
    # SimCord always names it, as Discord does for servers that the bot was in before.
    del payload["unavailable"]
    world.env.backend.emit("GUILD_CREATE", payload)
    await world.settle()


def backed(world: World, guild: GuildHandle) -> Any:
    """The server as SimCord keeps it."""
    return world.env.backend.get_guild(guild.id)


async def joined(world: World, *channels: str, locale: str = "en-US") -> GuildHandle:
    """A server to which the bot is added, and told so."""
    guild = added(world, *channels, locale=locale)
    await tell(world, guild)
    return guild


async def remove(world: World, guild: GuildHandle) -> None:
    """Somebody throws the bot out."""
    world.env.backend.remove_guild(guild.id)
    await world.settle()


def cards(guild: GuildHandle) -> list[str]:
    """The texts of what stands in a server, message by message."""
    return [words(message) for one in guild.channels.values() for message in one.history()]


def words(message: discord.Message) -> str:
    """All that a message says in components."""
    return "\n".join(
        item.content
        for item in message.components[0].children  # type: ignore[union-attr]
        if isinstance(item, discord.TextDisplay)
    )


async def left_at(world: World, guild_id: int) -> Any:
    """When the bot left, as far as it knows."""
    async with world.database.read() as connection:
        return await connection.scalar(
            select(servers.c.left_at).where(servers.c.guild_id == guild_id)
        )


async def test_card_says_what_it_does_which_limits_hold_and_where_to_set_them(
    open_here: OpenWorld,
) -> None:
    async with open_here(server_limits=["$50 a month"]) as world:
        found = await world.bot.tree.fetch_commands()
        [easel] = [one for one in found if one.name == "easel"]
        [flux] = [one for one in found if one.name == "flux"]
        [imagine] = [one for one in found if one.name == "imagine"]

        guild = await joined(world, "general", "art")

        [card] = cards(guild)
        assert f"</flux:{flux.id}>" in card
        # The first command is the one to begin with.
        assert card.index("</") == card.index(f"</imagine:{imagine.id}>")
        assert "reply to it and say how" in card
        assert "press *Remix…* under a picture" in card
        assert "- Each member: 25 pictures in 24 hours" in card
        assert "- All members together: $50.00 in 30 days" in card
        assert f"</easel settings:{easel.id}>" in card
        assert len(guild.channels["general"].history()) == 1
        [post] = [call for call in world.env.http_requests if call.path.endswith("/messages")]
        assert post.json["allowed_mentions"] == {"parse": []}


async def test_card_without_limits_and_replies_says_so(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0, reply_edits=False) as world:
        guild = await joined(world, "general")

        [card] = cards(guild)
        assert "There are no limits in this server" in card
        assert "reply to it" not in card


async def test_card_names_only_models_on_offer(world: World, emulator: RelayEmulator) -> None:
    kind = OPERATIONS["flux"]
    emulator.catalogue.withdrawn.update(kind.models)
    world.env.backend.advance_clock(3601)
    await world.bot.services[ModelCatalogue].refresh()

    guild = await joined(world, "general")

    [card] = cards(guild)
    assert "/gemini" in card
    assert "/flux" not in card


@pytest.mark.parametrize("texts", [*Languages()])
def test_the_example_of_a_reply_is_taken_as_one(texts: Texts) -> None:
    shown = texts.say("welcome-reply", command="/edit")
    [example] = re.findall("[“„«]([^”“»]+)[”“»]", shown)
    assert speech_of(example) is Speech.INSTRUCTION
    assert texts.say("button-edit") in shown
    assert texts.say("button-remix") in texts.say("welcome-remix")


async def test_card_is_in_the_servers_language(world: World) -> None:
    guild = await joined(world, "allgemein", locale="de")

    [card] = cards(guild)
    assert "Hello" not in card
    assert "/easel settings" in card


async def test_card_goes_where_discord_greets_members(world: World) -> None:
    guild = added(world, "rules", "hello")
    backed(world, guild).system_channel_id = guild.channels["hello"].id

    await tell(world, guild)

    assert len(guild.channels["hello"].history()) == 1
    assert guild.channels["rules"].history() == []


async def test_card_goes_to_the_first_channel_where_the_bot_may_speak(world: World) -> None:
    guild = added(world, "rules", "hidden", "general")
    deny(world, guild.channels["rules"], send_messages=True)
    deny(world, guild.channels["hidden"], view_channel=True)

    await tell(world, guild)

    assert len(guild.channels["general"].history()) == 1
    assert len(cards(guild)) == 1


async def test_nothing_is_said_where_the_bot_may_not_speak(world: World) -> None:
    guild = added(world, "rules")
    deny(world, guild.channels["rules"], send_messages=True)

    await tell(world, guild)

    assert cards(guild) == []


async def test_server_that_was_joined_while_the_bot_was_off_is_greeted_once(world: World) -> None:
    guild = added(world, "general")
    await world.settle()
    assert cards(guild) == []

    for _ in range(2):
        await world.restart()
        assert len(cards(guild)) == 1


async def test_server_that_was_joined_long_ago_is_not_greeted(world: World) -> None:
    guild = added(world, "general")
    world.env.backend.advance_clock(DAY)

    await world.restart()

    assert cards(guild) == []


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_card_that_failed_is_not_tried_again(world: World, crash: bool) -> None:
    guild = added(world, "general")
    path = f"/channels/{guild.channels['general'].id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    await tell(world, guild)
    assert cards(guild) == []

    await world.restart(crash=crash)

    assert cards(guild) == []


async def test_of_many_who_hear_of_a_new_server_one_greets_it(world: World) -> None:
    guild = added(world, "general")
    await world.settle()
    found = world.bot.get_guild(guild.id)
    assert found is not None

    welcome = world.bot.services[Welcome]
    await asyncio.gather(*(welcome.greet(found) for _ in range(4)))
    await world.settle()

    assert len(cards(guild)) == 1


async def test_server_that_is_left_and_joined_again_is_not_greeted_again(world: World) -> None:
    guild = await joined(world, "general")
    kept = backed(world, guild)
    channels = {one.id: world.env.backend.channels[one.id] for one in guild.channels.values()}
    await remove(world, guild)
    assert await left_at(world, guild.id) == world.env.now()

    world.env.backend.guilds[guild.id] = kept
    world.env.backend.channels |= channels
    await tell(world, guild)

    assert await left_at(world, guild.id) is None
    assert cards(guild) == []


async def test_server_that_is_unavailable_is_not_left(world: World) -> None:
    guild = await joined(world, "general")

    world.env.backend.emit("GUILD_DELETE", {"id": str(guild.id), "unavailable": True})
    await world.settle()

    assert await left_at(world, guild.id) is None


async def test_what_happened_while_the_bot_was_off_is_found_at_its_start(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
    backend = world.env.backend
    kept = backend.guilds.pop(world.guild.id)
    missing = world.env.now()
    await world.restart()
    assert await left_at(world, world.guild.id) is None
    backend.advance_clock(WEEK)
    await world.bot.services[Memberships].settle_missing()
    assert await left_at(world, world.guild.id) == missing

    backend.guilds[world.guild.id] = kept
    await world.restart()

    assert await left_at(world, world.guild.id) is None


async def test_server_is_forgotten_a_month_after_it_was_left(open_here: OpenWorld) -> None:
    async with open_here(**SILENT) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
        guild = await joined(world, "general")
        for one in (guild, world.guild):
            entry = Entry(one.id, world.noor.id, world.env.now(), "edits")
            await ServerStore(world.database).set_edit_rules(entry, provider="qwen")
        await remove(world, guild)

        await age(world, KEPT)
        assert await provider(world, guild) == "qwen"
        await age(world, 1)

        assert await provider(world, guild) is None
        assert await provider(world, world.guild) == "qwen"
        [message] = world.pictures.history()
        details = await world.maya.click(message, custom_id=button(message, "Details"))
        assert "a fox" in said(details)


async def provider(world: World, guild: GuildHandle) -> str | None:
    """What a server has chosen to edit with."""
    return (await ServerStore(world.database).edit_rules(guild.id)).provider


async def age(world: World, seconds: float) -> None:
    """So much time goes by, and the bot forgets what is old."""
    world.env.backend.advance_clock(seconds)
    await world.bot.services[Retention].run()


async def test_the_bot_forgets_by_itself(open_here: OpenWorld) -> None:
    async with open_here(keep_left_servers=60, **SILENT) as world:
        guild = await joined(world, "general")
        await remove(world, guild)
        assert await known(world, guild.id)

        await world.env.advance_time(3601)

        assert not await known(world, guild.id)


async def known(world: World, guild_id: int) -> bool:
    """Whether there is a row of the server."""
    async with world.database.read() as connection:
        row = await connection.scalar(
            select(servers.c.guild_id).where(servers.c.guild_id == guild_id)
        )
    return row is not None


async def test_server_the_bot_is_in_is_never_forgotten_whatever_is_marked(
    open_here: OpenWorld,
) -> None:
    async with open_here(**SILENT) as world:
        await MembershipStore(world.database).mark_left(world.guild.id, world.env.now())

        await age(world, KEPT + 1)

        assert await known(world, world.guild.id)


async def allow_only(world: World, *server_ids: int) -> None:
    """Restart the bot with a list of servers."""
    world.settings = world.settings.model_copy(update={"servers": [*server_ids]})
    await world.restart()


def is_in(world: World, guild: GuildHandle) -> bool:
    """Return True if the bot is in the server, as Discord sees it."""
    return guild.id in {one.id for one in world.bot.guilds}


async def test_servers_that_are_not_allowed_are_left_when_the_bot_is_ready(
    open_here: OpenWorld, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_here(**SILENT) as world:
        other = await joined(world, "general")
        assert is_in(world, other)
        caplog.set_level("INFO")

        await allow_only(world, world.guild.id)

        assert is_in(world, world.guild)
        assert not is_in(world, other)
        assert f"server {other.id}: left, since EASEL_SERVERS does not name it" in caplog.text
        assert await left_at(world, other.id) is not None


async def test_server_that_is_not_allowed_is_left_at_once_and_not_greeted(
    open_here: OpenWorld, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with open_here(**SILENT) as world:
        await allow_only(world, world.guild.id)
        other = await joined(world, "general")

        assert not is_in(world, other)
        assert f"server {other.id}: greeted" not in caplog.text


async def test_without_a_list_no_server_is_left(open_here: OpenWorld) -> None:
    async with open_here(servers=[], **SILENT) as world:
        other = await joined(world, "general")
        await world.restart()
        assert is_in(world, other)
        assert is_in(world, world.guild)


async def test_every_way_in_is_refused_where_the_bot_does_not_work(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "⚠️ I don't work in this server. Please ask the people who run this bot."
    refusal = f"{reason} This didn't use up any of your limit."

    async def stays(_: discord.Guild) -> None:
        """Stand for a Discord that does not let the bot leave."""

    async with open_here(message_content=True, **SILENT) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
        [message] = world.pictures.history()
        monkeypatch.setattr(discord.Guild, "leave", stays)
        await allow_only(world, world.guild.id + 1)

        asked = await world.maya.slash(world.pictures, "flux", prompt="a fox")
        assert said(asked) == refusal
        pressed = await world.maya.click(message, custom_id=button(message, "Again"))
        assert said(pressed) == refusal
        settings = await world.noor.slash(world.pictures, "easel limits list")
        assert said(settings) == reason
        await world.maya.send(world.pictures, "make it blue", reply_to=message)
        await world.settle()
        assert world.emulator.created == 1
        assert world.pictures.history()[-1].content == refusal
