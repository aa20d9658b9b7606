"""`/easel avatar`: a picture that was made in the server becomes the bot's face there."""

import base64
import io
from typing import Any

import discord
import pytest
from PIL import Image
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.storage.audit import AuditStore
from bot.storage.members import MemberStore
from bot.ui.messages import job_of
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.pictures import SMALL, made
from tests.e2e.reporting import moderated, report
from tests.e2e.ruling import restrict_age

pytestmark = pytest.mark.slow

SET = "That's my picture in this server now."
RESET = "In this server, I have the picture again that I have everywhere."
UNKNOWN = "⚠️ I don't know a picture like that in this server that everyone here may see."


async def avatar(world: World, **options: Any) -> str:
    """What the command tells who manages the server."""
    return said(await world.noor.slash(world.pictures, "easel avatar", **options))


def sent(world: World) -> list[Any]:
    """The avatars that Discord was sent, the oldest first."""
    path = f"/guilds/{world.guild.id}/members/@me"
    return [call.json["avatar"] for call in world.env.http_requests if call.path == path]


def own_avatar(world: World) -> str | None:
    me = world.env.backend.bot_user.id
    return world.env.backend.get_member(world.guild.id, me).avatar


@pytest.mark.parametrize("by", ["link", "id"])
async def test_picture_becomes_the_avatar_as_a_square(world: World, by: str) -> None:
    message = await made(world, width=128, height=64)
    picture = message.jump_url if by == "link" else str(job_of(message))

    told = await avatar(world, picture=picture)

    assert told.startswith(SET)
    [uri] = sent(world)
    kind, _, content = uri.partition(";base64,")
    assert kind in ("data:image/jpeg", "data:image/png")
    with Image.open(io.BytesIO(base64.b64decode(content))) as image:
        assert image.size == (64, 64)
    assert own_avatar(world)


async def test_reset_takes_it_back(world: World) -> None:
    await avatar(world, picture=(await made(world)).jump_url)

    told = await avatar(world, reset=True)

    assert told == RESET
    assert sent(world)[-1] is None
    assert own_avatar(world) is None


async def test_change_is_in_the_history_and_in_the_log(world: World) -> None:
    await world.noor.slash(world.pictures, "easel log", channel=world.lounge)
    message = await made(world)

    await avatar(world, picture=message.jump_url)
    await avatar(world, reset=True)

    reset, set_ = await AuditStore(world.database).newest(world.guild.id, 2)
    assert (set_.action, set_.member_id) == ("avatar", world.noor.id)
    assert set_.facts == {"picture": message.jump_url}
    assert reset.facts == {"reset": True}
    log = "\n".join(one.content for one in world.lounge.history())
    assert log.count("/easel avatar") == 2
    reasons = [
        call.reason for call in world.env.http_requests if call.path.endswith("/members/@me")
    ]
    assert reasons == [f"/easel avatar by noor ({world.noor.id})"] * 2


async def test_only_those_who_manage_the_server_choose(world: World) -> None:
    message = await made(world)
    # Members can change in the server's settings whom Discord lets through.
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel, {world.maya: True})

    refused = said(await world.maya.slash(world.pictures, "easel avatar", picture=message.jump_url))

    assert "Only members who can manage this server" in refused
    assert sent(world) == []


@pytest.mark.parametrize("options", [{}, {"picture": "1", "reset": True}])
async def test_one_of_both_is_chosen(world: World, options: dict[str, Any]) -> None:
    assert "Please choose a `picture`" in await avatar(world, **options)
    assert sent(world) == []


@pytest.mark.parametrize(
    "picture",
    ["a fox", "1", "99999999999999999999", "https://discord.com/channels/1/2/3", "@everyone"],
)
async def test_unknown_picture_is_refused(world: World, picture: str) -> None:
    assert (await avatar(world, picture=picture)).startswith(UNKNOWN)
    assert sent(world) == []


async def test_picture_of_another_server_is_refused(world: World) -> None:
    other = world.env.create_guild("Another server")
    channel = other.create_text_channel("pictures")
    there = other.add_member(world.noor.user)
    await world.settle()
    await there.slash(channel, "flux", prompt="a fox", **SMALL)
    message = channel.history()[-1]

    assert (await avatar(world, picture=message.jump_url)).startswith(UNKNOWN)
    assert (await avatar(world, picture=str(job_of(message)))).startswith(UNKNOWN)
    assert sent(world) == []


