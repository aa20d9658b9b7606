"""Themes of the day."""

from typing import Any

import pytest
from simcord import SetupError

from bot.community.upkeep import CommunityUpkeep
from bot.storage.servers import ServerStore
from bot.storage.themes import ThemeStore
from sandbox.world import World
from tests.e2e.conftest import entry, said
from tests.e2e.replying import deny

pytestmark = pytest.mark.slow


async def themes(world: World, command: str, **options: Any) -> str:
    """Let Noor change the themes, and return the answer."""
    return said(await world.noor.slash(world.pictures, f"easel themes {command}", **options))


async def at(world: World, hour: int) -> None:
    """Let it become this hour of a day, and the periodic work do a round."""
    now = world.env.now()
    hours = (hour - now.hour) % 24 or 24
    world.env.backend.advance_clock(3600 * hours - 60 * now.minute)
    await world.bot.services[CommunityUpkeep].run()
    await world.settle()


async def test_theme_is_posted_once_a_day(world: World) -> None:
    await themes(world, "add", theme="*hens* @everyone")
    await themes(world, "add", theme="foxes")
    hour = (world.env.now().hour + 2) % 24
    answer = await themes(world, "daily", channel=world.lounge, hour=hour)
    assert answer.endswith("**Themes, the next one first:**\n- \\*hens\\* @\u200beveryone\n- foxes")

    await at(world, (hour - 1) % 24)
    assert world.lounge.history() == []
    await at(world, hour)
    await world.restart(crash=True)
    await world.bot.services[CommunityUpkeep].run()
    await world.settle()

    [post] = world.lounge.history()
    assert post.content.startswith("### 🎨 Theme of the day: \\*hens\\*")
    path = f"/channels/{world.lounge.id}/messages"
    [sent] = [one for one in world.env.http_requests if (one.method, one.path) == ("POST", path)]
    assert sent.json["allowed_mentions"] == {"parse": []}
    await at(world, hour)
    assert "foxes" in world.lounge.history()[-1].content
    assert "- \\*hens\\*" in (await themes(world, "list")).splitlines()[1]


async def test_process_that_dies_costs_the_theme_and_posts_no_second_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await themes(world, "add", theme="hens")
    hour = (world.env.now().hour + 1) % 24
    await themes(world, "daily", channel=world.lounge, hour=hour)
    with monkeypatch.context() as crash:
        crash.setattr("bot.community.themes.Themes._post", None)
        await at(world, hour)
    await world.restart(crash=True)
    await world.bot.services[CommunityUpkeep].run()
    assert world.lounge.history() == []
    await at(world, hour)
    assert len(world.lounge.history()) == 1


async def test_themes_are_suggested_and_removed(world: World) -> None:
    assert "There are no themes." in await themes(world, "list")
    long = "x" * 200
    await themes(world, "add", theme=long)
    await themes(world, "add", theme="Foxes")
    suggested = await world.noor.autocomplete(world.pictures, "easel themes remove", "theme", "X")
    assert [one["value"] for one in suggested] == ["x" * 100, "Foxes"]
    assert "x" * 100 not in await themes(world, "remove", theme=str(suggested[0]["value"]))
    assert "There are no themes." in await themes(world, "remove", theme="foxes")
    assert "There's no theme like that." in await themes(world, "remove", theme="foxes")
    assert "a theme that one can see" in await themes(world, "add", theme="\u200b")


async def test_themes_are_switched_off(world: World) -> None:
    assert "Please choose its `channel`, too." in await themes(world, "daily", hour=3)
    await themes(world, "add", theme="hens")
    assert "at 09:00 UTC" in await themes(world, "daily", channel=world.lounge)
    assert "at 05:00 UTC" in await themes(world, "daily", hour=5)
    assert "No theme is posted." in await themes(world, "daily", off=True)
    await at(world, 5)
    assert world.lounge.history() == []


async def test_channel_that_takes_no_message_is_told_in_the_log(world: World) -> None:
    await ServerStore(world.database).change(entry(world), log_channel_id=world.pictures.id)
    await themes(world, "add", theme="hens")
    hour = (world.env.now().hour + 1) % 24
    await themes(world, "daily", channel=world.lounge, hour=hour)
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    await at(world, hour)
    assert "where a theme is to be posted" in world.pictures.history()[-1].content
    deny(world, world.lounge, send_messages=True)
    await world.settle()
    assert "Send Messages" in await themes(world, "daily", channel=world.lounge)


async def test_only_managers_have_themes(world: World) -> None:
    with pytest.raises(SetupError):
        await world.maya.slash(world.lounge, "easel themes add", theme="hens")
    assert await ThemeStore(world.database).of(world.guild.id) == []
