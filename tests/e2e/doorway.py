"""Ways to ask for a picture, and reasons to refuse it, for tests of every pair of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import MemberActor
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import update

from bot.storage.blocks import Block, BlockStore
from bot.storage.records import State
from bot.storage.schema import jobs
from sandbox.world import World
from tests.e2e.conftest import entry
from tests.e2e.images import png
from tests.e2e.pictures import defaults, forbid_edits, made
from tests.e2e.replying import answers
from tests.e2e.ruling import rule

PHOTO = ("fox.png", png(64, 64, "red"))
WORDS = "make the fox blue"
EDIT_MENU = "Edit this picture"


@dataclass
class Doorway:
    """A picture of Maya's, and Ines who asks for something; `fetched` are the uploads fetched."""

    world: World
    picture: discord.Message
    ines: MemberActor
    fetched: list[str] = field(default_factory=list)


Ask = Callable[[], Awaitable[str]]
Way = Callable[[Doorway], Awaitable[Ask]]


async def opened_doorway(world: World, patch: pytest.MonkeyPatch) -> Doorway:
    """Let Maya make a picture from a photo, and Ines an earlier one of her own."""
    ines = world.guild.add_member(world.env.create_user("ines"))
    await ines.slash(world.pictures, "flux", prompt="a cat", width=64, height=64)
    picture = await made(world, prompt="a red fox", input_image=PHOTO)
    doorway = Doorway(world, picture, ines)
    fetch = world._downloader.fetch

    async def noted(url: str, max_bytes: int) -> bytes:
        doorway.fetched.append(url)
        return await fetch(url, max_bytes)

    patch.setattr(world._downloader, "fetch", noted)
    # What Discord's client would not offer comes all the same, as from another client.
    patch.setattr("simcord.actors._check_command_access", lambda *_: None)
    return doorway


def content(result: Any) -> str:
    """Return what the member reads, whichever answer it is."""
    return str(result.response.content) if result.response else ""


async def command(door: Doorway) -> Ask:
    """Ask by a command with an upload."""

    async def ask() -> str:
        options = {"prompt": WORDS, "input_image": PHOTO}
        return content(await door.ines.slash(door.world.pictures, "flux", **options))

    return ask


async def edit_command(door: Doorway) -> Ask:
    """Ask by `/edit`, which takes the newest picture."""

    async def ask() -> str:
        return content(await door.ines.slash(door.world.pictures, "edit", prompt=WORDS))

    return ask


async def again(door: Doorway) -> Ask:
    """Press *Again* under another member's picture."""

    async def ask() -> str:
        return content(await door.ines.click(door.picture, label="Again"))

    return ask


async def other_model(door: Doorway) -> Ask:
    """Choose another model, in a select that was offered before."""
    offered = await door.ines.click(door.picture, label="Try with…")

    async def ask() -> str:
        return content(await door.ines.select(offered.response.message, ["gpt-image"]))

    return ask


async def edit_button(door: Doorway) -> Ask:
    """Press *Edit…*, which opens a modal."""

    async def ask() -> str:
        return content(await door.ines.click(door.picture, label="Edit…"))

    return ask


async def menu(door: Doorway) -> Ask:
    """Use the menu of the message, which opens a modal."""

    async def ask() -> str:
        world = door.world
        return content(await door.ines.context_menu(world.pictures, EDIT_MENU, door.picture))

    return ask


async def modal(door: Doorway) -> Ask:
    """Send the modal of an edit that was opened before."""
    shown = await door.ines.click(door.picture, label="Edit…")
    values = {**defaults(shown.modal), "words": WORDS}

    async def ask() -> str:
        return content(await door.ines.submit_modal(shown, values))

    return ask


async def reply(door: Doorway) -> Ask:
    """Reply to the picture."""

    async def ask() -> str:
        backend, channel = door.world.env.backend, door.world.pictures
        reference = {"channel_id": str(channel.id), "message_id": str(door.picture.id)}
        sent = backend.create_message(channel.id, door.ines.id, WORDS, reference=reference)
        await door.world.settle()
        [message] = [one for one in channel.history() if one.id == sent.id]
        return " ".join(answers(channel, message))

    return ask


async def yes(door: Doorway) -> Ask:
    """Say yes to a price that was asked about before."""
    options = {"prompt": WORDS, "image": PHOTO, "n": 4}
    asked = await door.ines.slash(door.world.pictures, "gpt-image edit", **options)
    assert "will cost about" in content(asked)

    async def ask() -> str:
        result = await door.ines.click(asked.response, label="Make it")
        return f"{content(result)} {content(asked)}"

    return ask


def denied(**permissions: bool) -> Callable[[Doorway], Awaitable[None]]:
    """Return the reason that Ines lacks these permissions in the channel."""

    async def apply(door: Doorway) -> None:
        bits = discord.Permissions(**permissions).value
        overwrite = Overwrite(door.ines.id, OverwriteType.MEMBER, deny=bits)
        door.world.env.backend.set_overwrite(door.world.pictures.id, overwrite)
        await door.world.settle()

    return apply


async def timed_out(door: Doorway) -> None:
    """Put Ines in time-out."""
    until = (door.world.env.now() + timedelta(hours=1)).isoformat()
    backend = door.world.env.backend
    backend.edit_member(door.world.guild.id, door.ines.id, {"timed_out_until": until})
    await door.world.settle()


async def blocked(door: Doorway) -> None:
    """Block Ines."""
    block = Block(door.ines.id, "spam", None)
    await BlockStore(door.world.database).put(block, entry(door.world))


async def paused(door: Doorway) -> None:
    """Pause the server."""
    await door.world.noor.slash(door.world.lounge, "easel pause")


async def ruled_out(door: Doorway) -> None:
    """Allow no pictures in this channel."""
    await rule(door.world, door.world.pictures, works=False)


async def listed(door: Doorway) -> None:
    """List a word of the request."""
    await door.world.noor.slash(door.world.lounge, "easel words add", word="fox")


async def no_consent(door: Doorway) -> None:
    """Let Maya forbid others to edit her pictures."""
    await forbid_edits(door.world)


async def no_allowance(door: Doorway) -> None:
    """Leave Ines no picture."""
    options = {"pictures": 0, "member": door.ines}
    await door.world.noor.slash(door.world.lounge, "easel limits set", **options)


async def failures(door: Doorway) -> None:
    """Let Ines's earlier requests have failed: as many as may fail in an hour."""
    async with door.world.database.write() as connection:
        await connection.execute(
            update(jobs).where(jobs.c.member_id == door.ines.id).values(state=State.FAILED)
        )