async def test_private_picture_of_another_member_is_refused(world: World) -> None:
    ids = []
    for member in (world.maya, world.noor):
        await member.slash(world.pictures, "flux", prompt="a fox", private=True, **SMALL)
        [found] = await member.autocomplete(world.pictures, "show", "id", "")
        ids.append(found["value"])

    assert (await avatar(world, picture=ids[0])).startswith(UNKNOWN)
    assert sent(world) == []
    assert (await avatar(world, picture=ids[1])).startswith(SET)


async def test_picture_of_a_channel_that_the_member_does_not_see_is_refused(world: World) -> None:
    hidden = world.guild.create_text_channel("hidden")
    await world.maya.slash(hidden, "flux", prompt="a fox", **SMALL)
    [message] = hidden.history()
    denied = Overwrite(
        world.noor.id,
        OverwriteType.MEMBER,
        deny=discord.Permissions(view_channel=True).value,
    )
    world.env.backend.set_overwrite(hidden.id, denied)
    await world.settle()

    assert (await avatar(world, picture=str(job_of(message)))).startswith(UNKNOWN)
    assert sent(world) == []


async def test_reported_picture_is_refused(world: World) -> None:
    message = await made(world)
    await moderated(world)
    await report(world, world.maya, message)

    told = await avatar(world, picture=str(job_of(message)))

    assert "reported to the moderators" in told
    assert sent(world) == []


async def test_spoiler_is_refused(world: World) -> None:
    message = await made(world, spoiler=True)

    assert "is a spoiler" in await avatar(world, picture=message.jump_url)
    assert sent(world) == []


async def test_picture_of_an_age_restricted_channel_is_refused(world: World) -> None:
    message = await made(world)
    await restrict_age(world, world.pictures)

    assert "age-restricted" in await avatar(world, picture=message.jump_url)
    assert sent(world) == []


async def test_owner_who_allows_no_edits_keeps_the_picture(world: World) -> None:
    message = await made(world)
    await MemberStore(world.database).set_lets_others_edit(world.maya.id, lets=False)

    assert "doesn't let others edit it" in await avatar(world, picture=message.jump_url)
    assert sent(world) == []


async def test_deleted_picture_is_refused(world: World) -> None:
    message = await made(world)
    world.env.backend.delete_message(world.pictures.id, message.id)

    assert "was deleted" in await avatar(world, picture=message.jump_url)
    assert sent(world) == []


async def test_discord_that_is_asked_too_often_is_left_alone(world: World) -> None:
    message = await made(world)
    path = f"/guilds/{world.guild.id}/members/@me"
    world.env.inject_error(
        "PATCH", path, status=400, code=50035, message="avatar: AVATAR_RATE_LIMIT"
    )

    first = await avatar(world, picture=message.jump_url)
    second = await avatar(world, picture=message.jump_url)
    world.env.backend.advance_clock(602)
    third = await avatar(world, picture=message.jump_url)

    at = int(world.env.now().timestamp())
    assert first == second
    assert "Discord lets me change my picture only now and then. Please try again <t:" in first
    assert at - 10 <= int(first.partition("<t:")[2].partition(":")[0]) <= at
    assert third.startswith(SET)
    assert len(await AuditStore(world.database).newest(world.guild.id, 9)) == 1


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [(400, 50035, "Discord doesn't take that picture"), (503, 0, "I don't know whether Discord")],
)
async def test_refusal_of_discord_is_said(world: World, status: int, code: int, words: str) -> None:
    message = await made(world)
    path = f"/guilds/{world.guild.id}/members/@me"
    world.env.inject_error("PATCH", path, status=status, code=code, message="no", times=9)

    assert words in await avatar(world, picture=message.jump_url)
    assert await AuditStore(world.database).newest(world.guild.id, 9) == []


async def test_suggested_are_ones_own_pictures(world: World) -> None:
    await made(world, prompt="maya's fox")
    await world.noor.slash(world.pictures, "flux", prompt="noor's fox", **SMALL)

    found = await world.noor.autocomplete(world.pictures, "easel avatar", "picture", "fox")

    assert [one["name"].split(" · ")[0] for one in found] == ["noor's fox"]
    assert (await avatar(world, picture=found[0]["value"])).startswith(SET)
