"""Where pictures go when the place does not take them as they are, or not at all."""

import struct
import zlib

import discord
import pytest

from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.images import png

pytestmark = pytest.mark.slow

FAILED = "The image service couldn't make this one"


def unreadable(size: int) -> bytes:
    """A PNG of about so many bytes, whole from chunk to chunk, and without any pixels."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)),
        (b"IDAT", bytes(size)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


async def test_a_picture_that_is_too_large_is_made_to_fit_and_it_is_said(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=413, code=40005)

    await world.maya.slash(world.pictures, "flux", prompt="a red fox")

    [message] = world.pictures.history()
    [picture] = message.attachments
    assert picture.filename.endswith((".webp", ".jpg"))
    assert "to fit the upload limit" in message.content


async def test_the_limit_of_a_server_is_remembered(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=413, code=40005)
    await world.maya.slash(world.pictures, "flux", prompt="a red fox")

    await world.noor.slash(world.lounge, "flux", prompt="a red fox")

    [second] = world.lounge.history()
    sends = [call for call in world.env.http_requests if call.path.endswith("/messages")]
    refused, fitted, fitted_at_once = sends
    assert "upload limit" not in refused.json["content"]
    assert "upload limit" in fitted.json["content"]
    assert "upload limit" in fitted_at_once.json["content"]
    assert len(second.attachments) == 1


async def test_a_passing_failure_of_discord_is_tried_again(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)

    result = await world.maya.slash(world.pictures, "flux", prompt="a fox")

    assert len(world.pictures.history()) == 1
    assert said(result).startswith("✅ Done")


async def test_without_permission_the_member_gets_it_alone(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)

    result = await world.maya.slash(world.pictures, "flux", prompt="a fox")

    assert said(result).startswith("✅ Done, but I couldn't post in <#")
    assert len(result.response.attachments) == 1
    assert world.pictures.history() == []


async def test_after_the_token_died_it_comes_by_direct_message(open_here: OpenWorld) -> None:
    async with open_here(background=True, upkeep_interval=9999, status_interval=9999) as world:
        world.emulator.task_store.delay = 0.5
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        await world.env.advance_time(15 * 60)
        path = f"/channels/{world.pictures.id}/messages"
        world.env.inject_error("POST", path, status=403, code=50001, times=None)

        direct = world.maya.user.dm_channel
        await until(world, lambda: direct.history())

        [message] = direct.history()
        assert len(message.attachments) == 1
        assert "where I can't post any more" in message.content


async def test_what_can_go_nowhere_does_not_count(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
        world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015, times=None)
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        world.env.backend.faults.clear()

        result = await world.maya.slash(world.pictures, "flux", prompt="a fox")

        assert said(result).startswith("✅ Done")


async def test_in_a_thread_the_picture_stays_in_the_thread(world: World) -> None:
    start = await world.maya.send(world.pictures, "foxes here")
    channel = world.bot.get_channel(world.pictures.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="foxes", message=discord.Object(start.id))
    [thread] = world.pictures.threads

    result = await world.maya.slash(thread, "flux", prompt="a fox")

    assert said(result).startswith("✅ Done")
    assert any(message.attachments for message in thread.history())


async def test_what_a_direct_message_refuses_says_nothing_of_the_server(world: World) -> None:
    await world.maya.user.send_dm("hello")
    direct = f"/channels/{world.maya.user.dm_channel.id}/messages"
    channel = f"/channels/{world.pictures.id}/messages"
    world.env.inject_error("POST", channel, status=403, code=50013)
    world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015, times=None)
    world.env.inject_error("POST", direct, status=413, code=40005)
    await world.maya.slash(world.pictures, "flux", prompt="a red fox")
    [sent] = [m for m in world.maya.user.dm_channel.history() if m.attachments]
    assert "upload limit" in sent.content
    world.env.backend.faults.clear()

    await world.noor.slash(world.pictures, "flux", prompt="a red fox")

    [posted] = world.pictures.history()
    assert "upload limit" not in posted.content


@pytest.mark.parametrize(("good", "said_of_it"), [(1, "one picture didn't arrive"), (0, FAILED)])
async def test_damage_that_is_found_while_fitting_costs_that_picture_alone(
    world: World, monkeypatch: pytest.MonkeyPatch, good: int, said_of_it: str
) -> None:
    async def make(*_: object) -> list[bytes]:
        return [unreadable(11 * 2**20), *good * [png(64, 64)]]

    monkeypatch.setattr("sandbox.relay.pictures.make", make)

    result = await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox", n=2)

    posted = world.pictures.history()
    assert [len(message.attachments) for message in posted] == [1] * good
    assert said_of_it in (posted[0].content if good else said(result))
